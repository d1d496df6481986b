using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Special functions of the package.</summary>
public static partial class Rules
{
    private const double TwoOverSqrtPi = 1.1283791670955125738961589031216;
    private const double InverseSqrt2 = 0.70710678118654752440084436210485, InverseSqrtTwoPi = 0.39894228040143267793994605993438;

    private static Rule[] SpecialFunctions =>
    [
        Unary("Erf", "Special.Erf", (x, y, g) => [g * TwoOverSqrtPi * Exp(-(x * x))], On(-2, 2)) with
        {
            Expansion = new() { Vector = "Erf" },
            Analytic = new() { Range = On(-1, 1), LargestSlope = TwoOverSqrtPi, Saturates = true },
            Elsewhere = MathNet("Erf"),
        },
        Unary("Erfc", "Special.Erfc", (x, y, g) => [-g * TwoOverSqrtPi * Exp(-(x * x))], On(-2, 2)) with
        {
            Expansion = new() { Vector = "Erfc" },
            Analytic = new() { Range = On(0, 2), LargestSlope = TwoOverSqrtPi, Saturates = true },
            Elsewhere = MathNet("Erfc"),
        },
        Unary("NormalCdf", "Special.NormalCdf", (x, y, g) => [g * NormalPdf(x)], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => 0.5 * Call(Op.Erfc, -a[0] * InverseSqrt2) },
            Analytic = new() { Range = On(0, 1), LargestSlope = SqrtTwoOverPi / 2, Saturates = true },
        },
        LogP1("Log1p", "Special.LogP1") with { Expansion = new() { Vector = "LogP1" }, Elsewhere = MathNet("Log1p") },
        ExpM1("Expm1", "Special.ExpM1") with { Expansion = new() { Vector = "ExpM1" }, Elsewhere = MathNet("Expm1") },
        Unary("NormalPdf", "Special.NormalPdf", (x, y, g) => [-g * x * y], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => InverseSqrtTwoPi * Exp(-0.5 * a[0] * a[0]) },
            Analytic = new() { Range = On(0, SqrtTwoOverPi / 2) },
        },
        Unary("ErfInverse", "Special.ErfInverse", (x, y, g) => [g * (1 / TwoOverSqrtPi) * Exp(y * y)], On(-0.9, 0.9)) with
        {
            Derivative = new() { Singularities = [Edge(-1), Edge(1) with { Domain = -1 }] },
            Expansion = new() { Vector = "ErfInverse" },
            Elsewhere = MathNet("ErfInv"),
        },
        Unary("NormalQuantile", "Special.NormalQuantile", (x, y, g) => [g * (1 / InverseSqrtTwoPi) * Exp(0.5 * y * y)], On(0.05, 0.95)) with
        {
            Derivative = new() { Singularities = [Edge(0), Edge(1) with { Domain = -1 }] },
            Expansion = new() { Vector = "NormalQuantile" },
        },
    ];
}
