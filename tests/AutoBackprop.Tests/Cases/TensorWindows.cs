using System.Numerics.Tensors;
using AutoBackprop;

namespace Cases;

/// <summary>Operations on whole spans, of windows of one array: in the same place or apart, or they throw.</summary>
internal static partial class TensorWindows
{
    [Case("[1,2,3,4],0.5"), Differentiable]
    public static double SamePlace(double[] w, double y)
    {
        var t = new double[4];
        for (var i = 0; i < 4; i++) t[i] = w[i] * y;
        TensorPrimitives.Multiply(t.AsSpan(1), w.AsSpan(1), t.AsSpan(1));
        return t[0] * t[1] + t[2] * t[3];
    }

    [Case("[1,2,3,4],0.5"), Differentiable]
    public static double LieApart(double[] w, double y)
    {
        var t = new double[4];
        for (var i = 0; i < 2; i++) t[i] = w[i] * y;
        TensorPrimitives.Multiply(t.AsSpan(0, 2), w.AsSpan(2), t.AsSpan(2));
        return t[0] * t[1] + t[2] * t[3];
    }

    [Case("[1,2,3,4],0.5"), Differentiable]
    public static double ShiftThrows(double[] w, double y)
    {
        var t = new double[4];
        for (var i = 0; i < 4; i++) t[i] = w[i] * y;
        TensorPrimitives.Multiply(t.AsSpan(0, 3), 2.0, t.AsSpan(1));
        return t[0] * t[1] + t[2] * t[3];
    }

    [Case("[1,2,3,4],0.5"), Differentiable]
    public static double SoftmaxThrows(double[] w, double y)
    {
        Span<double> t = stackalloc double[4];
        for (var i = 0; i < 4; i++) t[i] = w[i] * y;
#pragma warning disable AB0305
        TensorPrimitives.SoftMax(t[1..], t[..3]);
#pragma warning restore AB0305
        return t[0] * t[1] + t[2] * t[3];
    }
}
