using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

/// <summary>One tile of a matrix product, held in registers over the whole sum: rows of A times a panel of B. Where A has fewer rows
/// than the tile, the last of them is computed again; such a tile, like one with columns beyond those of B, goes to a place of its
/// own, and what belongs to C is cut out of it.</summary>
/// <remarks>Eight rows by two vectors are sixteen sums: enough to hide the latency of two multiplications a cycle, and with the
/// operands still within 32 registers. Four by one are what 16 registers of half the width hold. No method here calls another after
/// its loop, or the sums would live in memory.</remarks>
internal static class MatrixTile
{
    /// <summary>8 rows, 2 vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightByTwo<T>(ref T a, nint rowA, nint columnA, ref T b, nint rowB, int k, ref T c, nint rowC, int rows,
        bool add) where T : unmanaged
    {
        var last = (nint)rows - 1;
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * rowA);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * rowA);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * rowA);
        ref var a4 = ref Unsafe.Add(ref a, Math.Min(4, last) * rowA);
        ref var a5 = ref Unsafe.Add(ref a, Math.Min(5, last) * rowA);
        ref var a6 = ref Unsafe.Add(ref a, Math.Min(6, last) * rowA);
        ref var a7 = ref Unsafe.Add(ref a, Math.Min(7, last) * rowA);
        var c00 = Vector512<T>.Zero; var c01 = Vector512<T>.Zero;
        var c10 = Vector512<T>.Zero; var c11 = Vector512<T>.Zero;
        var c20 = Vector512<T>.Zero; var c21 = Vector512<T>.Zero;
        var c30 = Vector512<T>.Zero; var c31 = Vector512<T>.Zero;
        var c40 = Vector512<T>.Zero; var c41 = Vector512<T>.Zero;
        var c50 = Vector512<T>.Zero; var c51 = Vector512<T>.Zero;
        var c60 = Vector512<T>.Zero; var c61 = Vector512<T>.Zero;
        var c70 = Vector512<T>.Zero; var c71 = Vector512<T>.Zero;
        for (nint p = 0; k > 0; k--, p += columnA)
        {
            var b0 = LoadUnsafe(ref b);
            var b1 = LoadUnsafe(ref b, (nuint)Vector512<T>.Count);
            var x = Create(Unsafe.Add(ref a, p));
            c00 = MultiplyAdd(x, b0, c00); c01 = MultiplyAdd(x, b1, c01);
            x = Create(Unsafe.Add(ref a1, p));
            c10 = MultiplyAdd(x, b0, c10); c11 = MultiplyAdd(x, b1, c11);
            x = Create(Unsafe.Add(ref a2, p));
            c20 = MultiplyAdd(x, b0, c20); c21 = MultiplyAdd(x, b1, c21);
            x = Create(Unsafe.Add(ref a3, p));
            c30 = MultiplyAdd(x, b0, c30); c31 = MultiplyAdd(x, b1, c31);
            x = Create(Unsafe.Add(ref a4, p));
            c40 = MultiplyAdd(x, b0, c40); c41 = MultiplyAdd(x, b1, c41);
            x = Create(Unsafe.Add(ref a5, p));
            c50 = MultiplyAdd(x, b0, c50); c51 = MultiplyAdd(x, b1, c51);
            x = Create(Unsafe.Add(ref a6, p));
            c60 = MultiplyAdd(x, b0, c60); c61 = MultiplyAdd(x, b1, c61);
            x = Create(Unsafe.Add(ref a7, p));
            c70 = MultiplyAdd(x, b0, c70); c71 = MultiplyAdd(x, b1, c71);
            b = ref Unsafe.Add(ref b, rowB);
        }
        (add ? LoadUnsafe(ref c) + c00 : c00).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c01 : c01).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c10 : c10).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c11 : c11).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c20 : c20).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c21 : c21).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c30 : c30).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c31 : c31).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c40 : c40).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c41 : c41).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c50 : c50).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c51 : c51).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c60 : c60).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c61 : c61).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c70 : c70).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c71 : c71).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
    }

    /// <summary>8 rows, 1 vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightByOne<T>(ref T a, nint rowA, nint columnA, ref T b, nint rowB, int k, ref T c, nint rowC, int rows,
        bool add) where T : unmanaged
    {
        var last = (nint)rows - 1;
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * rowA);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * rowA);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * rowA);
        ref var a4 = ref Unsafe.Add(ref a, Math.Min(4, last) * rowA);
        ref var a5 = ref Unsafe.Add(ref a, Math.Min(5, last) * rowA);
        ref var a6 = ref Unsafe.Add(ref a, Math.Min(6, last) * rowA);
        ref var a7 = ref Unsafe.Add(ref a, Math.Min(7, last) * rowA);
        var c00 = Vector512<T>.Zero;
        var c10 = Vector512<T>.Zero;
        var c20 = Vector512<T>.Zero;
        var c30 = Vector512<T>.Zero;
        var c40 = Vector512<T>.Zero;
        var c50 = Vector512<T>.Zero;
        var c60 = Vector512<T>.Zero;
        var c70 = Vector512<T>.Zero;
        for (nint p = 0; k > 0; k--, p += columnA)
        {
            var b0 = LoadUnsafe(ref b);
            var x = Create(Unsafe.Add(ref a, p));
            c00 = MultiplyAdd(x, b0, c00);
            x = Create(Unsafe.Add(ref a1, p));
            c10 = MultiplyAdd(x, b0, c10);
            x = Create(Unsafe.Add(ref a2, p));
            c20 = MultiplyAdd(x, b0, c20);
            x = Create(Unsafe.Add(ref a3, p));
            c30 = MultiplyAdd(x, b0, c30);
            x = Create(Unsafe.Add(ref a4, p));
            c40 = MultiplyAdd(x, b0, c40);
            x = Create(Unsafe.Add(ref a5, p));
            c50 = MultiplyAdd(x, b0, c50);
            x = Create(Unsafe.Add(ref a6, p));
            c60 = MultiplyAdd(x, b0, c60);
            x = Create(Unsafe.Add(ref a7, p));
            c70 = MultiplyAdd(x, b0, c70);
            b = ref Unsafe.Add(ref b, rowB);
        }
        (add ? LoadUnsafe(ref c) + c00 : c00).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c10 : c10).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c20 : c20).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c30 : c30).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c40 : c40).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c50 : c50).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c60 : c60).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c70 : c70).StoreUnsafe(ref c);
    }

    /// <summary>4 rows, 2 vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourByTwo<T>(ref T a, nint rowA, nint columnA, ref T b, nint rowB, int k, ref T c, nint rowC, int rows,
        bool add) where T : unmanaged
    {
        var last = (nint)rows - 1;
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * rowA);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * rowA);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * rowA);
        var c00 = Vector512<T>.Zero; var c01 = Vector512<T>.Zero;
        var c10 = Vector512<T>.Zero; var c11 = Vector512<T>.Zero;
        var c20 = Vector512<T>.Zero; var c21 = Vector512<T>.Zero;
        var c30 = Vector512<T>.Zero; var c31 = Vector512<T>.Zero;
        for (nint p = 0; k > 0; k--, p += columnA)
        {
            var b0 = LoadUnsafe(ref b);
            var b1 = LoadUnsafe(ref b, (nuint)Vector512<T>.Count);
            var x = Create(Unsafe.Add(ref a, p));
            c00 = MultiplyAdd(x, b0, c00); c01 = MultiplyAdd(x, b1, c01);
            x = Create(Unsafe.Add(ref a1, p));
            c10 = MultiplyAdd(x, b0, c10); c11 = MultiplyAdd(x, b1, c11);
            x = Create(Unsafe.Add(ref a2, p));
            c20 = MultiplyAdd(x, b0, c20); c21 = MultiplyAdd(x, b1, c21);
            x = Create(Unsafe.Add(ref a3, p));
            c30 = MultiplyAdd(x, b0, c30); c31 = MultiplyAdd(x, b1, c31);
            b = ref Unsafe.Add(ref b, rowB);
        }
        (add ? LoadUnsafe(ref c) + c00 : c00).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c01 : c01).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c10 : c10).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c11 : c11).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c20 : c20).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c21 : c21).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c30 : c30).StoreUnsafe(ref c);
        (add ? LoadUnsafe(ref c, (nuint)Vector512<T>.Count) + c31 : c31).StoreUnsafe(ref c, (nuint)Vector512<T>.Count);
    }

    /// <summary>4 rows, 1 vector of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourByOne<T>(ref T a, nint rowA, nint columnA, ref T b, nint rowB, int k, ref T c, nint rowC, int rows,
        bool add) where T : unmanaged
    {
        var last = (nint)rows - 1;
        ref var a1 = ref Unsafe.Add(ref a, Math.Min(1, last) * rowA);
        ref var a2 = ref Unsafe.Add(ref a, Math.Min(2, last) * rowA);
        ref var a3 = ref Unsafe.Add(ref a, Math.Min(3, last) * rowA);
        var c00 = Vector512<T>.Zero;
        var c10 = Vector512<T>.Zero;
        var c20 = Vector512<T>.Zero;
        var c30 = Vector512<T>.Zero;
        for (nint p = 0; k > 0; k--, p += columnA)
        {
            var b0 = LoadUnsafe(ref b);
            var x = Create(Unsafe.Add(ref a, p));
            c00 = MultiplyAdd(x, b0, c00);
            x = Create(Unsafe.Add(ref a1, p));
            c10 = MultiplyAdd(x, b0, c10);
            x = Create(Unsafe.Add(ref a2, p));
            c20 = MultiplyAdd(x, b0, c20);
            x = Create(Unsafe.Add(ref a3, p));
            c30 = MultiplyAdd(x, b0, c30);
            b = ref Unsafe.Add(ref b, rowB);
        }
        (add ? LoadUnsafe(ref c) + c00 : c00).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c10 : c10).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c20 : c20).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, rowC);
        (add ? LoadUnsafe(ref c) + c30 : c30).StoreUnsafe(ref c);
    }

    /// <summary>a · b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c) where T : unmanaged =>
        typeof(T) == typeof(float)
        ? MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>Sets or adds the part of a finished tile that belongs to C, whose columns lie in order.</summary>
    public static void Turn<T>(ref T tile, nint rowTile, ref T c, nint columnC, int rows, int columns, bool add) where T : unmanaged
    {
        if (typeof(T) == typeof(float) && rows == 8 && Avx.IsSupported)
        {
            MatrixPanel.EightColumns(ref Unsafe.As<T, float>(ref tile), rowTile, columns, columnC, ref Unsafe.As<T, float>(ref c), add);
            return;
        }
        for (nint j = 0; j < columns; j++)
        {
            ref var to = ref Unsafe.Add(ref c, j * columnC);
            ref var from = ref Unsafe.Add(ref tile, j);
            if (!add)
                for (nint i = 0; i < rows; i++) Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i * rowTile);
            else if (typeof(T) == typeof(float))
                for (nint i = 0; i < rows; i++)
                    Unsafe.As<T, float>(ref Unsafe.Add(ref to, i)) += Unsafe.As<T, float>(ref Unsafe.Add(ref from, i * rowTile));
            else
                for (nint i = 0; i < rows; i++)
                    Unsafe.As<T, double>(ref Unsafe.Add(ref to, i)) += Unsafe.As<T, double>(ref Unsafe.Add(ref from, i * rowTile));
        }
    }

    /// <summary>Sets or adds the part of a finished tile that belongs to C.</summary>
    public static void Cut<T>(ref T tile, nint rowTile, ref T c, nint rowC, int rows, int columns, bool add) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
        {
            var from = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref tile, i * rowTile), columns);
            var to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, i * rowC), columns);
            if (!add) from.CopyTo(to);
            else if (typeof(T) == typeof(float)) Add(MemoryMarshal.Cast<T, float>(from), MemoryMarshal.Cast<T, float>(to));
            else Add(MemoryMarshal.Cast<T, double>(from), MemoryMarshal.Cast<T, double>(to));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(ReadOnlySpan<T> from, Span<T> to) where T : INumberBase<T>
    {
        for (var j = 0; j < from.Length; j++) to[j] += from[j];
    }
}
