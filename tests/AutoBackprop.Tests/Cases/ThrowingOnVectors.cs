using System;
using AutoBackprop;
#pragma warning disable AB0008, AB0009 // what is not needed is the point
namespace Cases;
/// <summary>Beyond the end in loops that run on vectors, in lanes or as products.</summary>
public static partial class ThrowingOnVectors
{
    // live code beyond the end, in matrix products, lanes, rows
    [Case("\"r:70:1\", \"r:72:1\", 9")]
    [Differentiable]
    public static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) { double t = 0; for (int k = 0; k < n; k++) t += a[i * n + k] * b[k * n + j]; s += t * t; }
        return s;
    }
    [Case("\"r:300:1\", 20")]
    [Differentiable]
    public static double Lanes(ReadOnlySpan<double> a, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++) { double t = 0; for (int k = 0; k < n; k++) t = t * 0.5 + Math.Sin(a[i * n + k]); s += t * t; }
        return s;
    }
    [Case("\"r:390:1\", \"r:20:1\", \"r:20:1\", 20")]
    [Differentiable]
    public static double Rows(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y, int n)
    {
        for (int i = 0; i < n; i++) { double t = 0; for (int k = 0; k < n; k++) t += w[i * n + k] * x[k]; y[i] = t; }
        return y[0];
    }
    [Case("\"r:30:1\", 40")]
    [Differentiable]
    public static double Vector(ReadOnlySpan<double> w, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++) s += w[i] * w[i];
        return s;
    }
    [Case("\"r:30:1\", 5")]
    [Differentiable]
    public static double Shifted(ReadOnlySpan<double> w, int k)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++) s += w[i] * w[i + k];
        return s;
    }
    [Case("\"r:30:1\", \"r:20:1\"")]
    [Differentiable]
    public static double Two(ReadOnlySpan<double> w, ReadOnlySpan<double> v)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++) { double a = w[i], b = v[i]; s += a * a; }
        return s;
    }
    [Case("\"r:30:1\", \"r:20:1\"")] [Case("\"r:30:1\", \"r:30:1\"")]
    [Differentiable]
    public static double Branch(ReadOnlySpan<double> w, ReadOnlySpan<double> v)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++) { double b = v[i]; if (w[i] > 5) s += b; else s += w[i] * w[i]; }
        return s;
    }
    [Case("[[1, 2], [3, 4]], 3")] [Case("[[1, 2], [3, 4]], 1")]
    [Differentiable]
    public static double JaggedUnused(double[][] w, int k)
    {
        var row = w[k];
        return w[0][0] * w[0][0];
    }
    [Case("[1, 2], 3, true")] [Case("[1, 2], 3, false")]
    [Differentiable]
    public static double Select(ReadOnlySpan<double> w, int k, bool b)
    {
        double a = b ? w[k] : 2;
        return w[0] * w[0];
    }
    static double Rec(ReadOnlySpan<double> w, double x, int n) { double unused = w[n]; return n == 0 ? x : Rec(w, x * x, n - 1); }
    [Case("[1, 2], 3, 3")] [Case("[1, 2], 3, 1")]
    [Differentiable]
    public static double Recursive(ReadOnlySpan<double> w, double x, int n) => Rec(w, x, n);
    [Differentiable]
    public static double Inner(ReadOnlySpan<double> w, double x, int n)
    {
        double unused = w[n];
        return x * x * w[0];
    }
    [Case("[1, 2], 3, 3")] [Case("[1, 2], 3, 1")]
    [Differentiable]
    public static double Second(ReadOnlySpan<double> w, double x, int n)
    {
        Span<double> g = stackalloc double[2];
        var r = InnerGradient(w, x, n, g);
        return x * g[0];
    }
    [Case("2, 3, -5")] [Case("2, 3, 5")]
    [Differentiable]
    public static double Nested(double x, int n, int m)
    {
        var a = new int[n];
        var k = a[m < 0 ? m : 0];
        var z = n / (k + m - 5 == 0 ? 1 : 1);
        return x * x;
    }
    [Case("[1, 2, 3], [0, 1, 7]")] [Case("[1, 2, 3], [0, 1, 2]")]
    [Differentiable]
    public static double Gather(ReadOnlySpan<double> w, ReadOnlySpan<int> at)
    {
        double s = 0;
        for (int i = 0; i < at.Length; i++) { var v = w[at[i]]; if (i < 2) s += v * v; }
        return s;
    }

    // what is the same in every iteration is computed in none where there is none
    [Case("[], 0", ZeroIsRight = true)]
    [Case("[1, 2, 3], 2")]
    [Differentiable]
    public static double QuotientOutside(ReadOnlySpan<double> x, int k)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * (7 / k);
        return s;
    }

    [Case("[], [1, 2], 5", ZeroIsRight = true)]
    [Case("[1, 2, 3], [1, 2], 1")]
    [Differentiable]
    public static double ElementOutside(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int k)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * w[k];
        return s;
    }

    // one element short: the copy says so before anything moves
    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double CopyShortByOne(ReadOnlySpan<double> x)
    {
        Span<double> u = stackalloc double[3];
        x[..4].CopyTo(u);
        return u[0] * u[1];
    }

    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double CopyShortByOneOfLength(ReadOnlySpan<double> x)
    {
        Span<double> u = new double[x.Length - 1];
        x.CopyTo(u);
        return u[0] * u[1];
    }

    [Case("[1, 2, 3, 4], 3")]
    [Case("[1, 2, 3, 4], 2")]
    [Differentiable]
    public static double CopyShortByOneOfAnother(ReadOnlySpan<double> x, int n)
    {
        Span<double> u = new double[n];
        x[..(n + 1)].CopyTo(u);
        return u[0] * u[1];
    }
}
