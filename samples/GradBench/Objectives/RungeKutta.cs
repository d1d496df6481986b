using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>y₀' = x₀, yᵢ' = xᵢ yᵢ₋₁, from y = 0 at t = 0 to t = 2 (GradBench: ode).</summary>
public static partial class RungeKutta
{
    /// <summary>The last yᵢ at the end.</summary>
    [Differentiable]
    public static double Last(ReadOnlySpan<double> x, int steps)
    {
        Span<double> y = new double[x.Length];
        Solve(x, steps, y);
        return y[^1];
    }

    /// <summary>All yᵢ at the end, by the method of fourth order.</summary>
    [Differentiable(Derivatives.Value)]
    public static void Solve(ReadOnlySpan<double> x, int steps, Span<double> y)
    {
        var n = x.Length;
        var h = 2.0 / steps;
        Span<double> k1 = new double[n], k2 = new double[n], k3 = new double[n], k4 = new double[n], at = new double[n];
        y.Clear();
        for (var step = 0; step < steps; step++)
        {
            Slope(x, y, k1);
            for (var i = 0; i < n; i++) at[i] = y[i] + h * k1[i] / 2;
            Slope(x, at, k2);
            for (var i = 0; i < n; i++) at[i] = y[i] + h * k2[i] / 2;
            Slope(x, at, k3);
            for (var i = 0; i < n; i++) at[i] = y[i] + h * k3[i];
            Slope(x, at, k4);
            for (var i = 0; i < n; i++) y[i] += h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
        }
    }

    private static void Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slope)
    {
        slope[0] = x[0];
        for (var i = 1; i < x.Length; i++) slope[i] = x[i] * y[i - 1];
    }
}
