namespace AutoBackprop.Tests;

internal sealed partial class NestProgram
{
    private string Bounded() => Next(6) switch
    {
        0 => $"Math.Tanh({Expression(2)})",
        1 => $"Math.Sin({Expression(2)})",
        2 => $"0.5 * {Element()}",
        3 => $"Activations.Sigmoid({Expression(2)})",
        4 => $"Math.Atan({Pick(_scalars)})",
        _ => $"{Element()} * Math.Cos({Expression(1)})",
    };

    private string Expression(int depth) => Next(depth > 0 ? 14 : 4) switch
    {
        0 or 1 or 2 => Element(),
        3 => Chance(60) ? $"Math.Sin({Pick(_scalars)})" : Number(),
        4 or 5 => $"({Expression(depth - 1)} {Pick("+", "-")} {Expression(depth - 1)})",
        6 or 7 => $"{Expression(depth - 1)} * {Expression(depth - 1)}",
        8 => $"Math.{Pick("Sin", "Cos", "Tanh", "Atan")}({Expression(depth - 1)})",
        9 => $"Math.Exp(-Math.Abs({Expression(depth - 1)}))",
        10 => $"Math.{Pick("Max", "Min")}({Expression(depth - 1)}, {Expression(depth - 1)})",
        11 => $"{Expression(depth - 1)} / (1.5 + Math.Sin({Expression(depth - 1)}))",
        12 => $"({Expression(0)} > {Number()} ? {Expression(depth - 1)} : {Expression(depth - 1)})",
        _ => $"Activations.{Pick("Softplus", "Sigmoid", "Relu", "LeakyRelu", "Silu")}({Expression(depth - 1)})",
    };

    private string Number() => Pick("0.3", "0.5", "-0.2", "1.5", "0.0", "2.0");
}
