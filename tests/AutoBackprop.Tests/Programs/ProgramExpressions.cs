namespace AutoBackprop.Tests.Programs;

/// <summary>Expressions. What is assigned is kept small, so that nothing grows without bounds.</summary>
internal sealed class ProgramExpressions(ProgramContext context)
{
    private ProgramPen Pen => context.Pen;
    private string M => context.Functions;

    public string Real(int depth) => context.Topics.All != Topic.None && Pen.Chance(20) && context.Topics.Real(depth) is { } wider ? wider
        : depth <= 0 || Pen.Chance(12) ? Leaf() : Pen.Next(44) switch
    {
        0 or 1 or 2 => $"({Real(depth - 1)} + {Real(depth - 1)})",
        3 or 4 or 5 => $"({Real(depth - 1)} - {Real(depth - 1)})",
        6 or 7 or 8 or 9 => $"{Real(depth - 1)} * {Real(depth - 1)}",
        10 => $"({Real(depth - 1)} / (1.5 + {M}.Sin({Real(depth - 1)})))",
        11 => $"(-({Real(depth - 1)}))",
        12 => $"{M}.{Pen.Any("Sin", "Cos", "Atan", "Tanh")}({Real(depth - 1)})",
        13 => $"{M}.Exp({M}.Cos({Real(depth - 1)}))",
        14 => $"{M}.Log(1.5 + {M}.Abs({Real(depth - 1)}))",
        15 => $"{M}.Sqrt(0.5 + {M}.Pow({Real(depth - 1)}, 2))",
        16 => $"Activations.{Pen.Any("Sigmoid", "Relu", "Softplus", "Tanh")}({Real(depth - 1)})",
        17 => $"{M}.{Pen.Any("Max", "Min")}({Real(depth - 1)}, {Real(depth - 1)})",
        18 => $"{M}.Clamp({Real(depth - 1)}, -0.75, 1.25)",
        19 => $"({Real(depth - 1)} % 1.7)",
        20 or 21 or 22 => $"({Bool(depth - 1)} ? {Real(depth - 1)} : {Real(depth - 1)})",
        23 or 24 => Switch(depth),
        25 or 26 or 27 => context.Calls.Real(depth) ?? Leaf(),
        28 or 29 or 30 when context.Places.Real() is { } v => $"({v} {Pen.Any("=", "+=", "-=", "*=")} {Small(depth - 1)})",
        31 when context.Places.Real() is { } v => Pen.Any($"{v}++", $"--{v}", $"(++{v})", $"({v}--)"),
        32 when context.Places.Real() is { } v && context.Places.Real() is { } w => $"({v} = {w} = {Small(depth - 1)})",
        33 => $"Gradients.Stop({Real(depth - 1)})",
        34 => $"({Int(0)} < 1000 ? {Real(depth - 1)} : throw new InvalidOperationException())",
        35 => $"({Real(depth - 1)} + 0.0, {Real(depth - 1)} + 0.0).Item{Pen.Next(1, 3)}",
        36 => Guarded(),
        37 => $"0.1 * Trace.Note({Pen.Next(5)})",
        38 when context.Find(Sort.Struct) is { } s => Pen.Any($"{s.Name}.Size", $"({Struct(depth - 1)}).A",
            $"{s.Name}.Dot({Struct(depth - 1)})"),
        39 when context.HasStructs => $"({Struct(depth - 1)}).{Pen.Any("A", "B", "Size")}",
        40 => Power(depth),
        41 when context.Find(Sort.Single) is { } f => $"{f.Name}",
        42 when context.HasSingles => $"(float)({Small(depth - 1)})",
        _ => Leaf(),
    };

    // Everything with a pole or a cliff stands behind what keeps off it; zeros among the arguments are meant.
    private string Guarded()
    {
        var (x, y) = (context.Find(Sort.Real)?.Name ?? "0.5", context.Find(Sort.Real)?.Name ?? "0.25");
        return Pen.Next(6) switch
        {
            0 => $"({x} != 0 ? {y} / {x} : {Leaf()})",
            1 => $"({x} > 0 ? {M}.Log({x}) : {Leaf()})",
            2 => $"({x} <= 0 ? 0.0 : {M}.Sqrt({x}))",
            3 => $"({x} == 0 && {y} == 0 ? {Leaf()} : {x} / {M}.Sqrt({x} * {x} + {y} * {y}))",
            4 => $"({M}.Abs({x}) < 1e-8 ? 1.0 : {M}.Sin({x}) / {x})",
            _ => $"({x} > 0 ? {M}.Pow({x}, 0.5) : {y})",
        };
    }

    private string Power(int depth) => Pen.Next(3) switch
    {
        0 => $"{M}.Pow(0.5 + {M}.Abs({Small(depth - 1)}), {Small(depth - 1)})",
        1 => $"{M}.Pow({Small(depth - 1)}, {Pen.Any("2", "3", "2.0")})",
        _ => $"{M}.Cbrt(2.5 + {Small(depth - 1)})",
    };

    /// <summary>Of magnitude below about 2, whatever goes in.</summary>
    public string Small(int depth) => depth <= 0 || Pen.Chance(25) ? $"0.5 * {Leaf()}" : Pen.Next(9) switch
    {
        0 or 1 or 2 => $"{M}.Sin({Real(depth)})",
        3 or 4 => $"{M}.Tanh({Real(depth)})",
        5 => $"Activations.Sigmoid({Real(depth)})",
        6 => $"{M}.Atan({Real(depth)})",
        7 when context.Places.Real() is { } v => $"({v} = 0.5 * {Leaf()})",
        _ => $"0.5 * ({Leaf()} {Pen.Any("+", "-")} {Leaf()})",
    };

