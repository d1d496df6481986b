using System;
using System.Numerics.Tensors;
using AutoBackprop;

namespace Cases;

/// <summary>Slopes that are ordinary numbers where a square, or a product with a large adjoint, leaves the range.</summary>
public static partial class Scaled
{
    [Case("1e160", Grad = "1", NoDifferences = true)]
    [Case("2")]
    [Differentiable]
    public static double Acosh(double x) => 1e160 * Math.Acosh(x);

    [Case("1e25", Grad = "1", NoDifferences = true)]
    [Differentiable]
    public static float AcoshFloat(float x) => 1e25f * MathF.Acosh(x);

    [Case("[1e160, -2e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160, 1e160]", NoDifferences = true, Grad = "1, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1")]
    [Differentiable]
    public static double AsinhOnVectors(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += 1e160 * Math.Asinh(x[i]);
        return s;
    }

    [Case("1e-200, 1e-200", Value = 0.78539816339744831e-200, Grad = "0.5, -0.5", NoDifferences = true)]
    [Differentiable]
    public static double Atan2Tiny(double y, double x) => 1e-200 * Math.Atan2(y, x);

    [Case("1e170, 1e170", Grad = "0.15915494309189535, -0.15915494309189535", NoDifferences = true)]
    [Differentiable]
    public static double Atan2Pi(double y, double x) => 1e170 * double.Atan2Pi(y, x);

    [Case("3e-200, 4e-200", Value = 0, Grad = "0.6e-200, 0.8e-200", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable]
    public static double HypotUnderTinySeed(double x, double y) => 1e-200 * double.Hypot(x, y);

    [Case("[3e-200, 0, 4e-200]", Value = 5e-200, Grad = "0.6, 0, 0.8", NoDifferences = true)]
    [Case("[3e200, 0, 4e200]", Value = 5e200, Grad = "0.6, 0, 0.8", NoDifferences = true)]
    [Case("[3e-310, 0, 4e-310]", Value = 5e-310, Grad = "0.6, 0, 0.8", NoDifferences = true, Tolerance = 1e-6)]
    [Case("[0, 0]", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("r:40:1")]
    [Differentiable]
    public static double Norm(ReadOnlySpan<double> x) => Linear.Norm(x);

    [Case("[3e25, 0, 4e25]", Value = 5e25, Grad = "0.6, 0, 0.8", NoDifferences = true)]
    [Case("[3e-25, 0, 4e-25]", Value = 5e-25, Grad = "0.6, 0, 0.8", NoDifferences = true)]
    [Case("r:40:1")]
    [Differentiable]
    public static float NormFloat(ReadOnlySpan<float> x) => Linear.Norm(x);

    [Case("[3e200, 4e200], 1", Value = 5e-100, NoDifferences = true)]
    [Differentiable]
    public static double NormUnderSmallSeed(ReadOnlySpan<double> x, double k) => 1e-300 * k * Linear.Norm(x);

    [Case("[3e150, 4e150], [1e150, 0]", Value = 0.6e150, Grad = "0.128, -0.096, 0, 0.8", NoDifferences = true)]
    [Case("[3e-150, 4e-150], [1e-150, 0]", NoDifferences = true)]
    [Differentiable]
    public static double Cosine(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => (x[0] > 1 ? 1e150 : 1) * TensorPrimitives.CosineSimilarity(x, y);

    [Case("[1, 2, 2], [0, 0, 0]", Value = 3, Grad = "0.3333333333333333, 0.6666666666666666, 0.6666666666666666, -0.3333333333333333, -0.6666666666666666, -0.6666666666666666")]
    [Differentiable]
    public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Distance(x, y);
}
