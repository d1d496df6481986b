using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>Rows that <see cref="Rules"/> has not, since they are no operations on numbers: what happens to all elements at once.</summary>
public static class Composites
{
    public static readonly Rule
        Softmax = Row(nameof(Softmax), "Activations.Softmax") with
            { Analytic = new() { Range = new(0, 1), Saturates = true, LargestSlope = 0.25, IsOverArray = true, IsActivation = true } },
        LogSoftmax = Row(nameof(LogSoftmax), "Activations.LogSoftmax") with
            { Analytic = new() { Range = new(double.NegativeInfinity, 0), IsOverArray = true, IsActivation = true } },
        // The cross-entropy with the other sign, as in loss -= ...
        BinaryLogLikelihood = Row(nameof(BinaryLogLikelihood), "Losses.BinaryLogLikelihood") with
            { Analytic = new() { Loss = LossKind.Probability } },
        LogSumExp = Row(nameof(LogSumExp), "Linear.LogSumExp") with
            { Analytic = new() { IsOverArray = true, IsUpperBound = true, IsReduction = true } },
        Clip = Row(nameof(Clip), "Math.Clip") with
            { Analytic = new() { IsActivation = true, Range = new(0, 1), Saturates = true, LargestSlope = 1 } },
        Sum = Row(nameof(Sum), "Linear.Sum") with { Analytic = new() { IsOverArray = true, IsReduction = true } },
        Greatest = Row(nameof(Greatest), "Math.Greatest") with
            { Analytic = new() { IsOverArray = true, IsUpperBound = true, IsReduction = true } };

    public static readonly Rule[] All = [Softmax, LogSoftmax, BinaryLogLikelihood, LogSumExp, Clip, Sum, Greatest];

    private static Rule Row(string name, string spelling) => new(name, spelling, null, [Interval.All]);
}
