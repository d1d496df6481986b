using System.Text.Json.Serialization;
using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>det: a determinant by expansion by minors.</summary>
public static class Determinant
{
    public sealed record Input([property: JsonPropertyName("A")] double[] A, int Ell);

    public static readonly Module Module = new Module<Input>("det", Json.Default.DeterminantInput)
        .Add("primal", Json.Default.Double, Primal)
        .Add("gradient", Json.Default.DoubleArray, Gradient);

    private static Func<double> Primal(Input input)
    {
        var (a, n) = Checked(input);
        return () => Minors.Determinant(a, n);
    }

    private static Func<double[]> Gradient(Input input)
    {
        var (a, n) = Checked(input);
        var gradient = new double[a.Length];
        return () =>
        {
            Minors.DeterminantGradient(a, n, gradient);
            return gradient;
        };
    }

    private static (double[] A, int N) Checked(Input input)
    {
        var n = input.Ell.AtLeast(1, "ell");
        if (input.A.Length != (long)n * n) throw new InputException($"'A' has {input.A.Length} numbers, not {n} × {n}.");
        return (input.A, n);
    }
}
