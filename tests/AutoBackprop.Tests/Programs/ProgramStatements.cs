namespace AutoBackprop.Tests.Programs;

/// <summary>Statements.</summary>
internal sealed class ProgramStatements(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;

    public void Block(int count)
    {
        for (var i = 0; i < count && context.Budget > -6; i++) One();
    }

    public void One()
    {
        context.Budget--;
        var deep = context.Scope.Depth > 3;
        var loops = !deep && context.MayLoop;
        if (context.Topics.All != Topic.None && !deep && Pen.Chance(35) && context.Topics.Statement()) return;
        switch (Pen.Next(60))
        {
            case < 6: Declare(); break;
            case < 18: Assign(); break;
            case < 22 when !deep: If(); break;
            case < 24 when !deep: Switch(); break;
            case < 26 when loops: Count(); break;
            case < 30 when loops: Over(); break;
            case < 32 when loops: While(); break;
            case < 35 when !context.IsInner: context.Moves.Declare(); break;
            case < 38: context.Moves.One(); break;
            case < 41: Tuple(); break;
            case < 43 when !context.IsInner: Refer(); break;
            case < 46: Line(context.Calls.Statement()); break;
            case < 51 when loops && !context.IsInner: context.Idioms.One(); break;
            case < 53: Leave(); break;
            case 53: Pen.Line($"Trace.Note({Reals.Int(1)});"); break;
            case 54: Throw(); break;
            case 55 when !deep && !context.IsInner && context.Scope.Depth < 2: Local(); break;
            case 56 when !deep: context.Inside("", () => Block(Pen.Next(1, 4))); break;
            case 57: context.Idioms.Guard(); break;
            default: Assign(); break;
        }
    }

    private void Line(string? text)
    {
        if (text is null) Assign();
        else Pen.Line(text);
    }

    public Variable Real(string value)
    {
        var name = context.Fresh();
        Pen.Line($"{(context.HasSingles ? "double" : Pen.Any("double", "double", "var"))} {name} = {(value.StartsWith('-') || char.IsDigit(value[0]) && !value.Contains('.') ? $"(double)({value})" : value)};");
        return context.Scope.Add(new Variable(name, Sort.Real));
    }

    private void Declare()
    {
        switch (Pen.Next(9))
        {
            case 0:
                var i = context.Fresh("j");
                Pen.Line($"int {i} = {Reals.Int(2)};");
                context.Scope.Add(new Variable(i, Sort.Int));
                break;
            case 1:
                var b = context.Fresh("b");
                Pen.Line($"bool {b} = {Reals.Bool(2)};");
                context.Scope.Add(new Variable(b, Sort.Bool));
                break;
            case 2:
                var p = context.Fresh("p");
                Pen.Line($"(double a, double c) {p} = ({Reals.Real(2)}, {Reals.Real(2)});");
                context.Scope.Add(new Variable(p, Sort.Pair));
                break;
            case 3 or 4 when context.HasStructs:
                var s = context.Fresh("s");
                Pen.Line($"{Pen.Any("S", "var")} {s} = {Reals.Struct(2)};");
                context.Scope.Add(new Variable(s, Sort.Struct));
                break;
            case 5 when context.HasSingles:
                var f = context.Fresh("f");
                Pen.Line($"float {f} = (float)({Reals.Real(2)});");
                context.Scope.Add(new Variable(f, Sort.Single));
                break;
            case 6 when Pen.Chance(40):
                var (x, y) = (context.Fresh(), context.Fresh());
                Pen.Line($"double {x} = {Reals.Real(1)}, {y} = {Reals.Real(1)};");
                context.Scope.Add(new Variable(x, Sort.Real));
                context.Scope.Add(new Variable(y, Sort.Real));
                break;
            default: Real(Reals.Real(3)); break;
        }
    }

    public void Assign()
    {
        var place = context.Places.Real();
        switch (Pen.Next(20))
        {
            case < 6 when place is not null: Pen.Line($"{place} = {Reals.Small(3)};"); break;
            case < 12 when place is not null: Pen.Line($"{place} {Pen.Any("+=", "-=", "+=", "*=")} {Reals.Small(3)};"); break;
            case 12 when place is not null: Pen.Line($"{place} /= 1.5 + {context.Functions}.Sin({Reals.Real(1)});"); break;
            case 13 when place is not null
                && context.Places.Real() is { } other: Pen.Line($"{place} = {other} {Pen.Any("=", "+=", "*=")} {Reals.Small(2)};"); break;
            case 14 when place is not null: Pen.Line(Pen.Any($"{place}++;", $"--{place};")); break;
            case 15 when context.Find(Sort.Int,
                assignable: true) is { } i: Pen.Line($"{i.Name} {Pen.Any("=", "+=", "-=")} {Reals.Int(1)};"); break;
            case 16 when context.Find(Sort.Bool,
                assignable: true) is { } b: Pen.Line($"{b.Name} {Pen.Any("=", "^=", "|=", "&=")} {Reals.Bool(1)};"); break;
            case 17 when context.Find(Sort.Struct, assignable: true) is { } s: Pen.Line(Pen.Any($"{s.Name} = {Reals.Struct(2)};",
                $"{s.Name} += {Reals.Struct(1)};", $"{s.Name}.Turn({Reals.Small(1)});",
                    $"{s.Name} = {s.Name} with {{ A = {Reals.Small(1)} }};")); break;
            case 18 when context.FindMemory(writable: true,
                element: Sort.Struct) is { } m: Pen.Line(Pen.Any($"{context.Places.Element(m)} = {Reals.Struct(1)};",
                    $"{context.Places.Element(m)}.Turn({Reals.Small(1)});")); break;
            case 19 when context.Find(Sort.Single, assignable: true) is { } f: Pen.Line(Pen.Any($"{f.Name} += {Reals.Int(1)};",
                $"{f.Name} *= (float)({Reals.Small(1)});", $"{f.Name} = {f.Name} * 0.5f + (float)({Reals.Leaf()});")); break;
            default:
                if (place is null) Real(Reals.Real(2));
                else Pen.Line($"{place} = {Reals.Small(3)};");
                break;
        }
    }

    private void Tuple()
    {
        var (a, b) = (context.Places.Real(), context.Places.Real());
        if (a is null || b is null || a.StartsWith('(') || b.StartsWith('(')) { Assign(); return; }
        switch (Pen.Next(6))
        {
            case 0: Pen.Line($"({a}, {b}) = ({b}, {a});"); break;
            case 1 when context.FindMemory(writable: true) is { } m: Pen.Line($"({context.Places.Element(m)}, {context.Places.Element(m)}) = ({context.Places.Element(m)}, {context.Places.Element(m)});"); break;
            case 2:
                var (x, y) = (context.Fresh(), context.Fresh());
                Pen.Line($"var ({x}, {y}) = ({Reals.Real(1)} + 0.0, {Reals.Real(1)} - 0.0);");
                context.Scope.Add(new Variable(x, Sort.Real));
                context.Scope.Add(new Variable(y, Sort.Real));
                break;
            case 3 when context.Places.Real() is { } c
                && !c.StartsWith('('): Pen.Line($"({a}, ({b}, {c})) = ({Reals.Small(1)}, ({Reals.Small(1)}, {Reals.Small(1)}));"); break;
            case 4 when context.Find(Sort.Int,
                assignable: true) is { } i: Pen.Line($"({a}, {i.Name}) = ({Reals.Small(2)}, {Reals.Int(1)});"); break;
            default: Pen.Line($"({a}, {b}) = ({Reals.Small(2)}, {Reals.Small(2)});"); break;
        }
    }

    private void Refer()
    {
        if (Pen.Chance(20) && context.FindMemory(writable: true, element: Sort.Struct) is { } structs)
        {
            var s = context.Fresh("e");
            Pen.Line($"ref {Pen.Any("S", "var")} {s} = ref {context.Places.Element(structs)};");
            context.Scope.Add(new Variable(s, Sort.Struct) { IsReference = true });
            return;
        }
        var place = context.Tries("ref local") ? context.Places.Real(canRefer: true) : context.FindMemory(writable: true) is { } m
            && (context.Tries("ref element") || context.Scope.Memories.Count() == 1) ? context.Places.Element(m) : null;
        if (place is null) { Assign(); return; }
        var name = context.Fresh("r");
        Pen.Line($"ref {Pen.Any("double", "var")} {name} = ref {place};");
        context.Scope.Add(new Variable(name, Sort.Real) { IsReference = true });
    }

    private void If()
    {
        context.Inside($"if ({Reals.Bool(2)})", () => Block(Pen.Next(1, 3)));
        if (Pen.Chance(50)) return;
        context.Inside(Pen.Chance(25) ? $"else if ({Reals.Bool(1)})" : "else", () => Block(Pen.Next(1, 3)));
    }

    private void Switch()
    {
        Pen.Open($"switch ({Reals.Whole()})");
        foreach (var label in new[] { Pen.Any("case 0:", "case 0: case 2:", "case < 1:", "case 1 when Rate > 0.1:"),
            Pen.Any("case > 2:", "case 3:", $"case 4 when {Reals.Bool(0)}:"), "default:" })
        {
            if (label == "default:" && Pen.Chance(30)) break;
            Pen.Line(label);
            context.Inside("", () =>
            {
                Block(Pen.Next(1, 3));
                Pen.Line(Pen.Chance(12) ? Return() : "break;");
            }, isSwitch: true);
        }
        Pen.Close();
    }

    private void Count()
    {
        var i = context.Fresh("i");
        context.Inside($"for (int {i} = 0; {i} < {Pen.Any("3", "2", "4", $"({Reals.Int(0)} & 3)")}; {i}++)", Body, isLoop: true,
            declare: () => context.Scope.Add(new Variable(i, Sort.Int, false)));
    }

    /// <summary>A loop over an array or span.</summary>
    private void Over()
    {
        if (context.FindMemory() is not { } m) { Count(); return; }
        switch (Pen.Next(8))
        {
            case 0 or 1:
                var v = context.Fresh("v");
                context.Inside($"foreach ({Pen.Any("double", "var")} {v} in {m.Name})", Body, isLoop: true, declare: () =>
                    context.Scope.Add(new Variable(v, Sort.Real, false)));
                break;
            case 2 when context.FindMemory(writable: true) is { } w:
                var r = context.Fresh("v");
                context.Inside($"foreach (ref {Pen.Any("double", "var")} {r} in {(w.IsArray ? $"{w.Name}.AsSpan()" : w.Name)})", () =>
                {
                    Pen.Line($"{r} {Pen.Any("=", "+=", "*=")} {Reals.Small(2)};");
                    Body();
                }, isLoop: true, declare: () => context.Scope.Add(new Variable(r, Sort.Real) { IsReference = true }));
                break;
            case 3 when context.FindMemory(element: Sort.Struct) is { } s:
                var e = context.Fresh("e");
                context.Inside($"foreach ({Pen.Any("S", "var", "ref readonly var")} {e} in {(s.IsArray ? $"{s.Name}.AsSpan()" : s.Name)})",
                    Body, isLoop: true, declare: () => context.Scope.Add(new Variable(e, Sort.Struct, false) { IsReference = true }));
                break;
            default: context.Idioms.Elementwise(m); break;
        }
    }

    private void While()
    {
        var fuel = context.Fresh("n");
        Pen.Line($"int {fuel} = {Pen.Next(2, 5)};");
        context.Scope.Own(fuel);
        if (Pen.Chance(60)) context.Inside($"while ({Pen.Any($"{fuel}-- > 0 && {Reals.Bool(1)}", $"{fuel}-- > 0", $"--{fuel} >= 0")})",
            Body, isLoop: true);
        else context.Inside("do", Body, isLoop: true, after: $" while ({fuel}-- > 0 && {Reals.Bool(1)});");
    }

    private void Body()
    {
        Block(Pen.Next(1, 4));
        if (Pen.Chance(15)) Leave();
    }

    private void Leave() =>
        Pen.Line($"if ({Reals.Bool(1)}) {(context.Scope.InLoop && Pen.Chance(75) ? Pen.Any("continue;", context.Scope.InSwitch ? "continue;" : "break;") : Return())}");

    private void Throw() => Pen.Line(Pen.Next(4) switch
    {
        0 => $"if ({Reals.Leaf()} < -{Pen.Any("1.25", "9.0", "1.4")}) throw new ArgumentException(\"small\");",
        1 => $"ArgumentOutOfRangeException.ThrowIfGreaterThan({Reals.Int(0)}, {Pen.Any("3", "4", "40")});",
        2 when context.Find(Sort.Int) is { } i => $"Trace.Note(12 / ({i.Name} + 1));",
        _ => $"if ({Reals.Int(0)} == 4) throw new InvalidOperationException();",
    });

    public string Return() => context.Returns switch
    {
        "void" => "return;",
        "S" => $"return {Reals.Struct(2)};",
        "float" => $"return (float)({Reals.Real(2)});",
        "int" => $"return {Reals.Int(1)};",
        "(double, double)" => $"return ({Reals.Real(2)}, {Reals.Real(2)});",
        _ => $"return {Reals.Real(3)};",
    };

    /// <summary>A local function, static or not, that sees the numbers around it.</summary>
    private void Local()
    {
        var name = $"Local{context.Scope.Own(context.Fresh("q"))}".Replace("@", "");
        var isStatic = !context.Tries("capture") && Pen.Chance(60);
        var (outer, returns, budget, self) = (context.Scope, context.Returns, context.Budget, context.Self);
        var (a, c) = (context.Fresh(), context.Fresh());
        var hasLength = context.HasLength;
        context.IsInner = true;
        context.HasLength = false;
        context.Self = null;
        var inner = new BlockScope(isStatic ? null : Captured(outer));
        context.Scope = inner;
        inner.Add(new Variable(a, Sort.Real));
        inner.Add(new Variable(c, Sort.Real));
        Pen.Open($"{(isStatic ? "static " : "")}double {name}(double {a}, double {c})");
        (context.Returns, context.Budget) = ("double", 3);
        Block(Pen.Next(1, 3));
        Pen.Line(Return());
        Pen.Close();
        (context.Scope, context.Returns, context.Budget, context.Self) = (outer, returns, budget, self);
        (context.IsInner, context.HasLength) = (false, hasLength);
        context.Scope.Own(name);
        Pen.Line($"{context.Places.Real() ?? Real("0.5").Name} = {name}({Reals.Small(1)}, {name}({Reals.Small(0)}, {Reals.Small(0)}));");
    }

    private static BlockScope Captured(BlockScope outer)
    {
        var scope = new BlockScope(null);
        foreach (var v in outer.Variables.Where(v => !v.IsReference)) scope.Add(v);
        return scope;
    }
}
