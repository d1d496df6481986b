using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>lse: the logarithm of a sum of exponentials.</summary>
public static class LogSumExp
{
    public sealed record Input(double[] X);

    public static readonly Module Module = new Module<Input>("lse", Json.Default.LogSumExpInput)
        .Add("primal", Json.Default.Double, Primal)
        .Add("gradient", Json.Default.DoubleArray, Gradient);

    private static Func<double> Primal(Input input)
    {
        var x = Checked(input);
        return () => Sums.LogSumExpValue(x);
    }

    private static Func<double[]> Gradient(Input input)
    {
        var x = Checked(input);
        var gradient = new double[x.Length];
        return () =>
        {
            Sums.LogSumExpGradient(x, gradient);
            return gradient;
        };
    }

    private static double[] Checked(Input input) => input.X.Length > 0 ? input.X : throw new InputException("'x' is empty.");
}
