using System;
using AutoBackprop;

namespace Cases;

/// <summary>Methods with a rule that read and write the same memory, and their exceptions.</summary>
public static partial class RulesInPlace
{
    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double Elementwise(Span<double> x)
    {
        Activations.Tanh(x, x);
        x[1] *= x[0];
        Activations.Softmax(x[1..], x[1..]);
        Linear.Scale(x[0], x, x);
        return x[0] * x[1] + x[2] * x[3] * x[3];
    }

    [Case("[1, 2, 3, 4], 2")]
    [Differentiable]
    public static double InLoop(ReadOnlySpan<double> x, int n)
    {
        double[] y = [x[0], x[1], x[2], x[3]];
        for (var i = 0; i < n; i++)
        {
            Activations.Sigmoid(y, y);
            Linear.Axpy(y[0], x, y);
            Linear.Axpy(y[0], y.AsSpan(2), y.AsSpan(0, 2));
        }
        return y[0] * y[1] + y[2] * y[3];
    }

    [Case("[1, 2, 3, 4], 0.5")]
    [Case("[1, 2, 3, 4], -0.5")]
    [Differentiable]
    public static double Overlaps(Span<double> x, double k)
    {
        if (k > 0) Linear.Axpy(k, x, x);
        return x[0] * k;
    }

    [Case("[1, 2, 3, 4], 1")]
    [Case("[1, 2, 3, 4], 0")]
    [Case("[1, 2, 3, 4], 2")]
    [Differentiable]
    public static double OverlapsInPart(Span<double> x, int at)
    {
        Activations.Tanh(x[..2], x.Slice(at, 2));
        return x[0] * x[1] * x[3];
    }

    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double Own(Span<double> x)
    {
        Turn(x[..2], x[2..], x[..2]);
        Turn(x, x, x);
        return x[0] * x[0] + x[1] * x[3] + x[2];
    }

    private static void Turn(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(a[i]) * b[i];
    }

    [DerivativeOf(typeof(RulesInPlace), nameof(Turn))]
    private static void TurnBackward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y, Span<double> gradA, Span<double> gradB, Span<double> gradY)
    {
        for (var i = 0; i < y.Length; i++)
        {
            gradA[i] += gradY[i] * Math.Cos(a[i]) * b[i];
            gradB[i] += gradY[i] * Math.Sin(a[i]);
            gradY[i] = 0;
        }
    }

    private static double Pair(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => a[0] * b[1] * a[1];

    [DerivativeOf(typeof(RulesInPlace), nameof(Pair))]
    private static double PairBackward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double gradResult, Span<double> gradA, Span<double> gradB)
    {
        if (gradA.Overlaps(gradB)) throw new ArgumentException("the same memory");
        gradA[0] += gradResult * b[1] * a[1];
        gradB[1] += gradResult * a[0] * a[1];
        gradA[1] += gradResult * a[0] * b[1];
        return a[0] * b[1] * a[1];
    }

    // the same array twice, only read: its gradient comes in two parts
    [Case("[1.5, 2]")]
    [Differentiable]
    public static double Twice(ReadOnlySpan<double> x) => Pair(x, x) + Pair(x[..2], x);

    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double TwiceOfOurs(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[16];
        Linear.Outer(x, x, y);
        double s = 0;
        for (var i = 0; i < 16; i++) s += y[i] * i;
        return s;
    }

    private static double Crossed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int n) => n == 0 ? a[0] * b[1] : Crossed(b, a, n - 1) * a[1] + b[0];

    [Case("[1, 2], 3")]
    [Differentiable]
    public static double TwiceOfRecursive(ReadOnlySpan<double> x, int n) => Crossed(x, x, n);
}
