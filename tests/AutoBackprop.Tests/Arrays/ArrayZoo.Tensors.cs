#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
using System.Numerics.Tensors;

namespace AutoBackprop.Tests;

// Calls of TensorPrimitives: by element, sums, into memory that is read.
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double TensorArithmetic(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length + 2]);
        TensorPrimitives.Add<double>(x, 0.5, y);
        TensorPrimitives.Multiply<double>(y, x, z);
        TensorPrimitives.Subtract<double>(2.0, z.AsSpan(0, x.Length), y);
        TensorPrimitives.Divide<double>(x, 3.0, z);
        TensorPrimitives.Negate<double>(y, y);
        TensorPrimitives.MultiplyAdd<double>(x, y, z.AsSpan(0, x.Length), y);
        TensorPrimitives.AddMultiply<double>(y, x, 0.25, z);
        return TensorPrimitives.Sum<double>(z.AsSpan(0, x.Length)) + TensorPrimitives.Dot<double>(x, y);
    }

    [Differentiable]
    internal static double TensorFunctions(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        if (x.Length == 0) return 0;
        TensorPrimitives.Exp<double>(x, y);
        TensorPrimitives.Log<double>(y, z);
        TensorPrimitives.Sigmoid<double>(z, z);
        TensorPrimitives.Tanh<double>(z, y);
        TensorPrimitives.Cosh<double>(y, z);
        TensorPrimitives.Sqrt<double>(z, z);
        TensorPrimitives.Pow<double>(z, 2.5, y);
        TensorPrimitives.Atan2<double>(x, z, z);
        TensorPrimitives.Max<double>(z, 0.1, z);
        TensorPrimitives.Reciprocal<double>(y, y);
        TensorPrimitives.Hypot<double>(y, z, z);
        return TensorPrimitives.SumOfSquares<double>(z) + TensorPrimitives.SumOfMagnitudes<double>(x);
    }

    [Differentiable]
    internal static double TensorReductions(ReadOnlySpan<double> x)
    {
        if (x.Length == 0) return 0;
        var y = new double[x.Length];
        TensorPrimitives.Sin<double>(x, y);
        return TensorPrimitives.Norm<double>(x) + TensorPrimitives.Distance<double>(x, y) + TensorPrimitives.CosineSimilarity<double>(x, y)
            + TensorPrimitives.Max<double>(x) * TensorPrimitives.Min<double>(y) + TensorPrimitives.Product<double>(x.Slice(0, Math.Min(4, x.Length)));
    }

    [Differentiable]
    internal static double TensorSoftMax(ReadOnlySpan<double> x)
    {
        if (x.Length == 0) return 0;
        var y = new double[x.Length];
        TensorPrimitives.SoftMax<double>(x, y);
        return TensorPrimitives.Dot<double>(x, y);
    }

    [Differentiable]
    internal static void TensorInPlace(ReadOnlySpan<double> x, Span<double> y)
    {
        TensorPrimitives.Multiply<double>(x, y, y);
        TensorPrimitives.Sin<double>(y, y);
        TensorPrimitives.Add<double>(y, x, y);
    }
}
