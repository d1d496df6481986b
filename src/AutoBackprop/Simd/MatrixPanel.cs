using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>Some columns of a matrix, copied so that those of one row lie side by side, the rows right behind each other.</summary>
internal static class MatrixPanel
{
    /// <summary>The copy has <paramref name="stride"/> columns; those beyond <paramref name="columns"/> are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(Matrix<T> from, int rows, int columns, int stride, ref T to) where T : unmanaged
    {
        if (columns < stride) MemoryMarshal.CreateSpan(ref to, rows * stride).Clear();
        if (from.Column == 1) Copy(from, rows, columns, stride, ref to);
        else Transpose(from, rows, columns, stride, ref to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<T>(Matrix<T> from, int rows, int columns, int stride, ref T to) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
        {
            ref var source = ref Unsafe.Add(ref from.First, i * from.Row);
            ref var target = ref Unsafe.Add(ref to, i * stride);
            if (columns == 2 * Vector512<T>.Count)
            {
                Vector512.StoreUnsafe(Vector512.LoadUnsafe(ref source), ref target);
                Vector512.StoreUnsafe(Vector512.LoadUnsafe(ref source, (nuint)Vector512<T>.Count), ref target, (nuint)Vector512<T>.Count);
            }
            else if (columns == Vector512<T>.Count) Vector512.StoreUnsafe(Vector512.LoadUnsafe(ref source), ref target);
            else MemoryMarshal.CreateReadOnlySpan(ref source, columns).CopyTo(MemoryMarshal.CreateSpan(ref target, columns));
        }
    }

    // Column by column: what is read lies in order, and what is written fits the first-level cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<T>(Matrix<T> from, int rows, int columns, int stride, ref T to) where T : unmanaged
    {
        for (nint j = 0; j < columns; j++)
        {
            ref var source = ref Unsafe.Add(ref from.First, j * from.Column);
            ref var target = ref Unsafe.Add(ref to, j);
            for (nint i = 0; i < rows; i++)
            {
                target = source;
                source = ref Unsafe.Add(ref source, from.Row);
                target = ref Unsafe.Add(ref target, stride);
            }
        }
    }
}
