using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>Fitting a mixture of Gaussians (GradBench: gmm).</summary>
public static partial class Mixture
{
    /// <summary>Log-likelihood of n points in d dimensions under k Gaussians, with a Wishart prior on their precisions.
    /// alphas: k; means, q: k × d, row-major; l: k × d(d - 1)/2, the columns below the diagonal; x: n × d, row-major.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector)]
    internal static double LogLikelihood(
        ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> q, ReadOnlySpan<double> l,
        [NoGradient] ReadOnlySpan<double> x, int n, int d, [NoGradient] double gamma, int m)
    {
        var k = alphas.Length;
        var below = d * (d - 1) / 2;

        Span<double> diagonal = new double[k * d];
        Span<double> sumQ = new double[k];
        for (var c = 0; c < k; c++)
            for (var j = 0; j < d; j++)
            {
                sumQ[c] += q[c * d + j];
                diagonal[c * d + j] = Math.Exp(q[c * d + j]);
            }

        Span<double> centred = new double[d];
        Span<double> product = new double[d];
        Span<double> terms = new double[k];
        var likelihood = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var c = 0; c < k; c++)
            {
                for (var j = 0; j < d; j++) centred[j] = x[i * d + j] - means[c * d + j];
                for (var j = 0; j < d; j++) product[j] = diagonal[c * d + j] * centred[j];

                var at = c * below;
                for (var column = 0; column < d; column++)
                    for (var row = column + 1; row < d; row++)
                        product[row] += l[at++] * centred[column];

                var squares = 0.0;
                for (var j = 0; j < d; j++) squares += product[j] * product[j];
                terms[c] = alphas[c] + sumQ[c] - 0.5 * squares;
            }

            likelihood += LogSumExp(terms);
        }

        return -n * d * 0.5 * Math.Log(2 * Math.PI) + likelihood - n * LogSumExp(alphas) - Prior(diagonal, sumQ, l, k, d, gamma, m);
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        var largest = x[0];
        for (var i = 1; i < x.Length; i++)
            if (x[i] > largest) largest = x[i];

        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i] - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>Negative logarithm of the prior.</summary>
    private static double Prior(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> sumQ, ReadOnlySpan<double> l, int k, int d, double gamma, int m)
    {
        var freedom = d + m + 1;
        var constant = freedom * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - LogGamma(0.5 * freedom, d);
        var prior = -k * constant;
        for (var i = 0; i < diagonal.Length; i++) prior += 0.5 * gamma * gamma * diagonal[i] * diagonal[i];
        for (var i = 0; i < l.Length; i++) prior += 0.5 * gamma * gamma * l[i] * l[i];
        for (var c = 0; c < k; c++) prior -= m * sumQ[c];
        return prior;
    }

    /// <summary>Logarithm of the multivariate gamma function.</summary>
    private static double LogGamma(double a, int d)
    {
        var sum = 0.25 * d * (d - 1) * Math.Log(Math.PI);
        for (var j = 1; j <= d; j++) sum += Special.LogGamma(a + 0.5 * (1 - j));
        return sum;
    }
}
