using System;

namespace AutoBackprop.Tests;

// Tuples: locals, parameters, results.
public static partial class Zoo
{
    [Differentiable]
    public static double TupleLocals(double x, double y)
    {
        var t = (x, y);
        (double Sum, double Product) u = (t.x + t.y, t.x * t.y);
        t.x = u.Sum * 2;
        u.Product += t.Item1;
        t = (t.y, t.x);
        var v = (u, t, 3);
        v.t.Item1 *= v.u.Sum;
        return v.t.x * v.u.Product + v.Item3 * t.y;
    }

    [Differentiable]
    public static double Deconstruction(double x, double y, int n)
    {
        var (a, b) = (x * y, x + y);
        (double c, _, var k) = (a * b, Math.Exp(x), n);
        double d;
        (d, x) = (c, d = y);
        ((a, b), (c, d)) = ((c, d), (a, b));
        return a * b + c * d * k + x;
    }

    [Differentiable] public static double SwapByTuple(double x, double y) { (x, y) = (y * 2, x); return x * x - y; }
    [Differentiable] public static double TupleParameter((double X, double Y) p, double s) => p.X * p.Y * s + p.Item1;
    [Differentiable] public static double NestedTuple(((double A, float B) P, int N, (double, double) Q) t) => t.P.A * t.P.B * t.N + t.Q.Item1 * t.Q.Item2;
    [Differentiable] public static double TupleAssigned((double X, double Y) p) { p.X *= p.Y; p = (p.Y, p.X); return p.X * p.X - p.Y; }
    [Differentiable] public static double TupleInLoop(double x, int n) { var p = (x, 1.0); for (var i = 0; i < n; i++) p = (p.Item2 * 0.9, p.x + Math.Sin(p.Item2)); return p.x * p.Item2; }
    [Differentiable] public static double TupleOfChoice(double x, double y) { var (a, b) = x > y ? (x, y) : (y * y, x); return a * a - b; }
    [Differentiable] public static double TupleEquality(double x, double y, int n) => (n, 2) == (2, n) ? x * y : (x, n) != (y, n) ? x * x : y;
    [Differentiable] public static double MixedTuple(double x, int n) { (double d, int i, string s, bool b) t = (x * n, n + 1, "abc", x > 0); return t.b ? t.d * t.i : t.d * t.s.Length; }
    [Differentiable] public static double TupleConverted(float x, int n) { (double a, double b) t = (x, n); (double, long) u = (t.a * t.b, n); return u.Item1 * u.Item2; }
    [Differentiable] public static double NoGradientTuple([NoGradient] (double A, double B) p, double x) => p.A * x + p.B * x * x;

    [Differentiable] public static (double Sum, double Product) TwoResults(double x, double y) => (x + y, x * y);
    [Differentiable] public static (double, (float, int), double) NestedResult(double x, float y, int n) => (x * y, (y * 2, n + 1), x);
    [Differentiable] public static (double, double) ResultsOfLoop(double x, double y, int n) { for (var i = 0; i < n; i++) (x, y) = (Math.Sin(y), x + 0.5 * y); return (x * y, y); }
    [Differentiable] public static (double, double) ResultsOfBranches(double x, double y) { if (x > y) return (x, x * y); return y > 0 ? (y, 1) : (x * y, x); }
    [Differentiable] public static (double, double) SameResultTwice(double x) { var y = x * x; return (y, y); }
    [Differentiable] public static (double, double) ConstantResult(double x) => (2, x);
    [Differentiable] public static (double X, double Y) TupleThrough((double X, double Y) p) => (p.Y, p.X * p.Y);
    [Differentiable(Derivatives.Backward)] public static double BackwardOnly(double x, double y) => x * y * y;
    [Differentiable(Derivatives.Gradient)] public static double GradientOnly(double x, double y) => x * y * y;
    [Differentiable] internal static double NotExposed(double x) => x * x;
    [Differentiable] public static double Eight(double a, double b, double c, double d, double e, double f, double g, double h) => a * b * c + d * e * f - g * h * a;
}
