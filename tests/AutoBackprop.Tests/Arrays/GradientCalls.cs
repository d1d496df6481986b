#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Gradients over spans inside differentiable methods: derivatives of derivatives.</summary>
internal static partial class GradientCalls
{
    [Differentiable]
    internal static double Cubes(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += v * v * v * (1.0 + 0.1 * x[0]);
        return s;
    }

    [Differentiable]
    internal static double Recurrence(double[] w, ReadOnlySpan<double> x, double k)
    {
        var h = k;
        for (var i = 0; i < w.Length; i++) h = Math.Tanh(h * x[i] + w[i]);
        return h * h + k * h;
    }

    /// <summary>The square of the gradient as a penalty.</summary>
    [Differentiable]
    internal static double Penalty(double[] x)
    {
        Span<double> g = new double[x.Length];
        var s = CubesGradient(x, g);
        for (var i = 0; i < g.Length; i++) s += g[i] * g[i] * 0.1;
        return s;
    }

    [Differentiable]
    internal static double TwoDestinations(double[] x)
    {
        Span<double> w = new double[x.Length], y = new double[x.Length + 3];
        var s = 0.0;
        for (var r = 0; r < 2; r++)
        {
            var (value, k) = RecurrenceGradient(x, x, x[0], w, y);
            foreach (var v in w) s += v * v;
            s += value + k * y[0];
        }
        return s;
    }

    [Differentiable]
    internal static double Handed(double[] x, Span<double> g)
    {
        var s = CubesGradient(x, g);
        foreach (var v in g) s += Math.Sin(v);
        return s;
    }
}
