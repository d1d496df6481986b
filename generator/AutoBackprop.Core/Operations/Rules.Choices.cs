using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>What computes nothing and only chooses: the largest, the smallest, a sign.</summary>
public static partial class Rules
{
    private static Rule[] Choices =>
    [
        Unary("Abs", "Math.Abs", (x, y, g) => [Signed(x, g)], On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.At("slope 0", 0) },
            Expansion = new() { Vector = "Abs" },
            Analytic = new() { Range = On(0, Infinite), Bounds = a => a[0].Abs() },
        },
        Binary("Max", "Math.Max", (a, b, y, g) => Either(a > b, g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Vector = "Max", Extreme = 1 },
            Analytic = new() { Bounds = a => a[0].Max(a[1]), IsUpperBound = true },
        },
        Binary("Min", "Math.Min", (a, b, y, g) => Either(a < b, g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Vector = "Min", Extreme = -1 },
            Analytic = new() { Bounds = a => a[0].Min(a[1]) },
        },
        Binary("MaxNative", "double.MaxNative", (a, b, y, g) => Either(a > b, g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Vector = "MaxNative" },
            Analytic = new() { Bounds = a => a[0].Max(a[1]), IsUpperBound = true },
        },
        Binary("MinNative", "double.MinNative", (a, b, y, g) => Either(a < b, g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Vector = "MinNative" },
            Analytic = new() { Bounds = a => a[0].Min(a[1]) },
        },
        Binary("MaxNumber", "double.MaxNumber", (a, b, y, g) => Either(Beats(a > b, b), g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Vector = "MaxNumber" },
        },
        Binary("MinNumber", "double.MinNumber", (a, b, y, g) => Either(Beats(a < b, b), g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Vector = "MinNumber" },
        },
        Binary("MaxMagnitude", "Math.MaxMagnitude", (a, b, y, g) => Either(Abs(a) > Abs(b), g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.TieOfMagnitudes },
            Expansion = new() { Vector = "MaxMagnitude" },
        },
        Binary("MinMagnitude", "Math.MinMagnitude", (a, b, y, g) => Either(Abs(a) < Abs(b), g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.TieOfMagnitudes },
            Expansion = new() { Vector = "MinMagnitude" },
        },
        Binary("MaxMagnitudeNumber", "double.MaxMagnitudeNumber",
            (a, b, y, g) => Either(Beats(Abs(a) > Abs(b), b), g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.TieOfMagnitudes },
            Expansion = new() { Vector = "MaxMagnitudeNumber" },
        },
        Binary("MinMagnitudeNumber", "double.MinMagnitudeNumber",
            (a, b, y, g) => Either(Beats(Abs(a) < Abs(b), b), g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.TieOfMagnitudes },
            Expansion = new() { Vector = "MinMagnitudeNumber" },
        },
        // MathF has no Clamp.
        Ternary("Clamp", "double.Clamp", Clamped, On(-2, 2), On(-1.5, -0.5), On(0.5, 1.5)) with
        {
            Also = ["Math.Clamp"],
            Derivative = new() { Kink = new(KinkPlace.Bounds, "slope 0") },
            Expansion = new() { Meaning = a => AreInOrder(a[1], a[2]) ? Clip(a[0], a[1], a[2]) : null },
            Analytic = new() { Bounds = a => a[0].Max(a[1]).Min(a[2]) },
        },
        Ternary("ClampNative", "double.ClampNative", Clamped, On(-2, 2), On(-1.5, -0.5), On(0.5, 1.5)) with
        {
            Derivative = new() { Kink = new(KinkPlace.Bounds, "slope 0") },
            Expansion = new() { Meaning = a => AreInOrder(a[1], a[2]) ? ClipNative(a[0], a[1], a[2]) : null },
            Analytic = new() { Bounds = a => a[0].Max(a[1]).Min(a[2]) },
        },
        Binary("CopySign", "Math.CopySign", Signs, On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = new(KinkPlace.Signs, "slope by the bits of the signs") },
            Expansion = new() { Vector = "CopySign" },
        },
    ];

    /// <summary>Min(Max(x, low), high), each with its own convention.</summary>
    private static Expr[] Clamped(Expr x, Expr low, Expr high, Expr y, Expr g) =>
    [
        Select(And(x > low, y < high), g, Expr.Zero),
        Select(And(x <= low, y < high), g, Expr.Zero),
        Select(y < high, Expr.Zero, g),
    ];

    private static Expr[] Either(Expr first, Expr g) => [Select(first, g, Expr.Zero), Select(first, Expr.Zero, g)];

    /// <summary>Of a number and a NaN these functions take the number.</summary>
    private static Expr Beats(Expr first, Expr second) => Or(first, IsNaN(second));

    // The signs by their bits, so that ±0 counts.
    private static Expr[] Signs(Expr x, Expr sign, Expr y, Expr g) =>
        [Select(Compare(Op.Eq, IsNegative(x), IsNegative(sign)), g, -g), Expr.Zero];

    /// <summary>g times the sign of x. Math.Sign would throw at NaN.</summary>
    private static Expr Signed(Expr x, Expr g) => Select(x > 0, g, Select(x < 0, -g, Expr.Zero));

    private static bool AreInOrder(Expr low, Expr high) => low is Const a && high is Const b && a.Value <= b.Value;

    private static Expr Clip(Expr x, Expr low, Expr high) => Select(x < low, low.As(x.Type), Select(x > high, high.As(x.Type), x));

    // A number that is none gives the lower bound, as the method does on every machine; native instructions differ.
    private static Expr ClipNative(Expr x, Expr low, Expr high)
    {
        var raised = Select(x > low, x, low.As(x.Type));
        return Select(raised < high, raised, high.As(x.Type));
    }

    private static Expr CopySign(Expr x, Expr sign) => Call(Op.CopySign, x, sign);

    private static Expr Sign(Expr x) => CopySign(new Const(1, x.Type), x);
}
