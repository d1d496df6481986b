using AutoBackprop.Core;
using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Analyzers;

/// <summary>How people write out an operation of the table. X, Y: any value; a product or a sum matches in either order, a
/// comparison from either side, strict or not; Σ is a sum over a loop, Max a running maximum; elements of one array are one X.</summary>
public static class Forms
{
    public static readonly Var X = new("X", -1, IrType.Double), Y = new("Y", -2, IrType.Double);

    public static readonly (string Row, Expr Template)[] Table =
    [
        (Op.Sigmoid, 1 / (1 + Exp(-X))),
        (Op.Sigmoid, Exp(X) / (1 + Exp(X))),
        (Op.Sigmoid, 0.5 * (1 + Tanh(0.5 * X))),
        (Op.Sigmoid, 0.5 * (1 + Tanh(X / 2))),
        (Op.Tanh, (Exp(X) - Exp(-X)) / (Exp(X) + Exp(-X))),
        (Op.Tanh, (Exp(2 * X) - 1) / (Exp(2 * X) + 1)),
        (Op.Tanh, 2 * Sigmoid(2 * X) - 1),
        (Op.Tanh, 2 / (1 + Exp(-(2 * X))) - 1),
        (nameof(Composites.Clip), Call(Op.Clamp, X, 0, 1)),
        (nameof(Composites.Clip), Call(Op.Max, 0, Call(Op.Min, 1, X))),
        (nameof(Composites.Clip), Call(Op.Min, 1, Call(Op.Max, 0, X))),
        (nameof(Composites.Clip), Select(X > 1, 1, Call(Op.Relu, X))),
        (nameof(Composites.Clip), Select(X > 1, 1, Select(X > 0, X, 0))),
        (nameof(Composites.Clip), Select(X > 0, Select(X > 1, 1, X), 0)),
        (nameof(Composites.Clip), Select(X > 0, Call(Op.Min, 1, X), 0)),
        (Op.Relu, Select(X > 0, X, 0)),
        (Op.Relu, Call(Op.Max, X, 0)),
        (Op.LeakyRelu, Select(X > 0, X, Y * X)),
        (Op.LeakyRelu, Call(Op.Max, X, Y * X)),
        (Op.Elu, Select(X > 0, X, Y * (Exp(X) - 1))),
        (Op.Elu, Select(X > 0, X, Exp(X) - 1)),
        (Op.Softplus, Log(1 + Exp(X))),
        (Op.Softplus, Call(Op.LogP1, Exp(X))),
        (Op.Softplus, Call(Op.Log1p, Exp(X))),
        (Op.Silu, X * Sigmoid(X)),
        (Op.Silu, X / (1 + Exp(-X))),
        (Op.Softsign, X / (1 + Call(Op.Abs, X))),
        (Op.BinaryStep, Select(X > 0, 1, 0)),
        (Op.Abs, Select(X > 0, X, -X)),

        (Op.BinaryCrossEntropy, -(Y * Log(X) + (1 - Y) * Log(1 - X))),
        (Op.BinaryCrossEntropy, -(Y * Log(X)) - (1 - Y) * Log(1 - X)),
        (nameof(Composites.BinaryLogLikelihood), Y * Log(X) + (1 - Y) * Log(1 - X)),
        (Op.SquaredError, 0.5 * ((X - Y) * (X - Y))),
        (Op.SquaredError, 0.5 * (X - Y) * (X - Y)),
        (Op.SquaredError, (X - Y) * (X - Y) / 2),
        (Op.MeanSquaredError, (X - Y) * (X - Y)),
        (Op.MeanSquaredError, Call(Op.Pow, X - Y, 2)),

        (nameof(Composites.Softmax), Exp(X - Greatest(X)) / Sum(Exp(X - Greatest(X)))),
        (nameof(Composites.Softmax), Exp(X) / Sum(Exp(X))),
        (nameof(Composites.LogSumExp), Log(Sum(Exp(X)))),
        (nameof(Composites.LogSumExp), Greatest(X) + Log(Sum(Exp(X - Greatest(X))))),
        (nameof(Composites.LogSoftmax), X - LogSumExp(X)),
    ];

    /// <summary>The row of a form.</summary>
    public static Rule Row(string name) => Array.Find(Composites.All, c => c.Name == name) ?? Rules.Of(name);

    private static Expr Exp(Expr x) => Call(Op.Exp, x);
    private static Expr Log(Expr x) => Call(Op.Log, x);
    private static Expr Tanh(Expr x) => Call(Op.Tanh, x);
    private static Expr Sigmoid(Expr x) => Call(Op.Sigmoid, x);
    private static Expr Sum(Expr x) => Call(nameof(Composites.Sum), x);
    private static Expr Greatest(Expr x) => Call(nameof(Composites.Greatest), x);
    private static Expr LogSumExp(Expr x) => Call(nameof(Composites.LogSumExp), x);
}
