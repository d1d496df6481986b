using System;
using AutoBackprop;

#pragma warning disable AB0009 // that gradients are lost there is the point
namespace Cases;

/// <summary>Which memory calls read and write: quoted ones, those with rules written by hand, recursion; under several names, in fields and objects.</summary>
public static partial class QuotedMemory
{
    [NoGradient] static double Peek(Span<double> c) => c[0];
    [NoGradient] static void Reset(Span<double> m) { m[0] = 1; }
    [NoGradient] static void ResetAll(Span<double> m) { for (int i = 0; i < m.Length; i++) m[i] = 1; }
    [NoGradient] static void Bump(int[] k) { k[0]++; }
    [NoGradient] static void BumpSpan(Span<int> k) { k[0]++; }
    [NoGradient] static double Sum(ReadOnlySpan<double> m) { double s = 0; foreach (var v in m) s += v; return s; }
    [NoGradient] static int Count(ReadOnlySpan<int> m) => m[0];

    [Case("[1, 2, 3, 4]", Value = 30, Grad = "1, 2, 3, 4", NoDifferences = true)]
    [Differentiable]
    public static double PeekInLoop(ReadOnlySpan<double> x)
    {
        Span<double> c = stackalloc double[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { c[0] += 1.0; s += x[i] * Peek(c); }
        return s;
    }

    [Case("[1, 2, 3, 4], [0]", Value = 30, NoDifferences = true)]
    [Differentiable]
    public static double PeekParameter(ReadOnlySpan<double> x, [NoGradient] Span<double> c)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) { c[0] += 1.0; s += x[i] * Peek(c); }
        return s;
    }

    [Case("[1, 2, 3, 4]", Value = 30, Grad = "1, 2, 3, 4", NoDifferences = true)]
    [Differentiable]
    public static double SumInLoop(ReadOnlySpan<double> x)
    {
        Span<double> c = stackalloc double[3];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { c[1] += 1.0; s += x[i] * Sum(c); }
        return s;
    }

    [Case("[1, 2, 3, 4]", Value = 30, Grad = "1, 2, 3, 4", NoDifferences = true)]
    [Differentiable]
    public static double Bumped(ReadOnlySpan<double> x)
    {
        Span<int> c = stackalloc int[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { BumpSpan(c); s += x[i] * c[0]; }
        return s;
    }

    [Case("[1, 2, 3, 4]", Value = 30, Grad = "1, 2, 3, 4", NoDifferences = true)]
    [Differentiable]
    public static double Counted(ReadOnlySpan<double> x)
    {
        Span<int> c = stackalloc int[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { c[0]++; s += x[i] * Count(c); }
        return s;
    }

    [Case("2", Value = 2, Grad = "1", NoDifferences = true)]
    [Differentiable]
    public static double ResetOne(double x)
    {
        Span<double> m = stackalloc double[1];
        m[0] = x * x;
        Reset(m);
        return m[0] * x;
    }

    [Case("2", Value = 34, Grad = "81", NoDifferences = true)]   // x + x^5
    [Differentiable]
    public static double ResetPart(double x)
    {
        Span<double> m = stackalloc double[2];
        m[0] = x * x;
        m[1] = x * x * x;
        Reset(m);
        return m[0] * x + m[1] * x * x;
    }

    [Case("2", Value = 6, Grad = "3", NoDifferences = true)]
    [Differentiable]
    public static double ResetInBranch(double x)
    {
        Span<double> m = stackalloc double[3];
        for (int i = 0; i < 3; i++) m[i] = x * x * i;
        if (x > 1) ResetAll(m);
        return (m[0] + m[1] + m[2]) * x;
    }

    [Case("[1, 2, 3, 4]", Value = 10, Grad = "1, 1, 1, 1", NoDifferences = true)]
    [Differentiable]
    public static double ResetInLoop(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { m[0] += x[i] * x[i]; Reset(m); s += m[0] * x[i]; }
        return s;
    }

    static double Old(double x)
    {
        Span<double> m = stackalloc double[1];
        m[0] = x * x;
        double r = m[0];
        Reset(m);
        return r * m[0] * x;
    }
    [Case("2", Value = 8, Grad = "12", NoDifferences = true)]
    [Differentiable]
    public static double ResetInHelper(double x) => Old(x);

    [Case("[3, 2]", Check = Check.Backward, NoDifferences = true)]
    [Differentiable]
    public static void ResetParameter(Span<double> m) { m[1] = m[0] * m[1]; Reset(m); m[1] *= m[0]; }

    [NoGradient] static void Log(double[] w) { if (w[0] > 100) Console.WriteLine(string.Join(", ", w)); }
    [NoGradient] static void LogSpan(Span<double> w) { if (w[0] > 100) Console.WriteLine(w[0] + w.Length); }
    [NoGradient] static void LogTwice(Span<double> w) { LogSpan(w); foreach (var v in w) if (v > 100) Console.WriteLine(v); }
    [Case("[1, 2, 3, 4]", Value = 30, Grad = "2, 4, 6, 8")]
    [Differentiable]
    public static double Logged(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { m[0] = x[i] * x[i]; LogSpan(m); LogTwice(m); s += m[0]; }
        return s;
    }
    [Case("[1, 2, 3, 4]", Value = 30, Grad = "2, 4, 6, 8")]
    [Differentiable]
    public static double LoggedArray(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) { Log(x); s += x[i] * x[i]; }
        return s;
    }

    // not to be inlined: it calls itself
    [NoGradient] static void Halve(Span<double> m, int n) { if (n > 0) { m[n - 1] = 0.5; Halve(m, n - 1); } }
    [Case("2", Value = 2, Grad = "1", NoDifferences = true)]
    [Differentiable]
    public static double Halved(double x)
    {
        Span<double> m = stackalloc double[2];
        m[0] = x * x;
        m[1] = x;
        Halve(m, 2);
        return (m[0] + m[1]) * x;
    }
    [Case("[1, 2, 3]", Value = 3, Grad = "0.5, 0.5, 0.5", NoDifferences = true)]
    [Differentiable]
    public static double HalvedWindow(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[3];
        double s = 0;
        for (int i = 0; i < 3; i++) { m[i] += x[i] * x[i]; Halve(m[i..], 1); s += m[i] * x[i]; }
        return s;
    }

    sealed class Box { public double[] W = [3, 4]; public int[] N = [0, 1]; }
    [NoGradient] static void Clear(Box b) { b.W[0] = 1; b.N[0] = 1; }
    [NoGradient] static double Total(Box b) => b.W[0] + b.W[1];
    static double OfBox(double x, Box b) { b.W[0] = 2; b.N[0] = 0; double y = b.W[b.N[0]] * x; Clear(b); return y + b.W[b.N[0]] * x * x + Total(b) * x; }
    [Case("2", Value = 30, Grad = "23", NoDifferences = true)]
    [Differentiable]
    public static double Boxed(double x) => OfBox(x, new Box());

    static readonly double[] Table = [1, 2, 3];
    static readonly int[] Place = [0, 1, 2];
    [NoGradient] static void Step() { Place[0] = (Place[0] + 1) % 3; }
    static int _n;
    [NoGradient] static int Next() => _n++;

    [Case("[1, 2, 3, 4]", NoDifferences = true)]
    [Differentiable]
    public static double StaticInts(ReadOnlySpan<double> x)
    {
        Place[0] = 0;
        double y = x[Place[0]] * x[0];
        Place[0] = 2;
        return y + x[Place[0]] * x[1];
    }

    [Case("[1, 2, 3, 4]", Value = 15, Grad = "6, 9, 2, 0", NoDifferences = true)]
    [Differentiable]
    public static double StaticTwoNames(ReadOnlySpan<double> x)
    {
        var a = Place; var b = Place;
        a[0] = 0;
        double y = x[b[0]] * x[0];
        a[0] = 1; 
        y += x[b[0]] * x[2] + x[b[0]] * x[1];
        a[0] = 1;
        a[0] = 0;
        return y + x[a[0]] * (x[1] * 2 );
    }

    [Case("[1, 2, 3, 4]", NoDifferences = true)]
    [Differentiable]
    public static double StaticByCall(ReadOnlySpan<double> x)
    {
        Place[0] = 0;
        double s = 0;
        for (int i = 0; i < 3; i++) { s += x[Place[0]] * x[Place[0]]; Step(); }
        return s;
    }

    [Case("[1, 2, 3, 4]", Value = 84, Grad = "2, 8, 18, 32", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable]
    public static double StaticReals(ReadOnlySpan<double> x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) { Table[1] = i + 1; s += x[i] * x[i] * Table[1]; }
        Table[1] = 77;
        return s - 16;
    }

    // Recursion that reads memory which changes around it, and writes
    static double Rec(Span<double> m, double x, int n)
    {
        if (n == 0) return m[0] * x;
        m[0] += x;
        var a = Rec(m, x, n - 1);
        m[1] = a * m[0];
        return a + m[1];
    }
    [Case("1.3")]
    [Differentiable]
    public static double Recursive(double x)
    {
        Span<double> m = stackalloc double[2];
        m[0] = x * x;
        var r = Rec(m, x, 3);
        m[0] *= 2;
        return r * m[0] + m[1];
    }

    static double RecPeek(Span<double> m, double x, int n)
    {
        if (n == 0) return m[0] * x;
        m[0] = m[0] * 1.1;
        return RecPeek(m, x, n - 1) * x;
    }
    [Case("\"r:6:1\"")]
    [Differentiable]
    public static double RecursiveInLoop(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { m[0] += x[i]; s += RecPeek(m, x[i], 2); m[0] *= 0.5; }
        return s;
    }

    static double Read(ReadOnlySpan<double> m, double x, int n) => n == 0 ? m[0] * x : Read(m, x, n - 1) * m[0];
    [Case("\"r:6:1\"")]
    [Differentiable]
    public static double RecursiveReadInLoop(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { m[0] += 1; s += Read(m, x[i], 2); }
        return s;
    }

    // hand-written rules
    static double Square(ReadOnlySpan<double> m) => m[0] * m[0];
    [DerivativeOf(typeof(QuotedMemory), nameof(Square))]
    static double SquareBackward(ReadOnlySpan<double> m, double gradResult, Span<double> gradM) { gradM[0] += 2 * m[0] * gradResult; return m[0] * m[0]; }

    static void Double(Span<double> m) { m[0] *= 2; }
    [DerivativeOf(typeof(QuotedMemory), nameof(Double))]
    static void DoubleBackward(Span<double> m, Span<double> gradM) { m[0] *= 2; gradM[0] *= 2; }

    [Case("\"r:6:1\"")]
    [Differentiable]
    public static double RuleInLoop(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[1];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { m[0] += 1; s += x[i] * Square(m); m[0] += x[i]; s += Square(m); Double(m); }
        return s + m[0];
    }

    // an aliasing view is written while the other is read
    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double Views(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[3];
        var tail = m[1..];
        double s = 0;
        for (int i = 0; i < x.Length; i++) { m[1] += x[i]; s += tail[0] * tail[0]; tail[1] += m[1]; s += m[2] * x[i]; }
        return s;
    }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double SumsIntoViews(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[3];
        var tail = m[1..];
        for (int i = 0; i < x.Length; i++) { m[1] += x[i] * x[i]; tail[0] += x[i]; }
        return m[1] * m[1] + tail[0];
    }

    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double StoreIntoView(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[3];
        var tail = m[1..];
        for (int i = 0; i < x.Length; i++) { m[1] += x[i] * x[i]; if (x[i] > 0.5) tail[0] = x[i]; }
        return m[1] * m[1];
    }

    static void Scale(ref double a, double x) { a *= x; }
    [Case("\"r:20:1\"")]
    [Differentiable]
    public static double RefElements(ReadOnlySpan<double> x)
    {
        Span<double> m = stackalloc double[2];
        m[0] = 1;
        double s = 0;
        for (int i = 0; i < x.Length; i++) { ref double r = ref m[0]; r += x[i]; m[0] *= 0.9; s += r * r; Scale(ref m[0], x[i]); s += m[0]; }
        return s;
    }
}
