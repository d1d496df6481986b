using System;

namespace AutoBackprop.Tests;

// Methods that call methods.
public static partial class Zoo
{
    private static double Twice(double x) => 2 * x;
    private static double Twice(double x, double y) => x * y * 2;
    private static float Twice(float x) => 2 * x + 1;
    private static double Scaled(double x, double by = 3, int times = 2) => x * by * times;
    private static double ByReference(in double x, in double y) => x * y + x;
    private static double Branching(double x) { if (x > 0) return x * x; var y = Math.Sin(x); return y * x; }
    private static double Looping(double x, int n) { for (var i = 0; i < n; i++) { x = Math.Sin(x) + i; if (x > 3) return x; } return x * x; }
    private static (double Sum, double Product) SumAndProduct(double x, double y) => (x + y, x * y);
    private static int Sign(double x) => x > 0 ? 1 : -1;
    private static bool IsBig(double x, double than) => x * x > than;
    private static void Nothing(double x) => _ = x;

    [Differentiable] public static double Calls(double x, double y) => Twice(x) * Twice(Twice(y)) + Twice(x, y);
    [Differentiable] public static float CallsOfSingles(float x) => Twice(x) * x;
    [Differentiable] public static double NamedAndOptional(double x, double y) => Scaled(x) + Scaled(by: x, x: y) + Scaled(times: 4, x: x, by: y) + Scaled(y, 2);
    [Differentiable] public static double InArguments(double x, double y) => ByReference(in x, y * x) + ByReference(3, in y);
    [Differentiable] public static double InParameters(in double x, in double y, in int n) => x * y * n;
    [Differentiable] public static double CallsOfChoices(double x, double y) => Branching(x) * Branching(y) + Branching(x * y);
    [Differentiable] public static double CallsInLoop(double x, int n) { for (var i = 0; i < n; i++) x = Looping(x, i) * 0.4; return x; }
    [Differentiable] public static double CallsForTuple(double x, double y) { var (s, p) = SumAndProduct(x, y * y); return s * p + SumAndProduct(s, p).Product; }
    [Differentiable] public static double CallsForFlags(double x, double y) => IsBig(x, y) ? Sign(y) * x : x * y;
    [Differentiable] public static double ArgumentsInOrder(double x) => Twice(x++, x *= 2) + x;
    [Differentiable] public static double CallsOfDifferentiable(double x, double y) => Horner(x, y, x * y, 2) * Square(y);
    [Differentiable] public static double CallsFarAway(double x) => Far.Away(x) * Far.Inner.Deeper(x);
    [Differentiable] public static double CallsNothing(double x) { Nothing(3); return x * x; }

    [Differentiable]
    public static double LocalFunctions(double x, double y)
    {
        static double Square(double x) => x * x;
        static double Mix(double a, double b)
        {
            var r = Twice(a) + Square(b);
            return Inner(r) * a;
            static double Inner(double v) => Math.Sin(v);
        }
        return Mix(x, y) + Square(y);
    }

    [Differentiable]
    public static double LocalRecursion(double x, int n)
    {
        return Down(x, n);
        static double Down(double v, int k) => k == 0 ? v : Math.Sin(Down(v * 1.1, k - 1));
    }

    // ── recursion ────────────────────────────────────────────────────────────────────────────────────────────

    private static double Power(double x, int n) => n == 0 ? 1 : n % 2 == 0 ? Power(x * x, n / 2) : x * Power(x, n - 1);
    private static double Tree(double x, double y, int n) => n <= 0 ? x * y : Tree(x * 0.5, y, n - 1) + Tree(x, Math.Sin(y), n - 2) * x;
    private static double Ping(double x, int n) => n == 0 ? x : Pong(x * x * 0.5, n - 1) + 1;
    private static double Pong(double x, int n) => n == 0 ? 2 * x : Math.Sin(Ping(x + 1, n - 1));
    private static (double, double) Both(double x, double y, int n) { if (n == 0) return (x, y); var (a, b) = Both(y, x * 0.9, n - 1); return (a * b, a + Math.Sin(b)); }
    private static float Halves(float x, int n) => n == 0 ? x : MathF.Sin(Halves(x / 2, n - 1) * 3);

    [Differentiable] public static double RecursivePower(double x, int n) => Power(x, n);
    [Differentiable] public static double RecursiveTree(double x, double y, int n) => Tree(x, y, n);
    [Differentiable] public static double Itself(double x, int n) => n <= 0 ? x : Math.Sin(x) + Itself(x * 0.7, n - 1) * x;
    [Differentiable] public static double MutualRecursion(double x, int n) => Ping(x, n) * Pong(x, n + 1);
    [Differentiable] public static double RecursiveTuple(double x, double y, int n) { var (a, b) = Both(x, y, n); return a - 2 * b; }
    [Differentiable] public static float RecursiveSingle(float x, int n) => Halves(x, n) * x;
    [Differentiable] public static double RecursionInLoop(double x, int n) { var s = 0.0; for (var i = 0; i < n; i++) { s += Power(x, i) * s + x; } return s; }
    [Differentiable] public static double Factorial([NoGradient, On(0, 5)] double k, double x) => k <= 1 ? x : k * Factorial(k - 1, x);

    public static class Far
    {
        internal static double Away(double x) => x * Math.Exp(-x);
        internal static class Inner { internal static double Deeper(double x) => Away(x) + Golden; }
    }
}
