using AutoBackprop;
#pragma warning disable AB0008, AB0009
namespace Cases;

/// <summary>A span that is a whole array, by names of its own in the method that it is handed to.</summary>
public static partial class SpansOfArrays
{
    static double H1(double s, Span<double> p0)
    {
        Span<double> t1 = p0;
        t1[..2].CopyTo(t1[0..]);
        return Math.Exp(Math.Cos(s)) * t1[0] * s;
    }
    static double H2(double s, Span<double> p0)
    {
        Span<double> t1 = p0;
        t1[..2].CopyTo(t1[1..]);
        return Math.Exp(Math.Cos(s)) * t1[0] * s;
    }
    static double H3(double s, ReadOnlySpan<double> p0)
    {
        var t1 = p0;
        var t2 = t1;
        return Math.Exp(Math.Cos(s)) * t1[1..][0] * s * t2[2..][0];
    }
    [Case("[1, 2, 3, 4], 2, 1")]
    [Differentiable] public static double A(double[] p2, double p3, int j) => H1(p3, p2);
    [Case("[1, 2, 3, 4], 2, 1")]
    [Differentiable] public static double B(double[] p2, double p3, int j) => H2(p3, p2);
    [Case("[1, 2, 3, 4], 2, 1")]
    [Differentiable] public static double C(double[] p2, double p3, int j) => H3(p3, p2);
    [Case("[1, 2, 3, 4], 2, 1")]
    [Differentiable] public static double D(double[] p2, double p3, int j) { var t = p2.AsSpan(); return H3(p3, t) * t[1..][0]; }
    [Case("[1, 2, 3, 4], 2, 1")]
    [Differentiable] public static double E(double[] p2, double p3, int j) { var t = p2.AsSpan(); if (j > 0) t = p2.AsSpan(); return H3(p3, t) * t[1..][0]; }
}
