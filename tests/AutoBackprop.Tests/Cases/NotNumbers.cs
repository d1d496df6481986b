using System;
using System.Numerics.Tensors;
using AutoBackprop;

namespace Cases;

/// <summary>NaN and infinities in reductions and clamps: the value is the method's own.</summary>
public static partial class NotNumbers
{
    [Case("[1, 0, 2], 1", NoDifferences = true, Grad = "0, 0, 0, 0", ZeroIsRight = true)]
    [Differentiable]
    public static double Largest(ReadOnlySpan<double> x, double k)
    {
        Span<double> y = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = i == 1 ? double.NaN : x[i];
        var m = TensorPrimitives.Max(y);
        return double.IsNaN(m) ? 0 : k * m;
    }

    [Case("[1, 5, 2]", Value = 5, Grad = "0, 1, 0")]
    [Differentiable]
    public static double Max(ReadOnlySpan<double> x) => TensorPrimitives.Max(x);

    [Case("[1, 0, 2, 7]", NoDifferences = true, Grad = "0, 0, 0, 0", ZeroIsRight = true)]
    [Differentiable]
    public static double MaxOfNaN(ReadOnlySpan<double> x)
    {
        Span<double> y = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = x[i] / (x[i] == 0 ? 0 : 1);
        return TensorPrimitives.Max(y);
    }

    [Case("r:37:3", NoDifferences = true)]
    [Differentiable]
    public static double Clamped(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += double.ClampNative(i == 11 ? double.NaN : x[i], -1, 1);
        return s;
    }

    [Case("[1, 0, 2]")]
    [Differentiable]
    public static double SoftMax(ReadOnlySpan<double> x)
    {
        Span<double> y = stackalloc double[x.Length];
        TensorPrimitives.SoftMax(x, y);
        return y[0];
    }

    // all impossible: minus infinity, and no gradient
    [Case("[1, 2], 1", NoDifferences = true, Grad = "0, 0, 0", ZeroIsRight = true)]
    [Differentiable]
    public static double NothingPossible(ReadOnlySpan<double> x, double k)
    {
        Span<double> y = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = x[i] + double.NegativeInfinity;
        return Math.Max(k - k, Linear.LogSumExp(y));
    }

    [Case("[1, 2]", NoDifferences = true, Grad = "0, 0", ZeroIsRight = true)]
    [Differentiable]
    public static double NothingPossibleUsed(ReadOnlySpan<double> x)
    {
        Span<double> y = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = x[i] + double.NegativeInfinity;
        return Math.Exp(Linear.LogSumExp(y));
    }
}