    public string Leaf() => Pen.Next(14) switch
    {
        0 => Pen.Any("0.5", "1.25", "2.0", "0.75", "-0.5", "3", "1.0", "0.1", "1"),
        1 when context.Find(Sort.Int) is { } i => $"0.25 * ({i.Name} & 3)",
        2 when context.Find(Sort.Pair) is { } p => $"{p.Name}.{Pen.Any("a", "c", "a", "Item1", "Item2")}",
        3 => Pen.Any("Rate", "Half"),
        4 when context.Find(Sort.Struct) is { } s => $"{s.Name}.{Pen.Any("A", "B")}",
        5 or 6 or 7 or 8 when context.FindMemory() is { } m => context.Places.Element(m),
        9 when context.FindMemory(element: Sort.Struct) is { } m => $"{context.Places.Element(m)}.{Pen.Any("A", "B")}",
        10 when context.Scope.Counters.ToList() is { Count: > 0 } counters => $"0.1 * {Pen.Any<Counter>(counters).Name}",
        11 when context.FindMemory(element: Sort.Single) is { } m => context.Places.Element(m),
        _ => context.Find(Sort.Real)?.Name ?? "0.3",
    };

    public string Int(int depth) => depth <= 0 ? context.Find(Sort.Int)?.Name ?? "2" : Pen.Next(10) switch
    {
        0 => $"{Pen.Next(-1, 5)}",
        1 => $"({Int(depth - 1)} + {Pen.Next(1, 3)}) % 5",
        2 => $"({Int(depth - 1)} - {Pen.Next(1, 3)})",
        3 => $"({Bool(depth - 1)} ? {Pen.Next(0, 4)} : {Int(depth - 1)})",
        4 => $"({Int(depth - 1)} & 7) / 2",
        5 => $"int.Min({Int(depth - 1)}, {Pen.Next(1, 5)})",
        6 when context.Find(Sort.Int, assignable: true) is { } v => Pen.Any($"({v.Name} = {Pen.Next(0, 4)})", $"{v.Name}++", $"--{v.Name}"),
        7 => $"Trace.Note({Pen.Next(4)})",
        8 when context.FindMemory(element: Sort.Int) is { } m => context.Places.Element(m),
        _ => Int(0),
    };

    public string Bool(int depth) => Pen.Next(16) switch
    {
        0 or 1 or 2 or 3 => $"{Leaf()} {Pen.Any(">", "<", ">=", "<=")} {Real(Math.Min(depth, 1))}",
        4 => $"{Real(depth)} > {Leaf()}",
        5 or 6 => $"({Int(depth)}) {Pen.Any(">", "<", "==", "!=")} {Pen.Next(0, 4)}",
        7 when depth > 0 => $"({Bool(depth - 1)} && {Bool(depth - 1)})",
        8 when depth > 0 => $"({Bool(depth - 1)} || {Bool(depth - 1)})",
        9 when depth > 0 => $"!({Bool(depth - 1)})",
        10 when context.Find(Sort.Bool, assignable: true) is { } v => $"({v.Name} = {Int(0)} > {Pen.Next(0, 3)})",
        11 => $"{Whole()} is > {Pen.Next(-1, 1)} and < {Pen.Next(2, 5)}",
        12 when context.Find(Sort.Real) is { } v => $"{v.Name} is > 0.25 or < -0.75",
        13 when context.Places.Real() is { } v => $"({v} = {Small(depth)}) > {Leaf()}",
        14 when context.FindMemory(writable: true, least: 2, where: m => !context.IsInner) is { } m && depth > 0 =>
            context.Moves.TryCopy(m) ?? $"{Leaf()} > 0.1",
        _ when context.Find(Sort.Bool) is { } v => v.Name,
        _ => $"{Leaf()} > 0.2",
    };

    // The compiler would see through a constant.
    public string Whole() => context.Find(Sort.Int) is { } i
        ? Pen.Any(i.Name, i.Name, $"(({i.Name} + {Pen.Next(1, 3)}) & 3)", $"({i.Name} / 2)") : "(Trace.Sum - Trace.Sum)";

    private string Switch(int depth) => Pen.Next(4) switch
    {
        0 => $"(({Whole()}) switch {{ 0 => {Real(depth - 1)}, 1 or 2 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        1 when context.Find(Sort.Real) is { } v =>
            $"({v.Name} switch {{ > 0.5 => {Real(depth - 1)}, < -0.5 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        2 => $"(({Whole()}) switch {{ > 1 when Rate > 0 && {Bool(1)} => {Real(depth - 1)}, < 3 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        _ => $"(({Whole()}, {context.Find(Sort.Bool)?.Name ?? "Rate > 0.2"}) switch {{ (1, true) => {Real(depth - 1)}, (_, false) => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
    };

    /// <summary>Of the struct S.</summary>
    public string Struct(int depth)
    {
        var local = context.Find(Sort.Struct)?.Name;
        return Pen.Next(8) switch
        {
            0 when depth > 0 => $"({Struct(depth - 1)} + {Struct(depth - 1)})",
            1 when depth > 0 => $"({Small(depth - 1)} * {Struct(depth - 1)})",
            2 when local is not null => $"({local} with {{ B = {Small(depth - 1)} }})",
            3 when local is not null && context.Find(Sort.Struct, assignable: true) is { } s => $"({s.Name} = {Fresh(depth)})",
            4 when context.FindMemory(element: Sort.Struct) is { } m => context.Places.Element(m),
            5 or 6 when local is not null => local,
            _ => Fresh(depth),
        };

        string Fresh(int d) => $"{(Pen.Chance(50) ? "new S" : $"P{context.Seed}.Make")}({Small(d - 1)}, {Small(d - 1)})";
    }
}
