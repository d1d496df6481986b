namespace AutoBackprop.Tests;

// Array variables that are assigned: in branches, in loops, by swapping.
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double ChosenHalf(ReadOnlySpan<double> x)
    {
        if (x.Length == 0) return 0;
        var half = x.Length / 2;
        var part = x[0] > 0 ? x[..half] : x[half..];
        var sum = x[0];
        for (var i = 0; i < part.Length; i++) sum += part[i] * part[i] * (i + 1);
        return sum;
    }

    [Differentiable]
    internal static double ChosenTwice(ReadOnlySpan<double> x)
    {
        Span<double> a = stackalloc double[4], b = stackalloc double[4];
        foreach (var v in x) { a[0] += v; b[1] += v * v; }
        var to = x.Length % 2 == 0 ? a : b;
        if (x.Length % 3 == 0) to = to[1..];
        to[0] *= 3;
        to[2] = a[0] * b[1];
        var sum = 0.0;
        for (var i = 0; i < 4; i++) sum += a[i] * (i + 1) + b[i] * a[i];
        return sum;
    }

    [Differentiable]
    internal static double Swapped(ReadOnlySpan<double> x)
    {
        var current = new double[x.Length];
        var next = new double[x.Length];
        x.CopyTo(current);
        for (var t = 0; t < 5; t++)
        {
            for (var i = 0; i < x.Length; i++)
                next[i] = 0.5 * current[i] + 0.3 * Math.Sin(current[(i + 1) % x.Length]) * current[i];
            (current, next) = (next, current);
        }
        var sum = 0.0;
        foreach (var c in current) sum += c * c;
        return sum;
    }

    [Differentiable]
    internal static double ShrinkingWindow(ReadOnlySpan<double> x)
    {
        var sum = 1.0;
        while (x.Length > 0)
        {
            sum = 0.5 * sum + x[0] * sum * 0.1 + x[^1];
            x = x[1..];
        }
        return sum;
    }

    [Differentiable]
    internal static double ForeachWindow(ReadOnlySpan<double> x)
    {
        var rest = x;
        var sum = 0.0;
        foreach (var v in x)
        {
            if (v < 0 && rest.Length > 1) rest = rest.Slice(1, rest.Length - 1);
            sum += v * rest[0];
        }
        return sum;
    }

    [Differentiable]
    internal static double EitherOrConstant(ReadOnlySpan<double> x)
    {
        double[] weights = [1, -2, 3, 0.5];
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            ReadOnlySpan<double> from = weights;
            if (i % 2 == 0 && i + 4 <= x.Length) from = x.Slice(i, 4);
            sum += from[i % 4] * x[i];
        }
        return sum;
    }

    [Differentiable]
    internal static double AssignedBeforeThrow(ReadOnlySpan<double> x)
    {
        ReadOnlySpan<double> y;
        if (x.Length > 5000) throw new ArgumentException("Too long.", nameof(x));
        else if (x.Length > 2) y = x[1..];
        else y = x;
        var sum = 0.0;
        foreach (var v in y) sum += v * v * v;
        return sum;
    }
}
