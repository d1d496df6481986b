using System;
using AutoBackprop;

namespace Cases;

/// <summary>An element of several members.</summary>
public struct MovedPoint(double x, double y)
{
    public double X = x, Y = y;
}

/// <summary>Copies, reversals and fills of parts of one memory: in helpers, in loops, of structs, chosen at run time, in both directions.</summary>
public static partial class Moves
{
    private static double W(ReadOnlySpan<double> w) { double s = 0; for (int i = 0; i < w.Length; i++) s += (i + 1) * w[i] * w[i] * 0.5; return s; }

    [Case("\"r:20:1\", 1")] [Case("\"r:20:1\", 0")] [Case("\"r:20:1\", 7")] [Case("\"r:3:1\", 2")]
    [Differentiable]
    public static double RightBy(ReadOnlySpan<double> a, int k)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        w[..^k].CopyTo(w[k..]);
        return W(w);
    }

    [Case("\"r:20:1\", 1")] [Case("\"r:20:1\", 7")]
    [Differentiable]
    public static double LeftBy(ReadOnlySpan<double> a, int k)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        w[k..].CopyTo(w[..^k]);
        return W(w);
    }

    [Case("\"r:20:1\", 1, 4")] [Case("\"r:20:1\", 4, 1")] [Case("\"r:20:1\", 3, 3")]
    [Differentiable]
    public static double Unknown(ReadOnlySpan<double> a, int k, int m)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        w.Slice(k, 10).CopyTo(w.Slice(m, 12));
        return W(w);
    }

    private static void Move(ReadOnlySpan<double> x, Span<double> y) => x.CopyTo(y);
    private static bool TryMove(Span<double> x, Span<double> y) => x.TryCopyTo(y);

    [Case("\"r:20:1\", 2, 5")] [Case("\"r:20:1\", 5, 2")]
    [Differentiable]
    public static double InHelper(ReadOnlySpan<double> a, int k, int m)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        Move(w.Slice(k, 10), w.Slice(m));
        return W(w);
    }

    [Case("\"r:20:1\", 2, 5")] [Case("\"r:20:1\", 5, 2")] [Case("\"r:20:1\", 5, 15")]
    [Differentiable]
    public static double TryInHelper(ReadOnlySpan<double> a, int k, int m)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        var done = TryMove(w.Slice(k, 10), w.Slice(m));
        return done ? W(w) : 3 * W(w);
    }

    [Case("\"r:20:1\"", Check = Check.Backward)]
    [Differentiable]
    public static void OfParameter(Span<double> w) { w[..^3].CopyTo(w[3..]); w[0] *= w[5]; }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static float Single(ReadOnlySpan<float> a)
    {
        Span<float> w = stackalloc float[a.Length];
        a.CopyTo(w);
        w[..^2].CopyTo(w[2..]);
        float s = 0;
        for (int i = 0; i < w.Length; i++) s += (i + 1) * w[i] * w[i];
        return s;
    }

    [Case("[1, 2, 3, 4, 5]")]
    [Differentiable]
    public static double Structs(ReadOnlySpan<double> a)
    {
        Span<MovedPoint> w = stackalloc MovedPoint[a.Length];
        for (int i = 0; i < a.Length; i++) w[i] = new MovedPoint(a[i], a[i] * a[i]);
        w[..^1].CopyTo(w[1..]);
        double s = 0;
        for (int i = 0; i < w.Length; i++) s += (i + 1) * w[i].X + (i + 3) * w[i].Y;
        return s;
    }

    [Case("[1.5, 2, 3, 4, 5]")]
    [Differentiable]
    public static double Ints(ReadOnlySpan<double> a)
    {
        Span<int> n = stackalloc int[5];
        for (int i = 0; i < 5; i++) n[i] = i;
        n[..4].CopyTo(n[1..]);   // 0 0 1 2 3
        double s = 0;
        for (int i = 0; i < 5; i++) s += (i + 1) * a[n[i]] * a[n[i]];
        return s;
    }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double OfArray(double[] a)
    {
        var w = new double[a.Length];
        a.CopyTo(w, 0);
        w.AsSpan(0, 18).CopyTo(w.AsSpan(2));
        return W(w);
    }

    [Case("\"r:20:1\", 1, 4")] [Case("\"r:20:1\", 4, 1")]
    [Differentiable]
    public static double ArrayCopy(double[] a, int from, int to)
    {
        var w = new double[a.Length];
        Array.Copy(a, w, a.Length);
        Array.Copy(w, from, w, to, 12);
        return W(w);
    }

    [Case("\"r:20:1\", 1, 4")] [Case("\"r:20:1\", 4, 1")] [Case("\"r:21:1\", 0, 3")]
    [Differentiable]
    public static double Reversed(ReadOnlySpan<double> a, int from, int to)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        w.Reverse();
        w.Slice(from, 7).Reverse();
        return W(w);
    }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double ArrayReversed(double[] a)
    {
        var w = new double[a.Length];
        for (int i = 0; i < w.Length; i++) w[i] = a[i] * a[i];
        Array.Reverse(w);
        Array.Reverse(w, 2, 5);
        return W(w);
    }

    [Case("\"r:20:1\", 0.3")]
    [Differentiable]
    public static double Filled(ReadOnlySpan<double> a, double x)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        w.Slice(3, 4).Fill(x * w[4]);
        w[10..].Clear();
        w[2..].Slice(1, 3).Fill(w[2] * x);
        return W(w);
    }

    [Case("\"r:20:1\", 0.3")]
    [Differentiable]
    public static double ArrayFilled(double[] a, double x)
    {
        var w = new double[a.Length];
        Array.Fill(w, x);
        Array.Fill(w, x * x, 3, 4);
        Array.Clear(w, 5, 3);
        for (int i = 12; i < w.Length; i++) w[i] += a[i];
        return W(w);
    }

    // shift register in a loop
    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double Register(ReadOnlySpan<double> a)
    {
        Span<double> h = stackalloc double[4];
        double s = 0;
        for (int t = 0; t < a.Length; t++)
        {
            h[..3].CopyTo(h[1..]);
            h[0] = a[t] + 0.3 * h[3];
            s += h[0] * h[1] + h[2] * h[3] * h[3];
        }
        return s;
    }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double RegisterLeft(ReadOnlySpan<double> a)
    {
        Span<double> h = stackalloc double[4];
        double s = 0;
        for (int t = 0; t < a.Length; t++)
        {
            h[1..].CopyTo(h);
            h[3] = a[t] + 0.3 * h[0];
            s += h[0] * h[1] + h[2] * h[3] * h[3];
        }
        return s;
    }

    // rows of a matrix within one span
    [Case("\"r:30:1\", 3")]
    [Differentiable]
    public static double Rows(ReadOnlySpan<double> a, int n)
    {
        Span<double> m = stackalloc double[a.Length];
        a.CopyTo(m);
        var rows = m.Length / n;
        for (int r = 1; r < rows; r++) m.Slice((r - 1) * n, n).CopyTo(m.Slice(r * n, n));
        m.Slice(1, n).CopyTo(m.Slice(0, n));
        return W(m);
    }

    // chosen windows
    [Case("\"r:20:1\", true")] [Case("\"r:20:1\", false")]
    [Differentiable]
    public static double Chosen(ReadOnlySpan<double> a, bool up)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        Span<double> from = up ? w[..10] : w[4..14], to = up ? w[3..] : w;
        from.CopyTo(to);
        return W(w);
    }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double Reassigned(ReadOnlySpan<double> a)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        var rest = w;
        while (rest.Length > 3)
        {
            rest[..3].CopyTo(rest[1..]);
            rest = rest[2..];
        }
        return W(w);
    }

    // second derivative through a move
    private static double Inner2(ReadOnlySpan<double> a)
    {
        Span<double> w = stackalloc double[4];
        a.CopyTo(w);
        w[..3].CopyTo(w[1..]);
        return w[0] * w[1] * w[2] + w[3] * w[3] * w[0];
    }
    [Differentiable] public static double Cubic(ReadOnlySpan<double> a)
    {
        Span<double> w = stackalloc double[4];
        a.CopyTo(w);
        w[..3].CopyTo(w[1..]);
        return w[0] * w[1] * w[2] + w[3] * w[3] * w[0];
    }
    [Case("[0.5, 2, 1.5, 1]")]
    [Differentiable]
    public static double Second(ReadOnlySpan<double> a)
    {
        Span<double> g = stackalloc double[4];
        CubicGradient(a, g);
        return g[0] * g[0] + g[1] * 2 + g[2] * g[3];
    }

    // recursion: the callee moves
    private static double Deep(Span<double> w, int n)
    {
        if (n == 0) return w[0] * w[1];
        w[..^1].CopyTo(w[1..]);
        w[0] *= 1.1;
        return Deep(w, n - 1) + w[2];
    }
    [Case("\"r:6:1\"")]
    [Differentiable]
    public static double Recursive(ReadOnlySpan<double> a)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        return Deep(w, 3) + W(w);
    }

    private static void AddInto(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] += x[i] * 0.5; }
    private static void Smooth(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = 0.5 * (y[i] + x[i]); }
    private static void Put(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = 0.7 * x[i] * x[i] + 0.1; }
    private static void Down(ReadOnlySpan<double> x, Span<double> y) { for (int i = x.Length - 1; i >= 0; i--) y[i] = 0.7 * x[i] * x[i] + 0.1; }

    [Case("\"r:40:1\", 1")] [Case("\"r:40:1\", 0")] [Case("\"r:40:1\", 9")]
    [Differentiable]
    public static double Loops(ReadOnlySpan<double> a, int k)
    {
        Span<double> w = stackalloc double[a.Length];
        a.CopyTo(w);
        AddInto(w[k..], w[..^k]);
        Smooth(w[..^k], w[k..]);
        Put(w[..^k], w[k..]);
        Down(w[..^k], w[k..]);
        Put(w[k..], w);
        Down(w[k..], w);
        return W(w);
    }
}
