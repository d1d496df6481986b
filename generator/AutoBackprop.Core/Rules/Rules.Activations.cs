using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Activation functions of the package, finite far out too, and the special functions beside them.</summary>
public static partial class Rules
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluScaleAlpha = 1.7580993408473768599402175208123;
    private const double TwoOverSqrtPi = 1.1283791670955125738961589031216;
    private const double SqrtTwoOverPi = 0.79788456080286535587989211986876;
    private const string LeftSlope = "x = 0: slope of the left side";

    private static Rule[] ActivationRows =>
    [
        // Tanh is a spelling of Math.Tanh.
        Unary("Sigmoid",     "Activations.Sigmoid",     (x, y, g) => [g * (1 - y) * y],                   On(-4, 4))
            with { Vector = "Sigmoid", Range = On(0, 1), LargestSlope = 0.25, Saturates = true },
        Unary("Logistic",    "Activations.Sigmoid",     (x, y, g) => [g * y * Logistic(-x)],              On(-4, 4))
            with { Vector = "Sigmoid", Range = On(0, 1), LargestSlope = 0.25, Saturates = true, IsOurs = true },
        Unary("Relu",        "Activations.Relu",        (x, y, g) => [Select(y > 0, g, Expr.Zero)],       On(-2, 2))
            with { Vector = "Relu", Range = On(0, Infinite), LargestSlope = 1, Kink = "x = 0: slope 0" },
        Binary("LeakyRelu",  "Activations.LeakyRelu", Leaky, On(-2, 2), On(0.05, 0.5)) with { Kink = LeftSlope },
        Binary("PRelu", "Activations.PRelu", Leaky, On(-2, 2), On(0.05, 0.5)) with { Kink = LeftSlope },
        Binary("RRelu", "Activations.RRelu", Leaky, On(-2, 2), On(0.05, 0.5)) with { Kink = LeftSlope },
        Binary("Elu", "Activations.Elu", Elu, On(-2, 2), On(0.5, 1.5)) with { Kink = LeftSlope },
        Unary("Selu", "Activations.Selu", (x, y, g) => [Select(x > 0, g * SeluScale, g * SeluScaleAlpha * Exp(x))], On(-2, 2))
            with { Range = On(-SeluScaleAlpha, Infinite), LargestSlope = SeluScaleAlpha, Kink = LeftSlope },
        Unary("Gelu",        "Activations.Gelu",        (x, y, g) => [g * (NormalCdf(x) + x * NormalPdf(x))], On(-3, 3))
            with { LargestSlope = 1.12891 },
        Unary("GeluTanh",    "Activations.GeluTanh",    GeluTanh, On(-3, 3)) with { LargestSlope = 1.12900 },
        Unary("Softplus",    "Activations.Softplus",    (x, y, g) => [g * Logistic(x)],                   On(-4, 4))
            with { Vector = "Softplus", Range = On(0, Infinite), LargestSlope = 1 },
        Unary("Softsign",    "Activations.Softsign",    (x, y, g) => [g / ((1 + Abs(x)) * (1 + Abs(x)))], On(-3, 3))
            with { Range = On(-1, 1), LargestSlope = 1, Saturates = true },
        Unary("ArcTan",      "Activations.ArcTan",      (x, y, g) => [g / (1 + x * x)],                   On(-3, 3))
            with { Range = On(-Pi / 2, Pi / 2), LargestSlope = 1, Saturates = true },
        Unary("Silu",        "Activations.Silu",        Silu, On(-4, 4)) with { LargestSlope = 1.09984 },
        Binary("Swish", "Activations.Swish", Swish, On(-3, 3), On(0.5, 1.5)),
        Unary("Mish",        "Activations.Mish",        Mish, On(-4, 4)) with { LargestSlope = 1.08850 },
        Unary("HardSigmoid", "Activations.HardSigmoid", (x, y, g) => [Select(And(y > 0, y < 1), g / 6, Expr.Zero)], On(-4, 4))
            with { Range = On(0, 1), LargestSlope = 1 / 6.0, Saturates = true, Kink = "x = ±3: slope 0" },
        Unary("HardTanh", "Activations.HardTanh", (x, y, g) => [Select(And(y > -1, y < 1), g, Expr.Zero)], On(-2, 2))
            with { Range = On(-1, 1), LargestSlope = 1, Saturates = true, Kink = "x = ±1: slope 0" },
        Step("BinaryStep",   "Activations.BinaryStep",  On(-2, 2)) with { Range = On(0, 1) },
        Binary("Maxout", "Activations.Maxout", (a, b, y, g) => Either(a > b, g), On(-2, 2), On(-2, 2)) with { Kink = Tie },

        Unary("Erf",         "Special.Erf",             (x, y, g) => [g * TwoOverSqrtPi * Exp(-(x * x))], On(-2, 2))
            with { Vector = "Erf", Range = On(-1, 1), LargestSlope = TwoOverSqrtPi, Saturates = true },
        Unary("Erfc",        "Special.Erfc",            (x, y, g) => [-g * TwoOverSqrtPi * Exp(-(x * x))], On(-2, 2))
            with { Vector = "Erfc", Range = On(0, 2), LargestSlope = TwoOverSqrtPi, Saturates = true },
        Unary("NormalCdf",   "Special.NormalCdf",       (x, y, g) => [g * NormalPdf(x)],                  On(-3, 3))
            with { Range = On(0, 1), LargestSlope = SqrtTwoOverPi / 2, Saturates = true },
        Unary("Log1p",       "Special.LogP1",           (x, y, g) => [g / (1 + x)],                       On(-0.8, 3)) with { Vector = "LogP1" },
        Unary("Expm1",       "Special.ExpM1",           (x, y, g) => [g * Exp(x)],                        On(-2, 2))
            with { Vector = "ExpM1", Range = On(-1, Infinite) },
        Unary("NormalPdf",   "Special.NormalPdf",       (x, y, g) => [-g * x * y],                        On(-3, 3))
            with { Range = On(0, SqrtTwoOverPi / 2) },
    ];

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
        var (gate, rest) = (2 * SqrtTwoOverPi * (x + 0.044715 * x * x * x), y * Logistic(-(2 * SqrtTwoOverPi * (x + 0.044715 * x * x * x))));
        // The square may overflow where the gate is shut, or open.
        return [g * (Logistic(gate) + Weighted(rest, rest * (2 * SqrtTwoOverPi) * (1 + 3 * 0.044715 * x * x)))];
    }

    private static Expr[] Mish(Expr x, Expr y, Expr g)
    {
        var t = Tanh(Call(Op.Softplus, x));
        return [g * (t + x * (1 - t * t) * Logistic(x))];
    }

    private static Expr Sigmoid(Expr x) => Call(Op.Sigmoid, x);

    /// <summary>The sigmoid of formulas that are differentiated again: its slope y (1 - y) by the complement, which does not round to 0.</summary>
    private static Expr Logistic(Expr x) => Call(Op.Logistic, x);
    private static Expr NormalCdf(Expr x) => Call(Op.NormalCdf, x);
    private static Expr NormalPdf(Expr x) => Call(Op.NormalPdf, x);
}
