#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Products of matrices, written as loops: a is m × k, b is k × n, or transposed.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double ProductByDots(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var loss = 0.0;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var s = 0.25;
                for (var p = 0; p < k; p++) s += a[i * k + p] * b[p * n + j];
                loss += Math.Tanh(s) * s;
            }
        return loss;
    }

    [Differentiable]
    internal static double ProductByTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, y) = (0.0, new double[m * n]);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var p = 0; p < k; p++) s = b[j * k + p] * a[p * m + i] + s;
                y[i * n + j] = s;
            }
        for (var q = 0; q < y.Length; q++) loss += y[q] * y[q] * (1 + q % 3);
        return loss;
    }

    [Differentiable]
    internal static double ProductByRows(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, y) = (0.0, new double[m * n]);
        for (var i = 0; i < m; i++)
            for (var p = 0; p < k; p++)
            {
                var factor = a[i * k + p];
                for (var j = 0; j < n; j++) y[i * n + j] += factor * b[p * n + j];
            }
        for (var q = 0; q < y.Length; q++) loss += Math.Exp(-y[q] * y[q]) * (1 + q % 2);
        return loss;
    }

    [Differentiable]
    internal static double ProductByOuter(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, y) = (0.0, new double[n * m]);
        for (var p = k - 1; p >= 0; p--)
            for (var i = 0; i < m; i++)
                for (var j = n - 1; j >= 0; j--) y[j * m + i] += b[p * n + j] * a[p + k * i];
        for (var q = 0; q < y.Length; q++) loss += y[q] * y[q] * y[q];
        return loss;
    }

    /// <summary>Without the first row, column and term.</summary>
    [Differentiable]
    internal static double PartOfProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var loss = 1.0;
        for (var i = 1; i < m; i++)
            for (var j = n - 1; j >= 1; j--)
            {
                var s = a[i] * j;
                for (var p = 1; p < k; p++) s += a[i * k + p] * b[p * n + j];
                loss -= s * s;
            }
        return loss;
    }

    [Differentiable]
    internal static double Gram(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var loss = 0.0;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < m; j++)
            {
                var s = 0.0;
                for (var p = 0; p < k; p++) s += a[i * k + p] * a[j * k + p];
                loss += s * s * (i + 2 * j);
            }
        return loss + b.Length;
    }

    /// <summary>Windows of a that overlap: their gradients add up.</summary>
    [Differentiable]
    internal static double ProductOfWindows(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var loss = 0.0;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var p = 0; p < k; p++) s += a[i + p] * b[p * n + j];
                loss += s * s;
            }
        return loss;
    }

    /// <summary>The result of one product is a factor of the next.</summary>
    [Differentiable]
    internal static double TwoProducts(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, h) = (0.0, new double[m * n]);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var s = 0.5;
                for (var p = 0; p < k; p++) s += a[i * k + p] * b[p * n + j];
                h[i * n + j] = Math.Tanh(s);
            }
        for (var i = 0; i < m; i++)
            for (var q = 0; q < k; q++)
            {
                var s = 0.0;
                for (var j = 0; j < n; j++) s += h[i * n + j] * b[q * n + j];
                loss += s * s;
            }
        return loss;
    }

    /// <summary>A factor that a loop fills, and that is read beside the product.</summary>
    [Differentiable]
    internal static double FilledFactor(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, h) = (0.0, new double[m * k]);
        for (var q = 0; q < h.Length; q++) h[q] = Math.Sin(a[q]);
        foreach (var v in h) loss += v * v;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var p = 0; p < k; p++) s += h[i * k + p] * b[p * n + j];
                loss += s * s;
            }
        return loss;
    }

    /// <summary>Read, then added to by a product, then read again.</summary>
    [Differentiable]
    internal static double ReadBetween(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, y) = (0.0, new double[m * n]);
        for (var q = 0; q < y.Length; q++) y[q] = 0.5 + q % 3;
        for (var i = 0; i < m; i++)
            for (var p = 0; p < k; p++)
                for (var j = 0; j < n; j++) y[i * n + j] += a[i * k + p] * b[p * n + j];
        for (var q = 0; q < y.Length; q++) loss += y[q] * y[q] * y[q];
        for (var i = 0; i < m; i++)
            for (var p = 0; p < k; p++)
                for (var j = 0; j < n; j++) y[i * n + j] += b[p * n + j] * a[i * k + p];
        for (var q = 0; q < y.Length; q++) loss += y[q] * y[q];
        return loss;
    }

    /// <summary>A factor that is overwritten after the product read it.</summary>
    [Differentiable]
    internal static double OverwrittenFactor(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, h) = (0.0, new double[m * k]);
        for (var q = 0; q < h.Length; q++) h[q] = a[q] * a[q];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var p = 0; p < k; p++) s += h[i * k + p] * b[p * n + j];
                loss += s * s;
            }
        for (var q = 0; q < h.Length; q++) h[q] = Math.Sin(a[q]);
        foreach (var v in h) loss += v * v;
        return loss;
    }

    /// <summary>A product that adds to its own factor is none.</summary>
    [Differentiable]
    internal static double AddedToItsFactor(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var (loss, h) = (0.0, new double[m * k + m * n]);
        for (var q = 0; q < h.Length; q++) h[q] = 0.5;
        for (var i = 0; i < m; i++)
            for (var p = 0; p < k; p++)
                for (var j = 0; j < n; j++) h[i * n + j] += h[i * k + p] * b[p * n + j] * 0.1;
        foreach (var v in h) loss += v * v;
        return loss + (a.Length > 0 ? a[0] : 0);
    }

    /// <summary>Two sums over one nest, and a third that is subtracted.</summary>
    [Differentiable]
    internal static double SeveralDots(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var loss = 0.0;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var (s, t, u) = (0.0, 1.0, 2.0);
                for (var p = 0; p < k; p++) s += a[i * k + p] * b[p * n + j];
                for (var p = 0; p < k; p++) t += b[p * n + j] * a[p + i * k];
                for (var p = 0; p < k; p++) u -= a[i * k + p] * b[p * n + j];
                loss += s * t * u;
            }
        return loss;
    }
}
