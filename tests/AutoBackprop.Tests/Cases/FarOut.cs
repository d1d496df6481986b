using System;
using AutoBackprop;

namespace Cases;

/// <summary>Small slopes far out, by complements: 1 less what rounds to 1 would be 0. Expected values from 60 decimal digits.</summary>
public static partial class FarOut
{
    [Case("40, 1", Grad = "-4.24835425529158898, -40e18", NoDifferences = true)]
    [Case("40, 0.5", Grad = "0.5e18, -40e18", NoDifferences = true)]
    [Differentiable]
    public static double Logits(double z, double y) => 1e18 * Losses.BinaryCrossEntropyWithLogits(z, y);

    [Case("20, 1", Grad = "-2.06115361819020358, -20e9", NoDifferences = true)]
    [Differentiable]
    public static float LogitsFloat(float z, float y) => 1e9f * Losses.BinaryCrossEntropyWithLogits(z, y);

    [Case("[40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40]", NoDifferences = true, Grad = "-4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898, -4.24835425529158898")]
    [Differentiable]
    public static double LogitsOnVectors(ReadOnlySpan<double> z)
    {
        double s = 0;
        for (int i = 0; i < z.Length; i++) s += 1e18 * Losses.BinaryCrossEntropyWithLogits(z[i], 1);
        return s;
    }

    [Case("[40, -40], [1, 0]", Grad = "-4.24835425529158898, 4.24835425529158898", NoDifferences = true)]
    [Differentiable]
    public static double LogitsOfSpans(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> y) => 1e18 * Losses.BinaryCrossEntropyWithLogits(z, y);

    [Differentiable]
    public static double Logit(double z, [NoGradient] double y) => Losses.BinaryCrossEntropyWithLogits(z, y);

    [Case("40, 1", Grad = "4.24835425529158896", NoDifferences = true)]
    [Case("40, 0", Grad = "4.24835425529158896", NoDifferences = true)]
    [Case("-40, 0", Grad = "4.24835425529158896", NoDifferences = true)]
    [Case("0, 0", Grad = "0.25e18", NoDifferences = true)]
    [Differentiable]
    public static double LogitSecond(double z, [NoGradient] double y) => 1e18 * LogitGradient(z, y).GradZ;

    [Differentiable]
    public static double Plus(double x) => Activations.Softplus(x);

