namespace AutoBackprop.Tests;

/// <summary>Statements. Every loop has few trips, whatever the numbers are.</summary>
internal sealed partial class RandomProgram
{
    private void Statement()
    {
        _budget--;
        if (_scope.Depth > 5) { Assign(); return; }
        switch (Next(0, 40))
        {
            case < 6: Declare(); break;
            case < 13: Assign(); break;
            case < 18: If(); break;
            case < 21 when IsShallow(): For(); break;
            case 21 when IsShallow(): OddFor(); break;
            case < 24 when IsShallow(): While(); break;
            case 24 when IsShallow(): DoWhile(); break;
            case 25 or 26: Switch(); break;
            case 27 or 28: Pair(); break;
            case 29: Swap(); break;
            case 30 or 31 when _scope.Depth > 0: Jump(); break;
            case 32: Block("", _ => { }, mayJump: true); break;
            case 33: Line("Tick.Count++;"); break;
            case 34: Line($"if ({Int(0)} > 1000) throw new ArgumentException(\"n\");"); break;
            case 35: Line($"Tick.Note({Int(0)});"); break;
            case 36: Late(); break;
            case 37 when Local(RandomKind.Int, assignable: true) is { } i: Line($"{i.Name} = {Int(2)};"); break;
            case 38 when Local(RandomKind.Bool, assignable: true) is { } b: Line($"{b.Name} = {Bool(2)};"); break;
            default: Assign(); break;
        }

        bool IsShallow() => _scope.Loops < 2;
    }

    private void Declare()
    {
        var name = NewName();
        switch (Next(0, 10))
        {
            case 0:
                Line($"var {name} = {Int(2)};");
                _scope.Declare(name, RandomKind.Int);
                break;
            case 1:
                Line($"var {name} = {Bool(2)};");
                _scope.Declare(name, RandomKind.Bool);
                break;
            case 2:
                Line($"(R a, R c) {name} = ({Small(2)}, {Small(1)});");
                _scope.Declare(name, RandomKind.Pair);
                break;
            default:
                Line($"R {name} = {Small(3)};");
                _scope.Declare(name, RandomKind.Real);
                break;
        }
    }

    private void Assign()
    {
        if (Local(RandomKind.Real, assignable: true) is not { } v) { Declare(); return; }
        Line(Next(0, 8) switch
        {
            0 => $"{v.Name} += 0.5 * {Small(2)};",
            1 => $"{v.Name} -= 0.5 * {Small(2)};",
            2 => $"{v.Name} *= {Small(2)};",
            3 => $"{v.Name} /= 2.0 + M.Sin({Real(2)});",
            4 => $"{v.Name} = 0.5 * {v.Name} + {Small(2)};",
            _ => $"{v.Name} = {Small(3)};",
        });
    }

    private void Pair()
    {
        if (Chance(50) && Local(RandomKind.Pair, assignable: true) is { } p)
        {
            Line(Any([$"{p.Name}.a = {Small(2)};", $"{p.Name} = ({p.Name}.c, {Small(2)});", $"{p.Name}.c += 0.5 * {Small(1)};"]));
            return;
        }
        var (first, second) = (NewName(), NewName());
        if (first == second) return;
        var pairs = _callable.Where(c => c.ReturnsPair).ToList();
        Line(pairs.Count > 0 && Chance(60)
            ? $"var ({first}, {second}) = {Any(pairs).Name}({Small(1)}, {Small(1)}, {Int(1)});"
            : $"(R {first}, R {second}) = ({Small(2)}, {Small(2)});");
        foreach (var name in new[] { first, second }) _scope.Declare(name, RandomKind.Real);
    }

    private void Swap()
    {
        var reals = _scope.Visible.Where(l => l.Kind == RandomKind.Real && l.IsAssignable).OrderBy(_ => _random.Next()).Take(3).Select(l => l.Name).ToList();
        if (reals.Count < 2) return;
        Line(reals.Count == 2 || Chance(50) ? $"({reals[0]}, {reals[1]}) = ({reals[1]}, {(Chance(50) ? reals[0] : Small(2))});"
            : $"({reals[0]}, {reals[1]}, {reals[2]}) = ({reals[1]}, {reals[2]}, {reals[0]});");
    }

    /// <summary>Declared first, assigned later on all ways.</summary>
    private void Late()
    {
        var name = NewName();
        Line($"R {name};");
        Line($"if ({Bool(0)}) {name} = {Small(0)}; else {name} = {Small(0)};");
        _scope.Declare(name, RandomKind.Real);
    }

    private void If()
    {
        Block($"if ({Bool(2)})", _ => { }, mayJump: true);
        while (Chance(30)) Block($"else if ({Bool(1)})", _ => { }, mayJump: true);
        if (Chance(50)) Block("else", _ => { }, mayJump: true);
    }

