#pragma warning disable
using System;
using AutoBackprop;

namespace Cases;

/// <summary>Structs with numbers that all see, and fields that only their own members see; and structs that a generic constructor makes.</summary>
public static partial class MixedStructs
{
    private struct Sum
    {
        public double Total; private int _count;
        public Sum(double total, int count) { Total = total; _count = count; }
        public readonly double Mean => _count == 0 ? 0 : Total / _count;
        public void Add(double x) { Total += x; _count++; }
        public static Sum Of(double x) { var s = new Sum(); s.Add(x); s.Add(0.5 * x); return s; }
        public static implicit operator double(Sum s) => 0.5 * s.Total;
    }
    [Case("3"), Differentiable] public static double FromDefault(double x) { Sum s = default; s.Add(x); s.Add(x * x); return s.Mean; }
    [Case("3"), Differentiable] public static double FromConstructor(double x) { var s = new Sum(x, 3); s.Add(x); return s.Mean; }
    [Case("3")] [Case("1"), Differentiable] public static double Copied(double x) { var s = new Sum(x, 3); var t = s; s.Add(x); if (x > 2) t = s; return s.Mean + t.Mean * t.Total; }
    [Case("3")] [Case("1"), Differentiable] public static double Replaced(double x) { var s = new Sum(x, 3); if (x > 2) s = new Sum(2 * x, 1); return s.Mean; }
    [Case("3"), Differentiable] public static double InLoop(double x) { var s = new Sum(x, 3); for (int i = 0; i < 4; i++) s.Add(x * i * x); return s.Mean; }
    [Case("3"), Differentiable] public static double ByReference(double x) { var s = new Sum(x, 3); Grow(ref s, x); return s.Mean * MeanOf(s); }
    [Case("3"), Differentiable] public static double Returned(double x) => Sum.Of(x).Mean * Sum.Of(x * x);
    [Case("3"), Differentiable] public static double Initialised(double x) { var s = new Sum(x, 3) { Total = x * x }; s.Total += 1; return s.Mean; }
    [Case("3"), Differentiable] public static double Captured(double x) { var s = new Sum(x, 3); Func<double, double> f = v => { s.Add(v); return s.Mean; }; return f(x) + f(x * x); }
    [Case("3"), Differentiable] public static double Exchanged(double x) { var (s, t) = (new Sum(x, 3), new Sum(2, 1)); (s, t) = (t, s); t.Add(x); return s.Mean * t.Mean * x; }
    private static void Grow(ref Sum s, double x) { s.Add(x); s.Total *= x; }
    private static double MeanOf(Sum s) { s.Add(1); return s.Mean; }

    private readonly struct Duo<T>(T a, T b)
    {
        public T A { get; } = a; public T B { get; } = b; public Duo<T> Swapped => new(B, A);
        public void Deconstruct(out T x, out T y) { x = A; y = B; }
    }
    private struct Trio<T> where T : struct
    {
        public T A, B; public int N;
        public Trio(T a, T b, int n) { A = a; B = b; N = n; if (n > 2) A = b; }
    }
    [Case("3"), Differentiable] public static double Generic(double x) { var s = new Duo<double>(x, 2 * x); return s.A * s.B; }
    [Case("3"), Differentiable] public static double GenericSwapped(double x) { var s = new Duo<double>(x, x * x).Swapped; return s.A * s.A * s.B; }
    [Case("3"), Differentiable] public static double GenericTakenApart(double x) { var (a, b) = new Duo<double>(x, 2 * x); return a * a * b; }
    [Case("3"), Differentiable] public static double GenericOfPairs(double x) { var s = new Duo<(double U, double V)>((x, 2), (x * x, x)); return s.A.U * s.B.U + s.B.V; }
    [Case("3, 1")] [Case("3, 3"), Differentiable] public static double GenericWithBody(double x, int n) { var s = new Trio<double>(x, x * x, n); return s.A * s.B + s.N; }
    [Case("3"), Differentiable] public static float GenericOfFloat(float x) { var s = new Trio<float>(x, x * x, 1); s.B *= x; return s.A * s.B; }
}
