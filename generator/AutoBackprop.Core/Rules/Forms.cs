using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>How people write out an operation of the table. X, Y: any value; a product or a sum matches in either order, a
/// comparison from either side, strict or not; Σ is a sum over a loop, Max a running maximum; elements of one array are one X.</summary>
public static class Forms
{
    public static readonly Var X = new("X", -1, IrType.Double), Y = new("Y", -2, IrType.Double);

    public static readonly (string Row, Expr Template)[] Table =
    [
        ("Sigmoid", 1 / (1 + Exp(-X))),
        ("Sigmoid", Exp(X) / (1 + Exp(X))),
        ("Sigmoid", 0.5 * (1 + Tanh(0.5 * X))),
        ("Sigmoid", 0.5 * (1 + Tanh(X / 2))),
        ("Tanh", (Exp(X) - Exp(-X)) / (Exp(X) + Exp(-X))),
        ("Tanh", (Exp(2 * X) - 1) / (Exp(2 * X) + 1)),
        ("Tanh", 2 * Sigmoid(2 * X) - 1),
        ("Tanh", 2 / (1 + Exp(-(2 * X))) - 1),
        ("Clip", Call(Op.Clamp, X, 0, 1)),
        ("Clip", Call(Op.Max, 0, Call(Op.Min, 1, X))),
        ("Clip", Call(Op.Min, 1, Call(Op.Max, 0, X))),
        ("Clip", Select(X > 1, 1, Call(Op.Relu, X))),
        ("Clip", Select(X > 1, 1, Select(X > 0, X, 0))),
        ("Clip", Select(X > 0, Select(X > 1, 1, X), 0)),
        ("Clip", Select(X > 0, Call(Op.Min, 1, X), 0)),
        ("Relu", Select(X > 0, X, 0)),
        ("Relu", Call(Op.Max, X, 0)),
        ("LeakyRelu", Select(X > 0, X, Y * X)),
        ("LeakyRelu", Call(Op.Max, X, Y * X)),
        ("Elu", Select(X > 0, X, Y * (Exp(X) - 1))),
        ("Elu", Select(X > 0, X, Exp(X) - 1)),
        ("Softplus", Log(1 + Exp(X))),
        ("Softplus", Call(Op.LogP1, Exp(X))),
        ("Softplus", Call(Op.Log1p, Exp(X))),
        ("Silu", X * Sigmoid(X)),
        ("Silu", X / (1 + Exp(-X))),
        ("Softsign", X / (1 + Call(Op.Abs, X))),
        ("BinaryStep", Select(X > 0, 1, 0)),
        ("Abs", Select(X > 0, X, -X)),

        ("BinaryCrossEntropy", -(Y * Log(X) + (1 - Y) * Log(1 - X))),
        ("BinaryCrossEntropy", -(Y * Log(X)) - (1 - Y) * Log(1 - X)),
        ("BinaryLogLikelihood", Y * Log(X) + (1 - Y) * Log(1 - X)),
        ("SquaredError", 0.5 * ((X - Y) * (X - Y))),
        ("SquaredError", 0.5 * (X - Y) * (X - Y)),
        ("SquaredError", (X - Y) * (X - Y) / 2),
        ("MeanSquaredError", (X - Y) * (X - Y)),
        ("MeanSquaredError", Call(Op.Pow, X - Y, 2)),

        ("Softmax", Exp(X - Greatest(X)) / Sum(Exp(X - Greatest(X)))),
        ("Softmax", Exp(X) / Sum(Exp(X))),
        ("LogSumExp", Log(Sum(Exp(X)))),
        ("LogSumExp", Greatest(X) + Log(Sum(Exp(X - Greatest(X))))),
        ("LogSoftmax", X - LogSumExp(X)),
    ];

    /// <summary>Not in <see cref="Rules"/>, since they are no operations on numbers: what happens to all elements at once.</summary>
    public static readonly Rule[] Composites =
    [
        Composite("Softmax", "Activations.Softmax") with { Range = new(0, 1), Saturates = true, LargestSlope = 0.25, IsOverArray = true },
        Composite("LogSoftmax", "Activations.LogSoftmax") with { Range = new(double.NegativeInfinity, 0), IsOverArray = true },
        // The cross-entropy with the other sign, as in loss -= ...
        Composite("BinaryLogLikelihood", "Losses.BinaryLogLikelihood") with { Loss = LossKind.Probability },
        Composite("LogSumExp", "Linear.LogSumExp") with { IsOverArray = true, IsUpperBound = true },
        Composite("Clip", "Math.Clip") with { IsActivation = true, Range = new(0, 1), Saturates = true, LargestSlope = 1 },
        Composite("Sum", "Linear.Sum") with { IsOverArray = true },
        Composite("Greatest", "Math.Greatest") with { IsOverArray = true, IsUpperBound = true },
    ];

    private static Rule Composite(string name, string spelling) => new(name, spelling, null, [Interval.All]);

    /// <summary>The row of a form.</summary>
    public static Rule Row(string name) => Composites.FirstOrDefault(c => c.Name == name) ?? Rules.Of(name);

    private static Expr Exp(Expr x) => Call(Op.Exp, x);
    private static Expr Log(Expr x) => Call(Op.Log, x);
    private static Expr Tanh(Expr x) => Call(Op.Tanh, x);
    private static Expr Sigmoid(Expr x) => Call(Op.Sigmoid, x);
    private static Expr Sum(Expr x) => Call("Sum", x);
    private static Expr Greatest(Expr x) => Call("Greatest", x);
    private static Expr LogSumExp(Expr x) => Call("LogSumExp", x);
}
