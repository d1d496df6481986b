using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>Memory as generated code reads and writes it when several iterations of a loop run at once, one per lane: lane k
/// has the index <c>at + k · stride</c>. Every access is checked as the scalar one would be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    // Elements: as vectors of 64 bytes a quarter of a megabyte, which is worth it at once; as quarters of vectors one megabyte,
    // about what a second-level cache holds, for some hundred iterations (in two dimensions they stay whole: four).
    private const int MostSums = 4096, MostSumsOfMany = 65536, Many = 128;

    /// <summary>How many vectors to sum up the gradient of <paramref name="length"/> elements in, lane by lane: none where they
    /// would not fit the cache, or where too few groups of iterations run. Beyond a quarter of a megabyte four elements share one:
    /// the quarters of their lanes are added at once, so that a quarter of the memory is gone through.</summary>
    public static int Room(int length, int iterations) => IsWorth(length, iterations) ? length <= MostSums ? length : (length + 3) / 4 : 0;

    /// <summary>The same for two dimensions.</summary>
    public static int Room<T>(T[,] into, int iterations) => IsWorth(into.Length, iterations) ? into.Length : 0;

    /// <summary>The same for rows; none where they are not equally long.</summary>
    public static int Room<T>(T[][] into, int iterations)
    {
        if (iterations <= 0 || into.Length == 0) return 0;
        var width = into[0].Length;
        foreach (var row in into)
            if (row.Length != width) return 0;
        return (long)into.Length * width <= MostSumsOfMany && IsWorth(into.Length * width, iterations) ? into.Length * width : 0;
    }

    private static bool IsWorth(int length, int iterations) => iterations > 0 && length <= (iterations < Many ? MostSums : MostSumsOfMany);

    // The sums of an element that shares its vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector128<T> Quarter<T>(ReadOnlySpan<Vector512<T>> sums, int length, int at)
    {
        if ((uint)at >= (uint)length) throw new IndexOutOfRangeException();
        return ref Unsafe.Add(ref Unsafe.As<Vector512<T>, Vector128<T>>(ref MemoryMarshal.GetReference(sums)), at);
    }

    /// <summary>The elements that <paramref name="count"/> iterations read, <paramref name="width"/> from <paramref name="first"/> + i ·
    /// stride, all exist.</summary>
    public static bool Cover(int length, long first, long stride, int count, int width)
    {
        if (count <= 0 || width <= 0) return true;
        var last = first + stride * (count - 1);
        return Math.Min(first, last) >= 0 && Math.Max(first, last) + width <= length;
    }

    /// <summary>The rows from <paramref name="low"/> to before <paramref name="high"/> exist, and so do <paramref name="width"/> elements
    /// of each.</summary>
    public static bool Cover<T>(T[,] x, int low, int high, int width) => low >= 0 && high <= x.GetLength(0) && width <= x.GetLength(1);

    /// <summary>How long the rows from <paramref name="low"/> to before <paramref name="high"/> are, if they exist and are equally long;
    /// else -1.</summary>
    public static int Width<T>(T[][] rows, int low, int high)
    {
        if (low < 0 || high > rows.Length || low >= high || rows[low] is null) return -1;
        var width = rows[low].Length;
        for (var i = low + 1; i < high; i++)
            if (rows[i] is null || rows[i].Length != width) return -1;
        return width;
    }

    /// <summary>The windows of all lanes lie inside, as each of them would be checked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One does not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int length, int at, int stride, int width, int lanes)
    {
        var last = at + (long)(lanes - 1) * stride;
        if (at < 0 || last < 0 || width < 0 || Math.Max(at, last) + width > length) ThrowWindow();
    }

    [DoesNotReturn]
    private static void ThrowWindow() => throw new ArgumentOutOfRangeException("start");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T First<T>(Span<T> x, int at, int stride, int lanes)
    {
        // Both ends lie inside, so everything between them does.
        if ((uint)at >= (uint)x.Length || (ulong)(at + (long)(lanes - 1) * stride) >= (ulong)x.Length) Throw();
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(x), (nint)(uint)at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly T First<T>(ReadOnlySpan<T> x, int at, int stride, int lanes)
    {
        if ((uint)at >= (uint)x.Length || (ulong)(at + (long)(lanes - 1) * stride) >= (ulong)x.Length) Throw();
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(x), (nint)(uint)at);
    }

    [DoesNotReturn]
    private static void Throw() => throw new IndexOutOfRangeException();
}
