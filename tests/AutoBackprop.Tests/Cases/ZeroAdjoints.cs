using System;
using AutoBackprop;

#pragma warning disable AB0008 // some second derivatives are constant
namespace Cases;

/// <summary>What a path that ran did not use contributes nothing, also where an operation before the branch has an infinite slope.</summary>
public static partial class ZeroAdjoints
{
    [Case("0, 0", Value = 0, Grad = "1, 0", NoDifferences = true)]
    [Case("3, 4")]
    [Differentiable]
    public static double EarlyReturn(double x, double y)
    {
        var r = Math.Sqrt(x * x + y * y);
        if (r < 1e-4) return x;
        return x / r;
    }

    [Case("0", Value = 0, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("-1", Value = 0, Grad = "0", ZeroIsRight = true)]
    [Case("2")]
    [Differentiable]
    public static double Root(double x)
    {
        var s = Math.Sqrt(x);
        return x > 0 ? s : 0;
    }

    [Case("0", Value = 0, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("4")]
    [Differentiable]
    public static float RootFloat(float x)
    {
        var s = MathF.Sqrt(x);
        return x > 0 ? s : 0;
    }

    [Case("0, 2", Value = 2, Grad = "0, 1", NoDifferences = true)]
    [Case("3, 2")]
    [Differentiable]
    public static double Quotient(double x, double y)
    {
        var q = y / x;
        return x == 0 ? y : q;
    }

    // the partner of the product is infinite: log 0
    [Case("0, 3", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("2, 3")]
    [Differentiable]
    public static double Entropy(double p, double w)
    {
        var h = w * p * Math.Log(p);
        return p > 0 ? h : 0;
    }

    [Case("1", Value = 1, Grad = "1", NoDifferences = true)]
    [Case("-1", Value = -1, Grad = "1", NoDifferences = true)]
    [Case("0.5")]
    [Differentiable]
    public static double Arcs(double x)
    {
        var a = Math.Asin(x);
        var b = Math.Acos(x);
        var c = Math.Atanh(x);
        if (Math.Abs(x) >= 1) return x;
        return a * b + c;
    }

    [Case("0, -0.5", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("2, -0.5")]
    [Differentiable]
    public static double Power(double x, double n)
    {
        var p = Math.Pow(x, n);
        if (double.IsInfinity(p)) return 0;
        return p;
    }

    [Case("800", Value = 800, Grad = "1", NoDifferences = true)]
    [Case("2")]
    [Differentiable]
    public static double Overflow(double x)
    {
        var e = Math.Exp(x);
        return x > 700 ? x : Math.Log(1 + e);
    }

    // sin of what is infinite
    [Case("0", Value = 0, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("0.3")]
    [Differentiable]
    public static double Oscillation(double x)
    {
        var s = x * x * Math.Sin(1 / x);
        return x == 0 ? 0 : s;
    }

    [Case("[0, 4, 0, 9], 2", Grad = "0, 0.5, 0, 0.3333333333333333, 5", NoDifferences = true)]
    [Case("r:40:1, 0.5", NoDifferences = true)]
    [Differentiable]
    public static double InLoop(ReadOnlySpan<double> x, double k)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = Math.Sqrt(x[i]);
            s += x[i] > 0 ? k * r : 0;
        }
        return s;
    }

    [Case("[0, 4, 0, 9, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 4, 0]", Grad = "0, 0.25, 0, 0.16666666666666666, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.25, 0.25, 0.25, 0", NoDifferences = true)]
    [Differentiable]
    public static float InLoopFloat(ReadOnlySpan<float> x)
    {
        float s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = MathF.Sqrt(x[i]);
            if (x[i] > 0) s += r;
        }
        return s;
    }

    [Case("[0, 4, 0, 9, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 4, 0]", Grad = "0, 0.25, 0, 0.1111111111111111, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0.25, 0.25, 0.25, 0", NoDifferences = true)]
    [Differentiable]
    public static double ConditionalStore(ReadOnlySpan<double> x)
    {
        Span<double> t = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            var l = Math.Log(x[i]);
            t[i] = x[i];
            if (x[i] > 0) t[i] = l;
        }
        double s = 0;
        for (int i = 0; i < t.Length; i++) if (x[i] > 0) s += t[i];
        return s;
    }

    // every element stored, some read
    [Case("[0, 4, 0, 9]", Grad = "0, 0.25, 0, 0.1111111111111111", NoDifferences = true)]
    [Differentiable]
    public static double StoredAndSkipped(ReadOnlySpan<double> x)
    {
        var t = new double[x.Length];
        for (int i = 0; i < x.Length; i++) t[i] = Math.Log(x[i]);
        double s = 0;
        for (int i = 0; i < t.Length; i++) if (!double.IsInfinity(t[i])) s += t[i];
        return s;
    }

    public struct Polar { public double R, Phi; }

    private static Polar Of(double x, double y) => new() { R = Math.Sqrt(x * x + y * y), Phi = Math.Atan2(y, x) };

    [Case("0, 0", Value = 0, Grad = "2, 0", NoDifferences = true)]
    [Case("3, 4")]
    [Differentiable]
    public static double InStruct(double x, double y)
    {
        var p = Of(x, y);
        if (p.R == 0) return 2 * x;
        return p.R * p.Phi;
    }

    private static double Even(double x, int n) => n == 0 ? x : Odd(Math.Sqrt(x), n - 1);

    private static double Odd(double x, int n)
    {
        var r = Math.Sqrt(x);
        if (n == 0 || x < 1e-9) return 3 * x;
        return Even(r, n - 1);
    }

    [Case("0, 2", Value = 0, NoDifferences = true, Grad = "Infinity")]
    [Case("2, 3")]
    [Differentiable]
    public static double Recursive(double x, int n) => Even(x, n);

    [Case("0, 2", Value = 0, NoDifferences = true, Grad = "3")]
    [Case("2, 3")]
    [Differentiable]
    public static double RecursiveGuarded(double x, int n) => Odd(x, n);

    [Case("[0, 0, 0]", Value = 0, Grad = "1, 0, 0", NoDifferences = true)]
    [Case("[1, 2, 2]")]
    [Differentiable]
    public static double NormGuard(ReadOnlySpan<double> x)
    {
        var n = Linear.Norm(x);
        if (n == 0) return x[0];
        return x[0] / n;
    }

    // used only if the loop runs
    [Case("0, []", Value = 0, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("4, [1, 2]")]
    [Differentiable]
    public static double NoTrip(double x, ReadOnlySpan<double> w)
    {
        var r = Math.Sqrt(x);
        double s = 0;
        for (int i = 0; i < w.Length; i++) s += r * w[i];
        return s;
    }

    [Case("0", Value = 0, Grad = "Infinity", NoDifferences = true)]
    [Differentiable]
    public static double Genuine(double x) => Math.Sqrt(x);

    // the slope is used: infinite it is
    [Case("0", Value = 0, Grad = "Infinity", NoDifferences = true)]
    [Differentiable]
    public static double Used(double x)
    {
        var r = Math.Sqrt(x);
        return x >= 0 ? r : 0;
    }

    // second derivatives
    [Case("0, 0", Value = 1, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("3, 4")]
    [Differentiable]
    public static double SecondEarlyReturn(double x, double y) => EarlyReturnGradient(x, y).GradX;

    [Differentiable]
    public static double Scaled(double a, double x)
    {
        var r = a * Math.Sqrt(x);
        return x > 0 ? r : 0;
    }

    // d/dx at a = 0 is 0, but its derivative by a is 1 / (2 sqrt(x))
    [Case("0, 4", Value = 0, Grad = "0.25, 0")]
    [Case("0, 0", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("2, 4")]
    [Differentiable]
    public static double MixedSecond(double a, double x) => ScaledGradient(a, x).GradX;

    [Case("0, 4", Value = 0.25, Grad = "0, -0.03125")]
    [Case("2, 4")]
    [Differentiable]
    public static double MixedThird(double a, double x) => MixedSecondGradient(a, x).GradA;

    [Case("0", Value = 0, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("0.2")]
    [Differentiable]
    public static double Switch(double x)
    {
        var (r, l) = (Math.Sqrt(x), Math.Log(x));
        return x switch { 0 => 0, < 0.1 => r, _ => l * r };
    }

    [Case("0, 3", Value = 3, Grad = "0, 1", NoDifferences = true)]
    [Case("2, 3")]
    [Differentiable]
    public static double InWhile(double x, double y)
    {
        var r = 1 / x;
        var s = y;
        while (s < 2 && r < 1e9) s += r;
        return s;
    }

    [Case("0, 1", Value = 1, Grad = "0, 1", NoDifferences = true)]
    [Case("2, 3")]
    [Differentiable]
    public static double ByMax(double x, double y) => Math.Max(Math.Log(x), y);

    [Case("[0, 1, 0, 2], 3", Grad = "0, 1, 0, 0.5, 2", NoDifferences = true)]
    [Differentiable]
    public static double ReluOfLog(ReadOnlySpan<double> x, double k)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += Activations.Relu(k + Math.Log(x[i]));
        return s;
    }

    [Case("-1, 1", Value = 1, Grad = "0, 1", NoDifferences = true)]
    [Differentiable]
    public static double NotANumber(double x, double y)
    {
        var r = Math.Sqrt(x);
        return double.IsNaN(r) ? y : r;
    }

    [Case("0, 5", Value = 5, Grad = "0, 1", NoDifferences = true)]
    [Case("4, 5")]
    [Differentiable]
    public static double TupleOut(double x, double y)
    {
        var (a, b) = Both(x, y);
        return a > 0 ? a : b;
    }

    private static (double A, double B) Both(double x, double y) => (Math.Sqrt(x) * double.Cbrt(x), y);

    // the product that is 0 under a root
    [Case("0, 4", Value = 0, Grad = "Infinity, 0", NoDifferences = true)]
    [Case("9, 4")]
    [Differentiable]
    public static double GeometricMean(double a, double b) => Math.Sqrt(a * b);

    // down from the maximum nothing overflows; up to it everything may
    [Case("[800, -800, 1]", Value = 1, Grad = "0, 0, 1", NoDifferences = true)]
    [Case("[1, 0.5, 2]")]
    [Differentiable]
    public static double UpToMaximum(ReadOnlySpan<double> x)
    {
        var m = Math.Max(x[0], Math.Max(x[1], x[2]));
        var e = Math.Exp(m - x[1]);
        return e < 1e300 ? e * x[2] : x[2];
    }
}
