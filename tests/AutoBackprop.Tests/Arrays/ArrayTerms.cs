#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Functions of one number, each with the sum of it over an array.</summary>
internal static partial class ArrayTerms
{
    [Differentiable]
    internal static double Square(double v) => v * v * v;

    [Differentiable]
    internal static double SquareSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Square(v);
        return s;
    }

    [Differentiable]
    internal static double Exponential(double v) => Math.Exp(v);

    [Differentiable]
    internal static double ExponentialSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Exponential(v);
        return s;
    }

    [Differentiable]
    internal static double Bell(double v) => Math.Exp(-v * v);

    [Differentiable]
    internal static double BellSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Bell(v);
        return s;
    }

    [Differentiable]
    internal static double Logarithm(double v) => Math.Log(v);

    [Differentiable]
    internal static double LogarithmSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Logarithm(v);
        return s;
    }

    [Differentiable]
    internal static double LogOfOnePlusSquare(double v) => Math.Log(1.0 + v * v);

    [Differentiable]
    internal static double LogOfOnePlusSquareSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += LogOfOnePlusSquare(v);
        return s;
    }

    [Differentiable]
    internal static double Tangent(double v) => Math.Tanh(v) * v;

    [Differentiable]
    internal static double TangentSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Tangent(v);
        return s;
    }

    [Differentiable]
    internal static double Logistic(double v) => Activations.Sigmoid(v);

    [Differentiable]
    internal static double LogisticSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Logistic(v);
        return s;
    }

    [Differentiable]
    internal static double SoftPlus(double v) => Activations.Softplus(v);

    [Differentiable]
    internal static double SoftPlusSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += SoftPlus(v);
        return s;
    }

    [Differentiable]
    internal static double Rectified(double v) => Activations.Relu(v) * 2.0;

    [Differentiable]
    internal static double RectifiedSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Rectified(v);
        return s;
    }

    [Differentiable]
    internal static double Root(double v) => Math.Sqrt(v);

    [Differentiable]
    internal static double RootSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Root(v);
        return s;
    }

    [Differentiable]
    internal static double Reciprocal(double v) => 1.0 / v;

    [Differentiable]
    internal static double ReciprocalSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Reciprocal(v);
        return s;
    }

    [Differentiable]
    internal static double Ratio(double v) => (v - 1.0) / (v * v + 0.5);

    [Differentiable]
    internal static double RatioSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Ratio(v);
        return s;
    }

    [Differentiable]
    internal static double Absolute(double v) => Math.Abs(v - 0.2);

    [Differentiable]
    internal static double AbsoluteSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Absolute(v);
        return s;
    }

    [Differentiable]
    internal static double Largest(double v) => Math.Max(v, -0.1);

    [Differentiable]
    internal static double LargestSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Largest(v);
        return s;
    }

    [Differentiable]
    internal static double Smallest(double v) => Math.Min(v * v, 0.25);

    [Differentiable]
    internal static double SmallestSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Smallest(v);
        return s;
    }

    [Differentiable]
    internal static double Clamped(double v) => Math.Clamp(v, -0.5, 0.5);

    [Differentiable]
    internal static double ClampedSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Clamped(v);
        return s;
    }

    [Differentiable]
    internal static double Waves(double v) => Math.Sin(v) + Math.Cos(3.0 * v);

    [Differentiable]
    internal static double WavesSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Waves(v);
        return s;
    }

    [Differentiable]
    internal static double Angle(double v) => Math.Atan(v);

    [Differentiable]
    internal static double AngleSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Angle(v);
        return s;
    }

    [Differentiable]
    internal static double Power(double v) => Math.Pow(v, 1.5);

    [Differentiable]
    internal static double PowerSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Power(v);
        return s;
    }

    [Differentiable]
    internal static double Choice(double v) => v > 0.1 ? Math.Sqrt(v) : v * v;

    [Differentiable]
    internal static double ChoiceSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Choice(v);
        return s;
    }

    [Differentiable]
    internal static double GuardedLog(double v) => v > 0.0 ? Math.Log(v) : 2.0 * v;

    [Differentiable]
    internal static double GuardedLogSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += GuardedLog(v);
        return s;
    }

    [Differentiable]
    internal static double Constants(double v) => v > 0.0 ? 3.0 * v : 1.0;

    [Differentiable]
    internal static double ConstantsSum(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += Constants(v);
        return s;
    }
}
