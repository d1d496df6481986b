using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0203, AB0303, AB0304, AB0305, AB0403

// Statistics as it is written today: hidden states, a Gaussian process, sites, trimmed means, covariances.
// statistics: HMM, GP, logistic hierarchical, bootstrap
public static partial class StatPrograms
{
    [Differentiable, Case("[0.3, -0.2], [0.1, 0.4, -0.3, 0.2]")]
    public static double HmmLogLikelihood(double[] startLogits, double[] transitionLogits)
    {
        int[] observations = [0, 1, 1, 0, 1];
        double[,] emission = { { 0.8, 0.2 }, { 0.3, 0.7 } };
        var n = startLogits.Length;
        double[] Normalised(ReadOnlySpan<double> logits)
        {
            var z = Linear.LogSumExp(logits);
            var result = new double[logits.Length];
            for (var i = 0; i < result.Length; i++) result[i] = logits[i] - z;
            return result;
        }
        var alpha = Normalised(startLogits);
        for (var i = 0; i < n; i++) alpha[i] += Math.Log(emission[i, observations[0]]);
        var transitions = Enumerable.Range(0, n).Select(i => Normalised(transitionLogits.AsSpan(i * n, n))).ToArray();
        foreach (var o in observations.Skip(1))
        {
            var next = new double[n];
            for (var j = 0; j < n; j++)
            {
                var terms = new double[n];
                for (var i = 0; i < n; i++) terms[i] = alpha[i] + transitions[i][j];
                next[j] = Linear.LogSumExp(terms) + Math.Log(emission[j, o]);
            }
            alpha = next;
        }
        return Linear.LogSumExp(alpha);
    }

    private static double[,] Cholesky(double[,] a)
    {
        var n = a.GetLength(0);
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        return l;
    }
    private static double[] Solve(double[,] l, double[] b)
    {
        var n = b.Length;
        var y = (double[])b.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) y[i] -= l[i, k] * y[k];
            y[i] /= l[i, i];
        }
        return y;
    }
    [Differentiable, Case("0.5, -0.3, -2.0")]
    public static double GaussianProcess(double logLength, double logScale, double logNoise)
    {
        double[] x = [0, 0.5, 1.2, 2], y = [0.1, 0.6, 0.8, 0.2];
        var (length, scale, noise) = (Math.Exp(logLength), Math.Exp(2 * logScale), Math.Exp(2 * logNoise));
        var k = new double[x.Length, x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++)
                k[i, j] = scale * Math.Exp(-0.5 * Math.Pow((x[i] - x[j]) / length, 2)) + (i == j ? noise : 0);
        var l = Cholesky(k);
        var z = Solve(l, y);
        var logDet = 0.0;
        for (var i = 0; i < x.Length; i++) logDet += Math.Log(l[i, i]);
        return -0.5 * z.Sum(v => v * v) - logDet - 0.5 * x.Length * Math.Log(2 * Math.PI);
    }

    public sealed record Patient(int Site, double Dose, bool Responded, DateOnly Visit);
    private static readonly Patient[] Patients = [new(0, 0.5, true, new(2024, 1, 5)), new(1, 1.5, false, new(2024, 2, 1)), new(0, 1, true, new(2024, 1, 9)), new(2, 2, true, new(2024, 5, 6))];
    [Differentiable, Case("0.2, 0.7, [0.1, -0.2, 0.3], -0.5")]
    public static double Hierarchical(double intercept, double slope, double[] site, double logTau)
    {
        var tau = Math.Exp(logTau);
        var first = Patients.Min(p => p.Visit);
        var likelihood = (from p in Patients
                          let late = p.Visit.DayNumber - first.DayNumber > 30 ? 0.1 : 0
                          let z = intercept + slope * p.Dose + site[p.Site] + late * slope
                          select p.Responded ? -Activations.Softplus(-z) : -Activations.Softplus(z)).Sum();
        var prior = site.Sum(s => -0.5 * s * s / (tau * tau)) - site.Length * logTau;
        return likelihood + prior;
    }

    [Differentiable, Case("[1.0, 2.5, 0.3, 4.0, 2.2]")]
    public static double TrimmedMean(double[] x)
    {
        var sorted = x.Order().ToArray();
        var kept = sorted[1..^1];
        var median = sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]);
        var mad = x.Select(v => Math.Abs(v - median)).Order().ElementAt(x.Length / 2);
        return kept.Average() + 0.1 * mad + median * x.Max();
    }

    [Differentiable, Case("[1.0, 2.5, 0.3, 4.0, 2.2, 1.1]")]
    public static double Autocorrelation(double[] x)
    {
        var mean = x.Average();
        double Acf(int lag) => x.Skip(lag).Zip(x, (a, b) => (a - mean) * (b - mean)).Sum() / x.Sum(v => (v - mean) * (v - mean));
        return Enumerable.Range(1, 3).Sum(k => Math.Pow(Acf(k), 2));
    }

    [Differentiable, Case("[[1.0, 2.0], [2.0, 0.5], [0.3, 0.2]], 2")]
    public static double Covariances(double[][] rows, int take)
    {
        var means = Enumerable.Range(0, rows[0].Length).Select(j => rows.Average(r => r[j])).ToArray();
        var cov = new double[means.Length, means.Length];
        foreach (var row in rows.Take(take))
            for (var i = 0; i < means.Length; i++)
                for (var j = 0; j < means.Length; j++)
                    cov[i, j] += (row[i] - means[i]) * (row[j] - means[j]) / rows.Length;
        return cov[0, 0] * cov[1, 1] - cov[0, 1] * cov[1, 0] + cov.Cast<double>().Max();
    }
}
