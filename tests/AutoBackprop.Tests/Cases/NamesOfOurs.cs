using System;
using AutoBackprop;

namespace Cases;

/// <summary>The user's variables may be called as ours are: what a variable is for does not follow from its name.</summary>
public static partial class NamesOfOurs
{
    // A parameter of a method that calls itself, called as the adjoints of results are.
    [Differentiable, Case("0.7, 3")]
    public static double SeedOfRecursion(double x, int n) => Power(x, n);

    private static double Power(double seed, int n) => n == 0 ? 1 : seed * Power(seed, n - 1);

    [Differentiable, Case("0.7, 1.3, 3")]
    public static double SeedsOfRecursion(double x, double y, int n) => Mixed(x, y, n);

    private static double Mixed(double seed1, double seed0, int seedling) => seedling == 0 ? seed0 : seed1 * Mixed(seed1 + seed0, seed0, seedling - 1);

    [Differentiable, Case("\"r:6:1\", 5")]
    public static double SeedIsAnArray(ReadOnlySpan<double> x, int n) => Sum(x, n);

    private static double Sum(ReadOnlySpan<double> seed, int seed0) => seed0 < 0 ? 0 : seed[seed0] * seed[seed0] + Sum(seed, seed0 - 1);

    [Differentiable, Case("0.7, 3")]
    public static float SeedOfFloats(float x, int n) => PowerF(x, n);

    private static float PowerF(float seed, int n) => n == 0 ? 1 : seed * PowerF(seed, n - 1);

    [Differentiable, Case("0.7, 1.1, 3")]
    public static double GradResult(double x, double y, int n) => Grad(x, y, n);

    private static double Grad(double seed, double grad_result, int n) => n == 0 ? grad_result : seed * Grad(seed, grad_result, n - 1);

    [Differentiable, Case("0.4, 1.5")]
    public static double SeedsHere(double seed, double seed0)
    {
        var seed1 = seed * seed0;
        return seed1 * seed1 + seed;
    }

    // Locals called as what is kept for the backward sweep.
    [Differentiable, Case("\"r:7:1\"")]
    public static double Kept(ReadOnlySpan<double> x)
    {
        var s = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            var kept_s = s * x[i];
            s += Math.Sin(kept_s);
        }
        return s;
    }

    [Differentiable, Case("\"r:7:1\"")]
    public static double KeptArray(ReadOnlySpan<double> x)
    {
        Span<double> kept_s = new double[x.Length];
        var s = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            s = Math.Sin(s * x[i] + 1);
            kept_s[i] = s;
        }
        return s * kept_s[0];
    }

    [Differentiable, Case("0.4, 1.5")]
    public static double Zero(double x, double y)
    {
        var grad_x = 0.0;
        var grad_y = x * y;
        if (x > 0) grad_x = grad_y * grad_y;
        return grad_x + grad_y;
    }

    [Differentiable, Case("\"r:20:1\"")]
    public static double OnVectors(ReadOnlySpan<double> x)
    {
        double grad_x = 0, sum_v = 0, sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * x[i];
        for (var i = 0; i < x.Length; i++) sum_v += Math.Exp(x[i]);
        for (var i = 0; i < x.Length; i++) grad_x += x[i] * x[i] * x[i];
        return sum * sum_v * grad_x;
    }

    [Differentiable, Case("1.5, 2")]
    public static double Trips(double x, double y)
    {
        var trips = 0;
        var trips1 = x;
        while (trips1 < 40) { trips1 = trips1 * y + x; trips++; }
        return trips1 * trips;
    }

    // An array of a helper that is an adjoint by name.
    [Differentiable, Case("\"r:6:1\"")]
    public static double GradOfHelper(ReadOnlySpan<double> x)
    {
        Span<double> grad_x = stackalloc double[6];
        grad_x.Clear();
        for (var i = 0; i < x.Length; i++) grad_x[i] += x[i] * x[i];
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += grad_x[i] * x[i];
        return sum;
    }

    [Differentiable, Case("\"r:6:1\", \"r:6:1\"")]
    public static double GradAsParameter(ReadOnlySpan<double> x, ReadOnlySpan<double> grad_x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += grad_x[i] * x[i] * x[i];
        return sum;
    }

    [Differentiable, Case("\"r:6:1\", \"r:6:1\"")]
    public static double GradWritten(ReadOnlySpan<double> x, ReadOnlySpan<double> grad_x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i];
        for (var i = 0; i < grad_x.Length; i++) sum += grad_x[i] * sum;
        return sum;
    }
}
