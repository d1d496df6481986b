using GradBench.Objectives;

namespace AutoBackprop.Benchmarks.GradBench;

/// <summary>The workloads of GradBench that are measured: with its data where a folder of them is given, else with random
/// numbers in the same shapes.</summary>
public sealed class Workloads(string? folder)
{
    private readonly Random _random = new(1);

    public IEnumerable<Workload> All() =>
    [
        LogSumExp(), LeastSquares(), Means(),
        Gaussians(10, 25, 1000, 0.4), Gaussians(64, 25, 1000, 0.4), Gaussians(128, 200, 200, 0.6),
        Lstm(),
    ];

    private Workload LogSumExp()
    {
        var known = Known("lse_n10000");
        var x = known?.Array("x") ?? Uniform(10_000);
        var (grad, along, second) = (new double[x.Length], Uniform(x.Length), new double[x.Length]);
        return new("lse n=10000", 0.15, () => Sums.LogSumExp(x), () => Sums.LogSumExpGradient(x, grad),
            known is null ? null : () => Worst(Case.Deviation([Sums.LogSumExpGradient(x, grad)], known.Expected("primal")), Case.Deviation(grad, known.Expected("gradient"))))
        {
            Modes = new(() => Sums.LogSumExpValue(x), () => Sums.LogSumExpTangent(x, along).Value, () => Sums.LogSumExpHessianVector(x, along, grad, second), 2),
        };
    }

    private Workload LeastSquares()
    {
        var known = Known("llsq_n1024_m128");
        var (x, n) = (known?.Array("x") ?? Uniform(128), known?.Int("n") ?? 1024);
        var (grad, along, second) = (new double[x.Length], Uniform(x.Length), new double[x.Length]);
        return new("llsq n=1024 m=128", 0.5, () => Sums.LeastSquares(x, n), () => Sums.LeastSquaresGradient(x, n, grad),
            known is null ? null : () => Worst(Case.Deviation([Sums.LeastSquaresGradient(x, n, grad)], known.Expected("primal")), Case.Deviation(grad, known.Expected("gradient"))))
        {
            Modes = new(() => Sums.LeastSquaresValue(x, n), () => Sums.LeastSquaresTangent(x, along, n).Value, () => Sums.LeastSquaresHessianVector(x, n, along, grad, second), 2),
        };
    }

    private Workload Means()
    {
        const int Dimension = 16;
        var known = Known("kmeans_k10_n10000_d16");
        var (points, centroids) = (known?.Array("points") ?? Uniform(10_000 * Dimension), known?.Array("centroids") ?? Uniform(10 * Dimension));
        var (grad, along, second) = (new double[centroids.Length], Uniform(centroids.Length), new double[centroids.Length]);
        return new("kmeans k=10 n=10000 d=16", 0.5, () => Clusters.Cost(points, centroids, Dimension), () => Clusters.CostGradient(points, centroids, Dimension, grad),
            known is null ? null : () => Case.Deviation([Clusters.CostGradient(points, centroids, Dimension, grad)], known.Expected("cost")))
        {
            Modes = new(() => Clusters.CostValue(points, centroids, Dimension), () => Clusters.CostTangent(points, centroids, along, Dimension).Value,
                () => Clusters.CostHessianVector(points, centroids, Dimension, along, grad, second), 3),
        };
    }

    private Workload Gaussians(int d, int k, int n, double target)
    {
        var known = Known($"gmm_d{d}_k{k}_n{n}");
        var (alphas, means, q) = (known?.Array("alpha") ?? Uniform(k), known?.Array("mu") ?? Uniform(k * d), known?.Array("q") ?? Uniform(k * d));
        var (l, x) = (known?.Array("l") ?? Uniform(k * d * (d - 1) / 2), known?.Array("x") ?? Uniform(n * d));
        var (gamma, m) = (known?.Number("gamma") ?? 1, known?.Int("m") ?? 0);
        var (gradAlphas, gradMeans, gradQ, gradL) = (new double[k], new double[k * d], new double[k * d], new double[l.Length]);
        double Gradient() => Mixture.LogLikelihoodGradient(alphas, means, q, l, x, n, d, gamma, m, gradAlphas, gradMeans, gradQ, gradL);
        var (alongAlphas, alongMeans, alongQ, alongL) = (Uniform(k), Uniform(k * d), Uniform(k * d), Uniform(l.Length));
        var (secondAlphas, secondMeans, secondQ, secondL) = (new double[k], new double[k * d], new double[k * d], new double[l.Length]);

        return new($"gmm d={d} k={k} n={n}", target, () => Mixture.LogLikelihood(alphas, means, q, l, x, n, d, gamma, m), Gradient,
            known is null ? null : () => Worst(
                Case.Deviation([Gradient()], known.Expected("objective")),
                Case.Deviation(gradAlphas, known.Expected("jacobian", "alpha")), Case.Deviation(gradMeans, known.Expected("jacobian", "mu")),
                Case.Deviation(gradQ, known.Expected("jacobian", "q")), Case.Deviation(gradL, known.Expected("jacobian", "l"))))
        {
            Modes = new(() => Mixture.LogLikelihoodValue(alphas, means, q, l, x, n, d, gamma, m),
                () => Mixture.LogLikelihoodTangent(alphas, alongAlphas, means, alongMeans, q, alongQ, l, alongL, x, n, d, gamma, m).Value,
                () => Mixture.LogLikelihoodHessianVector(alphas, means, q, l, x, n, d, gamma, m, alongAlphas, alongMeans, alongQ, alongL,
                    gradAlphas, secondAlphas, gradMeans, secondMeans, gradQ, secondQ, gradL, secondL), 1.6),
        };
    }

    private Workload Lstm()
    {
        const int Width = 14;
        var known = Known("lstm_l2_c1024");
        var (weights, extra) = (known?.Array("main_params") ?? Uniform(16 * Width), known?.Array("extra_params") ?? Uniform(3 * Width));
        var (state, sequence) = (known?.Array("state") ?? Uniform(4 * Width), known?.Array("sequence") ?? Uniform(1024 * Width));
        var (gradWeights, gradExtra) = (new double[weights.Length], new double[extra.Length]);
        double Gradient() => Recurrent.LossGradient(weights, extra, state, sequence, Width, gradWeights, gradExtra);
        var (alongWeights, alongExtra, secondWeights, secondExtra) = (Uniform(weights.Length), Uniform(extra.Length), new double[weights.Length], new double[extra.Length]);

        return new("lstm l2_c1024", 0.8, () => Recurrent.Loss(weights, extra, state, sequence, Width), Gradient,
            known is null ? null : () => Worst(
                Case.Deviation([Gradient()], known.Expected("objective")), Case.Deviation([.. gradWeights, .. gradExtra], known.Expected("jacobian"))))
        {
            Modes = new(() => Recurrent.LossValue(weights, extra, state, sequence, Width), () => Recurrent.LossTangent(weights, alongWeights, extra, alongExtra, state, sequence, Width).Value,
                () => Recurrent.LossHessianVector(weights, extra, state, sequence, Width, alongWeights, alongExtra, gradWeights, secondWeights, gradExtra, secondExtra), 1.6),
        };
    }

    private Case? Known(string name) => folder is not null && File.Exists(Path.Combine(folder, name + ".input.json")) ? new Case(folder, name) : null;

    private double[] Uniform(int n) => [.. Enumerable.Range(0, n).Select(_ => 2 * _random.NextDouble() - 1)];

    private static double Worst(params double[] deviations) => deviations.Max();
}
