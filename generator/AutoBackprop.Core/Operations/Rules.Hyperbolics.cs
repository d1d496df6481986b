using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Hyperbolic functions and their inverses.</summary>
public static partial class Rules
{
    // Beyond it the square is all that counts of a square and one.
    private const double Huge = 1e9;

    private static Rule[] Hyperbolics =>
    [
        Unary("Sinh", "Math.Sinh", (x, y, g) => [g * Cosh(x)], On(-2, 2)) with
        {
            Derivative = new() { OverflowsBeyond = 709.78 },
            Expansion = new() { Meaning = a => CopySign(SinhOf(Abs(a[0])), a[0]) },
            Analytic = new() { Increasing = Math.Sinh },
        },
        Unary("Cosh", "Math.Cosh", (x, y, g) => [g * Sinh(x)], On(-2, 2)) with
        {
            Derivative = new() { OverflowsBeyond = 709.78 },
            Expansion = new() { Meaning = a => CoshOf(Exp(0.5 * Abs(a[0]))) },
            Analytic = new() { Range = On(1, Infinite), Bounds = a => a[0].Abs().Map(Math.Cosh) },
        },
        Unary("Tanh", "Math.Tanh", (x, y, g) => [g * (1 - y * y)], On(-2, 2)) with
        {
            Also = ["Activations.Tanh"],
            Expansion = new() { Vector = "Tanh" },
            Analytic = new() { Range = On(-1, 1), Increasing = Math.Tanh, LargestSlope = 1, Saturates = true, IsActivation = true },
        },
        Unary("Asinh", "Math.Asinh", (x, y, g) => [g / Call(Op.Hypot, x, 1)], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => CopySign(AsinhOf(Abs(a[0])), a[0]) },
        },
        Unary("Acosh", "Math.Acosh", (x, y, g) => [g / (Sqrt(x - 1) * Sqrt(x + 1))], On(1.2, 4)) with
        {
            Derivative = new() { Singularities = [Edge(1) with { HasValue = true }] },
            Expansion = new() { Meaning = a => Select(a[0] > Huge, Log(a[0]) + Ln2, Log1p(a[0] - 1 + Sqrt(a[0] - 1) * Sqrt(a[0] + 1))) },
            Analytic = new() { Range = On(0, Infinite) },
        },
        Unary("Atanh", "Math.Atanh", (x, y, g) => [g / ((1 - x) * (1 + x))], On(-0.8, 0.8)) with
        {
            Derivative = new() { Singularities = [Edge(-1), Edge(1) with { Domain = -1 }] },
            Expansion = new() { Meaning = a => CopySign(0.5 * Log1p(2 * Abs(a[0]) / (1 - Abs(a[0]))), a[0]) },
        },
    ];

    // exp(x) overflows before sinh(x) does: two halves of the exponent there.
    private static Expr SinhOf(Expr x)
    {
        var (e, half) = (Expm1(x), Exp(0.5 * x));
        return Select(x > 40, 0.5 * half * half, 0.5 * (e + e / (e + 1)));
    }

    private static Expr CoshOf(Expr half) => 0.5 * half * half + 0.5 / half / half;

    private static Expr AsinhOf(Expr x) => Select(x > Huge, Log(x) + Ln2, Log1p(x + x * x / (1 + Sqrt(x * x + 1))));
}
