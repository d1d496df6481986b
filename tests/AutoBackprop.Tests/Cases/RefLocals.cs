using System;
using AutoBackprop;

namespace Cases;

/// <summary>A ref local is another name of a variable, a member, or an element.</summary>
public static partial class RefLocals
{
    public struct P { public double X, Y; public P(double x, double y) { X = x; Y = y; } }

    [Case("[1, 2, 3, 4], 0")]
    [Differentiable]
    public static double Element(Span<double> x, int i)
    {
        ref double r = ref x[i++];
        r *= x[i];
        i = 3;
        r += x[i] + r * (r = 2);
        x[0] += r;
        return r * x[1];
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Variable(double x, double y)
    {
        double t = x;
        ref double r = ref t;
        r *= y;
        t += r;
        double u = r + (t = x) * r + (r = y) * t;
        ref double q = ref r;
        q++;
        return u * t + q;
    }

    [Case("2, 3, 4")]
    [Differentiable]
    public static double InLoop(double x, double y, int n)
    {
        double s = x, c = y;
        ref double r = ref s;
        for (int i = 0; i < n; i++)
        {
            ref double k = ref c;
            r += k * 0.5;
            k *= 1.1;
            if (i == 2) s *= r;
        }
        return s * c + r;
    }

    [Case("2, 3, 4")]
    [Differentiable]
    public static double Limit(double x, double y, int n)
    {
        int m = n;
        ref int limit = ref m;
        double s = x;
        for (int i = 0; i < limit; i++) { s *= y; m--; }
        for (int i = 0; i < m; i++) { s += y; ref int k = ref i; k++; }
        Span<int> w = [3];
        ref int e = ref w[0];
        for (int i = 0; i < e; i++) { s += i * x; w[0]--; }
        return s;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double Members(double x, double y)
    {
        var p = new P(x, y);
        ref double a = ref p.X;
        ref P q = ref p;
        a += q.Y;
        q.Y *= a;
        p = new P(a, p.X * q.Y);
        q.X += 1;
        Span<P> w = [p, q];
        ref var e = ref w[1];
        ref var f = ref e.Y;
        e.X = f * 2;
        f += e.X;
        w[1].X++;
        e = new P(e.Y, e.X * 0.1);
        return a * q.Y + f * e.X + w[0].X;
    }

    [Case("[1, 4, 3, 2]")]
    [Case("[1, 2, 5, 2]")]
    [Differentiable]
    public static double Largest(Span<double> x)
    {
        ref double best = ref x[0];
        for (int i = 1; i < x.Length; i++)
            if (x[i] > best) best = ref x[i];
        best *= best;
        return best + x[0] * x[1] * x[2];
    }

    [Case("[1, 4, 3, 2], 1")]
    [Case("[1, 4, 3, 2], 2")]
    [Differentiable]
    public static double Other(Span<double> x, int k)
    {
        Span<double> y = new double[] { x[1], x[0] * 2 };
        ref double r = ref x[1];
        r += 1;
        if (k > 1) r = ref y[0];
        r *= 3;
        return x[1] * y[0] + r;
    }

    [Case("2, 3")]
    [Case("3, 2")]
    [Differentiable]
    public static double Ternary(double x, double y)
    {
        double a = x * x, b = y;
        (a > b * 2 ? ref a : ref b) *= 3;
        (x > y ? ref b : ref a) = a * b;
        ref double r = ref (x > 2.5 ? ref a : ref b);
        r += a * 0.5;
        b += r;
        double v = x > y ? ref a : ref b;
        return a * b + r + v;
    }

    [Case("[1, 4, 3, 2], 1")]
    [Case("[1, 4, 3, 2], 3")]
    [Differentiable]
    public static double TernaryOfElements(Span<double> x, int k)
    {
        (k > 2 ? ref x[0] : ref x[k]) *= x[1];
        ref double r = ref k > 2 ? ref x[k - 1] : ref x[k + 1];
        r += x[k] * r;
        return x[0] * x[1] + x[2] * x[3];
    }

    [Case("[1, 4, 3, 2]")]
    [Differentiable]
    public static double ForEach(Span<double> x)
    {
        double s = 0;
        foreach (ref double v in x) { s += v * (v *= 2) + v; ref double w = ref v; w -= s * 0.01; }
        foreach (ref readonly double v in x) s += v * v;
        return s;
    }

    private static double Next(ref double s, double k) { s += k; return s; }

    [Case("[1, 4, 3, 2]")]
    [Differentiable]
    public static double Handed(Span<double> x)
    {
        ref double r = ref x[2];
        double t = Next(ref r, Next(ref r, x[1]) * r);
        double v = t;
        ref double q = ref v;
        t += Next(ref q, Next(ref v, q)) * v;
        return t + r * q;
    }

    [Case("[1, 4, 3, 2]")]
    [Differentiable]
    public static double ReadOnly(ReadOnlySpan<double> x)
    {
        ref readonly double r = ref x[2];
        double t = r * x[0];
        ref readonly double q = ref t;
        double s = q;
        t *= 2;
        return s * q * r;
    }

    [Case("[1, 4, 3, 2]")]
    [Differentiable]
    public static double Matrix(ReadOnlySpan<double> x)
    {
        var m = new double[4];
        x.CopyTo(m);
        ref double a = ref m[^1];
        ref double b = ref m[0];
        (a, b) = (b * 2, a * a);
        (b, m[1]) = (m[1] * b, b);
        return m[0] * m[1] + m[3];
    }
}
