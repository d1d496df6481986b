#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403, CA2014
namespace AutoBackprop.Tests;

// Calls of methods that are not inlined: of ours, which call themselves or are long, and of other assemblies.
internal static partial class ArrayZoo
{
    private static int Side(int length) => (int)Math.Sqrt(length);

    // ── methods that call themselves ─────────────────────────────────────────────────────────────────────────

    private static double Halves(ReadOnlySpan<double> x) =>
        x.Length == 0 ? 0.5 : x.Length == 1 ? Math.Sin(x[0]) : Halves(x[..(x.Length / 2)]) + x[0] * Halves(x[(x.Length / 2)..]) * 0.3;

    private static void Butterfly(Span<double> y)
    {
        if (y.Length < 2) return;
        var half = y.Length / 2;
        Butterfly(y[..half]);
        Butterfly(y.Slice(half, half));
        for (var i = 0; i < half; i++)
        {
            var (a, b) = (y[i], y[half + i]);
            y[i] = a + Math.Sin(b);
            y[half + i] = a * b;
        }
    }

    private static double Descend(double[] table, double scale, int from)
    {
        if (from >= table.Length) return scale;
        return Math.Sin(table[from] * scale) + 0.4 * Descend(table, scale * table[from] + 0.1, 2 * from + 1);
    }

    private static void Deep(ReadOnlySpan<double> x, Span<double> y, [NoGradient] double weight, int depth)
    {
        if (depth == 0)
        {
            for (var i = 0; i < y.Length; i++) y[i] += weight * x[i] * x[i];
            return;
        }
        Span<double> inner = stackalloc double[y.Length];
        Deep(x, inner, weight, depth - 1);
        for (var i = 0; i < y.Length; i++) y[i] += Math.Cos(inner[i]) * inner[i] * y[i];
        Deep(inner, y, weight, depth - 1);
    }

    [Differentiable] internal static double RecursiveHalves(ReadOnlySpan<double> x) => Halves(x) * Halves(x[(x.Length / 3)..]);

    [Differentiable]
    internal static double RecursiveButterfly(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[x.Length];
        x.CopyTo(y);
        Butterfly(y);
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i] * Math.Cos(i);
        return s;
    }

    [Differentiable]
    internal static double RecursiveArray(ReadOnlySpan<double> x)
    {
        var table = new double[x.Length];
        for (var i = 0; i < x.Length; i++) table[i] = x[i] * x[i];
        return Descend(table, 0.7, 0) + Descend(table, table.Length > 0 ? table[0] : 1, 1);
    }

    [Differentiable]
    internal static double RecursiveThenOverwritten(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = 1.5 * x[i];
        var s = Halves(y);
        for (var i = 0; i < y.Length; i++) y[i] = y[i] * y[i] + s;
        s += Halves(y);
        for (var i = 0; i < y.Length; i++) y[i] = 0;
        return s;
    }

    [Differentiable]
    internal static double RecursiveInLoop(ReadOnlySpan<double> x)
    {
        var s = 0.1;
        for (var k = 0; k < 3; k++)
        {
            Span<double> t = stackalloc double[x.Length];
            for (var i = 0; i < t.Length; i++) t[i] = x[i] * k + s;
            s = Halves(t) * 0.7 + s * s * 0.1;
            Butterfly(t);
            if (t.Length > 0) s += t[^1] * 0.2;
        }
        return s;
    }

    [Differentiable]
    internal static double RecursiveDeep(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[x.Length];
        y.Fill(0.3);
        Deep(x, y, 0.5, 3);
        var s = 0.0;
        foreach (var v in y) s += v * v;
        return s;
    }

    [Differentiable]
    internal static void RecursiveInPlace(ReadOnlySpan<double> x, Span<double> y)
    {
        Butterfly(y);
        for (var i = 0; i < y.Length; i++) y[i] *= x[i];
        if (x.Length % 2 == 0) Butterfly(y);
    }

    // ── methods of another assembly ──────────────────────────────────────────────────────────────────────────

    [Differentiable] internal static double DotWithItself(ReadOnlySpan<double> x) => Linear.Dot(x, x) * Linear.Sum(x);

    [Differentiable] internal static double DotOfWindows(ReadOnlySpan<double> x) => Linear.Dot(x[..(x.Length / 2)], x[(x.Length - x.Length / 2)..]) + Linear.Dot(x[..(x.Length / 2)], x.Slice(x.Length / 4, x.Length / 2));

    [Differentiable]
    internal static double MatrixOfWindows(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length);
        var (w, v) = (x[..(m * m)].Length, x.Length);
        var y = new double[m];
        Span<double> z = stackalloc double[m];
        Linear.MatVec(x[..w], x[(v - m)..], y);
        Linear.MatVec(x[..w], y, z);
        return Linear.Dot(y, z);
    }

    [Differentiable]
    internal static double RecurrentMatrix(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length);
        Span<double> h = new double[m];
        Span<double> z = new double[m];
        for (var i = 0; i < m; i++) h[i] = x[i] + 0.1;
        for (var t = 0; t < 3; t++)
        {
            Linear.MatVec(x[..(m * m)], h, z);
            for (var i = 0; i < m; i++) h[i] = Math.Tanh(z[i]);
        }
        return Linear.Dot(h, h) + Linear.Sum(z);
    }

    [Differentiable]
    internal static double MatrixPerSample(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length);
        var h = new double[m];
        var s = 0.0;
        for (var row = 0; row < m; row++)
        {
            Linear.MatVec(x[..(m * m)], x.Slice(row * m, m), h);
            for (var i = 0; i < m; i++) s += Math.Sin(h[i]);
        }
        return s;
    }

    [Differentiable]
    internal static double MatrixInBranch(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        if (x.Length % 3 == 0) Linear.Scale(x.Length > 0 ? x[0] : 1, x, y);
        else
        {
            for (var i = 0; i < y.Length; i++) y[i] = x[i];
            Linear.Axpy(y[0], x, y);
            Linear.Axpy(0.5, x, y);
        }
        Linear.Axpy(2, x, y);
        return Linear.Dot(y, y);
    }

    [Differentiable]
    internal static double CallsThenOverwrites(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i];
        Linear.Scale(1.5, y, z);
        var s = Linear.Dot(y, z);
        for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(z[i]) * s;
        Linear.Scale(s, y, z);
        s += Linear.Dot(y, z);
        for (var i = 0; i < y.Length; i++) z[i] = 0;
        return s;
    }

    [Differentiable]
    internal static void AddsScaled(ReadOnlySpan<double> x, Span<double> y)
    {
        Linear.Axpy(0.5, x, y);
        var s = Linear.Sum(y) / y.Length;
        Linear.Axpy(s, x, y);
    }

    [Differentiable]
    internal static void FillsFromCall(ReadOnlySpan<double> x, Span<double> y)
    {
        Linear.Scale(3, x, y);
        for (var i = 0; i < y.Length; i++) y[i] = y[i] * y[i] + x[i];
    }
}
