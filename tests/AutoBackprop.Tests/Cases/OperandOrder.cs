using System;
using AutoBackprop;

namespace Cases;

/// <summary>An operand is read when its turn comes, whatever a later one changes.</summary>
public static partial class OperandOrder
{
    private static double Bump(Span<double> w) { w[0] *= 3; return w[1]; }
    private static double Set(Span<double> w, int i, double v) => w[i] = v;
    private static double Grow(ref double s) => s *= 2;
    private static bool Drop(Span<double> w) { w[0] -= 1; return w[0] > 0; }

    [Case("2, 5")]
    [Differentiable]
    public static double Elements(double x, double y)
    {
        Span<double> w = stackalloc double[2];
        w[0] = x; w[1] = y;
        double r = w[0] * Bump(w) + w[0] * (w[0] = y) + w[0];
        r += w[0] + w[1] * Set(w, 1, w[0] * x) * w[1];
        return r - w[0] / Set(w, 0, x + w[0]) / w[0];
    }

    [Case("2, 5")]
    [Differentiable]
    public static double Variables(double x, double y)
    {
        double t = x;
        double r = t + (t = 2 * y) * t - t++ * t-- / ++t;
        r += t * Grow(ref t) * t;
        r -= (t = r) * (t *= y) * 0.001;
        return r + t * 0.1;
    }

    [Case("2, 5")]
    [Differentiable]
    public static double Ternaries(double x, double y)
    {
        Span<double> w = [x, y];
        double r = w[0] * (Drop(w) ? w[0] * Bump(w) : w[1]) + w[0];
        r += (w[0] > 0 ? w[0] : w[1]) * (Drop(w) ? w[0] : (w[0] = y)) * w[0];
        return r;
    }

    [Case("2.3, 5")]
    [Differentiable]
    public static double ShortCircuits(double x, double y)
    {
        Span<double> w = [x, y];
        double r = w[0];
        if (Drop(w) && Drop(w) && w[0] < 10) r *= w[0] + 2;
        if (w[0] > 100 || Drop(w) || Drop(w)) r += w[0] * w[1];
        bool b = Drop(w) | Drop(w) & (w[0] = y * x) > 0;
        return b ? r * w[0] : r + w[0];
    }

    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double Tuples(Span<double> x)
    {
        var t = (x[0], Bump(x), x[0], x[1] = x[0], x[1]);
        var (a, b) = (x[0], x[0] = x[2]);
        return t.Item1 * t.Item2 + t.Item3 * t.Item4 * t.Item5 + a * b * x[0];
    }

    [Case("[1, 2, 3, 4], 1")]
    [Differentiable]
    public static double Indices(Span<double> x, int i)
    {
        double r = x[i] * x[i++] + x[i--] * x[i - 1] + x[i = 2] * x[i];
        r += x[^i] * x[^(i = 1)] * x[i];
        ReadOnlySpan<double> z = x[i..(i = 3)];
        r += z[0] * z[1] * x[i];
        return r;
    }

    private static double Three(double a, double b, double c) => a * b + c;

    [Case("2, 3")]
    [Differentiable]
    public static double Arguments(double x, double y)
    {
        Span<double> w = [x, y];
        double t = x;
        double r = Three(t, t = y, t) + Three(w[0], Bump(w), w[0]) + Three(c: t, a: t *= 2, b: t);
        return r + Three(t++, t--, --t) + Math.Max(w[0], Set(w, 0, y)) + Math.Min(w[0], Bump(w) * 10) * w[0];
    }

    [Case("2, 3", NoDifferences = true, Grad = "22, 12")]
    [Differentiable]
    public static double Conversions(double x, double y)
    {
        double t = x;
        float f = (float)(t *= y) + (float)t;
        t = f * (f = (float)x) + (t = y) * -(t = -t) + (double)(float)(t *= x);
        return t + f;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Comparisons(double x, double y)
    {
        double t = x;
        double r = t < (t = y) ? t : -t;
        r *= (t += 1) == t && t++ != t ? t : 1;
        r *= t > (t = 0) ? y : x;
        return r + t;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Patterns(double x, double y)
    {
        double t = x;
        double r = (t *= y) is > 3 and < 100 ? t * t : 0;
        r += (t, t = x) is (> 1, var u) ? u * t : y;
        r += (t = y) switch { < 0 => 0, > 2 when (t = x) > 0 => t * y, var v => v };
        r *= t is var w && (t = 1) > 0 ? w + t : t;
        return r;
    }

    // span replaced in the right side
    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double Rebound(Span<double> x)
    {
        Span<double> a = x[1..], b = x[..2];
        a[0] = (a = b)[1] * 3;
        a[0] += (a = x[2..])[0] * a[1];
        return x[0] * x[1] + x[2] * x[3] + a[0];
    }
}
