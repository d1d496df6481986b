using System;
using AutoBackprop;

#pragma warning disable AB0201, AB0205, AB0303, AB0305, AB0401, AB0402
namespace Cases;

/// <summary>What a loop computes and a later one asks for: always, if both run equally often; else perhaps not at all, and then an infinite
/// slope does not count.</summary>
public static partial class AskedByALoop
{
    [Case("[1, 2, 0.5], [0.2, 0.3, 0.4]")]
    [Case("r:40:1, r:40:2")]
    [Case("[], []", Value = 0)]
    [Differentiable]
    public static double EquallyOften(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i]);
        var n = Math.Log(sum);
        var total = 0.0;
        for (var i = 0; i < x.Length; i++) total += w[i] * (x[i] - n);
        return total;
    }

    [Case("[800, 1], []", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("[0.5, 1], [1, 2, 3]")]
    [Differentiable]
    public static double OtherBounds(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i]);
        var total = 0.0;
        for (var i = 0; i < w.Length; i++) total += w[i] * sum;
        return total;
    }

    [Case("[800, 1], 2", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("[0.5, 1], 2")]
    [Differentiable]
    public static double FewerTrips(ReadOnlySpan<double> x, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++) sum += Math.Exp(x[i]);
        n = double.IsInfinity(sum) ? 0 : n;
        var total = 0.0;
        for (var i = 0; i < n; i++) total += x[i] * sum;
        return total;
    }

    [Case("[800, 1]", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("[0.5, 1]")]
    [Differentiable]
    public static double InABranch(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i]);
        var total = 0.0;
        if (!double.IsInfinity(sum))
            for (var i = 0; i < x.Length; i++) total += x[i] * sum;
        return total;
    }

    // In each trip, or not in the last one alone.
    [Case("[800, 1]", Value = 0, Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("[0.5, 1]")]
    [Differentiable]
    public static double ABranchInside(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i]);
        var total = 0.0;
        for (var i = 0; i < x.Length; i++) if (sum < 1e300) total += x[i] * sum;
        return total;
    }

    [Case("[800, 1]", Value = 1, Grad = "0, 1", NoDifferences = true)]
    [Case("[0.5, 1]")]
    [Differentiable]
    public static double LeftAtOnce(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(x[i]);
        var total = x[1];
        for (var i = 0; i < x.Length; i++)
        {
            if (sum > 1e300) break;
            total += x[i] * sum;
        }
        return total;
    }

    [Case("[800, 1]", Value = 1, Grad = "0, 1", NoDifferences = true)]
    [Case("[0.5, 1]")]
    [Differentiable]
    public static float Replaced(ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (var i = 0; i < x.Length; i++) sum += MathF.Exp(x[i]);
        if (sum > 1e30f) sum = x[1];
        float total = 0;
        for (var i = 0; i < 1; i++) total += sum;
        for (var i = 0; i < x.Length; i++) total += 0 * sum;
        return total;
    }
}