    [Case("37.4", Grad = "5.71987287731306416", NoDifferences = true)]
    [Case("-37.4", Grad = "5.71987287731306416", NoDifferences = true)]
    [Case("1e17", Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable]
    public static double SoftplusSecond(double x) => 1e17 * PlusGradient(x).GradX;

    [Differentiable]
    public static float PlusFloat(float x) => Activations.Softplus(x);

    [Case("20", Grad = "2.06115361394184934", NoDifferences = true)]
    [Differentiable]
    public static float SoftplusSecondFloat(float x) => 1e9f * PlusFloatGradient(x).GradX;

    [Case("[50, 0, 1]", Value = 7.17163551132738172, Grad = "-7.17163551132738172, 1.92874984796391778, 5.24288566336346394", NoDifferences = true)]
    [Differentiable]
    public static double Classes(ReadOnlySpan<double> z) => 1e22 * Losses.SoftmaxCrossEntropy(z, 0);

    [Case("[0, 50, 1]", Grad = "1.92874984796391778, -7.17163551132738172, 5.24288566336346394", NoDifferences = true)]
    [Differentiable]
    public static double Targets(ReadOnlySpan<double> z)
    {
        ReadOnlySpan<double> y = [0, 1, 0];
        return 1e22 * Losses.SoftmaxCrossEntropy(z, y);
    }

    [Case("[2, 20, -30]", Grad = "-0.0999999847700204872, 0.199999984770020487, -0.1", NoDifferences = true)]
    [Differentiable]
    public static double Soft(ReadOnlySpan<double> z) => Losses.SoftmaxCrossEntropy(z, (ReadOnlySpan<double>)[0.1, 0.8, 0.1]);

    [Case("[2, 1, 3, 0.5, 2, 1, 3.5, 0.5, 2, 1, 3, 0.5, 2, 1, 3, 0.5, 2, 1, 3, 0.5], 6")]
    [Case("[2, 1, 3, 0.5, 2, 1, 3.5, 0.5, 2, 1, 3, 0.5, 2, 1, 3, 0.5, 2, 1, 3, 0.5], 2")]
    [Differentiable]
    public static double ManyClasses(ReadOnlySpan<double> z, int label) => Losses.SoftmaxCrossEntropy(z, label);

    [Case("r:20:3, r:20:1")]
    [Differentiable]
    public static double ManyTargets(ReadOnlySpan<double> z, ReadOnlySpan<double> y) => Losses.SoftmaxCrossEntropy(z, y);

    [Case("r:20:3, r:20:1")]
    [Differentiable]
    public static float ManyTargetsFloat(ReadOnlySpan<float> z, ReadOnlySpan<float> y) => Losses.SoftmaxCrossEntropy(z, y);

    [Case("[50, 0, 1]", Value = -7.17163551132738172, Grad = "7.17163551132738172, -1.92874984796391778, -5.24288566336346394", NoDifferences = true)]
    [Differentiable]
    public static double LogSoftmax(ReadOnlySpan<double> z)
    {
        Span<double> y = stackalloc double[z.Length];
        Activations.LogSoftmax(z, y);
        return 1e22 * y[0];
    }

    [Case("[2, 1, 3, 0.5, 2, 1, 7, 0.5, 2, 1, 3, 0.5, 2, 1, 3, 0.5, 2, 1, 3, 0.5], r:20:1")]
    [Differentiable]
    public static double LogSoftmaxMany(ReadOnlySpan<double> z, ReadOnlySpan<double> w)
    {
        Span<double> y = stackalloc double[z.Length];
        Activations.LogSoftmax(z, y);
        double s = 0;
        for (int i = 0; i < y.Length; i++) s += w[i] * y[i];
        return s;
    }

    [Case("-40, 0.7", Grad = "2.97384797870411230, -1e18", NoDifferences = true)]
    [Differentiable]
    public static double Elu(double x, double a) => 1e18 * Activations.Elu(x, a);

    [Case("-40", Grad = "7.46902881591429121", NoDifferences = true)]
    [Differentiable]
    public static double Selu(double x) => 1e18 * Activations.Selu(x);

    [Case("-40", Grad = "4.24835425529158900", NoDifferences = true)]
    [Differentiable]
    public static double ExpM1(double x) => 1e18 * Special.ExpM1(x);

    [Differentiable]
    public static double Silu(double x) => Activations.Silu(x);

    [Case("40", Grad = "-161.437461701080379", NoDifferences = true)]
    [Differentiable]
    public static double SiluSecond(double x) => 1e18 * SiluGradient(x).GradX;

    [Case("40, 1", Grad = "1e15, 6.79736680846654233", NoDifferences = true)]
    [Differentiable]
    public static double Swish(double x, double beta) => 1e15 * Activations.Swish(x, beta);

    [Case("1e160, 1", Grad = "1, 0", NoDifferences = true)]
    [Case("-1e160, 1", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("1.3, 1")]
    [Differentiable]
    public static double FarGates(double x, double beta) => (Activations.Swish(x, beta) + Activations.GeluTanh(x) + Activations.Gelu(x) + Activations.Silu(x) + Activations.Mish(x)) / 5;

    [Case("1e30", Grad = "1", NoDifferences = true)]
    [Case("-1e30", Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("1.3")]
    [Differentiable]
    public static float FarGatesFloat(float x) => (Activations.GeluTanh(x) + Activations.Gelu(x) + Activations.Silu(x) + Activations.Mish(x)) / 4;

    [Case("[1e160, -1e160, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1e200]", NoDifferences = true)]
    [Differentiable]
    public static double FarGatesOnVectors(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += Activations.GeluTanh(x[i]);
        return s;
    }

    // the exact slope of a sigmoid, as the README offers it
    [Case("40", Grad = "-4.24835425529158898", NoDifferences = true)]
    [Differentiable]
    public static double Complement(double x) => 1e18 * Activations.Sigmoid(-x);
}
