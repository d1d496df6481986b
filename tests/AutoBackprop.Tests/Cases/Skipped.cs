using System;
using System.Numerics.Tensors;
using AutoBackprop;

namespace Cases;

/// <summary>More ways in which a value with an infinite slope is computed and not used.</summary>
public static partial class Skipped
{
    [Case("[0, 4, 0, 1, 9, 0, 0, 0, 0, 1, 1, 1, 1, 1, 4, 4, 4, 0, 1], 2", NoDifferences = true)]
    [Differentiable]
    public static double ByContinue(ReadOnlySpan<double> x, double y)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = Math.Sqrt(x[i]);
            if (r == 0) continue;
            s += y / r;
        }
        return s;
    }

    [Case("[4, 1, 0, 1, 9], 2", NoDifferences = true)]
    [Differentiable]
    public static double ByBreak(ReadOnlySpan<double> x, double y)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = 1 / x[i];
            if (double.IsInfinity(r)) break;
            s += y * r;
        }
        return s;
    }

    [Case("[4, 1, 0, 1, 9], 2", NoDifferences = true)]
    [Differentiable]
    public static double ByReturn(ReadOnlySpan<double> x, double y)
    {
        double s = 0;
        foreach (var v in x)
        {
            var r = Math.Log(v);
            if (double.IsInfinity(r)) return s + y;
            s += y * r;
        }
        return s;
    }

    [Case("0, 3", Value = 9, Grad = "0, 6", NoDifferences = true)]
    [Case("4, 3")]
    [Differentiable]
    public static double ByAndAlso(double x, double y)
    {
        var r = Math.Sqrt(x);
        return r > 0 && y / r < 10 ? r * y : y * y;
    }

    // pairwise distances; the diagonal is zero
    [Case("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]", NoDifferences = true)]
    [Differentiable]
    public static double Pairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < x.Length; j++)
            {
                var d = Math.Sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
                if (i != j) s += 1 / d;
            }
        return s;
    }

    [Case("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20]", NoDifferences = true)]
    [Differentiable]
    public static float PairsFloat(ReadOnlySpan<float> x)
    {
        float s = 0;
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < x.Length; j++)
            {
                var d = 1 / MathF.Abs(x[i] - x[j]);
                s += i != j ? d : 0;
            }
        return s;
    }

    // lanes: an outer loop of independent iterations, with an inner loop
    [Case("[0, 1, 0, 4, 9, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0], 3", NoDifferences = true)]
    [Differentiable]
    public static double Lanes(ReadOnlySpan<double> x, int m)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double t = x[i];
            for (int k = 0; k < m; k++) t = Math.Sqrt(t);
            if (x[i] > 0) s += t;
        }
        return s;
    }

    private static double Safe(double x, double y, int depth)
    {
        var q = y / x;
        if (x == 0 || depth == 0) return y;
        return q + Safe(x - 1, y, depth - 1);
    }

    [Case("2, 3, 5", NoDifferences = true, Grad = "-3.75, 2.5")]
    [Case("2.5, 3, 2")]
    [Differentiable]
    public static double Recursive(double x, double y, int depth) => Safe(x, y, depth);

    private static (double R, double L) Pair(double x, int depth) => depth == 0 ? (Math.Sqrt(x), Math.Log(x)) : Pair(x, depth - 1);

    // one of two results of a recursive helper
    [Case("0, 2", Value = 1, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("4, 2")]
    [Differentiable]
    public static double OneOfTwo(double x, int depth)
    {
        var (r, l) = Pair(x, depth);
        return x > 0 ? r * l : 1;
    }

    public static double Strange(double x) => Math.Sqrt(x);

    [DerivativeOf(typeof(Skipped), nameof(Strange))]
    public static double StrangeBackward(double x, double gradResult, ref double gradX)
    {
        gradX += gradResult / (2 * Math.Sqrt(x));
        return Math.Sqrt(x);
    }

    [Case("0", Value = 0, Grad = "3", NoDifferences = true)]
    [Case("4")]
    [Differentiable]
    public static double RuleByHand(double x)
    {
        var r = Strange(x);
        return x > 0 ? r : 3 * x;
    }

    [Case("[0, 4, 0, 1]", Grad = "0, 0.25, 0, 0.5", NoDifferences = true)]
    [Differentiable]
    public static double RuleByHandInLoop(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = Strange(x[i]);
            if (r > 0) s += r;
        }
        return s;
    }

    // spans: all computed, some read
    [Case("[0, 4, 0, 1], 1", Value = 3, NoDifferences = true, Grad = "0, 0.25, 0, 0.5, 3")]
    [Differentiable]
    public static double OfTensors(ReadOnlySpan<double> x, double k)
    {
        Span<double> r = stackalloc double[x.Length];
        TensorPrimitives.Sqrt(x, r);
        double s = 0;
        for (int i = 0; i < x.Length; i++) if (x[i] > 0) s += k * r[i];
        return s;
    }

    public struct Particle { public double X, Y, R; }

    [Case("0, 0, 2", Value = 2, Grad = "0, 0, 1", NoDifferences = true)]
    [Case("3, 4, 2")]
    [Differentiable]
    public static double ArrayOfStructs(double x, double y, double z)
    {
        var ps = new Particle[2];
        ps[0].X = x;
        ps[0].Y = y;
        ps[0].R = Math.Sqrt(ps[0].X * ps[0].X + ps[0].Y * ps[0].Y);
        ps[1].R = z;
        return ps[0].R > 0 ? ps[0].R * ps[1].R : ps[1].R;
    }

    [Case("0, 2", Value = 2, Grad = "0, 1", NoDifferences = true)]
    [Case("4, 2")]
    [Differentiable]
    public static double Overwritten(double x, double y)
    {
        Span<double> a = stackalloc double[1];
        a[0] = Math.Sqrt(x);
        if (x == 0) a[0] = y;
        return a[0];
    }

    [Case("0, 2", Value = 4, Grad = "0, 2", NoDifferences = true)]
    [Case("4, 2")]
    [Differentiable]
    public static double Reassigned(double x, double y)
    {
        var r = Math.Pow(x, 0.3) + double.Cbrt(x) + Math.Acos(1 - x / 10) + double.RootN(x, 4);
        if (x <= 0) r = y;
        return r * 2;
    }

    [Case("0", Value = 0, Grad = "0", NoDifferences = true, ZeroIsRight = true)]
    [Case("0.25")]
    [Differentiable]
    public static double SecondOfGuarded(double x) => GuardedGradient(x).GradX * x;

    [Differentiable]
    public static double Guarded(double x)
    {
        var r = Math.Sqrt(x);
        if (r < 1e-9) return 0;
        return r * r * r;
    }

    [Differentiable]
    public static double SumOfGuarded(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = Math.Sqrt(x[i]);
            s += x[i] > 0 ? r * x[i] : 0;
        }
        return s;
    }

    // diagonal of the Hessian, on vectors: 3/4 x^-1/2
    [Case("[0, 4, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 4]", NoDifferences = true, Grad = "0, 0.375, 0, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0, 0.375")]
    [Differentiable]
    public static double SecondOnVectors(ReadOnlySpan<double> x)
    {
        var g = new double[x.Length];
        SumOfGuardedGradient(x, g);
        double s = 0;
        for (int i = 0; i < g.Length; i++) s += g[i];
        return s;
    }

    // a product whose partner is infinite, in a loop
    [Case("[0, 1, 0.5, 0], [1, 2, 3, 4]", NoDifferences = true, Grad = "0, 2, 0.9205584583201638, 0, 0, 0, -0.34657359027997264, 0")]
    [Differentiable]
    public static double Weighted(ReadOnlySpan<double> p, ReadOnlySpan<double> w)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            var h = w[i] * p[i] * Math.Log(p[i]);
            s += p[i] > 0 ? h : 0;
        }
        return s;
    }

    [Case("1, 5", Value = 5, Grad = "0, 1", NoDifferences = true)]
    [Case("0.5, 5", Grad = "0.76980035891950105, 1")]
    [Differentiable]
    public static double Relativistic(double v, double m)
    {
        var gamma = 1 / Math.Sqrt(1 - v * v);
        return v < 1 ? m + (gamma - 1) * 1 : m;
    }

    private static int _ticks;

    [NoGradient] private static void Tick() => _ticks++;

    // bounds that only such calls need
    [Case("1.5, 3")]
    [Differentiable]
    public static double BoundOfCalls(double x, int n)
    {
        int m = n * n + 1;
        for (int i = 0; i < m; i++) Tick();
        return x * x;
    }

    [Case("[1.5, 2], 3")]
    [Differentiable]
    public static double BoundOfUpdates(Span<double> x, int n)
    {
        int m = n * n - 5;
        for (int i = 0; i < m; i++) x[0] *= x[1];
        return x[0] * x[0];
    }
}
