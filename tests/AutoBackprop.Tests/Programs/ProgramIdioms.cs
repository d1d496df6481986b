namespace AutoBackprop.Tests.Programs;

/// <summary>Small patterns of C# as people write it, with random expressions in their holes.</summary>
internal sealed class ProgramIdioms(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private ProgramExpressions Reals => context.Reals;
    private string M => context.Functions;

    public void One()
    {
        var memory = context.FindMemory(least: 3);
        var target = context.FindMemory(writable: true, least: 3);
        if (memory is null) { context.Moves.Declare(); return; }
        if (target is null || memory.Extent != target.Extent) target = context.FindMemory(writable: true, least: 3, where: m =>
            m.Extent == memory.Extent);
        switch (Pen.Next(16))
        {
            case 0 when target is not null: Compact(memory, target); break;
            case 1: Stack(memory); break;
            case 2 when target is not null: TwoPointers(target); break;
            case 3 when target is not null: Prefix(target); break;
            case 4: Windows(memory); break;
            case 5: Rows(); break;
            case 6: Largest(memory); break;
            case 7: Iterate(); break;
            case 8: Guard(); break;
            case 9 when target is not null: Ring(memory, target); break;
            case 10: Condition(memory); break;
            case 11 when target is not null: SortStep(target); break;
            case 12 when context.Tries("??="): Lazy(memory); break;
            case 13 when target is not null: Filled(memory, target); break;
            default: Elementwise(memory); break;
        }
    }

    private Variable Sum(string start)
    {
        var name = context.Fresh("sum");
        Pen.Line($"{Pen.Any("double", "var")} {name} = {start};");
        return context.Scope.Add(new Variable(name, Sort.Real));
    }

    private string Add(string value) => context.Find(Sort.Real, assignable: true) is { } v ? $"{v.Name} {Pen.Any("+=", "-=")} {value};"
        : $"Trace.Note(1);";

    /// <summary>The loops that run on vectors, and others like them.</summary>
    public void Elementwise(Memory memory)
    {
        var i = context.Fresh("i");
        var n = Pen.Chance(60) ? $"{memory.Name}.Length" : memory.Extent;
        var from = Pen.Chance(20) ? 1 : 0;
        var sum = Pen.Chance(50) ? Sum("0.0") : null;
        var head = Pen.Next(7) switch
        {
            0 => $"for (var {i} = {n} - 1; {i} >= {from}; {i}--)",
            1 => $"for (int {i} = {from}; {i} < {n}; {i} += 2)",
            2 => $"for (int {i} = {from}; {i} <= {n} - 1; ++{i})",
            _ => $"for (int {i} = {from}; {i} < {n}; {i}++)",
        };
        context.Inside(head, () =>
        {
            for (var count = Pen.Next(1, 4); count > 0; count--)
            {
                var t = context.FindMemory(writable: true, where: m => m.Extent == memory.Extent);
                switch (Pen.Next(9))
                {
                    case 0 when sum is not null: Pen.Line($"{sum.Name} += {Plain(memory, i)} * {Plain(memory, i)};"); break;
                    case 1 when t is not null: Pen.Line($"{t.Name}[{i}] = {Simple(memory, i)};"); break;
                    case 2 when t is not null: Pen.Line($"{t.Name}[{i}] {Pen.Any("+=", "-=", "*=")} {Simple(memory, i)};"); break;
                    case 3 when t is not null && from == 1: Pen.Line($"{t.Name}[{i}] = {t.Name}[{i} - 1] * 0.5 + {Simple(memory, i)};");
                        break;
                    case 4: Pen.Line($"if ({Plain(memory, i)} > {Reals.Leaf()}) {(t is null || Pen.Chance(50) ? Add(Simple(memory, i)) : $"{t.Name}[{i}] = {Simple(memory, i)};")}"); break;
                    case 5: Pen.Line(Add(Simple(memory, i))); break;
                    case 6: context.Statements.Real(Simple(memory, i)); break;
                    default: context.Statements.One(); break;
                }
            }
        }, isLoop: true, declare: () => context.Scope.Add(new Counter(i, memory.Extent, from)));
    }

    private string Plain(Memory memory, string i) =>
        $"{context.FindMemory(where: m => m.Extent == memory.Extent)?.Name ?? memory.Name}[{i}]";

    private string Simple(Memory memory, string i) => Pen.Next(6) switch
    {
        0 => $"{M}.Sin({Plain(memory, i)} * {Reals.Leaf()})",
        1 => $"0.5 * {Plain(memory, i)}",
        2 => $"{M}.Tanh({Plain(memory, i)} + {Reals.Leaf()})",
        3 => $"0.5 * ({Plain(memory, i)} - {Plain(memory, i)})",
        4 => Reals.Small(1),
        _ => $"Activations.Sigmoid({Plain(memory, i)}) * {M}.Cos({Plain(memory, i)})",
    };

    private void Compact(Memory memory, Memory target)
    {
        var (k, i) = (context.Fresh("k"), context.Fresh("i"));
        Pen.Line($"int {k} = 0;");
        context.Scope.Own(k);
        context.Inside($"for (int {i} = 0; {i} < {memory.Name}.Length; {i}++)", () =>
            Pen.Line(Pen.Any($"if ({memory.Name}[{i}] > {Reals.Leaf()}) {target.Name}[{k}++] = {Reals.Small(1)};",
                $"{target.Name}[{k}++] = {memory.Name}[{i}] * {Reals.Leaf()};",
                    $"if ({Reals.Bool(1)}) {target.Name}[{k}++] {Pen.Any("+=", "*=")} 0.5 * {memory.Name}[{i}];")),
            isLoop: true, declare: () => context.Scope.Add(new Counter(i, memory.Extent)));
        Pen.Line(Add($"0.1 * {k}"));
    }

    private void Stack(Memory memory)
    {
        var (stack, top, v) = (context.Fresh("stack"), context.Fresh("top"), context.Fresh("v"));
        Pen.Line($"{Pen.Any("Span<double>", "double[]", "var")} {stack} = new double[{memory.Name}.Length + 1];");
        Pen.Line($"int {top} = 0;");
        context.Scope.Own(stack);
        context.Scope.Own(top);
        Pen.Line($"foreach (var {v} in {memory.Name}) {stack}[{Pen.Any($"{top}++", $"++{top}")}] = {M}.Sin({v}) * {Reals.Leaf()};");
        if (Pen.Chance(60)) Pen.Line($"while ({top} > 1) {stack}[{top} - 2] {Pen.Any("+=", "-=", "=")} {stack}[--{top}] * 0.5;");
        else Pen.Line($"while ({top}-- > 0) {Add($"{stack}[{top}] * {Reals.Leaf()}")}");
        Pen.Line(Add($"{stack}[0]"));
    }

    private void TwoPointers(Memory target)
    {
        var (i, j) = (context.Fresh("lo"), context.Fresh("hi"));
        Pen.Line($"int {i} = 0, {j} = {target.Name}.Length - 1;");
        context.Scope.Own(i);
        context.Scope.Own(j);
        Pen.Line($"while ({i} < {j}) " + Pen.Any(
            $"({target.Name}[{i}++], {target.Name}[{j}--]) = ({target.Name}[{j}], {target.Name}[{i}]);",
            $"({target.Name}[{i}], {target.Name}[{j}]) = ({target.Name}[{j}--] * 0.5, {target.Name}[{i}++]);",
            $"{target.Name}[{i}++] {Pen.Any("+=", "=", "-=")} 0.5 * {target.Name}[{j}--];"));
    }

    private void Prefix(Memory target)
    {
        var i = context.Fresh("i");
        Pen.Line($"for (int {i} = 1; {i} < {target.Name}.Length; {i}++) " + Pen.Any(
            $"{target.Name}[{i}] += 0.5 * {target.Name}[{i} - 1];",
            $"{target.Name}[{i}] = {M}.Tanh({target.Name}[{i} - 1] + {Reals.Leaf()});",
            $"{target.Name}[{i} - 1] = {target.Name}[{i}] * {Reals.Leaf()};"));
    }

    /// <summary>A window that moves on.</summary>
    private void Windows(Memory memory)
    {
        var w = context.Fresh("win");
        var writes = memory.IsWritable && Pen.Chance(60);
        var span = ProgramCalls.Span(memory);
        Pen.Line($"{(writes ? "Span<double>" : "ReadOnlySpan<double>")} {w} = {span};");
        context.Scope.Own(w);
        context.Inside($"while ({w}.Length > {Pen.Any("0", "1", "2")})", () =>
        {
            if (writes) Pen.Line($"{w}[0] {Pen.Any("+=", "=", "*=")} {M}.Sin({Reals.Leaf()} + {w}[^1]);");
            Pen.Line(Add($"{w}[0] * {Reals.Leaf()}"));
            if (Pen.Chance(25)) Pen.Line($"if ({w}[0] > 0.9) break;");
            Pen.Line($"{w} = {Pen.Any($"{w}[1..]", $"{w}.Slice(1)", $"{w}[..^1]")};");
        }, isLoop: true);
    }

    /// <summary>Two rows that change places, as dynamic programming has them.</summary>
    private void Rows()
    {
        var (last, next, r, i) = (context.Fresh("last"), context.Fresh("next"), context.Fresh("r"), context.Fresh("i"));
        var n = context.HasLength ? "n" : "4";
        var isSpan = Pen.Chance(30);
        if (!isSpan && Pen.Chance(50)) Pen.Line($"var ({last}, {next}) = (new double[{n}], new double[{n}]);");
        else Pen.Line($"{(isSpan ? "Span<double>" : "double[]")} {last} = new double[{n}], {next} = new double[{n}];");
        context.Scope.Own(last);
        context.Scope.Own(next);
        Pen.Line($"{last}[0] = {Reals.Small(1)};");
        context.Inside($"for (int {r} = 0; {r} < 3; {r}++)", () =>
        {
            Pen.Line($"for (int {i} = 0; {i} < {n}; {i}++) {next}[{i}] = 0.5 * {last}[{i}] + ({i} > 0 ? {M}.Sin({last}[{i} - 1]) : {Reals.Leaf()});");
            Pen.Line(!isSpan && Pen.Chance(60) ? $"({last}, {next}) = ({next}, {last});"
                : $"var swap_{r.TrimStart('@')} = {last}; {last} = {next}; {next} = swap_{r.TrimStart('@')};");
        }, isLoop: true);
        Pen.Line(Add($"{last}[{Pen.Any("0", "^1", "1")}]"));
    }

    private void Largest(Memory memory)
    {
        var (most, at, i) = (context.Fresh("most"), context.Fresh("at"), context.Fresh("i"));
        Pen.Line($"var ({most}, {at}) = ({memory.Name}[0], 0);");
        context.Scope.Own(most);
        context.Scope.Own(at);
        Pen.Line($"for (int {i} = 1; {i} < {memory.Name}.Length; {i}++) if ({memory.Name}[{i}] > {most}) {Pen.Any($"({most}, {at}) = ({memory.Name}[{i}], {i});", $"{{ {most} = {memory.Name}[{i}]; {at} = {i}; }}", $"{most} = {memory.Name}[{at} = {i}];")}");
        Pen.Line(Add($"{most} * {memory.Name}[{at}]"));
    }

    private void Iterate()
    {
        var (x, step, k) = (context.Fresh("x"), context.Fresh("step"), context.Fresh("k"));
        Pen.Line($"double {x} = {Reals.Small(1)}, {step};");
        Pen.Line($"int {k} = 0;");
        context.Scope.Own(step);
        context.Scope.Own(k);
        Pen.Line($"do {x} -= {step} = 0.5 * ({x} - {M}.Cos({x} * {Reals.Leaf()})); while ({k}++ < 4 && {M}.Abs({step}) > 1e-3);");
        context.Scope.Add(new Variable(x, Sort.Real));
        context.Scope.Own(x + "_");
    }

    /// <summary>A guard before or after what it guards.</summary>
    public void Guard()
    {
        var (x, y) = (context.Find(Sort.Real)?.Name ?? "Rate", context.Find(Sort.Real)?.Name ?? "Half");
        var q = context.Scope.Own(context.Fresh("q"));
        switch (Pen.Next(6))
        {
            case 0:
                Pen.Line($"double {q} = {M}.Sqrt({x} * {x} + {y} * {y});");
                Pen.Line($"if ({q} < 1e-4) {context.Statements.Return()}");
                Pen.Line(Add($"{x} / {q}"));
                break;
            case 1:
                Pen.Line($"double {q} = {y} / {x};");
                Pen.Line($"if ({x} == 0) {q} = {Reals.Leaf()};");
                break;
            case 2:
                Pen.Line($"double {q} = {M}.Log({x});");
                Pen.Line($"{q} = {x} > 0 ? {q} : {Reals.Leaf()};");
                break;
            case 3:
                Pen.Line($"var {q} = {M}.Sqrt({x});");
                Pen.Line($"if (!({x} > 0)) {q} = 0;");
                break;
            case 4:
                Pen.Line($"double {q} = 0;");
                Pen.Line($"if ({x} != 0) {q} = {y} / {x};");
                break;
            default:
                Pen.Line($"var {q} = {M}.Log({M}.Abs({x}));");
                Pen.Line($"if (!double.IsFinite({q}) || {q} < -8) {q} = {Reals.Leaf()};");
                break;
        }
        // Not too large to go on with.
        var r = context.Fresh("g");
        Pen.Line($"var {r} = {M}.Tanh({q});");
        context.Scope.Add(new Variable(r, Sort.Real));
    }

    private void Ring(Memory memory, Memory target)
    {
        var (at, v) = (context.Fresh("at"), context.Fresh("v"));
        Pen.Line($"int {at} = 0;");
        context.Scope.Own(at);
        Pen.Line($"foreach (double {v} in {memory.Name}) {target.Name}[{at} = ({at} + {Pen.Next(1, 3)}) % {Pen.Next(2, 4)}] {Pen.Any("+=", "=", "-=")} {M}.Sin({v}) * {Reals.Leaf()};");
    }

    private void Condition(Memory memory)
    {
        var (v, i) = (context.Fresh("v"), context.Fresh("i"));
        Pen.Line($"double {v} = {Reals.Leaf()};");
        Pen.Line($"int {i} = 0;");
        context.Scope.Own(i);
        context.Scope.Add(new Variable(v, Sort.Real));
        Pen.Line($"while ({i} < {memory.Name}.Length && ({v} = {memory.Name}[{i}++]) < {Pen.Any("1.0", "0.5", "0")}) {Add($"{v} * {v}")}");
    }

    private void SortStep(Memory target)
    {
        var i = context.Fresh("i");
        var keep = $"keep_{i.TrimStart('@')}";
        var swap = Pen.Chance(50) ? $"({target.Name}[{i}], {target.Name}[{i} - 1]) = ({target.Name}[{i} - 1], {target.Name}[{i}]);"
            : $"{{ var {keep} = {target.Name}[{i}]; {target.Name}[{i}] = {target.Name}[{i} - 1]; {target.Name}[{i} - 1] = {keep}; }}";
        Pen.Line($"for (int {i} = 1; {i} < {target.Name}.Length; {i}++) if ({target.Name}[{i} - 1] > {target.Name}[{i}]) {swap}");
    }

    /// <summary>Made when it is first needed.</summary>
    private void Lazy(Memory memory)
    {
        var (lazy, i) = (context.Fresh("lazy"), context.Fresh("i"));
        Pen.Line($"double[] {lazy} = null;");
        context.Scope.Own(lazy);
        Pen.Line($"for (int {i} = 0; {i} < {memory.Name}.Length; {i}++) if ({memory.Name}[{i}] > -5) ({lazy} ??= new double[{memory.Name}.Length])[{i}] = {memory.Name}[{i}] * {Reals.Leaf()};");
        Pen.Line($"if ({lazy} != null) {Add($"{lazy}[^1]")}");
    }

    private void Filled(Memory memory, Memory target)
    {
        var i = context.Fresh("i");
        Pen.Line($"int {i} = 0;");
        context.Scope.Own(i);
        Pen.Line($"while ({i} < {memory.Name}.Length - 1) {target.Name}[{i}{Pen.Any("++", "")}] = {M}.Sin({memory.Name}[{Pen.Any($"{i}", $"{i}++")}]);".Replace($"[{i}] = {M}.Sin({memory.Name}[{i}])", $"[{i}++] = {M}.Sin({memory.Name}[{i}])"));
    }
}
