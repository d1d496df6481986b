using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Modified Bessel functions. The slope of I₁, which is I₀ - I₁ / x, is the mean of its neighbours, too: so it has no special case
/// at 0 that would be wrong for the slopes of the slope, and nothing cancels beside 0.</summary>
public static partial class Rules
{
    private const double EndOfBessel = 713.98;

    private static Rule[] BesselFunctions =>
    [
        Unary("BesselI0", "Special.BesselI0", (x, y, g) => [g * Call(Op.BesselI1, x)], On(-4, 4)) with
        {
            Derivative = new() { OverflowsBeyond = EndOfBessel },
            Expansion = new() { Vector = "BesselI0" },
            Analytic = new() { Range = On(1, Infinite) },
            Elsewhere = MathNet("BesselI0"),
        },
        Unary("BesselI1", "Special.BesselI1", (x, y, g) => [g * MeanOfNeighbours(Const.Int(1), x)], On(-4, 4)) with
        {
            Derivative = new() { OverflowsBeyond = EndOfBessel },
            Expansion = new() { Vector = "BesselI1" },
            Elsewhere = MathNet("BesselI1"),
        },
        Binary("BesselI", "Special.BesselI", (n, x, y, g) => [Expr.Zero, g * MeanOfNeighbours(n, x)], On(-2, 4), On(-4, 4)) with
        {
            Integers = [0],
            Derivative = new() { IsSteep = true },
        },
    ];

    // Halved first: the sum may overflow where the mean does not.
    private static Expr MeanOfNeighbours(Expr n, Expr x) => n is Const c
        ? 0.5 * Bessel(c with { Value = c.Value - 1 }, x) + 0.5 * Bessel(Next(c), x) : 0.5 * Bessel(n - 1, x) + 0.5 * Bessel(Next(n), x);

    private static Expr Bessel(Expr n, Expr x) => n switch
    {
        Const { Value: 0 } => Call(Op.BesselI0, x),
        Const { Value: 1 or -1 } => Call(Op.BesselI1, x),
        _ => Call(Op.BesselI, n, x),
    };
}
