using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

public static partial class Lanes
{
    /// <inheritdoc cref="Any(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector512<float> mask) => Vector512.ExtractMostSignificantBits(mask) != 0;

    /// <summary>The numbers at + k · stride in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Singles(int at, int stride) =>
        Vector512.Create(
            (float)at, (float)(at + stride), (float)(at + 2 * stride), (float)(at + 3 * stride),
            (float)(at + 4 * stride), (float)(at + 5 * stride), (float)(at + 6 * stride), (float)(at + 7 * stride),
            (float)(at + 8 * stride), (float)(at + 9 * stride), (float)(at + 10 * stride), (float)(at + 11 * stride),
            (float)(at + 12 * stride), (float)(at + 13 * stride), (float)(at + 14 * stride), (float)(at + 15 * stride));

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, int at) =>
        Vector512.LoadUnsafe(in First(x, at, 1, Vector512<float>.Count));

    /// <inheritdoc cref="Load(ReadOnlySpan{double}, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, int at, int stride)
    {
        ref var p = ref Unsafe.AsRef(in First(x, at, stride, Vector512<float>.Count));
        var s = (nint)stride;
        return Vector512.Create(
            p, Unsafe.Add(ref p, s), Unsafe.Add(ref p, 2 * s), Unsafe.Add(ref p, 3 * s),
            Unsafe.Add(ref p, 4 * s), Unsafe.Add(ref p, 5 * s), Unsafe.Add(ref p, 6 * s), Unsafe.Add(ref p, 7 * s),
            Unsafe.Add(ref p, 8 * s), Unsafe.Add(ref p, 9 * s), Unsafe.Add(ref p, 10 * s), Unsafe.Add(ref p, 11 * s),
            Unsafe.Add(ref p, 12 * s), Unsafe.Add(ref p, 13 * s), Unsafe.Add(ref p, 14 * s), Unsafe.Add(ref p, 15 * s));
    }

    /// <inheritdoc cref="Load(double[][], int, int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float[][] x, int row, int rows, int at, int stride) =>
        Vector512.Create(
            x[row + 0 * rows][at + 0 * stride], x[row + 1 * rows][at + 1 * stride], x[row + 2 * rows][at + 2 * stride],
                x[row + 3 * rows][at + 3 * stride],
            x[row + 4 * rows][at + 4 * stride], x[row + 5 * rows][at + 5 * stride], x[row + 6 * rows][at + 6 * stride],
                x[row + 7 * rows][at + 7 * stride],
            x[row + 8 * rows][at + 8 * stride], x[row + 9 * rows][at + 9 * stride], x[row + 10 * rows][at + 10 * stride],
                x[row + 11 * rows][at + 11 * stride],
            x[row + 12 * rows][at + 12 * stride], x[row + 13 * rows][at + 13 * stride], x[row + 14 * rows][at + 14 * stride],
                x[row + 15 * rows][at + 15 * stride]);

    /// <inheritdoc cref="Load(double[,], int, int, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float[,] x, int row, int rows, int at, int stride) =>
        Vector512.Create(
            x[row + 0 * rows, at + 0 * stride], x[row + 1 * rows, at + 1 * stride], x[row + 2 * rows, at + 2 * stride],
                x[row + 3 * rows, at + 3 * stride],
            x[row + 4 * rows, at + 4 * stride], x[row + 5 * rows, at + 5 * stride], x[row + 6 * rows, at + 6 * stride],
                x[row + 7 * rows, at + 7 * stride],
            x[row + 8 * rows, at + 8 * stride], x[row + 9 * rows, at + 9 * stride], x[row + 10 * rows, at + 10 * stride],
                x[row + 11 * rows, at + 11 * stride],
            x[row + 12 * rows, at + 12 * stride], x[row + 13 * rows, at + 13 * stride], x[row + 14 * rows, at + 14 * stride],
                x[row + 15 * rows, at + 15 * stride]);

    /// <inheritdoc cref="Store(Span{double}, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<float> x, int at, Vector512<float> value) =>
        value.StoreUnsafe(ref First(x, at, 1, Vector512<float>.Count));

    /// <inheritdoc cref="Store(Span{double}, int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<float> x, int at, int stride, Vector512<float> value)
    {
        ref var p = ref First(x, at, stride, Vector512<float>.Count);
        for (var k = 0; k < Vector512<float>.Count; k++) Unsafe.Add(ref p, (nint)k * stride) = value[k];
    }

    /// <inheritdoc cref="Store(double[][], int, int, int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float[][] x, int row, int rows, int at, int stride, Vector512<float> value)
    {
        for (var k = 0; k < Vector512<float>.Count; k++) x[row + k * rows][at + k * stride] = value[k];
    }

    /// <inheritdoc cref="Store(double[,], int, int, int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float[,] x, int row, int rows, int at, int stride, Vector512<float> value)
    {
        for (var k = 0; k < Vector512<float>.Count; k++) x[row + k * rows, at + k * stride] = value[k];
    }

    /// <inheritdoc cref="Add(Span{double}, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> x, int at, Vector512<float> value)
    {
        ref var p = ref First(x, at, 1, Vector512<float>.Count);
        (Vector512.LoadUnsafe(ref p) + value).StoreUnsafe(ref p);
    }

    /// <inheritdoc cref="Add(Span{double}, int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> x, int at, int stride, Vector512<float> value)
    {
        ref var p = ref First(x, at, stride, Vector512<float>.Count);
        for (var k = 0; k < Vector512<float>.Count; k++) Unsafe.Add(ref p, (nint)k * stride) += value[k];
    }

    /// <inheritdoc cref="Add(double[][], int, int, int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float[][] x, int row, int rows, int at, int stride, Vector512<float> value)
    {
        for (var k = 0; k < Vector512<float>.Count; k++) x[row + k * rows][at + k * stride] += value[k];
    }

    /// <inheritdoc cref="Add(double[,], int, int, int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float[,] x, int row, int rows, int at, int stride, Vector512<float> value)
    {
        for (var k = 0; k < Vector512<float>.Count; k++) x[row + k * rows, at + k * stride] += value[k];
    }

    /// <inheritdoc cref="Add(Span{Vector512{double}}, Span{double}, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<float>> sums, Span<float> into, int at, Vector512<float> value)
    {
        if (sums.Length == 0) into[at] += Vector512.Sum(value);
        else if (sums.Length >= into.Length) sums[at] += value;
        else
        {
            var half = value.GetLower() + value.GetUpper();
            Quarter<float>(sums, into.Length, at) += half.GetLower() + half.GetUpper();
        }
    }

    /// <inheritdoc cref="Add(Span{Vector512{double}}, double[,], int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<float>> sums, float[,] into, int row, int at, Vector512<float> value)
    {
        var width = into.GetLength(1);
        if (sums.Length > 0 && (uint)at < (uint)width) sums[row * width + at] += value;
        else into[row, at] += Vector512.Sum(value);
    }

    /// <inheritdoc cref="Add(Span{Vector512{double}}, double[][], int, int, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<float>> sums, float[][] into, int row, int at, Vector512<float> value)
    {
        var width = into[row].Length;
        if (sums.Length > 0 && (uint)at < (uint)width) sums[row * width + at] += value;
        else into[row][at] += Vector512.Sum(value);
    }

    /// <inheritdoc cref="Total(ReadOnlySpan{Vector512{double}}, Span{double})"/>
    public static void Total(ReadOnlySpan<Vector512<float>> sums, Span<float> into)
    {
        for (var i = 0; sums.Length > 0 && i < into.Length; i++)
            into[i] += sums.Length >= into.Length ? Vector512.Sum(sums[i]) : Vector128.Sum(Quarter(sums, into.Length, i));
    }

    /// <inheritdoc cref="Total(ReadOnlySpan{Vector512{double}}, double[,])"/>
    public static void Total(ReadOnlySpan<Vector512<float>> sums, float[,] into)
    {
        var width = into.GetLength(1);
        for (var i = 0; i < sums.Length; i++) into[i / width, i % width] += Vector512.Sum(sums[i]);
    }

    /// <inheritdoc cref="Total(ReadOnlySpan{Vector512{double}}, double[][])"/>
    public static void Total(ReadOnlySpan<Vector512<float>> sums, float[][] into)
    {
        for (var (i, row) = (0, 0); i < sums.Length; row++)
            for (var at = 0; at < into[row].Length; at++) into[row][at] += Vector512.Sum(sums[i++]);
    }

    /// <summary>Sets whole numbers that lie <paramref name="stride"/> apart, one of each lane.</summary>
    public static void Store(Span<int> x, int at, int stride, Vector512<int> value)
    {
        ref var first = ref First(x, at, stride, Vector512<int>.Count);
        for (var k = 0; k < Vector512<int>.Count; k++) Unsafe.Add(ref first, (nint)k * stride) = value[k];
    }

    /// <summary>Whole numbers that lie a stride apart, as wide as a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Ints(ReadOnlySpan<int> x, int at, int stride) =>
        Vector512.Create(
            x[at + 0 * stride], x[at + 1 * stride], x[at + 2 * stride], x[at + 3 * stride],
            x[at + 4 * stride], x[at + 5 * stride], x[at + 6 * stride], x[at + 7 * stride],
            x[at + 8 * stride], x[at + 9 * stride], x[at + 10 * stride], x[at + 11 * stride],
            x[at + 12 * stride], x[at + 13 * stride], x[at + 14 * stride], x[at + 15 * stride]);

    /// <summary>The number of one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(Vector512<float> x, int lane) => x[lane];

    /// <summary>The whole number of one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(Vector512<int> x, int lane) => x[lane];

    /// <summary>Elements that lie anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, Vector512<int> at) =>
        Vector512.Create(
            x[at[0]], x[at[1]], x[at[2]], x[at[3]],
            x[at[4]], x[at[5]], x[at[6]], x[at[7]],
            x[at[8]], x[at[9]], x[at[10]], x[at[11]],
            x[at[12]], x[at[13]], x[at[14]], x[at[15]]);

    /// <summary>Elements that lie anywhere, for the lanes of a mask; 0 for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> x, Vector512<int> at, Vector512<float> mask) =>
        Vector512.ExtractMostSignificantBits(mask) == 0xFFFF ? Load(x, at) : LoadSome(x, at, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> LoadSome(ReadOnlySpan<float> x, Vector512<int> at, Vector512<float> mask)
    {
        Span<float> values = stackalloc float[Vector512<float>.Count];
        for (var set = Vector512.ExtractMostSignificantBits(mask); set != 0; set &= set - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(set);
            values[k] = x[(int)at[k]];
        }
        return Vector512.Create<float>(values);
    }

    /// <summary>Of each lane its own number of the vector that it names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<Vector512<float>> x, Vector512<int> at) =>
        Vector512.Create(
            x[at[0]][0], x[at[1]][1], x[at[2]][2], x[at[3]][3],
            x[at[4]][4], x[at[5]][5], x[at[6]][6], x[at[7]][7],
            x[at[8]][8], x[at[9]][9], x[at[10]][10], x[at[11]][11],
            x[at[12]][12], x[at[13]][13], x[at[14]][14], x[at[15]][15]);

    /// <summary>The same for the lanes of a mask; 0 for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<Vector512<float>> x, Vector512<int> at, Vector512<float> mask) =>
        Load(x, at & mask.AsInt32()) & mask;

    /// <summary>Adds to elements that lie anywhere, one lane after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> x, Vector512<int> at, Vector512<float> value)
    {
        x[(int)at[0]] += value[0];
        x[(int)at[1]] += value[1];
        x[(int)at[2]] += value[2];
        x[(int)at[3]] += value[3];
        x[(int)at[4]] += value[4];
        x[(int)at[5]] += value[5];
        x[(int)at[6]] += value[6];
        x[(int)at[7]] += value[7];
        x[(int)at[8]] += value[8];
        x[(int)at[9]] += value[9];
        x[(int)at[10]] += value[10];
        x[(int)at[11]] += value[11];
        x[(int)at[12]] += value[12];
        x[(int)at[13]] += value[13];
        x[(int)at[14]] += value[14];
        x[(int)at[15]] += value[15];
    }

    /// <summary>The same for the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> x, Vector512<int> at, Vector512<float> mask, Vector512<float> value)
    {
        if (Vector512.ExtractMostSignificantBits(mask) == 0xFFFF) Add(x, at, value);
        else AddSome(x, at, mask, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddSome(Span<float> x, Vector512<int> at, Vector512<float> mask, Vector512<float> value)
    {
        for (var set = Vector512.ExtractMostSignificantBits(mask); set != 0; set &= set - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(set);
            x[(int)at[k]] += value[k];
        }
    }

    /// <summary>Adds to the number that each lane names of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<float>> x, Vector512<int> at, Vector512<float> value)
    {
        for (var k = 0; k < Vector512<float>.Count; k++)
            Unsafe.Add(ref Unsafe.As<Vector512<float>, float>(ref x[(int)at[k]]), k) += value[k];
    }

    /// <summary>The same for the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<float>> x, Vector512<int> at, Vector512<float> mask, Vector512<float> value)
    {
        for (var set = Vector512.ExtractMostSignificantBits(mask); set != 0; set &= set - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(set);
            Unsafe.Add(ref Unsafe.As<Vector512<float>, float>(ref x[(int)at[k]]), k) += value[k];
        }
    }
}
