using System;
using AutoBackprop;
#pragma warning disable AB0008, AB0009 // what is not needed is the point
namespace Cases;

/// <summary>What can throw throws, also where nobody needs its value; the derivative throws the same.</summary>
public static partial class Throwing
{
    [Case("[1, 2, 3], 2, 7")] [Case("[1, 2, 3], 2, -1")] [Case("[1, 2, 3], 2, 1")]
    [Differentiable]
    public static double UnusedElement(ReadOnlySpan<double> w, double x, int n)
    {
        double unused = w[n] * x;
        return x * w[0];
    }

    [Case("2, 0")] [Case("2, 3")]
    [Differentiable]
    public static double UnusedQuotient(double x, int n)
    {
        int k = 7 / n;
        return x * x;
    }

    [Case("2, 0")] [Case("2, 3")]
    [Differentiable]
    public static double UnusedRemainder(double x, int n)
    {
        int k = 7 % n;
        return x * x;
    }

    [Case("2, -2147483648")]
    [Differentiable]
    public static double UnusedMinimum(double x, int n)
    {
        int k = n / -1;
        return x * x;
    }

    [Case("1e30")] [Case("1")]
    [Differentiable]
    public static double UnusedCast(double x)
    {
        int k = checked((int)x);
        return x * x;
    }

    [Case("2, 2147483647")] [Case("2, 1")]
    [Differentiable]
    public static double UnusedSum(double x, int n)
    {
        int k = checked(n + 1);
        return x * x;
    }

    [Case("2, 2147483647")]
    [Differentiable]
    public static double UnusedProduct(double x, int n)
    {
        checked { int k = n * 2; }
        return x * x;
    }

    [Case("2, -1")] [Case("2, 3")]
    [Differentiable]
    public static double UnusedArray(double x, int n)
    {
        var a = new double[n];
        return x * x;
    }

    [Case("2, -1")]
    [Differentiable]
    public static double UsedArray(double x, int n)
    {
        var a = new double[n];
        a[0] = x;
        return a[0] * x;
    }

