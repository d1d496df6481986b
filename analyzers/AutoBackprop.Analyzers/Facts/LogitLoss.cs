using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>The cross-entropy that belongs to an output, taken from what goes into the output.</summary>
/// <param name="Output">The form of the output.</param>
/// <param name="OfNumbers">C# of it: {0} is the logit, {1} the target, {array} the array that the logit is an element of.</param>
/// <param name="OfSpans">The same of all logits {0} and targets {1} at once.</param>
public sealed record LogitLoss(string Output, string Name, string OfNumbers, string OfSpans)
{
    public static readonly LogitLoss[] All =
    [
        new(Op.Sigmoid, "binary cross-entropy with logits", "AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})",
            "AutoBackprop.Losses.BinaryCrossEntropyWithLogits({0}, {1})"),
        new(nameof(Composites.Softmax), "softmax cross-entropy", "{1} * (AutoBackprop.Linear.LogSumExp({array}) - {0})",
            "AutoBackprop.Losses.SoftmaxCrossEntropy({0}, {1})"),
    ];
}
