using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>lstm: the loss of a recurrent network that predicts characters.</summary>
public static class LongShortTermMemory
{
    /// <param name="MainParams">Per layer a row of 4 b weights and one of 4 b biases.</param>
    /// <param name="ExtraParams">3 rows of b.</param>
    /// <param name="State">Per layer a row of b hidden values and one of b cells.</param>
    /// <param name="Sequence">Rows of b.</param>
    public sealed record Input(double[][] MainParams, double[][] ExtraParams, double[][] State, double[][] Sequence);

    public static readonly Module Module = new Module<Input>("lstm", Json.Default.LongShortTermMemoryInput)
        .Add("objective", Json.Default.Double, Objective)
        .Add("jacobian", Json.Default.DoubleArray, Jacobian);

    private static Func<double> Objective(Input input)
    {
        var (weights, extra, state, sequence, b) = Flat(input);
        return () => Recurrent.LossValue(weights, extra, state, sequence, b);
    }

    private static Func<double[]> Jacobian(Input input)
    {
        var (weights, extra, state, sequence, b) = Flat(input);
        var gradient = new double[weights.Length + extra.Length];
        return () =>
        {
            Recurrent.LossGradient(weights, extra, state, sequence, b, gradient.AsSpan(0, weights.Length), gradient.AsSpan(weights.Length));
            return gradient;
        };
    }

    private static (double[] Weights, double[] Extra, double[] State, double[] Sequence, int Size) Flat(Input input)
    {
        var b = input.ExtraParams.Columns("extra_params");
        var rows = input.State.Length;
        if (rows == 0 || rows % 2 != 0) throw new InputException($"'state' has {rows} rows; there must be two per layer.");
        input.Sequence.Length.AtLeast(2, "the length of 'sequence'");
        return (input.MainParams.Flat("main_params", rows, 4 * b), input.ExtraParams.Flat("extra_params", 3, b),
            input.State.Flat("state", rows, b), input.Sequence.Flat("sequence", input.Sequence.Length, b), b);
    }
}
