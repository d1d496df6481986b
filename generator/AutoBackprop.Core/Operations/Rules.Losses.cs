using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Losses of one prediction and its target. The target is an argument like the other.</summary>
public static partial class Rules
{
    private static Rule[] LossRows =>
    [
        Binary("SquaredError", "Losses.SquaredError", (a, t, y, g) => [g * (a - t), g * (t - a)], On(-2, 2), On(-2, 2)) with
        {
            Expansion = new() { Meaning = a => 0.5 * (a[0] - a[1]) * (a[0] - a[1]) },
            Analytic = new() { Range = On(0, Infinite), Loss = LossKind.Value },
        },
        Binary("MeanSquaredError", "Losses.MeanSquaredError",
            (a, t, y, g) => [2 * g * (a - t), 2 * g * (t - a)], On(-2, 2), On(-2, 2)) with
        {
            Expansion = new() { Meaning = a => (a[0] - a[1]) * (a[0] - a[1]) },
            Analytic = new() { Range = On(0, Infinite), Loss = LossKind.Value },
        },
        Binary("BinaryCrossEntropy", "Losses.BinaryCrossEntropy", BinaryCrossEntropy, On(0.1, 0.9), On(0.1, 0.9)) with
        {
            Derivative = new() { IsSteep = true },
            Expansion = new() { Meaning = a => Charged(a[1], -Log(a[0])) + Charged(1 - a[1], -Log1p(-a[0])) },
            Analytic = new() { Range = On(0, Infinite), Loss = LossKind.Probability },
        },
        Binary("BinaryCrossEntropyWithLogits", "Losses.BinaryCrossEntropyWithLogits",
            (z, t, y, g) => [g * ((1 - t) * Logistic(z) - t * Logistic(-z)), -g * z], On(-4, 4), On(0.1, 0.9)) with
        {
            Expansion = new() { Meaning = a => Select(a[0] > 0, Charged(1 - a[1], a[0]), Charged(a[1], -a[0])) + Log1p(Exp(-Abs(a[0]))) },
            Analytic = new() { Range = On(0, Infinite), Loss = LossKind.Logit },
        },
        Binary("CrossEntropy", "Losses.CrossEntropy",
            (p, t, y, g) => [Weighted(t, -g * t / p), -g * Log(p)], On(0.1, 0.9), On(0.1, 0.9)) with
        {
            Derivative = new() { IsSteep = true },
            Expansion = new() { Meaning = a => Charged(a[1], -Log(a[0])) },
            Analytic = new() { Range = On(0, Infinite), Loss = LossKind.Probability },
        },
        Binary("Hinge", "Losses.Hinge", Hinge, On(-2, 2), On(-1, 1)) with
        {
            Derivative = new() { Kink = new(KinkPlace.Margin, "slope 0") },
            Expansion = new() { Meaning = a => Call(Op.Relu, 1 - a[1] * a[0]) },
            Analytic = new() { Range = On(0, Infinite), Loss = LossKind.Margin },
        },
        Ternary("Huber", "Losses.Huber", Huber, On(-2, 2), On(-2, 2), On(0.5, 1.5)) with
        {
            Expansion = new() { Meaning = a => HuberOf(Abs(a[0] - a[1]), a[2]) },
            Analytic = new() { Loss = LossKind.Value },
        },
        Unary("L1Penalty", "Losses.L1Penalty", (x, y, g) => [Signed(x, g)], On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.At("slope 0", 0) },
            Expansion = new() { Meaning = a => Abs(a[0]) },
            Analytic = new() { Range = On(0, Infinite), Bounds = a => a[0].Abs() },
        },
        Unary("L2Penalty", "Losses.L2Penalty", (x, y, g) => [2 * g * x], On(-2, 2)) with
        {
            Expansion = new() { Meaning = a => a[0] * a[0] },
            Analytic = new() { Range = On(0, Infinite), Bounds = a => a[0].Square() },
        },
    ];

    /// <summary>Outcome by outcome; one of weight zero costs nothing at p = 0 and p = 1 too.</summary>
    private static Expr[] BinaryCrossEntropy(Expr p, Expr t, Expr y, Expr g)
    {
        var (rest, against) = (1 - t, 1 - p);
        return [g * (Weighted(rest, rest / against) - Weighted(t, t / p)), g * (Log1p(-p) - Log(p))];
    }

    private static Expr[] Hinge(Expr z, Expr t, Expr y, Expr g) =>
        [Select(y > 0, -g * t, Expr.Zero), Select(y > 0, -g * z, Expr.Zero)];

    /// <summary>The error, clipped at delta. By delta: what the error is beyond it.</summary>
    private static Expr[] Huber(Expr prediction, Expr target, Expr delta, Expr y, Expr g)
    {
        var error = prediction - target;
        var clipped = Call(Op.Max, -delta, Call(Op.Min, error, delta));
        return [g * clipped, -g * clipped, g * Call(Op.Max, Abs(error) - delta, 0)];
    }

    private static Expr Charged(Expr weight, Expr cost) => Select(IsZero(weight), new Const(0, cost.Type), weight * cost);

    private static Expr HuberOf(Expr size, Expr delta) => Select(size <= delta, 0.5 * size * size, delta * (size - 0.5 * delta));
}
