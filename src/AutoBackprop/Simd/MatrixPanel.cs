using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoBackprop;

/// <summary>Some columns of a matrix, copied so that those of one row lie side by side, the rows right behind each other.</summary>
internal static class MatrixPanel
{
    /// <summary>The copy has <paramref name="stride"/> columns; those beyond <paramref name="columns"/> are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    /// <summary>Column by column: what is read lies in order, and what is written fits the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<T>(Matrix<T> from, int rows, int columns, int stride, ref T to) where T : unmanaged
    {
        nint j = 0;
        if (typeof(T) == typeof(float) && from.Row == 1)
        {
            ref var source = ref Unsafe.As<T, float>(ref from.First);
            ref var target = ref Unsafe.As<T, float>(ref to);
            if (Avx.IsSupported)
                for (; j + 8 <= columns; j += 8)
                    EightColumns(ref Unsafe.Add(ref source, j * from.Column), from.Column, rows, stride, ref Unsafe.Add(ref target, j),
                    add: false);
            if (Sse.IsSupported)
                for (; j + 4 <= columns; j += 4)
                    FourColumns(ref Unsafe.Add(ref source, j * from.Column), from.Column, rows, stride, ref Unsafe.Add(ref target, j));
        }

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

    /// <summary>Eight columns, each in order, become rows of eight: set, or added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightColumns(ref float from, nint column, nint rows, nint stride, ref float to, bool add)
    {
        nint i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            // Four rows of two columns that lie four apart.
            ref var near = ref Unsafe.Add(ref from, i);
            ref var far = ref Unsafe.Add(ref near, 4 * column);
            var a = Vector256.Create(Vector128.LoadUnsafe(ref near), Vector128.LoadUnsafe(ref far));
            var b = Vector256.Create(Vector128.LoadUnsafe(ref Unsafe.Add(ref near, column)),
                Vector128.LoadUnsafe(ref Unsafe.Add(ref far, column)));
            var c = Vector256.Create(Vector128.LoadUnsafe(ref Unsafe.Add(ref near, 2 * column)),
                Vector128.LoadUnsafe(ref Unsafe.Add(ref far, 2 * column)));
            var d = Vector256.Create(Vector128.LoadUnsafe(ref Unsafe.Add(ref near, 3 * column)),
                Vector128.LoadUnsafe(ref Unsafe.Add(ref far, 3 * column)));
            var (ab, cd) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackLow(c, d).AsDouble());
            var (AB, CD) = (Avx.UnpackHigh(a, b).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
            ref var target = ref Unsafe.Add(ref to, i * stride);
            Put(Avx.UnpackLow(ab, cd), ref target, add);
            Put(Avx.UnpackHigh(ab, cd), ref Unsafe.Add(ref target, stride), add);
            Put(Avx.UnpackLow(AB, CD), ref Unsafe.Add(ref target, 2 * stride), add);
            Put(Avx.UnpackHigh(AB, CD), ref Unsafe.Add(ref target, 3 * stride), add);
        }
        for (; i < rows; i++)
            for (nint j = 0; j < 8; j++)
            {
                ref var target = ref Unsafe.Add(ref to, i * stride + j);
                var x = Unsafe.Add(ref from, i + j * column);
                target = add ? target + x : x;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<double> row, ref float to, bool add) =>
        (add ? Vector256.LoadUnsafe(ref to) + row.AsSingle() : row.AsSingle()).StoreUnsafe(ref to);

    // Squares of four by four, turned in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(ref float from, nint column, nint rows, nint stride, ref float to)
    {
        nint i = 0;
        for (; i + 4 <= rows; i += 4)
        {
            ref var source = ref Unsafe.Add(ref from, i);
            var (a, b) = (Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref Unsafe.Add(ref source, column)));
            var (c, d) = (Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * column)),
                Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * column)));
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
