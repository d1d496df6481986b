using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>Forward mode through the functions of the package that random programs call.</summary>
public static class ActivationsOfDual
{
    public static Dual Sigmoid(Dual x) => Dual.Of(Activations.Sigmoid(x.Value), x, 0.25 / Math.Pow(Math.Cosh(x.Value / 2), 2)).Rounded(x);
    public static Dual Relu(Dual x) => Dual.Of(Activations.Relu(x.Value), x, Dual.Smooth(x.Value, x.Value != 0) > 0 ? 1 : 0);
    public static Dual Softplus(Dual x) => Dual.Of(Activations.Softplus(x.Value), x, 1 / (1 + Math.Exp(-x.Value)));
    public static Dual Tanh(Dual x) => Dual.Of(Activations.Tanh(x.Value), x, 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value))).Rounded(x);

    public static Dual Silu(Dual x) => (x * Sigmoid(x)) with { Value = Activations.Silu(x.Value) };
    public static Dual LeakyRelu(Dual x) => Dual.Of(Activations.LeakyRelu(x.Value), x, Dual.Smooth(x.Value, x.Value != 0) > 0 ? 1 : 0.01);

    // An int goes to float, as in the package.
    public static DualF Sigmoid(DualF x) => DualF.Of(Activations.Sigmoid(x.Value), Sigmoid((Dual)x));
    public static DualF Relu(DualF x) => DualF.Of(Activations.Relu(x.Value), Relu((Dual)x));
    public static DualF Softplus(DualF x) => DualF.Of(Activations.Softplus(x.Value), Softplus((Dual)x));
    public static DualF Tanh(DualF x) => DualF.Of(Activations.Tanh(x.Value), Tanh((Dual)x));
    public static DualF Silu(DualF x) => DualF.Of(Activations.Silu(x.Value), Silu((Dual)x));
    public static DualF LeakyRelu(DualF x) => DualF.Of(Activations.LeakyRelu(x.Value), LeakyRelu((Dual)x));

    public static void Sigmoid(ReadOnlySpan<Dual> x, Span<Dual> y) => Each(x, y, Sigmoid);
    public static void Tanh(ReadOnlySpan<Dual> x, Span<Dual> y) => Each(x, y, Tanh);

    private static void Each(ReadOnlySpan<Dual> x, Span<Dual> y, Func<Dual, Dual> f)
    {
        for (var i = 0; i < x.Length; i++) y[i] = f(x[i]);
    }
}

/// <summary>Sums and products of vectors.</summary>
public static class LinearOfDual
{
    public static Dual Sum(ReadOnlySpan<Dual> x)
    {
        Dual sum = 0;
        foreach (var v in x) sum += v;
        return sum;
    }

    public static Dual Dot(ReadOnlySpan<Dual> x, ReadOnlySpan<Dual> y)
    {
        Dual sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    public static Dual Mean(ReadOnlySpan<Dual> x) => Sum(x) / x.Length;

    public static Dual Norm(ReadOnlySpan<Dual> x)
    {
        var square = Dot(x, x);
        Dual.Smooth(0, square.Value != 0);
        return Dual.Sqrt(square);
    }

    public static void Axpy(Dual a, ReadOnlySpan<Dual> x, Span<Dual> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] += a * x[i];
    }

    public static void Scale(Dual k, ReadOnlySpan<Dual> x, Span<Dual> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = k * x[i];
    }
}

/// <summary>Of System.Numerics.Tensors.</summary>
public static class TensorPrimitivesOfDual
{
    public static Dual Sum(ReadOnlySpan<Dual> x) => LinearOfDual.Sum(x);
    public static Dual SumOfSquares(ReadOnlySpan<Dual> x) => LinearOfDual.Dot(x, x);
}

/// <summary>What has no derivative.</summary>
public static class GradientsOfDual
{
    public static Dual Stop(Dual x) => x.Value;
    public static DualF Stop(DualF x) => x.Value;
}
