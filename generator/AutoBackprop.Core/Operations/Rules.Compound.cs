using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Several operations of arithmetic in one.</summary>
public static partial class Rules
{
    private static Rule[] Compound =>
    [
        Ternary("FusedMultiplyAdd", "Math.FusedMultiplyAdd", (a, b, c, y, g) => [g * b, g * a, g], On(-2, 2), On(-2, 2), On(-2, 2)) with
        {
            Expansion = new() { Vector = "FusedMultiplyAdd" },
        },
        Ternary("MultiplyAddEstimate", "double.MultiplyAddEstimate",
            (a, b, c, y, g) => [g * b, g * a, g], On(-2, 2), On(-2, 2), On(-2, 2)) with
        {
            Expansion = new() { Meaning = a => a[0] * a[1] + a[2] },
        },
        Ternary("Lerp", "double.Lerp", (a, b, t, y, g) => [g * (1 - t), g * t, g * (b - a)], On(-2, 2), On(-2, 2), On(-0.5, 1.5)) with
        {
            Expansion = new() { Meaning = a => a[0] * (1 - a[2]) + a[1] * a[2] },
        },
        Binary("ScaleB", "Math.ScaleB", (x, n, y, g) => [Call(Op.ScaleB, g, n), Expr.Zero], On(-2, 2), On(-2, 3)) with { Integers = [1] },
        // The whole number of times that b is taken off, (a - y) / b, was rounded once, there.
        Binary("Remainder", "Math.IEEERemainder", (a, b, y, g) => [g, g * (y - a) / b], On(2.1, 2.9), On(2, 2.5)) with
        {
            Also = ["double.Ieee754Remainder"],
            Derivative = new() { Kink = new(KinkPlace.HalfwayQuotient, "slope 1 in x"), IsSteep = true },
        },
    ];
}
