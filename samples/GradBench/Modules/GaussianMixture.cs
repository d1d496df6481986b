using GradBench.Objectives;
using GradBench.Protocol;

namespace GradBench.Modules;

/// <summary>gmm: the logarithm of the posterior probability of a mixture of Gaussians.</summary>
public static class GaussianMixture
{
    public sealed record Input(
        int D, int K, int N, double[] Alpha, double[][] Mu, double[][] Q, double[][] L, double[][] X, int M, double Gamma);

    public sealed record Gradient(double[] Alpha, double[][] Mu, double[][] Q, double[][] L);

    public static readonly Module Module = new Module<Input>("gmm", Json.Default.GaussianMixtureInput)
        .Add("objective", Json.Default.Double, Objective)
        .Add("jacobian", Json.Default.Gradient, Jacobian);

    private static Func<double> Objective(Input input)
    {
        var (alpha, mu, q, l, x) = Flat(input);
        return () => Mixture.LogLikelihoodValue(alpha, mu, q, l, x, input.N, input.D, input.Gamma, input.M);
    }

    private static Func<Gradient> Jacobian(Input input)
    {
        var (alpha, mu, q, l, x) = Flat(input);
        var (gradAlpha, gradMu) = (new double[alpha.Length], new double[mu.Length]);
        var (gradQ, gradL) = (new double[q.Length], new double[l.Length]);
        return () =>
        {
            Mixture.LogLikelihoodGradient(alpha, mu, q, l, x, input.N, input.D, input.Gamma, input.M, gradAlpha, gradMu, gradQ, gradL);
            return new Gradient(gradAlpha, gradMu.Cut(input.K), gradQ.Cut(input.K), gradL.Cut(input.K));
        };
    }

    private static (double[] Alpha, double[] Mu, double[] Q, double[] L, double[] X) Flat(Input input)
    {
        var (d, k, n) = (input.D.AtLeast(1, "d"), input.K.AtLeast(1, "k"), input.N.AtLeast(0, "n"));
        input.M.AtLeast(0, "m");
        if (!(input.Gamma > 0)) throw new InputException("'gamma' must be positive.");
        return (input.Alpha.Numbers("alpha", k), input.Mu.Flat("mu", k, d), input.Q.Flat("q", k, d),
            input.L.Flat("l", k, d * (d - 1) / 2), input.X.Flat("x", n, d));
    }
}
