using System.Numerics;

namespace AutoBackprop.Tests.Objects;

/// <summary>Generic methods that are generated for double and for float.</summary>
public static partial class GenericMethods
{
    [Differentiable]
    public static T Loss<T>(T height, ReadOnlySpan<T> x, [NoGradient] ReadOnlySpan<T> y) where T : struct, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            var e = height * T.Tanh(x[i]) - y[i];
            sum += T.Sqrt(T.One + e * e);
        }
        return sum / T.CreateChecked(x.Length);
    }
}

public sealed class GenericMethodTests
{
    [Fact]
    public void Members_for_double_and_float()
    {
        double[] x = [0.5, -1, 2, 0.1, 3, 0.2, 0.3, 1, 1.5], y = [1, 2, 0, 1, 2, 0, 1, 2, 0], gradX = new double[9];
        var (value, gradHeight) = GenericMethods.LossGradient(1.25, x, y, gradX);
        Assert.Equal(GenericMethods.Loss<double>(1.25, x, y), value, 1e-12);
        double At(double h) => (GenericMethods.Loss<double>(1.25 + h, x, y) - GenericMethods.Loss<double>(1.25 - h, x, y)) / (2 * h);
        Assert.Equal((4 * At(5e-4) - At(1e-3)) / 3, gradHeight, 1e-9);

        float[] single = [.. x.Select(v => (float)v)], target = [.. y.Select(v => (float)v)], gradSingle = new float[9];
        var (valueSingle, gradHeightSingle) = GenericMethods.LossGradient(1.25f, single, target, gradSingle);
        Assert.Equal(value, valueSingle, 1e-5);
        Assert.Equal(gradHeight, gradHeightSingle, 1e-5);
        for (var i = 0; i < 9; i++) Assert.Equal(gradX[i], gradSingle[i], 1e-5);
    }

    [Fact]
    public void Backward_for_both()
    {
        double[] x = [0.5, -1], y = [1, 2], gradX = [1, 1];
        var gradHeight = 1.0;
        var value = GenericMethods.LossBackward(1.25, x, y, 2, ref gradHeight, gradX);
        var (same, once) = GenericMethods.LossGradient(1.25, x, y, new double[2]);
        Assert.Equal(same, value, 1e-12);
        Assert.Equal(1 + 2 * once, gradHeight, 1e-12);
    }
}
