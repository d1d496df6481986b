using AutoBackprop;

namespace Cases;

/// <summary>Beside <see cref="NestedMembers"/>: derivatives of derivatives of other types, on windows, in lambdas and loops.</summary>
internal static partial class NestedNeighbours
{
    internal readonly record struct Two(float A, float B);

    [Differentiable]
    internal static float Cubes(Two p, float x) => p.A * p.A * p.B * x + x * x * p.B;

    [Case("[0.5,2],1.5"), Differentiable]
    public static float OfRecords(Two p, float x)
    {
        var (value, slopes, alongX) = CubesGradient(p, x);
        return value * slopes.A + slopes.B * alongX;
    }

    [Differentiable]
    internal static double Squares(ReadOnlySpan<double> w, double y)
    {
        var s = 0.0;
        for (var i = 0; i < w.Length; i++) s += w[i] * w[i] * w[i] * y;
        return s;
    }

    [Case("[1,2,3,4],0.5"), Differentiable]
    public static double OnWindows(double[] w, double y)
    {
        Span<double> g = stackalloc double[4];
        var (_, first) = SquaresGradient(w.AsSpan(0, 2), y, g[..2]);
        var (_, second) = SquaresGradient(w.AsSpan(2), y * y, g[2..]);
        var s = first * second;
        for (var i = 0; i < g.Length; i++) s += g[i] * g[i];
        return s;
    }

    [Case("[1,2],0.5"), Differentiable]
    public static double InALambda(double[] w, double y)
    {
        Func<double, double> slope = x => SquaresGradient([x, w[0]], y, new double[2]).GradY;
        var s = 0.0;
        for (var k = 0; k < 3; k++) s += slope(w[1] * k) * y;
        return s;
    }

    [Case("[1,2],0.5"), Differentiable]
    public static double NamedArguments(double[] w, double y)
    {
        var g = new double[2];
        var (value, d) = SquaresGradient(gradW: g, y: y, w: w);
        return value * d + g[0] * g[1];
    }

    [Case("[1,2],0.5"), Case("[-1,2],0.5"), Differentiable]
    public static double Guarded(double[] w, double y)
    {
        if (w[0] < 0) return y * w[1];
        var g = new double[2];
        SquaresGradient(w, y, g);
        return g[0] * g[1];
    }
}
