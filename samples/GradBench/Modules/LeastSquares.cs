using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>llsq: the squares of the errors of a polynomial.</summary>
public static class LeastSquares
{
    public sealed record Input(double[] X, int N);

    public static readonly Module Module = new Module<Input>("llsq", Json.Default.LeastSquaresInput)
        .Add("primal", Json.Default.Double, Primal)
        .Add("gradient", Json.Default.DoubleArray, Gradient);

    private static Func<double> Primal(Input input)
    {
        var n = input.N.AtLeast(2, "n");
        return () => Sums.LeastSquaresValue(input.X, n);
    }

    private static Func<double[]> Gradient(Input input)
    {
        var n = input.N.AtLeast(2, "n");
        var gradient = new double[input.X.Length];
        return () =>
        {
            Sums.LeastSquaresGradient(input.X, n, gradient);
            return gradient;
        };
    }
}
