using System;
using AutoBackprop;

namespace Cases;

/// <summary>CopyTo between overlapping parts of one span moves as memmove does, whichever part comes first; a plain loop smears.</summary>
public static partial class CopyWithinOneSpan
{
    [Case("[1, 2, 3, 4]", Value = 3211, Grad = "11, 100, 1000, 0")]
    [Differentiable]
    public static double Right(ReadOnlySpan<double> a)
    {
        Span<double> w = stackalloc double[4];
        a.CopyTo(w);
        w[..3].CopyTo(w[1..]);
        return w[0] + 10 * w[1] + 100 * w[2] + 1000 * w[3];
    }

    [Case("[1, 2, 3, 4]", Value = 4432, Grad = "0, 1, 10, 1100")]
    [Differentiable]
    public static double Left(ReadOnlySpan<double> a)
    {
        Span<double> w = stackalloc double[4];
        a.CopyTo(w);
        w[1..].CopyTo(w[..3]);
        return w[0] + 10 * w[1] + 100 * w[2] + 1000 * w[3];
    }

    private static void Move(ReadOnlySpan<double> x, Span<double> y) => x.CopyTo(y);

    [Case("[1, 2, 3, 4]", Check = Check.Backward)]
    [Differentiable]
    public static void Parameter(Span<double> w) => w[..3].CopyTo(w[1..]);

    private static void AddInto(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] += x[i] * 0.5; }

    // a loop over two views of the same memory carries from one iteration to the next
    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], 1")]
    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], 5")]
    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], 0")]
    [Differentiable]
    public static double Loop(ReadOnlySpan<double> a, int k)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        AddInto(w.Slice(0, a.Length - k), w.Slice(k));
        double s = 0;
        for (int i = 0; i < w.Length; i++) s += (i + 1) * w[i];
        return s;
    }

}
