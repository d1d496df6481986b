using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

/// <summary>One row times a matrix. Each element of the matrix is used once, so it is read where it lies.</summary>
internal static class MatrixRow
{
    /// <summary>c(j) = Σ a(p) b(p, j) with the columns side by side: at least one vector of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Times<T>(ref T a, nint columnA, ref T b, nint rowB, ref T c, int k, int n, bool add) where T : unmanaged
    {
        nint j = 0;
        for (; j + 8 * Vector512<T>.Count <= n; j += 8 * Vector512<T>.Count)
            TimesEight(ref a, columnA, ref Unsafe.Add(ref b, j), rowB, ref Unsafe.Add(ref c, j), k, add);
        for (; j + Vector512<T>.Count <= n; j += Vector512<T>.Count)
        {
            var sum = TimesOne(ref a, columnA, ref Unsafe.Add(ref b, j), rowB, k);
            ref var place = ref Unsafe.Add(ref c, j);
            (add ? LoadUnsafe(ref place) + sum : sum).StoreUnsafe(ref place);
        }
        if (j == n) return;
        // The last columns, with some before them whose sums are known already.
        var first = n - Vector512<T>.Count;
        ref var end = ref Unsafe.Add(ref c, first);
        var last = TimesOne(ref a, columnA, ref Unsafe.Add(ref b, first), rowB, k);
        var old = LoadUnsafe(ref end);
        ConditionalSelect(From<T>((int)j - first), add ? old + last : last, old).StoreUnsafe(ref end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TimesEight<T>(ref T a, nint columnA, ref T b, nint rowB, ref T c, int k, bool add) where T : unmanaged
    {
        var lanes = (nuint)Vector512<T>.Count;
        var (c0, c1, c2, c3) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        var (c4, c5, c6, c7) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        for (; k > 0; k--)
        {
            var x = Create(a);
            c0 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b), c0);
            c1 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, lanes), c1);
            c2 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, 2 * lanes), c2);
            c3 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, 3 * lanes), c3);
            c4 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, 4 * lanes), c4);
            c5 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, 5 * lanes), c5);
            c6 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, 6 * lanes), c6);
            c7 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, 7 * lanes), c7);
            a = ref Unsafe.Add(ref a, columnA);
            b = ref Unsafe.Add(ref b, rowB);
        }
        Put(ref c, 0, c0, add); Put(ref c, lanes, c1, add); Put(ref c, 2 * lanes, c2, add); Put(ref c, 3 * lanes, c3, add);
        Put(ref c, 4 * lanes, c4, add); Put(ref c, 5 * lanes, c5, add); Put(ref c, 6 * lanes, c6, add); Put(ref c, 7 * lanes, c7, add);
    }

    // Four sums in turn, or each would wait for the one before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> TimesOne<T>(ref T a, nint columnA, ref T b, nint rowB, int k) where T : unmanaged
    {
        var (c0, c1, c2, c3) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        for (; k >= 4; k -= 4)
        {
            c0 = MatrixTile.MultiplyAdd(Create(a), LoadUnsafe(ref b), c0);
            c1 = MatrixTile.MultiplyAdd(Create(Unsafe.Add(ref a, columnA)), LoadUnsafe(ref Unsafe.Add(ref b, rowB)), c1);
            c2 = MatrixTile.MultiplyAdd(Create(Unsafe.Add(ref a, 2 * columnA)), LoadUnsafe(ref Unsafe.Add(ref b, 2 * rowB)), c2);
            c3 = MatrixTile.MultiplyAdd(Create(Unsafe.Add(ref a, 3 * columnA)), LoadUnsafe(ref Unsafe.Add(ref b, 3 * rowB)), c3);
            a = ref Unsafe.Add(ref a, 4 * columnA);
            b = ref Unsafe.Add(ref b, 4 * rowB);
        }
        for (; k > 0; k--)
        {
            c0 = MatrixTile.MultiplyAdd(Create(a), LoadUnsafe(ref b), c0);
            a = ref Unsafe.Add(ref a, columnA);
            b = ref Unsafe.Add(ref b, rowB);
        }
        return c0 + c1 + (c2 + c3);
    }

    /// <summary>c(j) = Σ a(p) b(p, j), both in order along p, of which there is at least one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Dots<T>(ref T a, ref T b, nint columnB, ref T c, nint columnC, int k, int n, bool add) where T : unmanaged
    {
        // The last vector: without what is summed up already.
        var whole = (nuint)(k / Vector512<T>.Count * Vector512<T>.Count);
        var end = (nuint)(k - Vector512<T>.Count);
        var rest = From<T>((int)(whole - end));
        nint j = 0;
        for (; j + 4 <= n; j += 4)
        {
            ref var b0 = ref Unsafe.Add(ref b, j * columnB);
            ref var b1 = ref Unsafe.Add(ref b0, columnB);
            ref var b2 = ref Unsafe.Add(ref b1, columnB);
            ref var b3 = ref Unsafe.Add(ref b2, columnB);
            var x = LoadUnsafe(ref a, end) & rest;
            var c0 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b0, end) & rest, Vector512<T>.Zero);
            var c1 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b1, end) & rest, Vector512<T>.Zero);
            var c2 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b2, end) & rest, Vector512<T>.Zero);
            var c3 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b3, end) & rest, Vector512<T>.Zero);
            for (nuint p = 0; p < whole; p += (nuint)Vector512<T>.Count)
            {
                x = LoadUnsafe(ref a, p);
                c0 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b0, p), c0);
                c1 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b1, p), c1);
                c2 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b2, p), c2);
                c3 = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b3, p), c3);
            }
            Put(ref Unsafe.Add(ref c, j * columnC), Sum(c0), add);
            Put(ref Unsafe.Add(ref c, (j + 1) * columnC), Sum(c1), add);
            Put(ref Unsafe.Add(ref c, (j + 2) * columnC), Sum(c2), add);
            Put(ref Unsafe.Add(ref c, (j + 3) * columnC), Sum(c3), add);
        }
        for (; j < n; j++)
        {
            ref var bj = ref Unsafe.Add(ref b, j * columnB);
            var sum = MatrixTile.MultiplyAdd(LoadUnsafe(ref a, end) & rest, LoadUnsafe(ref bj, end) & rest, Vector512<T>.Zero);
            for (nuint p = 0; p < whole; p += (nuint)Vector512<T>.Count)
                sum = MatrixTile.MultiplyAdd(LoadUnsafe(ref a, p), LoadUnsafe(ref bj, p), sum);
            Put(ref Unsafe.Add(ref c, j * columnC), Sum(sum), add);
        }
    }

    /// <summary>c(i, j) = a(i) b(j), with the columns side by side: at least one vector of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Outer<T>(ref T a, nint rowA, ref T b, ref T c, nint rowC, int m, int n, bool add) where T : unmanaged
    {
        var whole = (nuint)(n / Vector512<T>.Count * Vector512<T>.Count);
        var end = (nuint)(n - Vector512<T>.Count);
        var rest = From<T>((int)(whole - end));
        for (; m > 0; m--)
        {
            var x = Create(a);
            // The last vector first: the part of it that comes again below is left as it is.
            if (whole < (nuint)n)
            {
                var old = LoadUnsafe(ref c, end);
                var last = MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, end), add ? old : Vector512<T>.Zero);
                ConditionalSelect(rest, last, old).StoreUnsafe(ref c, end);
            }
            for (nuint j = 0; j < whole; j += (nuint)Vector512<T>.Count)
                MatrixTile.MultiplyAdd(x, LoadUnsafe(ref b, j), add ? LoadUnsafe(ref c, j) : Vector512<T>.Zero).StoreUnsafe(ref c, j);
            a = ref Unsafe.Add(ref a, rowA);
            c = ref Unsafe.Add(ref c, rowC);
        }
    }

    /// <summary>All bits of the lanes from <paramref name="lane"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> From<T>(int lane) where T : unmanaged => typeof(T) == typeof(float)
        ? GreaterThanOrEqual(Vector512<int>.Indices, Create(lane)).As<int, T>()
        : GreaterThanOrEqual(Vector512<long>.Indices, Create((long)lane)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(ref T c, nuint at, Vector512<T> v, bool add) where T : unmanaged =>
        (add ? LoadUnsafe(ref c, at) + v : v).StoreUnsafe(ref c, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(ref T c, T v, bool add) where T : unmanaged
    {
        if (!add) c = v;
        else if (typeof(T) == typeof(float)) Unsafe.As<T, float>(ref c) += (float)(object)v;
        else Unsafe.As<T, double>(ref c) += (double)(object)v;
    }
}
