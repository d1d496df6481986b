using System;
using AutoBackprop;

namespace Cases;

/// <summary>A parameter by reference is a place: read and written inside the call, after all arguments are evaluated.</summary>
public static partial class RefArguments
{
    private static double Next(ref double s, double k) { s += k; return s; }
    private static double G(in double p, ref double q) { q *= 2; return p * 3; }
    private static void Swap(ref double a, ref double b) => (a, b) = (b, a);
    private static double Both(ref double a, ref double b) { a += 1; b *= a; a += b; return a - b * 0.5; }
    private static double Make(double x, out double y) { y = x * x; return y + x; }
    private static double InOut(in double p, out double q) { q = 3; return p * q; }
    private static int Count(ref int n) => n++;
    private static float NextF(ref float s, float k) { s += k; return s; }

    [Case("2", Value = 144)]
    [Differentiable]
    public static double Nested(double x)
    {
        double s = x;
        double r = Next(ref s, Next(ref s, x * x));
        return r * s;
    }

    [Case("2", Tolerance = 1e-4)]
    [Differentiable]
    public static float NestedSingle(float x)
    {
        float s = x;
        float r = NextF(ref s, NextF(ref s, x * x) + (s *= x));
        return r * s;
    }

    [Case("1", Value = 12)]
    [Differentiable]
    public static double InAndRef(double x)
    {
        double m = x;
        return G(in m, ref m) * m;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double ImplicitIn(double x, double y)
    {
        double m = x, n = y;
        double r = G(m, ref m) * m + G(m + 0, ref m) + G(n, ref m) + G(in n, ref n);
        return r + m * n;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double SameTwice(double x, double y)
    {
        double m = x;
        double r = Both(ref m, ref m);
        Swap(ref m, ref y);
        Swap(ref m, ref m);
        return r * m + y + Both(ref m, ref y);
    }

    [Case("[1, 2, 3, 4], 0")]
    [Differentiable]
    public static double Elements(Span<double> x, int i)
    {
        double r = Next(ref x[i++], x[i]);
        r += Both(ref x[i++], ref x[i]);
        r *= Both(ref x[i], ref x[i--]);
        Swap(ref x[0], ref x[3]);
        Swap(ref x[i], ref x[i]);
        r += G(in x[i], ref x[1]) + G(x[2], ref x[2]) + G(x[i + 1], ref x[i]);
        return r * x[0] + x[1] * x[2];
    }

    private static double Scale(Span<double> w, ref double k, in double c)
    {
        for (int i = 0; i < w.Length; i++) { w[i] *= k; k += 0.1 * c; }
        return k * c;
    }

    // the factor is one of the scaled elements
    [Case("[1, 2, 3, 4], 1")]
    [Differentiable]
    public static double ElementOfSpan(Span<double> x, int i)
    {
        double k = 2;
        double r = Scale(x, ref x[i], x[2]) + Scale(x[1..], ref k, in x[3]) + Scale(x[..2], ref x[3], x[i] + 1);
        return r * 1e-3 + k;
    }

    private static double Sum(ReadOnlySpan<double> w, in double k) { double s = 0; foreach (double v in w) s += v * k; return s; }

    [Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20], 1")]
    [Differentiable]
    public static double ReadOnly(Span<double> x, int i)
    {
        double r = Sum(x, x[i++]) + Sum(x[i..], in x[i]) * Sum(x, x[0] = 2);
        return r * 1e-3;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Outs(double x, double y)
    {
        double r = Make(x, out var a) + Make(a, out a) + Make(y, out x);
        double m = 5;
        r += InOut(in m, out m) + m + Make(r * 1e-2, out _);
        Span<double> w = [x, y];
        r += Make(w[0], out w[1]) + Make(w[1], out w[1]) * 1e-3;
        return r + a * 1e-2 + x + w[0] * w[1] * 1e-4;
    }

    public struct P { public double X, Y; public P(double x, double y) { X = x; Y = y; } }
    private static double Turn(ref P p, double k) { (p.X, p.Y) = (p.X - k * p.Y, p.Y + k * p.X); return p.X; }
    private static double Mixed(in P p, ref double x) { x += 1; return p.X * p.Y; }
    private static double Two(in P a, ref P b) { b.X += a.Y; b.Y *= a.X; return a.X * b.Y; }

    [Case("2, 3")]
    [Differentiable]
    public static double Structs(double x, double y)
    {
        var p = new P(x, y);
        double r = Turn(ref p, Turn(ref p, y)) + Next(ref p.X, p.Y *= 2) + Both(ref p.X, ref p.Y);
        r += Two(in p, ref p) + Two(new P(p.Y, 1), ref p);
        Swap(ref p.X, ref p.Y);
        return r * 1e-4 + p.X * 1e-3 + p.Y * 1e-3;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double StructElements(double x, double y)
    {
        Span<P> p = [new P(x, y), new P(y, x * y)];
        int i = 0;
        double r = Turn(ref p[i++], Turn(ref p[i], 0.1)) + Two(in p[0], ref p[1]) + Two(in p[0], ref p[i--]) + Two(p[i], ref p[i]);
        r += Mixed(in p[0], ref p[0].Y) + Mixed(p[1], ref p[0].X) + Both(ref p[1].X, ref p[i + 1].X);
        return r * 1e-2 + p[0].X * p[0].Y * 1e-3 + p[1].X * p[1].Y * 1e-4;
    }

    [Case("[1, 2, 3, 4]")]
    [Differentiable]
    public static double IndexByHelper(Span<double> x)
    {
        int n = 0;
        x[Count(ref n)] = x[Count(ref n)] * x[n];
        x[Count(ref n)] += x[n] * x[0];
        return x[0] * x[1] * x[2] + n;
    }

    private static double Deep(ref double a, in double b, int n)
    {
        if (n == 0) return a * b;
        double t = a;
        Swap(ref a, ref t);
        a += b;
        return Next(ref a, G(in b, ref a)) + t;
    }

    [Case("2, 3, 1")]
    [Case("2, 3, 0")]
    [Differentiable]
    public static double Chained(double x, double y, int n)
    {
        double m = x;
        Span<double> w = [x, y];
        return Deep(ref m, in m, n) * m + Deep(ref m, y, n) + Deep(ref w[0], in w[1], n) + Deep(ref w[1], in w[1], n) * w[1] + m;
    }

    [Case("[0.5, 1.5, 2.5, 0.25]")]
    [Differentiable]
    public static double InLoops(ReadOnlySpan<double> x)
    {
        double s = 1, c = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s *= Next(ref c, x[i]);
            if (x[i] > 1) Swap(ref s, ref c);
            else Both(ref c, ref c);
        }
        int k = 0;
        while (k < 3) s += x[Count(ref k)] * Next(ref c, x[k]);
        return s * c;
    }

    private static ulong Random(ref ulong state) => state = state * 6364136223846793005UL + 1442695040888963407UL;

    [Case("2, 5")]
    [Differentiable]
    public static double Generator(double x, int n)
    {
        ulong state = 17;
        double s = 0;
        for (int i = 0; i < n; i++) s += x * (Random(ref state) >> 40) * 1e-8 + s * (Random(ref state) % 7);
        return s;
    }

    private static double Accumulate(ref double sum, ref double c, double v) { double y = v - c, t = sum + y; c = t - sum - y; return sum = t; }

    [Case("[0.5, 1.5, 2.5, 0.25, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]")]
    [Differentiable]
    public static double Kahan(ReadOnlySpan<double> x)
    {
        double sum = 0, c = 0;
        foreach (double v in x) Accumulate(ref sum, ref c, v * v);
        return sum;
    }
}
