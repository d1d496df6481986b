namespace AutoBackprop.Tests;

/// <summary>Expressions. What is assigned is kept small, so that no loop runs away.</summary>
internal sealed partial class RandomProgram
{
    private string Real(int depth) => depth <= 0 || Chance(15) ? Leaf() : Next(0, 34) switch
    {
        0 or 1 or 2 => $"({Real(depth - 1)} + {Real(depth - 1)})",
        3 or 4 or 5 => $"({Real(depth - 1)} - {Real(depth - 1)})",
        6 or 7 or 8 or 9 => $"{Real(depth - 1)} * {Real(depth - 1)}",
        10 or 11 => $"({Real(depth - 1)} / (1.5 + M.Sin({Real(depth - 1)})))",
        12 => $"(-({Real(depth - 1)}))",
        13 => $"M.Sin({Real(depth - 1)})",
        14 => $"M.Tanh({Real(depth - 1)})",
        15 => $"M.Exp(M.Cos({Real(depth - 1)}))",
        16 => $"M.Log(1.5 + M.Abs({Real(depth - 1)}))",
        17 => $"M.Sqrt(0.5 + M.Pow({Real(depth - 1)}, 2))",
        18 => $"A.Sigmoid({Real(depth - 1)})",
        19 => $"A.Relu({Real(depth - 1)})",
        20 => $"M.{Any(["Max", "Min"])}({Real(depth - 1)}, {Real(depth - 1)})",
        21 => $"M.Pow(0.5 + M.Abs({Small(depth - 1)}), {Small(depth - 1)})",
        22 => $"({Real(depth - 1)} % 1.7)",
        23 or 24 or 25 => $"({Bool(depth - 1)} ? {Real(depth - 1)} : {Real(depth - 1)})",
        26 or 27 => SwitchExpression(depth),
        28 or 29 => Call(depth),
        30 when Local(RandomKind.Real, assignable: true) is { } v => $"({v.Name} {Any(["=", "+=", "-="])} {Small(depth - 1)})",
        31 when Local(RandomKind.Real, assignable: true) is { } v => Any([$"{v.Name}++", $"(--{v.Name})"]),
        32 => Chance(50) ? $"G.Stop({Real(depth - 1)})" : $"({Int(0)} < 1000 ? {Real(depth - 1)} : throw new InvalidOperationException())",
        33 => $"({Real(depth - 1)}, {Real(depth - 1)}).Item{Next(1, 3)}",
        _ => Leaf(),
    };

    /// <summary>Of magnitude below about 2, whatever goes in.</summary>
    private string Small(int depth) => depth <= 0 || Chance(20) ? $"0.5 * {Leaf()}" : Next(0, 8) switch
    {
        0 or 1 or 2 => $"M.Sin({Real(depth)})",
        3 or 4 => $"M.Tanh({Real(depth)})",
        5 => $"A.Sigmoid({Real(depth)})",
        6 => $"M.Atan({Real(depth)})",
        _ => $"0.5 * ({Leaf()} {Any(["+", "-"])} {Leaf()})",
    };

    private string Leaf() => Next(0, 12) switch
    {
        0 => Any(["0.5", "1.25", "2.0", "0.75", "-0.5", "3.0", "1.0", "0.1"]),
        1 when Local(RandomKind.Int) is { } i => $"0.25 * {i.Name}",
        2 when Local(RandomKind.Pair) is { } p => $"{p.Name}.{Any(["a", "c", "Item1", "Item2"])}",
        3 => Any(["Rate", "Half"]),
        4 when Local(RandomKind.Pair) is { } p => $"{p.Name}.{Any(["a", "c"])}",
        _ => Local(RandomKind.Real)?.Name ?? "0.3",
    };

    private string Int(int depth) => depth <= 0 ? Local(RandomKind.Int)?.Name ?? "2" : Next(0, 8) switch
    {
        0 => $"{Next(-1, 5)}",
        1 => $"({Int(depth - 1)} + {Next(1, 3)}) % 5",
        2 => $"({Int(depth - 1)} - {Next(1, 3)})",
        3 => $"({Bool(depth - 1)} ? {Next(0, 4)} : {Int(depth - 1)})",
        4 => $"{Int(depth - 1)} / 2",
        5 => $"int.Min({Int(depth - 1)}, {Next(1, 5)})",
        _ => Int(0),
    };

    private string Bool(int depth) => Next(0, 14) switch
    {
        0 or 1 or 2 or 3 => $"{Leaf()} {Any([">", "<", ">=", "<="])} {Real(Math.Min(depth, 1))}",
        4 => $"{Real(depth)} > {Leaf()}",
        5 or 6 => $"{Int(depth)} {Any([">", "<", "==", "!="])} {Next(0, 4)}",
        7 when depth > 0 => $"({Bool(depth - 1)} && {Bool(depth - 1)})",
        8 when depth > 0 => $"({Bool(depth - 1)} || {Bool(depth - 1)})",
        9 when depth > 0 => $"!({Bool(depth - 1)})",
        10 when Local(RandomKind.Bool, assignable: true) is { } v => $"({v.Name} = {Int(0)} > {Next(0, 3)})",
        11 => $"{Whole()} is > {Next(-1, 1)} and < {Next(2, 5)}",
        12 when Local(RandomKind.Real) is { } v => $"{v.Name}ǃ is > 0.25 or < -0.75",
        _ when Local(RandomKind.Bool) is { } v => v.Name,
        _ => $"{Leaf()} > 0.2",
    };

    // The compiler would see through a constant.
    private string Whole() => Local(RandomKind.Int) is { } i ? Any([i.Name, i.Name, $"({i.Name} + {Next(1, 3)}) % 4", $"{i.Name} / 2"]) : "(Tick.Count - Tick.Count)";

    private string SwitchExpression(int depth) => Next(0, 4) switch
    {
        0 => $"(({Whole()}) switch {{ 0 => {Real(depth - 1)}, 1 or 2 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        1 when Local(RandomKind.Real) is { } v => $"({v.Name}ǃ switch {{ > 0.5 => {Real(depth - 1)}, < -0.5 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        2 => $"(({Whole()}) switch {{ > 1 when Rate > 0 && {Bool(1)} => {Real(depth - 1)}, < 3 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        _ => $"(({Whole()}, {Local(RandomKind.Bool)?.Name ?? "Rate > 0.2"}) switch {{ (1, true) => {Real(depth - 1)}, (_, false) => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
    };

    private string Call(int depth)
    {
        if (_local is { } local && Chance(30)) return $"{local}({Small(depth - 1)}, {Real(depth - 1)})";
        if (_self is { } self && _scope.Loops < 2 && Chance(50))
        {
            _self = null;
            var again = $"{self.Name}({Small(depth - 1)}, {Small(depth - 1)}, k - 1)";
            return self.ReturnsPair ? $"{again}.Item{Next(1, 3)}" : again;
        }
        if (_callable.Count == 0) return $"M.Cos({Real(depth - 1)})";
        var (name, _, pair) = Any(_callable);
        var call = Chance(25)
            ? $"{name}(k: {Int(1)}, q: {Small(depth - 1)}, p: {Small(depth - 1)})"
            : $"{name}({Small(depth - 1)}, {Small(depth - 1)}, {Int(1)})";
        return pair ? $"{call}.Item{Next(1, 3)}" : call;
    }
}
