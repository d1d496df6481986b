using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>Products of matrices on vectors: blocks that stay in the cache, tiles that stay in registers. One thread; no memory
/// but a pooled panel. For <see cref="T:AutoBackprop.Linear"/> and for generated code.</summary>
/// <remarks>Each element is the plain sum of its products, in another order: NaN and infinity appear where they do in the sum.
/// Source of the order of loops: K. Goto, R. van de Geijn, Anatomy of High-Performance Matrix Multiplication (2008).</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class MatrixProduct
{
    // Rows of a panel of B: with two vectors of columns, 40 KB of the first-level cache.
    private const int LongestSum = 320;

    // Below this many rows of A a panel of B is read where it lies.
    private const int FewRows = 32;

    private static int PanelVectors => Vector512.IsHardwareAccelerated ? 2 : 1;

    /// <summary>C = A B, or C += A B. C is m × n, A is m × k (k × m if transposed), B is k × n (n × k if transposed); all
    /// row-major without gaps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">A span is shorter than its matrix. C must not overlap A or B; this is not checked.</exception>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int m, int k, int n,
        bool transposeA = false, bool transposeB = false, bool add = false) =>
        Compact(a, b, c, m, k, n, transposeA, transposeB, add);

    /// <inheritdoc cref="Multiply(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int, bool, bool, bool)"/>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool transposeA = false,
        bool transposeB = false, bool add = false) =>
        Compact(a, b, c, m, k, n, transposeA, transposeB, add);

    /// <summary>C = A B, or C += A B, of matrices that lie in steps: A(i, p) is a[i·rowA + p·columnA], B(p, j) is b[p·rowB + j·columnB],
    /// C(i, j) is c[i·rowC + j·columnC], with i &lt; m, p &lt; k, j &lt; n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size or a step is negative.</exception>
    /// <exception cref="ArgumentException">A span is shorter than its matrix. C must not overlap A or B, nor two of its elements each
    /// other; this is not checked.</exception>
    public static void Multiply(
        ReadOnlySpan<double> a, int rowA, int columnA, ReadOnlySpan<double> b, int rowB, int columnB, Span<double> c, int rowC, int columnC,
            int m, int k, int n, bool add) =>
        Checked(a, rowA, columnA, b, rowB, columnB, c, rowC, columnC, m, k, n, add);

    /// <inheritdoc cref="Multiply(ReadOnlySpan{double}, int, int, ReadOnlySpan{double}, int, int, Span{double}, int, int, int, int, int,
    /// bool)"/>
    public static void Multiply(
        ReadOnlySpan<float> a, int rowA, int columnA, ReadOnlySpan<float> b, int rowB, int columnB, Span<float> c, int rowC, int columnC,
            int m, int k, int n, bool add) =>
        Checked(a, rowA, columnA, b, rowB, columnB, c, rowC, columnC, m, k, n, add);

    private static void Compact<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool transposeA, bool transposeB,
        bool add) where T : unmanaged =>
        Checked(a, transposeA ? 1 : k, transposeA ? m : 1, b, transposeB ? 1 : n, transposeB ? k : 1, c, n, 1, m, k, n, add);

    private static void Checked<T>(
        ReadOnlySpan<T> a, int rowA, int columnA, ReadOnlySpan<T> b, int rowB, int columnB, Span<T> c, int rowC, int columnC, int m, int k,
            int n, bool add) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Check(a.Length, m, rowA, k, columnA, nameof(a));
        Check(b.Length, k, rowB, n, columnB, nameof(b));
        Check(c.Length, m, rowC, n, columnC, nameof(c));
        if (m == 0 || n == 0) return;

        Run(ref MemoryMarshal.GetReference(a), rowA, columnA, ref MemoryMarshal.GetReference(b), rowB, columnB,
            ref MemoryMarshal.GetReference(c), rowC, columnC, m, k, n, add);
    }

    private static void Run<T>(ref T a, int rowA, int columnA, ref T b, int rowB, int columnB, ref T c, int rowC, int columnC, int m, int k,
        int n, bool add) where T : unmanaged
    {
        var A = new Matrix<T>(ref a, rowA, columnA);
        var B = new Matrix<T>(ref b, rowB, columnB);
        var C = new Matrix<T>(ref c, rowC, columnC);
        // A matrix times a vector is a row times a matrix; and rows of C should be what lies in order.
        if (n == 1 && m > 1 || columnC != 1 && rowC == 1) Run(B.Transposed, A.Transposed, C.Transposed, n, k, m, add);
        // Both have to be turned to lie in panels: better the smaller one.
        else if (columnC == 1 && columnB != 1 && columnA == 1 && m >= Vector512<T>.Count
            && (long)k * (n - m) > (long)m * n * (1 + k / LongestSum))
            Blocks(B.Transposed, A.Transposed, C.Transposed, n, k, m, add);
        else Run(A, B, C, m, k, n, add);
    }

    private static void Check(int length, int rows, int row, int columns, int column, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row, name);
        ArgumentOutOfRangeException.ThrowIfNegative(column, name);
        if (rows > 0 && columns > 0 && (rows - 1L) * row + (columns - 1L) * column >= length)
            throw new ArgumentException($"Holds {length} elements: too few for {rows} × {columns}.", name);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, int m, int k, int n, bool add) where T : unmanaged
    {
        if (C.Column != 1 && n > 1)
        {
            Scattered(A, B, C, m, k, n, add);
            return;
        }
        if (m == 1 && B.Row == 1 && A.Column == 1 && k >= Vector512<T>.Count)
        {
            MatrixRow.Dots(ref A.First, ref B.First, B.Column, ref C.First, C.Column, k, n, add);
            return;
        }
        if (m == 1 && B.Column == 1 && n >= Vector512<T>.Count)
        {
            MatrixRow.Times(ref A.First, A.Column, ref B.First, B.Row, ref C.First, k, n, add);
            return;
        }
        if (k == 1 && B.Column == 1 && n >= Vector512<T>.Count)
        {
            MatrixRow.Outer(ref A.First, A.Row, ref B.First, ref C.First, C.Row, m, n, add);
            return;
        }

        Blocks(A, B, C, m, k, n, add);
    }

    private static void Blocks<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, int m, int k, int n, bool add) where T : unmanaged
    {
        if ((long)m * k * n >= Large && Chunks.Cores is { } cores) OnCores(A, B, C, m, k, n, add, cores);
        else Panels(A, B, C, m, k, n, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Panels<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, int m, int k, int n, bool add) where T : unmanaged
    {
        var blocks = Math.Max(1, (k + LongestSum - 1) / LongestSum);
        var longest = (k + blocks - 1) / blocks;
        var memory = ArrayPool<T>.Shared.Rent((longest + 8) * PanelVectors * Vector512<T>.Count);
        for (var from = 0; from < k || from == 0; from += Math.Max(1, longest))
            Block(A.At(0, from), B.At(from, 0), C, m, Math.Min(longest, k - from), n, add || from > 0,
                ref MemoryMarshal.GetArrayDataReference(memory));
        ArrayPool<T>.Shared.Return(memory);
    }

    /// <summary>All of A times B, where the sums are short enough that a panel of B stays in the cache. <paramref name="memory"/> has
    /// room for a tile, and behind it for a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Block<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, int m, int k, int n, bool add, ref T memory) where T : unmanaged
    {
        var isWide = Vector512.IsHardwareAccelerated;
        for (var column = 0; column < n;)
        {
            var width = (isWide && n - column > Vector512<T>.Count ? 2 : 1) * Vector512<T>.Count;
            var columns = Math.Min(width, n - column);
            var part = B.At(0, column);
            if (part.Column == 1 && columns == width && m <= FewRows)
                Column(A, part, C.At(0, column), m, k, width, columns, add, ref memory);
            else
            {
                ref var packed = ref Unsafe.Add(ref memory, 8 * width);
                MatrixPanel.Pack(part, k, columns, width, ref packed);
                Column(A, new Matrix<T>(ref packed, width, 1), C.At(0, column), m, k, width, columns, add, ref memory);
            }
            column += columns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Column<T>(Matrix<T> A, Matrix<T> panel, Matrix<T> C, int m, int k, int width, int columns, bool add,
        ref T tile) where T : unmanaged
    {
        for (var row = 0; row < m;)
        {
            var height = Vector512.IsHardwareAccelerated && m - row > 4 ? 8 : 4;
            var rows = Math.Min(height, m - row);
            ref var a = ref A.At(row, 0).First;
            ref var c = ref C.At(row, 0).First;
            var fits = rows == height && columns == width && C.Column == 1;
            ref var target = ref fits ? ref c : ref tile;
            var stride = fits ? C.Row : width;
            if (width == Vector512<T>.Count)
            {
                if (height == 4) MatrixTile.FourByOne(ref a, A.Row, A.Column, ref panel.First, panel.Row, k, ref target, stride, rows,
                    add && fits);
                else MatrixTile.EightByOne(ref a, A.Row, A.Column, ref panel.First, panel.Row, k, ref target, stride, rows, add && fits);
            }
            else if (height == 4) MatrixTile.FourByTwo(ref a, A.Row, A.Column, ref panel.First, panel.Row, k, ref target, stride, rows,
                add && fits);
            else MatrixTile.EightByTwo(ref a, A.Row, A.Column, ref panel.First, panel.Row, k, ref target, stride, rows, add && fits);
            if (!fits && C.Column == 1) MatrixTile.Cut(ref tile, width, ref c, C.Row, rows, columns, add);
            else if (!fits) MatrixTile.Turn(ref tile, width, ref c, C.Column, rows, columns, add);
            row += rows;
        }
    }

    /// <summary>No elements of C lie side by side: the product in rows, then an element at a time to its place.</summary>
    private static void Scattered<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, int m, int k, int n, bool add) where T : unmanaged
    {
        var whole = ArrayPool<T>.Shared.Rent(n);
        ref var row = ref MemoryMarshal.GetArrayDataReference(whole);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; add && j < n; j++) Unsafe.Add(ref row, j) = C.At(i, j).First;
            Run(A.At(i, 0), B, new Matrix<T>(ref row, n, 1), 1, k, n, add);
            for (var j = 0; j < n; j++) C.At(i, j).First = Unsafe.Add(ref row, j);
        }
        ArrayPool<T>.Shared.Return(whole);
    }
}
