using AutoBackprop.Core;
using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Analyzers;

/// <summary>Unstable formulas, and what to write instead.</summary>
public static class StableForms
{
    private static readonly Expr X = Forms.X, Y = Forms.Y;

    public static IEnumerable<StableForm> Of(Instability kind) => ByKind[kind];

    private const string WithLogits = "Use binary cross-entropy with logits: same loss, gradient p - y";
    // The score of the likeliest class cancels against the sum: no more digits than the scores have.
    private const string Finite = "Replace by LogSoftmax: same value, finite for all scores";
    private const string OneLost = "rounds to 1 for z > 37", OneLostSingle = "rounds to 1 for z > 17";
    private const string ZeroLost = "underflows to 0 for z < -745", ZeroLostSingle = "underflows to 0 for z < -103";
    private const string Small = "small x";
    private const string FarBelow = "745 below the largest", FarBelowSingle = "103 below the largest";

    public static readonly StableForm[] All =
    [
        new(Instability.LogOfSoftmax, Log(Softmax(X)), "LogSoftmax", "{0} - AutoBackprop.Linear.LogSumExp({array})", FarBelow,
            FarBelowSingle) { Fix = Finite },
        new(Instability.LogOfSoftmax, Call(Op.CrossEntropy, Softmax(X), Y), "LogSoftmax",
            "{1} * (AutoBackprop.Linear.LogSumExp({array}) - {0})", FarBelow, FarBelowSingle) { Fix = Finite,
            OfSpans = "AutoBackprop.Losses.SoftmaxCrossEntropy({0}, {1})" },

        new(Instability.LogOfSigmoid, Call(Op.BinaryCrossEntropy, Sigmoid(X), Y), "BinaryCrossEntropyWithLogits",
            "AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})", OneLost, OneLostSingle)
            { Fix = WithLogits, OfSpans = "AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})" },
        new(Instability.LogOfSigmoid, Call(nameof(Composites.BinaryLogLikelihood), Sigmoid(X), Y), "BinaryCrossEntropyWithLogits",
            "-AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})", OneLost, OneLostSingle) { Fix = WithLogits },
        new(Instability.LogOfSigmoid, Call(Op.CrossEntropy, Sigmoid(X), Y), "y * Softplus(-z)",
            "{1} * AutoBackprop.Activations.Softplus(-{0})", ZeroLost, ZeroLostSingle),
        new(Instability.LogOfSigmoid, Log(Sigmoid(X)), "-Softplus(-z)", "-AutoBackprop.Activations.Softplus(-{0})", ZeroLost,
            ZeroLostSingle),
        new(Instability.LogOfSigmoid, Log(1 - Sigmoid(X)), "-Softplus(z)", "-AutoBackprop.Activations.Softplus({0})", OneLost,
            OneLostSingle),
        new(Instability.LogOfSigmoid, Call(Op.LogP1, -Sigmoid(X)), "-Softplus(z)", "-AutoBackprop.Activations.Softplus({0})", OneLost,
            OneLostSingle),
        new(Instability.LogOfSigmoid, Call(Op.Log1p, -Sigmoid(X)), "-Softplus(z)", "-AutoBackprop.Activations.Softplus({0})", OneLost,
            OneLostSingle),

        new(Instability.Cancellation, Log(1 + X), "Special.LogP1(x)", "AutoBackprop.Special.LogP1({0})", "Log(1 + x)", Small),
        new(Instability.Cancellation, Log(1 - X), "Special.LogP1(-x)", "AutoBackprop.Special.LogP1(-{0})", "Log(1 - x)", Small),
        new(Instability.Cancellation, Call(Op.Exp, X) - 1, "Special.ExpM1(x)", "AutoBackprop.Special.ExpM1({0})", "Exp(x) - 1", Small),
        new(Instability.Cancellation, 1 - Sigmoid(X), "Sigmoid(-x)", "AutoBackprop.Activations.Sigmoid(-{0})", "1 - Sigmoid(x)",
            "a small result") { IsAbsorbed = true },

        // Of .NET 10 and 11 these are the formulas that their names promise to avoid: 0 at 1e-20.
        new(Instability.Cancellation, Call(Op.LogP1, X), "Special.LogP1(x)", "AutoBackprop.Special.LogP1({0})", "LogP1(x) of .NET", Small),
        new(Instability.Cancellation, Call(Op.Log2P1, X), "Special.LogP1(x) / Log(2)", "AutoBackprop.Special.LogP1({0}) / double.Log(2)",
            "Log2P1(x) of .NET", Small),
        new(Instability.Cancellation, Call(Op.Log10P1, X), "Special.LogP1(x) / Log(10)", "AutoBackprop.Special.LogP1({0}) / double.Log(10)",
            "Log10P1(x) of .NET", Small),
        new(Instability.Cancellation, Call(Op.ExpM1, X), "Special.ExpM1(x)", "AutoBackprop.Special.ExpM1({0})", "ExpM1(x) of .NET", Small),
        new(Instability.Cancellation, Call(Op.Exp2M1, X), "Special.ExpM1(x * Log(2))", "AutoBackprop.Special.ExpM1({0} * double.Log(2))",
            "Exp2M1(x) of .NET", Small),
        new(Instability.Cancellation, Call(Op.Exp10M1, X), "Special.ExpM1(x * Log(10))", "AutoBackprop.Special.ExpM1({0} * double.Log(10))",
            "Exp10M1(x) of .NET", Small),
        // Math.Tanh and Math.Sinh are sound.
        new(Instability.Cancellation, Call(Op.Tanh, X), "Activations.Tanh", null, "TensorPrimitives.Tanh", Small)
            { Method = TensorRules.Type + "Tanh", MethodInstead = "AutoBackprop.Activations.Tanh",
                Fix = "Replace by Activations.Tanh: no loss near 0, for spans of one length" },
        new(Instability.Cancellation, Call(Op.Sinh, X), "Math.Sinh of each element", null, "TensorPrimitives.Sinh",
            Small) { Method = TensorRules.Type + "Sinh" },

        // What the loop that we take it for does, the method itself does not: it takes no maximum off.
        new(Instability.Overflow, Call(Op.Exp, X), "Activations.Softmax", null, "", "") { Method = TensorRules.Type + "SoftMax",
            MethodInstead = "AutoBackprop.Activations.Softmax",
            Fix = "Replace by Activations.Softmax: no overflow, for spans of one length" },
    ];

    private static readonly ILookup<Instability, StableForm> ByKind = All.ToLookup(t => t.Kind);

    private static Expr Log(Expr x) => Call(Op.Log, x);
    private static Expr Sigmoid(Expr x) => Call(Op.Sigmoid, x);
    private static Expr Softmax(Expr x) => Call(nameof(Composites.Softmax), x);
}
