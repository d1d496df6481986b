using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The logarithm of Γ and its slopes, each of which is that of the one before: of every order there is a slope.</summary>
public static partial class Rules
{
    private static Rule[] GammaFunctions =>
    [
        Unary("LogGamma", "Special.LogGamma", (x, y, g) => [g * Call(Op.Digamma, x)], On(0.2, 6)) with
        {
            Derivative = new() { IsSteep = true },
            Expansion = new() { Vector = "LogGamma" },
            Elsewhere = MathNet("GammaLn"),
        },
        Unary("Digamma", "Special.Digamma", (x, y, g) => [g * Call(Op.Trigamma, x)], On(0.5, 6)) with
        {
            Derivative = new() { IsSteep = true },
            Expansion = new() { Vector = "Digamma" },
            Elsewhere = MathNet("DiGamma"),
        },
        Unary("Trigamma", "Special.Trigamma", (x, y, g) => [g * Polygamma(Const.Int(2), x)], On(0.5, 6)) with
        {
            Derivative = new() { IsSteep = true },
            Expansion = new() { Vector = "Trigamma" },
            Analytic = new() { Range = On(0, Infinite) },
        },
        Binary("Polygamma", "Special.Polygamma", (n, x, y, g) => [Expr.Zero, g * Polygamma(Next(n), x)], On(0, 4), On(0.5, 6)) with
        {
            Integers = [0],
            Derivative = new() { IsSteep = true },
        },
        Ternary("PolygammaDifference", "Special.PolygammaDifference",
            (n, a, b, y, g) => [Expr.Zero, g * Difference(Next(n), a, b), g * Polygamma(Next(n), a + b)],
            On(0, 4), On(0.5, 6), On(0.2, 6)) with
        {
            Integers = [0],
            Derivative = new() { IsSteep = true },
        },
        // The slope ψ(a) - ψ(a + b) in one, since most of it cancels where b is small beside a.
        Binary("LogBeta", "Special.LogBeta",
            (a, b, y, g) => [-g * Difference(Const.Int(0), a, b), -g * Difference(Const.Int(0), b, a)], On(0.5, 6), On(0.5, 6)) with
        {
            Derivative = new() { IsSteep = true },
            Elsewhere = [new("MathNet.Numerics.SpecialFunctions.BetaLn") { CanThrow = true }],
        },
    ];

    private static Expr Polygamma(Expr n, Expr x) => n switch
    {
        Const { Value: 0 } => Call(Op.Digamma, x),
        Const { Value: 1 } => Call(Op.Trigamma, x),
        _ => Call(Op.Polygamma, n, x),
    };

    private static Expr Difference(Expr n, Expr a, Expr b) => Call(Op.PolygammaDifference, n, a, b);

    private static Expr Next(Expr n) => n is Const c ? c with { Value = c.Value + 1 } : n + 1;
}
