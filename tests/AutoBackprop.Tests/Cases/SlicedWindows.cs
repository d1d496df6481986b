#pragma warning disable
using AutoBackprop;

namespace Cases;

/// <summary>Windows that a loop moves: which memory each of them can be of.</summary>
public static partial class SlicedWindows
{
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double Both(Span<double> xs, ReadOnlySpan<double> v, double x)
    {
        double s = 0;
        var a = xs; var b = v;
        while (a.Length > 0 && b.Length > 0) { a[0] += b[0] * x; s += a[0]; a = a[1..]; b = b[1..]; }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double Three(Span<double> xs, ReadOnlySpan<double> v, double x)
    {
        double s = 0;
        var a = xs; var b = v; var c = v[1..];
        for (; !(a.Length == 0) && b.Length > 0 && c.Length > 0; a = a.Slice(1), b = b[1..], c = c[1..]) { a[0] = a[0] * b[0] * x + c[0]; s += a[0]; }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double Arrays(double[] u, double[] v, double x)
    {
        double s = 0;
        var (a, b) = (u, v);
        for (int i = 0; i < 3; i++) { s = s * x + a[i] * a[i] * b[0]; (a, b) = (b, a); }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double ArraysKept(double[] u, double[] v, double x)
    {
        double s = 0;
        var (a, b) = (u, v);
        for (int i = 0; i < 3; i++) { a[i] *= x; s = s * x + a[i] * a[i] * b[0]; (a, b) = (a, v); }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double ArrayAndSpan(double[] xs, double[] v, double x)
    {
        double s = 0;
        Span<double> a = xs; ReadOnlySpan<double> b = v;
        while (a.Length > 0 && b.Length > 0) { a[0] += b[0] * x; s += a[0]; a = a[1..]; b = b[1..]; }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double Branches(Span<double> xs, ReadOnlySpan<double> v, double x)
    {
        double s = 0;
        var a = xs; var b = v;
        for (int i = 0; i < 3; i++)
        {
            if (i % 2 == 0) { a[0] *= x; b = b[1..]; } else { a = a[1..]; s += b[0] * a[0]; }
            s += a[0] * (b.Length > 0 ? b[0] : 1);
        }
        return s;
    }
    [Case("[1, 2, 3, 4], [4, 5, 6, 7], 0.5")]
    [Differentiable]
    public static double Nested(Span<double> xs, ReadOnlySpan<double> v, double x)
    {
        double s = 0;
        var a = xs;
        while (a.Length > 0)
        {
            var b = v;
            while (b.Length > 1) { a[0] += b[0] * b[1] * x; b = b[2..]; }
            s += a[0] * a[0];
            a = a[1..];
        }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double InHelper(Span<double> xs, ReadOnlySpan<double> v, double x) => AddTo(xs, v, x) * x;
    private static double AddTo(Span<double> a, ReadOnlySpan<double> b, double x)
    {
        double s = 0;
        while (a.Length > 0 && b.Length > 0) { a[0] += b[0] * x; s += a[0]; a = a[1..]; b = b[1..]; }
        return s;
    }
    [Case("[1, 2, 3], [4, 5, 6], 0.5")]
    [Differentiable]
    public static double Of(Span<double> xs, ReadOnlySpan<double> v, double x)
    {
        double s = 0;
        ReadOnlySpan<double> a = xs; var b = v;
        while (a.Length > 0 && b.Length > 0) { s += a[0] * b[0] * x; var c = a; a = b[1..]; b = c[1..]; }
        return s;
    }

    // filled but for its first element, which is 0
    [Case("\"r:199:1\"")]
    [Differentiable]
    public static double RuleFillsTheRest(ReadOnlySpan<double> x)
    {
        Span<double> t = new double[200];
        Activations.Tanh(x, t[1..]);
        double s = 0;
        for (int i = 0; i < t.Length; i++) s += t[i] * (i + 1);
        return s + t[0];
    }

    [Case("\"r:199:1\"")]
    [Differentiable]
    public static double LoopFillsTheRest(ReadOnlySpan<double> x)
    {
        Span<double> t = new double[200];
        var u = t[1..];
        for (int i = 0; i < x.Length; i++) u[i] = x[i] * x[i];
        double s = 0;
        for (int i = 0; i < t.Length; i++) s += t[i] * (i + 1);
        return s + t[0];
    }
}
