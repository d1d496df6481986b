namespace AutoBackprop.Tests;

/// <summary>Loops inside branches, most of them behind a guard that returns early; and elements touched more than once.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double BehindAGuard(ReadOnlySpan<double> x)
    {
        if (x.Length == 0) return 0;
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Exp(x[i]) * x[i];
        return Math.Log(1.0 + s * s) / x.Length;
    }

    [Differentiable]
    internal static double BehindTwoGuards(ReadOnlySpan<double> x)
    {
        if (x.Length < 2) return x.Length == 1 ? x[0] * x[0] : 0.25;
        var mean = 0.0;
        foreach (var v in x) mean += v / x.Length;
        if (mean > 0.1) return mean * mean;
        var variance = 0.0;
        foreach (var v in x) variance += (v - mean) * (v - mean);
        return variance + mean;
    }

    [Differentiable]
    internal static double OneLoopOrTheOther(ReadOnlySpan<double> x)
    {
        var (s, k) = (0.0, x.Length > 0 ? x[0] : 1.0);
        if (x.Length % 2 == 0)
            for (var i = 0; i < x.Length; i++) s += Math.Sin(x[i]) * k;
        else
            for (var i = 0; i < x.Length; i++) s -= x[i] * x[i] * x[i];
        return s * s + k;
    }

    [Differentiable]
    internal static double BranchThatWrites(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        if (x.Length > 3)
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += y[i] * Math.Tanh(x[i]);
        return s;
    }

    [Differentiable]
    internal static double GuardInALoop(ReadOnlySpan<double> x)
    {
        var total = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] < -0.5) continue;
            var s = 0.1;
            for (var j = 0; j < x.Length; j++) s += Math.Tanh(x[i] * x[j]);
            total += s * s;
        }
        return total;
    }

    [Differentiable]
    internal static double LoopsInALoopWithMemory(ReadOnlySpan<double> x)
    {
        Span<double> state = new double[12];
        var total = 0.0;
        for (var t = 0; t < x.Length; t++)
            for (var layer = 0; layer < 2; layer++)
            {
                var low = state.Slice(2 * layer * 3, 3);
                var high = state.Slice((2 * layer + 1) * 3, 3);
                for (var j = 0; j < 3; j++)
                {
                    high[j] = Math.Tanh(high[j] * 0.5 + low[j] + x[t]);
                    low[j] = high[j] * x[(t + j) % x.Length];
                }
                total += low[1];
            }
        return total;
    }

    [Differentiable]
    internal static double CellsInTwoWindows(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        Span<double> h = new double[2 * n];
        var a = h[..n];
        var b = h[n..];
        for (var t = 0; t < 3; t++)
        {
            for (var j = 0; j < n; j++)
            {
                a[j] = a[j] * Math.Tanh(x[j]) + b[j];
                b[j] = Activations.Sigmoid(a[j] - x[j]) * a[j];
                a[j] += 0.5 * b[j];
            }
        }
        var s = 0.0;
        for (var j = 0; j < n; j++) s += a[j] * b[j];
        return s;
    }

    [Differentiable]
    internal static double WindowsThatMeet(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length + 4];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
        var a = y.AsSpan(0, x.Length);
        var b = y.AsSpan(4, x.Length);
        for (var i = 0; i < x.Length; i++) b[i] += 0.5 * a[i] * x[i];
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i];
        return s;
    }

    [Differentiable]
    internal static double NeighboursMet(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length + 1];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] += x[i] * x[i];
            y[i + 1] += Math.Sin(x[i]);
        }
        for (var i = 0; i < x.Length; i++) y[i + 1] = 0.5 * y[i] + y[i + 1] * x[i];
        return x.Length > 0 ? y[^1] : 0.0;
    }

    [Differentiable]
    internal static double FromTheEndToo(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[x.Length - 1 - i] = x[i] * Math.Exp(x[x.Length - 1 - i]);
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
            if (i % 3 == 1 && y[i] > 0 || i > 20) s += y[i] * (i + 1);
        return s;
    }
}
