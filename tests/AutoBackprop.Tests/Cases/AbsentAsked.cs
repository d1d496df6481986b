using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0403

/// <summary>Who asks an array that is not there for its elements is told as the method tells him.</summary>
public static partial class AbsentAsked
{
    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double GoneThrough(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        var s = 0.0;
        foreach (var v in best!) s += v * v;
        return s;
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double Summed(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        return best!.Sum() * p[0];
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double AnElement(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        return best![0] * p[0];
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double ItsLength(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        return best!.Length * p[0];
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double Asked(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        var s = 0.0;
        if (best is not null) foreach (var v in best) s += v * v;
        return s + p[1];
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double AsASpan(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        return best!.AsSpan()[..0].Length + p[0];
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double Largest(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        return Math.Max(best!.Max(), p[0]);
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double Cloned(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        var c = (double[])best!.Clone();
        return p[0] * c.Length;
    }

    [Differentiable, Case("[1, 2], 1"), Case("[1, 2], -1")]
    public static double Otherwise(double[] p, int k)
    {
        double[]? best = null;
        if (k > 0) best = p;
        return p[0] * (best?.Length ?? 3) + (best ?? p).Sum();
    }

    [Differentiable, Case("null, 2.0"), Case("[1, 2], 2.0")]
    public static double SumOfGiven(double[]? p, double x) => p!.Sum() * x;

    [Differentiable, Case("null, 2.0")]
    public static double SelectOfGiven(double[]? p, double x) => p!.Where(v => v > 0).Select(v => v * x).Average();

    [Differentiable, Case("null, 2.0"), Case("[1, 2], 2.0")]
    public static double GuardedGiven(double[]? p, double x) => (p?.Sum() ?? 1) * (p is null ? x * x : x + p.Max());

    [Differentiable, Case("[1, 2], null, 2.0"), Case("[1, 2], [3], 2.0")]
    public static double ZipOfGiven(double[] q, double[]? p, double x) => q.Zip(p!, (a, b) => a * b).Sum() * x + x;

    [Differentiable, Case("null, 2.0")]
    public static double ElementOfGiven(double[]? p, double x) => p![0] * x;
}
