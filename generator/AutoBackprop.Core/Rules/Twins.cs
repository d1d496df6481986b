using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Unstable formulas, and what to write instead.</summary>
public static class Twins
{
    private static readonly Expr X = Forms.X, Y = Forms.Y;

    public static IEnumerable<Twin> Of(TwinKind kind) => ByKind[kind];

    private const string WithLogits = "Use binary cross-entropy with logits: same loss, gradient p - y";
    private const string OneLost = "rounds to 1 for z > 37", OneLostSingle = "rounds to 1 for z > 17";
    private const string ZeroLost = "underflows to 0 for z < -745", ZeroLostSingle = "underflows to 0 for z < -103";
    private const string FarBelow = "745 below the largest", FarBelowSingle = "103 below the largest";

    public static readonly Twin[] All =
    [
        new(TwinKind.LogOfSoftmax, Log(Softmax(X)), "LogSoftmax", ["{0} - AutoBackprop.Linear.LogSumExp({array})"], FarBelow, FarBelowSingle),
        new(TwinKind.LogOfSoftmax, Call(Op.CrossEntropy, Softmax(X), Y), "LogSoftmax", ["{1} * (AutoBackprop.Linear.LogSumExp({array}) - {0})"], FarBelow, FarBelowSingle) { OfSpans = "AutoBackprop.Losses.SoftmaxCrossEntropy({0}, {1})" },

        new(TwinKind.LogOfSigmoid, Call(Op.BinaryCrossEntropy, Sigmoid(X), Y), "BinaryCrossEntropyWithLogits", ["AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})"], OneLost, OneLostSingle)
            { Fix = WithLogits, OfSpans = "AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})" },
        new(TwinKind.LogOfSigmoid, Call("BinaryLogLikelihood", Sigmoid(X), Y), "BinaryCrossEntropyWithLogits", ["-AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})"], OneLost, OneLostSingle) { Fix = WithLogits },
        new(TwinKind.LogOfSigmoid, Call(Op.CrossEntropy, Sigmoid(X), Y), "y * Softplus(-z)", ["{1} * AutoBackprop.Activations.Softplus(-{0})"], ZeroLost, ZeroLostSingle),
        new(TwinKind.LogOfSigmoid, Log(Sigmoid(X)), "-Softplus(-z)", ["-AutoBackprop.Activations.Softplus(-{0})"], ZeroLost, ZeroLostSingle),
        new(TwinKind.LogOfSigmoid, Log(1 - Sigmoid(X)), "-Softplus(z)", ["-AutoBackprop.Activations.Softplus({0})"], OneLost, OneLostSingle),
        new(TwinKind.LogOfSigmoid, Call(Op.LogP1, -Sigmoid(X)), "-Softplus(z)", ["-AutoBackprop.Activations.Softplus({0})"], OneLost, OneLostSingle),
        new(TwinKind.LogOfSigmoid, Call(Op.Log1p, -Sigmoid(X)), "-Softplus(z)", ["-AutoBackprop.Activations.Softplus({0})"], OneLost, OneLostSingle),

        // double.LogP1 and double.ExpM1 of .NET 10 are the naive formulas: ours come first.
        new(TwinKind.Cancellation, Log(1 + X), "LogP1", ["AutoBackprop.Special.LogP1({0})", "double.LogP1({0})"], "Log(1 + x)", "small x") { IsSafeOfSquares = true },
        new(TwinKind.Cancellation, Log(1 - X), "LogP1", ["AutoBackprop.Special.LogP1(-{0})", "double.LogP1(-{0})"], "Log(1 - x)", "small x"),
        new(TwinKind.Cancellation, Call(Op.Exp, X) - 1, "ExpM1", ["AutoBackprop.Special.ExpM1({0})", "double.ExpM1({0})"], "Exp(x) - 1", "small x"),
        new(TwinKind.Cancellation, 1 - Sigmoid(X), "Sigmoid(-x)", ["AutoBackprop.Activations.Sigmoid(-{0})"], "1 - Sigmoid(x)", "a small result") { IsAbsorbed = true },
    ];

    private static readonly ILookup<TwinKind, Twin> ByKind = All.ToLookup(t => t.Kind);

    private static Expr Log(Expr x) => Call(Op.Log, x);
    private static Expr Sigmoid(Expr x) => Call(Op.Sigmoid, x);
    private static Expr Softmax(Expr x) => Call("Softmax", x);
}
