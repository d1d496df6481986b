using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Activation functions of the package, finite far out too.</summary>
public static partial class Rules
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluScaleAlpha = 1.7580993408473768599402175208123;
    private const double SqrtTwoOverPi = 0.79788456080286535587989211986876;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    private static IEnumerable<Rule> ActivationRows => Units.Select(r => r with { Analytic = r.Analytic with { IsActivation = true } });

    private static Rule[] Units =>
    [
        // Tanh is a spelling of Math.Tanh.
        Unary("Sigmoid", "Activations.Sigmoid", (x, y, g) => [g * (1 - y) * y], On(-4, 4)) with
        {
            Expansion = new() { Vector = "Sigmoid" },
            Analytic = new() { Range = On(0, 1), Increasing = x => 1 / (1 + Math.Exp(-x)), LargestSlope = 0.25, Saturates = true },
            Elsewhere = MathNet("Logistic"),
        },
        Unary("Logistic", "Activations.Sigmoid", (x, y, g) => [g * y * Logistic(-x)], On(-4, 4)) with
        {
            IsOurs = true,
            Expansion = new() { Vector = "Sigmoid" },
            Analytic = new() { Range = On(0, 1), Increasing = x => 1 / (1 + Math.Exp(-x)), LargestSlope = 0.25, Saturates = true },
        },
        Unary("Relu", "Activations.Relu", (x, y, g) => [Select(y > 0, g, Expr.Zero)], On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.At("slope 0", 0) },
            Expansion = new() { Vector = "Relu" },
            Analytic = new() { Range = On(0, Infinite), Bounds = a => a[0].Max(Interval.Point(0)), LargestSlope = 1 },
        },
        LeakyRow("LeakyRelu"), LeakyRow("PRelu"), LeakyRow("RRelu"),
        Binary("Elu", "Activations.Elu", Elu, On(-2, 2), On(0.5, 1.5)) with
        {
            Derivative = new() { Kink = Kink.At("slope of the left side", 0) },
            Expansion = new() { Meaning = a => EluOf(a[0], a[1]) },
        },
        Unary("Selu", "Activations.Selu", (x, y, g) => [Select(x > 0, g * SeluScale, g * SeluScaleAlpha * Exp(x))], On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.At("slope of the left side", 0) },
            Expansion = new() { Meaning = a => SeluScale * EluOf(a[0], SeluAlpha) },
            Analytic = new() { Range = On(-SeluScaleAlpha, Infinite), LargestSlope = SeluScaleAlpha },
        },
        Unary("Gelu", "Activations.Gelu", (x, y, g) => [g * (NormalCdf(x) + x * NormalPdf(x))], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => Gated(a[0], NormalCdf(a[0])) },
            Analytic = new() { LargestSlope = 1.12891 },
        },
        Unary("GeluTanh", "Activations.GeluTanh", GeluTanh, On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => Gated(a[0], Sigmoid(2 * SqrtTwoOverPi * (a[0] + 0.044715 * a[0] * a[0] * a[0]))) },
            Analytic = new() { LargestSlope = 1.12900 },
        },
        Unary("Softplus", "Activations.Softplus", (x, y, g) => [g * Logistic(x)], On(-4, 4)) with
        {
            Expansion = new() { Vector = "Softplus" },
            Analytic = new()
            {
                Range = On(0, Infinite),
                Increasing = x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
                LargestSlope = 1,
            },
        },
        Unary("Softsign", "Activations.Softsign", (x, y, g) => [g / ((1 + Abs(x)) * (1 + Abs(x)))], On(-3, 3)) with
        {
            Expansion = new()
            {
                Meaning = a => SoftsignOf(a[0]),
            },
            Analytic = new()
            {
                Range = On(-1, 1),
                Increasing = x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)),
                LargestSlope = 1,
                Saturates = true,
            },
        },
        Unary("ArcTan", "Activations.ArcTan", (x, y, g) => [g / (1 + x * x)], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => Call(Op.Atan, a[0]) },
            Analytic = new() { Range = On(-Pi / 2, Pi / 2), Increasing = Math.Atan, LargestSlope = 1, Saturates = true },
        },
        Unary("Silu", "Activations.Silu", Silu, On(-4, 4)) with
        {
            Expansion = new() { Meaning = a => Gated(a[0], Sigmoid(a[0])) },
            Analytic = new() { LargestSlope = 1.09984 },
        },
        Binary("Swish", "Activations.Swish", Swish, On(-3, 3), On(0.5, 1.5)) with
        {
            Expansion = new() { Meaning = a => Gated(a[0], Sigmoid(a[1] * a[0])) },
        },
        Unary("Mish", "Activations.Mish", Mish, On(-4, 4)) with
        {
            Expansion = new() { Meaning = a => MishOf(a[0]) },
            Analytic = new() { LargestSlope = 1.08850 },
        },
        Unary("HardSigmoid", "Activations.HardSigmoid", (x, y, g) => [Select(And(y > 0, y < 1), g / 6, Expr.Zero)], On(-4, 4)) with
        {
            Derivative = new() { Kink = Kink.At("slope 0", -3, 3) },
            Expansion = new() { Meaning = a => Clip(a[0] / 6 + 0.5, 0, 1) },
            Analytic = new()
            {
                Range = On(0, 1),
                Bounds = a => a[0].Map(x => x / 6 + 0.5).Max(Interval.Point(0)).Min(Interval.Point(1)),
                LargestSlope = 1 / 6.0,
                Saturates = true,
            },
        },
        Unary("HardTanh", "Activations.HardTanh", (x, y, g) => [Select(And(y > -1, y < 1), g, Expr.Zero)], On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.At("slope 0", -1, 1) },
            Expansion = new() { Meaning = a => Clip(a[0], -1, 1) },
            Analytic = new()
            {
                Range = On(-1, 1),
                Bounds = a => a[0].Max(Interval.Point(-1)).Min(Interval.Point(1)),
                LargestSlope = 1,
                Saturates = true,
            },
        },
        Step("BinaryStep", "Activations.BinaryStep", On(-2, 2)) with
        {
            Expansion = new() { Meaning = a => Select(a[0] < 0, new Const(0, a[0].Type), 1) },
            Analytic = new() { Range = On(0, 1) },
        },
        Binary("Maxout", "Activations.Maxout", (a, b, y, g) => Either(a > b, g), On(-2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Tie },
            Expansion = new() { Meaning = a => Call(Op.Max, a[0], a[1]) },
            Analytic = new() { Bounds = a => a[0].Max(a[1]), IsUpperBound = true },
        },
    ];

    // They differ in where the slope comes from.
    private static Rule LeakyRow(string name) => Binary(name, "Activations." + name, Leaky, On(-2, 2), On(0.05, 0.5)) with
    {
        Derivative = new() { Kink = Kink.At("slope of the left side", 0) },
        Expansion = new() { Meaning = a => Select(a[0] > 0, a[0], a[1] * a[0]) },
    };

    // At 0: the slope of the left side.
    private static Expr[] Leaky(Expr x, Expr slope, Expr y, Expr g) =>
        [Select(x > 0, g, g * slope), Select(x > 0, Expr.Zero, g * x)];

    private static Expr[] Elu(Expr x, Expr alpha, Expr y, Expr g) =>
        [Select(x > 0, g, g * alpha * Exp(x)), Select(x > 0, Expr.Zero, g * Expm1(x))];

    // The slope of x * s is s + x * s * (1 - s), and x * s is the result.
    private static Expr[] Silu(Expr x, Expr y, Expr g)
    {
        return [g * (Logistic(x) + y * Logistic(-x))];
    }

    private static Expr[] Swish(Expr x, Expr beta, Expr y, Expr g)
    {
        var rest = y * Logistic(-(beta * x));
        return [g * (Logistic(beta * x) + beta * rest), g * x * rest];
    }

    // ½ (1 + tanh(u)) = sigmoid(2u), which does not cancel to the left.
    private static Expr[] GeluTanh(Expr x, Expr y, Expr g)
    {
        var (gate, rest) = (2 * SqrtTwoOverPi * (x + 0.044715 * x * x * x),
            y * Logistic(-(2 * SqrtTwoOverPi * (x + 0.044715 * x * x * x))));
        // The square may overflow where the gate is shut, or open.
        return [g * (Logistic(gate) + Weighted(rest, rest * (2 * SqrtTwoOverPi) * (1 + 3 * 0.044715 * x * x)))];
    }

    private static Expr[] Mish(Expr x, Expr y, Expr g)
    {
        var t = Tanh(Call(Op.Softplus, x));
        return [g * (t + x * (1 - t * t) * Logistic(x))];
    }

    private static Expr EluOf(Expr x, Expr alpha) => Select(x > 0, x, alpha * Expm1(x));

    // A closed gate wins over an infinite x.
    private static Expr Gated(Expr x, Expr gate) => Select(IsZero(gate), new Const(0, x.Type), x * gate);

    private static Expr MishOf(Expr x)
    {
        var e = Exp(-Abs(x));
        var excess = Select(x < 0, e * (2 + e), 1 + 2 * e);
        return Gated(x, excess / (excess + Select(x < 0, new Const(2, x.Type), 2 * e * e)));
    }

    private static Expr SoftsignOf(Expr x) =>
        Select(Compare(Op.Eq, Abs(x), Infinite), Select(x > 0, new Const(1, x.Type), -1), x / (1 + Abs(x)));
}