    private void For()
    {
        var i = NewName();
        if (_scope.Loops == 0 && Chance(20)) { Long(i); return; }
        var head = Next(0, 5) switch
        {
            0 => $"for (int {i} = 0; {i} < {Int(1)} % 5; {i}++)",
            1 => $"for (var {i} = {Int(0)} % 5; {i} >= 0; {i}--)",
            2 => $"for (int {i} = 1; {i} <= {Next(1, 5)}; {i} += 2)",
            3 => $"for (int {i} = {Next(2, 5)}; {i} > -2; {i} -= {Next(1, 3)})",
            _ => $"for (int {i} = 0; {i} < {Next(1, 5)}; {i}++)",
        };
        Block(head, s => s.Declare(i, RandomKind.Int, isAssignable: false), loop: true);
    }

    /// <summary>Many trips, and little in each of them.</summary>
    private void Long(string i)
    {
        var sum = Local(RandomKind.Real, assignable: true)?.Name;
        Line($"for (int {i} = {Next(-2, 3)}; {i} < {Next(9, 40)}; {i} += {Any(["1", "1", "1", "2", "3"])})");
        Line("{");
        var outer = _scope;
        _scope = new ProgramScope(outer) { InLoop = true, InSwitch = false, Loops = 2 };
        _scope.Declare(i, RandomKind.Int, isAssignable: false);
        _indent++;
        for (var k = Next(0, 3); k > 0; k--) Declare();
        if (sum is not null) Line($"{sum} {Any(["+=", "-=", "= 0.5 *"])} {(Chance(50) ? "0.1 * " : "")}{Small(2)};");
        if (Chance(30)) Assign();
        _indent--;
        _scope = outer;
        Line("}");
    }

    /// <summary>A for that only looks like a counted loop.</summary>
    private void OddFor()
    {
        var i = NewName();
        switch (Next(0, 3))
        {
            case 0:
                Block($"for (int {i} = 0; {i} < 6; {i}++)", s => { s.Declare(i, RandomKind.Int, isAssignable: false); Line($"    if ({Leaf()} > 0.3) {i}++;"); }, loop: true);
                break;
            case 1:
                Block($"for (int {i} = 0; {i} < 4 && {Bool(0)}; {i}++)", s => s.Declare(i, RandomKind.Int, isAssignable: false), loop: true);
                break;
            default:
                var fuel = $"fuel{_fresh++}";
                Line($"int {fuel} = 0;");
                Block($"for (; ; {fuel} += 1)", _ => Line($"    if ({fuel} >= {Next(1, 5)}) break;"), loop: true);
                break;
        }
    }

    private void While()
    {
        var fuel = $"fuel{_fresh++}";
        Line($"int {fuel} = 0;");
        if (Chance(50)) Block($"while ({fuel}++ < {Next(1, 5)} && {Bool(1)})", _ => { }, loop: true);
        else Block($"while ({fuel} < {Next(1, 5)} {(Chance(30) ? "&" : "&&")} {Bool(0)})", _ => Line($"    {fuel}++;"), loop: true);
    }

    private void DoWhile()
    {
        var fuel = $"fuel{_fresh++}";
        Line($"int {fuel} = 0;");
        Block("do", _ => { }, loop: true, after: $" while ({fuel}++ < {Next(1, 4)} && {Bool(1)});");
    }

    private void Switch()
    {
        Line($"switch ({Whole()})");
        Line("{");
        foreach (var labels in Any<string[]>([["case 0:", "case 1: case 2:", "default:"], ["case 1:", "default:", "case 2:"], ["case > 2:", "case 0:"], ["case 3 when b:", "case 1:", "default:"]]))
        {
            _indent++;
            Line(labels.Replace("when b", $"when {Bool(0)}"));
            Block("", _ => { }, inSwitch: true);
            Line(Jumps("break;"));
            _indent--;
        }
        Line("}");
    }

    private void Jump()
    {
        if (Chance(60)) Line($"if ({Bool(1)}) {Jumps(null)}");
        else Line(Jumps(null).StartsWith("return", StringComparison.Ordinal) && Chance(70) ? $"if ({Bool(1)}) {Return()}" : $"if ({Bool(1)}) {{ {Jumps(null)} }}");
    }

    private string Jumps(string? usual) => usual is not null && Chance(70) ? usual : Next(0, 3) switch
    {
        0 when _scope.InLoop => "continue;",
        1 when _scope.InLoop || _scope.InSwitch || usual is not null => "break;",
        _ => Return(),
    };

    private void Block(string head, Action<ProgramScope> start, bool loop = false, bool inSwitch = false, bool mayJump = false, string after = "")
    {
        if (head.Length > 0) Line(head);
        Line("{");
        var outer = _scope;
        _scope = new ProgramScope(outer)
        {
            InLoop = outer.InLoop || loop, InSwitch = !loop && (outer.InSwitch || inSwitch), Loops = outer.Loops + (loop ? 1 : 0),
        };
        start(_scope);
        _indent++;
        Assign();
        for (var i = Next(0, 4); i > 0 && _budget > -10; i--) Statement();
        if (mayJump && Chance(12)) Line(Jumps(null));
        _indent--;
        _scope = outer;
        Line("}" + after);
    }
}
