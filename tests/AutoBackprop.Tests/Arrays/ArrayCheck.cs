namespace AutoBackprop.Tests;

/// <summary>Gradients of functions of one array against centred differences, component by component.</summary>
internal static class ArrayCheck
{
    public delegate double Value(ReadOnlySpan<double> x);

    public delegate double Gradient(ReadOnlySpan<double> x, Span<double> gradX);

    public static double[] Data(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() * 2 - 1)];
    }

    /// <summary>What is wrong; null if nothing is.</summary>
    /// <param name="f">Has no side effects, and leaves its argument alone.</param>
    /// <param name="components">At most so many components are compared, spread over the array.</param>
    public static string? Differs(Func<double[], double> f, double[] x, double value, ReadOnlySpan<double> gradient, int components)
    {
        var expected = f(x);
        if (!Near(value, expected, 1e-12, Math.Abs(expected))) return $"value {value:R}, of the method {expected:R}";
        for (var k = 0; k < Math.Min(components, x.Length); k++)
        {
            var i = x.Length <= components ? k : (int)((long)k * (x.Length - 1) / (components - 1));
            if (!Agrees(f, x, i, gradient[i], expected, out var slope)) return $"[{i}] of {x.Length} at {x[i]:R}: gradient {gradient[i]:R}, difference {slope:R}";
        }
        return null;
    }

    public static bool Near(double a, double b, double tolerance, double size) =>
        a.Equals(b) || Math.Abs(a - b) <= tolerance * Math.Max(1, size);

    // Richardson at steps that shrink until two of them agree. Where none do, there is a kink in every neighbourhood looked at: passes.
    private static bool Agrees(Func<double[], double> f, double[] x, int i, double gradient, double value, out double slope)
    {
        var y = (double[])x.Clone();
        double At(double step)
        {
            y[i] = x[i] + step;
            return f(y);
        }
        double Centred(double h) => (At(h) - At(-h)) / (2 * h);
        double Richardson(double h) => (4 * Centred(h / 2) - Centred(h)) / 3;

        slope = double.NaN;
        foreach (var h in (ReadOnlySpan<double>)[1e-3, 1e-4, 1e-5])
        {
            var (coarse, fine) = (Richardson(h), Richardson(h / 2));
            var noise = 1e-14 * Math.Abs(value) / h;
            var size = Math.Max(1, Math.Abs(fine));
            if (!(Math.Abs(coarse - fine) <= 1e-7 * size + noise)) continue;
            slope = fine;
            return Math.Abs(gradient - fine) <= 1e-6 * size + 10 * noise;
        }
        return true;
    }
}
