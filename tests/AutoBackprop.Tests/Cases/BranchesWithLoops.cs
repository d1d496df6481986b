using System;
using AutoBackprop;

namespace Cases;

/// <summary>Branches in loops and loops in branches: what runs both ways in one place, and what is used elsewhere, too.</summary>
public static partial class BranchesWithLoops
{
    // samples in lanes, of which some store
    [Case("\"r:37:1\", \"r:37:1\", 3")]
    [Differentiable]
    public static double SomeStore(ReadOnlySpan<double> x, Span<double> y, int n)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double s = x[i];
            for (int j = 0; j < n; j++) s = Math.Sin(s * 1.5) + x[i];
            if (s > 0) y[i] = s * s;
        }
        double r = 0;
        for (int i = 0; i < y.Length; i++) r += y[i] * i;
        return r;
    }

    [Case("0.7, \"r:20:1\"")]
    [Case("-0.7, \"r:20:1\"")]
    [Differentiable]
    public static double UsedBehind(double x, ReadOnlySpan<double> w)
    {
        double r;
        if (x > 0)
        {
            double s = 0;
            for (int i = 0; i < w.Length; i++) s += Math.Sin(w[i] * x);
            r = s;
        }
        else r = x * x;
        return r + x * x * x;
    }

    [Case("0.7, \"r:20:1\"")]
    [Case("-0.7, \"r:20:1\"")]
    [Differentiable]
    public static double ReturnsBefore(double x, ReadOnlySpan<double> w)
    {
        double y = x * x;
        if (x < 0) return y;
        double s = 0;
        for (int i = 0; i < w.Length; i++) s += Math.Sin(w[i] * y);
        return s + y * x;
    }

    [Case("0.7, \"r:20:1\", \"r:20:1\"")]
    [Case("0.05, \"r:20:1\", \"r:20:1\"")]
    [Differentiable]
    public static double Two(double x, ReadOnlySpan<double> w, ReadOnlySpan<double> v)
    {
        double r = 0, t = 0;
        if (x > 0)
            for (int i = 0; i < w.Length; i++) r += Math.Sin(w[i] * x);
        if (x > 0.1)
            for (int i = 0; i < v.Length; i++) t += Math.Cos(v[i] * x);
        return r + t + x;
    }

    [Case("0.7, \"r:20:1\"")]
    [Differentiable]
    public static double UsedBehindOfLength(double x, ReadOnlySpan<double> w)
    {
        double r = 0;
        if (w.Length > 3)
            for (int i = 0; i < w.Length; i++) r += Math.Sin(w[i] * x);
        return r + Math.Exp(x);
    }

    [Case("\"r:17:1\", 3")]
    [Differentiable]
    public static double MaximumInWhile(ReadOnlySpan<double> x, int n)
    {
        double s = 0;
        int k = 0;
        while (k < n)
        {
            double m = 0;
            for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i] * (k + 1));
            s += m * m;
            k++;
        }
        return s;
    }

    [Differentiable]
    public static double Top(ReadOnlySpan<double> x)
    {
        double m = double.NegativeInfinity;
        for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i] * x[i]);
        return m * m;
    }

    [Case("\"r:9:1\", 3")]
    [Differentiable]
    public static double DescentInWhile(ReadOnlySpan<double> x, int n)
    {
        Span<double> g = new double[x.Length], y = new double[x.Length];
        x.CopyTo(y);
        int k = 0;
        while (k < n)
        {
            TopGradient(y, g);
            for (int i = 0; i < y.Length; i++) y[i] -= 0.05 * g[i];
            k++;
        }
        double s = 0;
        for (int i = 0; i < y.Length; i++) s += y[i] * i;
        return s;
    }

    // no sum: what it carries changes its sign every time
    [Case("\"r:36:1\"")]
    [Case("\"r:37:1\"")]
    [Differentiable]
    public static double Alternating(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s = Math.Sin(x[i]) - s;
        return s;
    }
}
