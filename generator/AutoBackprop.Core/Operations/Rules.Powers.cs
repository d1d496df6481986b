using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Powers and roots.</summary>
public static partial class Rules
{
    private static Rule[] Powers =>
    [
        Binary("Pow", "Math.Pow", Power, On(0.2, 3), On(-2, 3)) with
        {
            Derivative = new() { Kink = new(KinkPlace.Base, "slope 0, 1 for the exponent 1") },
            Expansion = new() { Vector = "Pow" },
            Analytic = new() { Bounds = a => PowerOf(a[0], a[1]), IsPower = true },
        },
        Unary("Sqrt", "Math.Sqrt", (x, y, g) => [g / (2 * y)], On(0.2, 4)) with
        {
            Derivative = new() { Singularities = [Edge(0) with { HasValue = true }] },
            Expansion = new() { Vector = "Sqrt" },
            Analytic = new() { Range = On(0, Infinite), Increasing = Math.Sqrt, IsRoot = true },
        },
        // The root of a sum of squares: the slope of a norm at 0 is 0.
        Unary("Norm", "Math.Sqrt", (x, y, g) => [UnlessZero(y, g / (2 * y))], On(0.2, 4)) with
        {
            IsOurs = true,
            Expansion = new() { Vector = "Sqrt" },
            Analytic = new() { Range = On(0, Infinite), Increasing = Math.Sqrt },
        },
        Unary("Cbrt", "Math.Cbrt", (x, y, g) => [g / (3 * y * y)], On(0.2, 4)) with
        {
            Derivative = new() { Singularities = [Pole(0) with { HasValue = true }] },
            Expansion = new() { Vector = "Cbrt" },
            Analytic = new() { Increasing = x => x < 0 ? -Math.Pow(-x, 1 / 3.0) : Math.Pow(x, 1 / 3.0), IsRoot = true },
        },
        Binary("RootN", "double.RootN", Root, On(0.2, 4), On(2, 5)) with
        {
            Integers = [1],
            Derivative = new() { Singularities = [Edge(0) with { HasValue = true }] },
            Analytic = new() { IsRoot = true },
        },
        Binary("Hypot", "double.Hypot",
            (a, b, y, g) => [UnlessZero(y, g * (a / y)), UnlessZero(y, g * (b / y))], On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Origin },
            Expansion = new() { Vector = "Hypot" },
            Analytic = new() { Range = On(0, Infinite), Bounds = a => (a[0].Square() + a[1].Square()).Map(Math.Sqrt) },
            Elsewhere = MathNet("Hypotenuse"),
        },
        Unary("ReciprocalEstimate", "Math.ReciprocalEstimate", (x, y, g) => [-g * y * y], On(0.5, 2)) with
        {
            Derivative = new() { Singularities = [Pole(0)] },
        },
        Unary("ReciprocalSqrtEstimate", "Math.ReciprocalSqrtEstimate", (x, y, g) => [-0.5 * g * y * y * y], On(0.5, 2)) with
        {
            Derivative = new() { Singularities = [Edge(0)] },
        },
    ];

    /// <summary>At x = 0: 0, and 1 for n = 1. By n: 0 unless x is positive; 0 * Log(0) is no number.</summary>
    private static Expr[] Power(Expr x, Expr n, Expr y, Expr g)
    {
        var byBase = n switch
        {
            Const { Value: 0 } => Expr.Zero,
            Const { Value: 1 } => g,
            Const { Value: 2 } => g * 2 * x,
            Const { Value: > 1 } c => g * n * Pow(x, c with { Value = c.Value - 1 }),   // is 0 at 0
            Const c => UnlessZero(x, g * n * Pow(x, c with { Value = c.Value - 1 })),
            // 0 * Pow(x, -1) is no number where x is tiny. From n = 1 on the formula is right at 0, and so are its derivatives.
            _ => Select(And(IsZero(x), n < 1), Expr.Zero, Weighted(n, g * n * Pow(x, n - 1))),
        };
        return [byBase, Select(x > 0, g * y * Log(x), Expr.Zero)];
    }

    // Through y alone: y / (n * x) would be 0 / 0 at 0.
    private static Expr[] Root(Expr x, Expr n, Expr y, Expr g)
    {
        var degree = Cast(x.Type, n);
        return [g / (degree * Pow(y, degree - 1)), Expr.Zero];
    }

    private static Interval PowerOf(Interval x, Interval n)
    {
        if (x.Low > 0 || x.Low == 0 && x.IsOpenLow) return n.Low == n.High ? PositivePower(x, n.Low) : Interval.Positive;
        if (n.Low != n.High || n.Low != Math.Floor(n.Low) || Math.Abs(n.Low) > 1e9)
            return x.Low < 0 ? Interval.All : n.Low >= 0 && n.Low == n.High ? PositivePower(x, n.Low) : Interval.NotNegative;
        if (n.Low % 2 != 0) return n.Low > 0 ? x.Map(v => Math.Pow(v, n.Low)) : Interval.All;
        return n.Low >= 0 ? PositivePower(x.Abs(), n.Low) : Interval.Positive;
    }

    private static Interval PositivePower(Interval x, double n) =>
        n >= 0 ? x.Map(v => Math.Pow(v, n)) : Interval.Point(1) / x.Map(v => Math.Pow(v, -n));
}
