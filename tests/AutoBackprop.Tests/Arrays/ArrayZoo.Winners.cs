namespace AutoBackprop.Tests;

/// <summary>Values that each iteration keeps or replaces: the gradient goes to one of them.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double Largest(ReadOnlySpan<double> x)
    {
        var m = -2.0;
        for (var i = 0; i < x.Length; i++) m = Math.Max(m, x[i]);
        return m * m;
    }

    [Differentiable]
    internal static double LargestFirst(ReadOnlySpan<double> x)
    {
        var m = -2.0;
        for (var i = 0; i < x.Length; i++) m = Math.Max(x[i], m);
        return m * m;
    }

    [Differentiable]
    internal static double SmallestOfSquares(ReadOnlySpan<double> x)
    {
        var m = 2.0;
        foreach (var v in x) m = Math.Min(m, v * v + 0.5);
        return m * m;
    }

    [Differentiable]
    internal static double SmallestBackwards(ReadOnlySpan<double> x)
    {
        var m = 2.0;
        for (var i = x.Length - 1; i >= 0; i--) m = Math.Min(m, Math.Exp(x[i]));
        return m;
    }

    [Differentiable]
    internal static double Best(ReadOnlySpan<double> x)
    {
        var best = double.NegativeInfinity;
        for (var i = 0; i < x.Length; i++)
            if (x[i] * x[i] > best) best = x[i] * x[i];
        return x.Length == 0 ? 0 : best;
    }

    [Differentiable]
    internal static double BestAndItsNeighbour(ReadOnlySpan<double> x)
    {
        var (best, other, at) = (5.0, 0.25, 0);
        for (var i = 0; i + 1 < x.Length; i++)
            if (x[i] <= best)
            {
                best = x[i];
                other = Math.Sin(x[i + 1]);
                at = i;
            }
        return best * other + at;
    }

    [Differentiable]
    internal static double LastOneThatIsPositive(ReadOnlySpan<double> x)
    {
        var last = 0.5;
        foreach (var v in x)
            if (v > 0) last = v * v;
        return last;
    }

    [Differentiable]
    internal static double LargestOfTheNegative(ReadOnlySpan<double> x)
    {
        var (m, s) = (-3.0, 0.0);
        foreach (var v in x)
        {
            s += v * v;
            if (v < 0) m = m < v ? v : m;
        }
        return m * s;
    }

    [Differentiable]
    internal static double LargestOfSums(ReadOnlySpan<double> x)
    {
        var m = -100.0;
        for (var i = 0; i < x.Length; i++)
        {
            var s = 0.1 * i;
            for (var j = 0; j < 5; j++) s += x[(i + j) % x.Length] * x[i];
            m = Math.Max(m, s);
        }
        return m;
    }

    [Differentiable]
    internal static double LargestOfAGrid(ReadOnlySpan<double> x)
    {
        var m = -9.0;
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j <= i; j++) m = Math.Max(m, x[i] * x[j] - 0.1 * j);
        return m;
    }

    [Differentiable]
    internal static double RunningLargest(ReadOnlySpan<double> x)
    {
        var (m, s) = (-1.0, 0.0);
        foreach (var v in x)
        {
            m = Math.Max(m, v);
            s += m * m;
        }
        return s;
    }

    [Differentiable]
    internal static double LargestOfPairs(ReadOnlySpan<double> x)
    {
        var m = -1.0;
        for (var i = 0; i + 1 < x.Length; i += 2) m = Math.Max(Math.Max(m, x[i]), x[i + 1]);
        return m;
    }

    [Differentiable]
    internal static double DistanceOfExtremes(ReadOnlySpan<double> x)
    {
        var (low, high) = (0.5, -0.5);
        foreach (var v in x)
        {
            low = Math.Min(v, low);
            high = Math.Max(high, v);
        }
        return (high - low) * high;
    }

    [Differentiable]
    internal static double LargestWritten(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i] - x[i];
        var m = -1.0;
        for (var i = 0; i < y.Length; i++)
        {
            m = Math.Max(m, y[i]);
            y[i] = 0.5 * y[i];
        }
        var s = 0.0;
        foreach (var v in y) s += v;
        return m * s;
    }
}
