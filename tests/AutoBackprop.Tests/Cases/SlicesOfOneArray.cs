using System;
using AutoBackprop;

namespace Cases;

/// <summary>A helper gets several views of the same array; its own locals rename its parameters.</summary>
public static partial class SlicesOfOneArray
{
    private static void Interpolate(ReadOnlySpan<double> x, ReadOnlySpan<double> sums, ReadOnlySpan<double> differences, Span<double> result)
    {
        var s = sums;
        var d = differences;
        double t = x[0];
        result[0] += t * (d[0] + t * s[0]);
    }

    [Case("[2]", Value = 20, Grad = "16")]
    [Differentiable]
    public static double Constants(ReadOnlySpan<double> p)
    {
        double[] x = [p[0]];
        double[] y = new double[1];
        double[] table = [3, 4];
        Interpolate(x, table, table.AsSpan(1), y);
        return y[0];
    }

    // x, sums and differences overlap: f = t (p1 + t p0), t = p0 + p1
    [Case("[2, 3]", Value = 65, Grad = "48, 28")]
    [Differentiable]
    public static double SameArray(ReadOnlySpan<double> p)
    {
        Span<double> work = stackalloc double[4];
        work[0] = p[0];
        work[1] = p[1];
        work[2] = p[0] + p[1];
        Interpolate(work[2..], work, work[1..], work.Slice(3, 1));
        return work[3];
    }

    private static double Shift(Span<double> a)
    {
        a[0] += 5 * a[^1];
        return 1;
    }

    // the result of the helper is not used, only what it did to its argument
    [Case("[1, 2]", Value = 11, Grad = "1, 5")]
    [Differentiable]
    public static double Modify(ReadOnlySpan<double> a)
    {
        Span<double> copy = stackalloc double[2];
        a.CopyTo(copy);
        var ignored = Shift(copy);
        return copy[0];
    }
}
