using System.Buffers;
using AutoBackprop.Benchmarks.Arrays;
using GradBench.Objectives;

namespace AutoBackprop.Tests;

/// <summary>What gradients of the objectives of GradBench store while they run: as much for many samples as for a few, since each
/// sample goes forward and back before the next. And that they are right, at sizes that differences can check.</summary>
[Collection(nameof(Alone))]
public class StorageTests
{
    private static readonly Dictionary<string, Action<int>> Samples = new()
    {
        ["gmm"] = n => Gaussians(ArrayCheck.Data(Mixtures, 1), Dimension, n, new double[Mixtures]),
        ["gmm of a few points more"] = n => Gaussians(ArrayCheck.Data(Mixtures, 1), Dimension, n + 5, new double[Mixtures]),
        ["kmeans"] = n => Clusters.CostGradient(ArrayCheck.Data(n * Dimension, 1), ArrayCheck.Data(7 * Dimension, 2), Dimension, new double[7 * Dimension]),
        ["llsq"] = n => Sums.LeastSquaresGradient(ArrayCheck.Data(12, 1), n, new double[12]),
        ["sigmoid loss"] = n => Objectives.SigmoidGradient(ArrayCheck.Data(n, 1), ArrayCheck.Data(n, 2), new double[n]),
    };

    private const int Dimension = 6, Components = 5, Mixtures = Components * (1 + 2 * Dimension + Dimension * (Dimension - 1) / 2);

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Storage_is_independent_of_the_number_of_samples(string name)
    {
        var few = RentedMemory.By(() => Samples[name](64));
        foreach (var n in (int[])[65, 640, 6400]) Assert.Equal(few, RentedMemory.By(() => Samples[name](n)));
    }

    // Else the test above compares nothing with nothing.
    [Fact]
    public void What_is_borrowed_is_counted()
    {
        Assert.InRange(RentedMemory.By(() => ArrayPool<double>.Shared.Return(ArrayPool<double>.Shared.Rent(1000))), 1000, 2000);
        Assert.NotEqual(0, RentedMemory.By(() => Samples["gmm"](64)));
        // A recurrence does keep what each step computes, and a sum of exponentials these.
        long Steps(int n) => RentedMemory.By(() => Recurrent.LossGradient(ArrayCheck.Data(16 * 3, 1), ArrayCheck.Data(9, 2), ArrayCheck.Data(12, 3), ArrayCheck.Data(3 * n, 4), 3, new double[48], new double[9]));
        Assert.True(Steps(640) > 4 * Steps(64));
        Assert.InRange(RentedMemory.By(() => Sums.LogSumExpGradient(ArrayCheck.Data(1000, 1), new double[1000])), 1000, 1024);
    }

    private static double Gaussians(double[] all, int d, int n, double[] gradient)
    {
        var (q, l) = (Components * (1 + d), Components * (1 + 2 * d));
        return Mixture.LogLikelihoodGradient(all.AsSpan(0, Components), all.AsSpan(Components, Components * d), all.AsSpan(q, Components * d), all.AsSpan(l), ArrayCheck.Data(n * d, 5), n, d, 0.8, 1,
            gradient.AsSpan(0, Components), gradient.AsSpan(Components, Components * d), gradient.AsSpan(q, Components * d), gradient.AsSpan(l));
    }

    [Fact]
    public void Gradient_of_the_mixture_agrees_with_differences()
    {
        foreach (var (d, n) in (ReadOnlySpan<(int, int)>)[(1, 3), (2, 8), (3, 9), (6, 17), (9, 40), (12, 7)])
        {
            var (q, l) = (Components * (1 + d), Components * (1 + 2 * d));
            var all = ArrayCheck.Data(l + Components * d * (d - 1) / 2, n);
            var gradient = new double[all.Length];
            double F(double[] v) => Mixture.LogLikelihood(v.AsSpan(0, Components), v.AsSpan(Components, Components * d), v.AsSpan(q, Components * d), v.AsSpan(l), ArrayCheck.Data(n * d, 5), n, d, 0.8, 1);
            var value = Gaussians(all, d, n, gradient);
            Assert.Null(ArrayCheck.Differs(F, all, value, gradient, 40));
        }
    }

    [Fact]
    public void Gradients_of_the_other_objectives_agree_with_differences()
    {
        foreach (var n in (int[])[2, 5, 8, 17, 40])
        {
            double[] points = ArrayCheck.Data(n * 3, n), centres = ArrayCheck.Data(4 * 3, 3), gradient = new double[12];
            var value = Clusters.CostGradient(points, centres, 3, gradient);
            Assert.Null(ArrayCheck.Differs(v => Clusters.Cost(points, v, 3), centres, value, gradient, 12));
            value = Sums.LeastSquaresGradient(centres, n, gradient);
            Assert.Null(ArrayCheck.Differs(v => Sums.LeastSquares(v, n), centres, value, gradient, 12));

            const int Width = 3, Layers = 2;
            double[] all = ArrayCheck.Data(8 * Width * Layers + 3 * Width, 2), state = ArrayCheck.Data(2 * Width * Layers, 3), sequence = ArrayCheck.Data(n * Width, 4), both = new double[all.Length];
            const int Cut = 8 * Width * Layers;
            value = Recurrent.LossGradient(all.AsSpan(0, Cut), all.AsSpan(Cut), state, sequence, Width, both.AsSpan(0, Cut), both.AsSpan(Cut));
            Assert.Null(ArrayCheck.Differs(v => Recurrent.Loss(v.AsSpan(0, Cut), v.AsSpan(Cut), state, sequence, Width), all, value, both, 60));
        }
    }
}
