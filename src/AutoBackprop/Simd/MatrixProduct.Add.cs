using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoBackprop;

public static partial class MatrixProduct
{
    /// <summary>What three loops do that add a product of elements: c[startC + i·rowC + j·columnC] += Σ a[startA + i·rowA + p·columnA] ·
    /// b[startB + p·rowB + j·columnB], for i from 0 to m, p to k, j to n. Steps may be negative, and elements of C may be the
    /// same.</summary>
    /// <exception cref="IndexOutOfRangeException">The loops would leave a span; nothing has been written.</exception>
    public static void Add(
        ReadOnlySpan<double> a, int startA, int rowA, int columnA, ReadOnlySpan<double> b, int startB, int rowB, int columnB,
        Span<double> c, int startC, int rowC, int columnC, int m, int k, int n) =>
        Added(a, startA, rowA, columnA, b, startB, rowB, columnB, c, startC, rowC, columnC, m, k, n);

    /// <inheritdoc cref="Add(ReadOnlySpan{double}, int, int, int, ReadOnlySpan{double}, int, int, int, Span{double}, int, int, int, int,
    /// int, int)"/>
    public static void Add(
        ReadOnlySpan<float> a, int startA, int rowA, int columnA, ReadOnlySpan<float> b, int startB, int rowB, int columnB,
        Span<float> c, int startC, int rowC, int columnC, int m, int k, int n) =>
        Added(a, startA, rowA, columnA, b, startB, rowB, columnB, c, startC, rowC, columnC, m, k, n);

    /// <summary>The same where the elements of C are zero, whatever they hold: they lie in order from the first of the span on, without
    /// gaps.</summary>
    /// <exception cref="IndexOutOfRangeException">The loops would leave a span; nothing has been written.</exception>
    public static void Set(
        ReadOnlySpan<double> a, int startA, int rowA, int columnA, ReadOnlySpan<double> b, int startB, int rowB, int columnB,
        Span<double> c, int startC, int rowC, int columnC, int m, int k, int n) =>
        Added(a, startA, rowA, columnA, b, startB, rowB, columnB, c, startC, rowC, columnC, m, k, n, sets: true);

    /// <inheritdoc cref="Set(ReadOnlySpan{double}, int, int, int, ReadOnlySpan{double}, int, int, int, Span{double}, int, int, int, int,
    /// int, int)"/>
    public static void Set(
        ReadOnlySpan<float> a, int startA, int rowA, int columnA, ReadOnlySpan<float> b, int startB, int rowB, int columnB,
        Span<float> c, int startC, int rowC, int columnC, int m, int k, int n) =>
        Added(a, startA, rowA, columnA, b, startB, rowB, columnB, c, startC, rowC, columnC, m, k, n, sets: true);

    private static void Added<T>(
        ReadOnlySpan<T> a, int startA, int rowA, int columnA, ReadOnlySpan<T> b, int startB, int rowB, int columnB,
        Span<T> c, int startC, int rowC, int columnC, int m, int k, int n, bool sets = false) where T : unmanaged, INumberBase<T>
    {
        if (m <= 0 || n <= 0) return;
        if (k <= 0)
        {
            if (sets) c[..(int)Math.Min(c.Length, (long)m * n)].Clear();
            return;
        }
        Reach(a.Length, startA, m, rowA, k, columnA);
        Reach(b.Length, startB, k, rowB, n, columnB);
        Reach(c.Length, startC, m, rowC, n, columnC);
        var isPlain = rowA >= 0 && columnA >= 0 && rowB >= 0 && columnB >= 0 && rowC >= 0 && columnC >= 0
            && (m == 1 || n == 1 ? (m == 1 || rowC > 0) && (n == 1 || columnC > 0)
                : (n - 1L) * columnC < rowC && columnC > 0 || (m - 1L) * rowC < columnC && rowC > 0);
        if (isPlain)
        {
            Run(ref Unsafe.AsRef(in a[startA]), rowA, columnA, ref Unsafe.AsRef(in b[startB]), rowB, columnB, ref c[startC], rowC, columnC,
                m, k, n, add: !sets);
            return;
        }
        if (sets) c[..(m * n)].Clear();
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < k; p++) sum += a[startA + i * rowA + p * columnA] * b[startB + p * rowB + j * columnB];
                c[startC + i * rowC + j * columnC] += sum;
            }
    }

    private static void Reach(int length, int start, int rows, int row, int columns, int column)
    {
        var (down, right) = ((rows - 1L) * row, (columns - 1L) * column);
        if (start + Math.Min(0, down) + Math.Min(0, right) < 0 || start + Math.Max(0, down) + Math.Max(0, right) >= length)
            throw new IndexOutOfRangeException();
    }
}
