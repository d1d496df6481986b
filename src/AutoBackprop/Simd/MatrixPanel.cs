using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        nint j = 0;
        if (typeof(T) == typeof(float) && Sse.IsSupported && from.Row == 1)
            for (; j + 4 <= columns; j += 4) FourColumns(ref Unsafe.As<T, float>(ref Unsafe.Add(ref from.First, j * from.Column)), from.Column, rows, stride, ref Unsafe.As<T, float>(ref Unsafe.Add(ref to, j)));

        for (; j < columns; j++)
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

    // Squares of four by four, turned in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(ref float from, nint column, nint rows, nint stride, ref float to)
    {
        nint i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            ref var source = ref Unsafe.Add(ref from, i);
            var (a, b) = (Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, column)));
            var (c, d) = (Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * column)), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * column)));
            var (ab, cd) = (Sse.UnpackLow(a, b), Sse.UnpackLow(c, d));
            var (AB, CD) = (Sse.UnpackHigh(a, b), Sse.UnpackHigh(c, d));
            ref var target = ref Unsafe.Add(ref to, i * stride);
            Sse.MoveLowToHigh(ab, cd).StoreUnsafe(ref target);
            Sse.MoveHighToLow(cd, ab).StoreUnsafe(ref Unsafe.Add(ref target, stride));
            Sse.MoveLowToHigh(AB, CD).StoreUnsafe(ref Unsafe.Add(ref target, 2 * stride));
            Sse.MoveHighToLow(CD, AB).StoreUnsafe(ref Unsafe.Add(ref target, 3 * stride));
        }
        for (; i < rows; i++)
            for (nint j = 0; j < 4; j++) Unsafe.Add(ref to, i * stride + j) = Unsafe.Add(ref from, i + j * column);
    }
}
