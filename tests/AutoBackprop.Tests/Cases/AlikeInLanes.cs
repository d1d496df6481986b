using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008

/// <summary>Memory that is the same in all lanes, of which each lane reads its own element.</summary>
public static partial class AlikeInLanes
{
    [Differentiable, Case("\"r:17:1\", \"r:17:1\", 0.7, 17")]
    public static double Copied(double[] a, Span<double> y, double p, int n)
    {
        for (var t = n - 1; t >= 1; t--)
        {
            Span<double> m = new double[n];
            a.AsSpan().CopyTo(m);
            y[t] += Math.Sin(m[t] * p);
        }
        return p * a[1];
    }

    [Differentiable, Case("\"r:17:1\", \"r:17:1\", 0.7, 17")]
    public static double Filled(double[] a, Span<double> y, double p, int n)
    {
        for (var t = 0; t < n; t++)
        {
            var m = new double[n];
            for (var k = 0; k < n; k++) m[k] = a[k] * a[k] + k;
            y[t] = Math.Sin(m[t] * p) * Math.Exp(m[n - 1 - t]);
        }
        return p * a[1];
    }
}