    [Case("2, -1")]
    [Differentiable]
    public static double ArrayInLoop(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < 3; i++) { var a = new double[n]; if (n > 2) a[0] = x; s += n > 2 ? a[0] * x : x; }
        return s;
    }

    [Case("[1, 2, 3], 5")] [Case("[1, 2, 3], -1")] [Case("[1, 2, 3], 3")]
    [Differentiable]
    public static double UnusedSlice(ReadOnlySpan<double> w, int n)
    {
        var rest = w[n..];
        return w[0] * w[1];
    }

    [Case("[1, 2, 3], 5")] [Case("[1, 2, 3], -1")] [Case("[1, 2, 3], 2")]
    [Differentiable]
    public static double UsedSlice(ReadOnlySpan<double> w, int n)
    {
        var rest = w[n..];
        double s = 0;
        for (int i = 0; i < rest.Length; i++) s += rest[i] * rest[i];
        return w[0] * w[1] + s;
    }

    [Case("[1, 2, 3], 5")] [Case("[1, 2, 3], 1")]
    [Differentiable]
    public static double SliceForLength(ReadOnlySpan<double> w, int n)
    {
        var rest = w.Slice(0, n);
        return w[0] * w[1] * rest.Length;
    }

    [Case("[1, 2, 3], 5")] [Case("[1, 2, 3], 1")] [Case("[1, 2, 3], -1")]
    [Differentiable]
    public static double ArraySlice(double[] w, int n)
    {
        var rest = w.AsSpan(n);
        return w[0] * w[1];
    }

    [Case("[1, 2, 3], 5")] [Case("[1, 2, 3], 1")] [Case("[1, 2, 3], -1")]
    [Differentiable]
    public static double ArrayRange(double[] w, int n)
    {
        var rest = w[n..];
        return w[0] * w[1] + (rest.Length > 0 ? rest[0] : 0);
    }

    [Case("[1, 2, 3], 5")]
    [Differentiable]
    public static double ArrayRangeUnused(double[] w, int n)
    {
        var rest = w[..n];
        return w[0] * w[1];
    }

    [Case("[1, 2, 3], [1, 2]")] [Case("[1, 2, 3], [1, 2, 5, 6]")]
    [Differentiable]
    public static double CopyTooLong(ReadOnlySpan<double> w, Span<double> y)
    {
        w.CopyTo(y);
        return w[0] * y[1];
    }

    [Case("[1, 2, 3], 2")] [Case("[1, 2, 3], 5")]
    [Differentiable]
    public static double CopyTooLongLocal(ReadOnlySpan<double> w, int n)
    {
        Span<double> y = stackalloc double[n];
        w.CopyTo(y);
        return w[0] * y[1];
    }

    [Case("[1, 2, 3], 2")] [Case("[1, 2, 3], -1")]
    [Differentiable]
    public static double ArrayCopyTo(double[] w, int n)
    {
        var y = new double[4];
        w.CopyTo(y, n);
        return w[0] * y[1];
    }

    [Case("null")]
    [Differentiable]
    public static double Null(double[] w)
    {
        double s = 0;
        for (int i = 0; i < w.Length; i++) s += w[i];
        return s;
    }


    [Case("null, 2")]
    [Differentiable]
    public static double NullElement(double[] w, double x)
    {
        var v = w[0];
        return x * x;
    }

    [Case("null, 2")]
    [Differentiable]
    public static double NullString(string w, double x)
    {
        var v = w.Length;
        return x * x;
    }

    [Case("[1, 2, 3], 2, 7")] [Case("[1, 2, 3], 2, 1")]
    [Differentiable]
    public static double InLoop(ReadOnlySpan<double> w, double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++) { double unused = w[i] * x; s += x; }
        return s;
    }

    [Case("[1, 2, 3], 2, 7")] [Case("[1, 2, 3], 2, 1")]
    [Differentiable]
    public static double DeadLoop(ReadOnlySpan<double> w, double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++) { s += w[i] * x; }
        return x * x;
    }

    [Case("[1, 2, 3], 2, 7")] [Case("[1, 2, 3], 2, 1")]
    [Differentiable]
    public static double DeadWhile(ReadOnlySpan<double> w, double x, int n)
    {
        int k = 0;
        while (w[k] < n) k++;
        return x * x;
    }

    [Case("2, 0")]
    [Differentiable]
    public static double DeadBound(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < 7 / n; i++) s += x;
        return x * x;
    }

    [Case("2, 0")] [Case("2, 1")]
    [Differentiable]
    public static double DeadCondition(double x, int n)
    {
        double s = 0;
        if (7 / n > 2) s = x;
        return x * x;
    }

    [Case("2, 0")] [Case("-2, 0")] [Case("2, 1")]
    [Differentiable]
    public static double Lazily(double x, int n)
    {
        int k = x > 0 ? 7 / n : 3;
        bool b = n != 0 && 7 / n > 1;
        return x * x;
    }

    private static double Pick(double a, double x, bool which) => which ? a * x : x;
    [Case("[1, 2, 3], 2, 7, false")] [Case("[1, 2, 3], 2, 7, true")] [Case("[1, 2, 3], 2, 1, false")]
    [Differentiable]
    public static double Argument(ReadOnlySpan<double> w, double x, int n, bool which) => Pick(w[n], x, which);

    private static double Ignore(int k, double x) => x * x;
    [Case("0, 2")]
    [Differentiable]
    public static double Ignored(int n, double x) => Ignore(7 / n, x);

    [Case("0, 2")]
    [Differentiable]
    public static double Discarded(int n, double x)
    {
        _ = 7 / n;
        return x * x;
    }

    [Case("[1, 2, 3], 2, 7")]
    [Differentiable]
    public static double DiscardedElement(ReadOnlySpan<double> w, double x, int n)
    {
        _ = w[n];
        return x * x;
    }

    private static double First(ReadOnlySpan<double> w) { var a = w[0]; return 1; }
    [Case("[], 2")]
    [Differentiable]
    public static double HelperReads(ReadOnlySpan<double> w, double x) => First(w) * x;

    [Case("[1, 2, 3], 2, 7")] [Case("[1, 2, 3], 2, 1")]
    [Differentiable]
    public static double Structs(ReadOnlySpan<double> w, double x, int n)
    {
        Span<P3> p = stackalloc P3[3];
        p[0].X = x;
        var q = p[n];
        return p[0].X * x;
    }

    [Case("[1, 2, 3], 2, 7")] [Case("[1, 2, 3], 2, 1")]
    [Differentiable]
    public static double Integers(ReadOnlySpan<int> w, double x, int n)
    {
        var q = w[n];
        return x * x;
    }

    [Case("2, 0")]
    [Differentiable]
    public static double Long(double x, long n)
    {
        var q = 5L / n;
        return x * x;
    }

    [Case("2, 0")]
    [Differentiable]
    public static double Decimal(double x, int n)
    {
        var q = 5m / n;
        return x * x;
    }

    [Case("2, 0")]
    [Differentiable]
    public static double InSwitch(double x, int n)
    {
        int k = n switch { 1 => 2, _ => 7 / n };
        return x * x;
    }

    [Case("[1, 2, 3], 2, 7")]
    [Differentiable]
    public static double OverwrittenValue(ReadOnlySpan<double> w, double x, int n)
    {
        double a = w[n];
        a = x;
        return a * a;
    }

    [Case("[1, 2, 3], 2, 7")]
    [Differentiable]
    public static double OverwrittenStore(ReadOnlySpan<double> w, double x, int n)
    {
        Span<double> m = stackalloc double[3];
        m[n] = x;
        m[1] = x;
        return m[1] * x;
    }

    [Case("[1, 2, 3], 2, 7", Check = Check.Backward)]
    [Differentiable]
    public static void Void(Span<double> w, double x, int n)
    {
        double unused = w[n];
        w[0] *= x;
    }

    [Case("2, 7")]
    [Differentiable]
    public static double Parse(double x, int n)
    {
        int k = int.Parse("a" + n);
        return x * x;
    }

    [Case("[1, 2, 3], 2, 7")]
    [Differentiable]
    public static double FoldedAway(ReadOnlySpan<double> w, double x, int n)
    {
        double a = w[n] * 0;
        return x > 3 ? a : x;
    }
}
public struct P3 { public double X, Y, Z; }
