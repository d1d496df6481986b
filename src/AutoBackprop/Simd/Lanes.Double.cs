using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

public static partial class Lanes
{
    /// <summary>Some lane of the mask is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector512<double> mask) => Vector512.ExtractMostSignificantBits(mask) != 0;

    /// <summary>The numbers at + k · stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Doubles(int at, int stride) =>
        Vector512.Create(
            (double)at, (double)(at + stride), (double)(at + 2 * stride), (double)(at + 3 * stride),
            (double)(at + 4 * stride), (double)(at + 5 * stride), (double)(at + 6 * stride), (double)(at + 7 * stride));

    /// <summary>Neighbouring elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> x, int at) =>
        Vector512.LoadUnsafe(in First(x, at, 1, Vector512<double>.Count));

    /// <summary>Elements that lie a stride apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> x, int at, int stride)
    {
        ref var p = ref Unsafe.AsRef(in First(x, at, stride, Vector512<double>.Count));
        var s = (nint)stride;
        return Vector512.Create(
            p, Unsafe.Add(ref p, s), Unsafe.Add(ref p, 2 * s), Unsafe.Add(ref p, 3 * s),
            Unsafe.Add(ref p, 4 * s), Unsafe.Add(ref p, 5 * s), Unsafe.Add(ref p, 6 * s), Unsafe.Add(ref p, 7 * s));
    }

    /// <summary>Elements of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double[][] x, int row, int rows, int at, int stride) =>
        Vector512.Create(
            x[row + 0 * rows][at + 0 * stride], x[row + 1 * rows][at + 1 * stride], x[row + 2 * rows][at + 2 * stride],
                x[row + 3 * rows][at + 3 * stride],
            x[row + 4 * rows][at + 4 * stride], x[row + 5 * rows][at + 5 * stride], x[row + 6 * rows][at + 6 * stride],
                x[row + 7 * rows][at + 7 * stride]);

    /// <summary>Elements in two dimensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double[,] x, int row, int rows, int at, int stride) =>
        Vector512.Create(
            x[row + 0 * rows, at + 0 * stride], x[row + 1 * rows, at + 1 * stride], x[row + 2 * rows, at + 2 * stride],
                x[row + 3 * rows, at + 3 * stride],
            x[row + 4 * rows, at + 4 * stride], x[row + 5 * rows, at + 5 * stride], x[row + 6 * rows, at + 6 * stride],
                x[row + 7 * rows, at + 7 * stride]);

    /// <summary>Writes neighbouring elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<double> x, int at, Vector512<double> value) =>
        value.StoreUnsafe(ref First(x, at, 1, Vector512<double>.Count));

    /// <summary>Writes elements that lie a stride apart, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<double> x, int at, int stride, Vector512<double> value)
    {
        ref var p = ref First(x, at, stride, Vector512<double>.Count);
        for (var k = 0; k < Vector512<double>.Count; k++) Unsafe.Add(ref p, (nint)k * stride) = value[k];
    }

    /// <summary>Writes elements of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double[][] x, int row, int rows, int at, int stride, Vector512<double> value)
    {
        for (var k = 0; k < Vector512<double>.Count; k++) x[row + k * rows][at + k * stride] = value[k];
    }

    /// <summary>Writes elements in two dimensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double[,] x, int row, int rows, int at, int stride, Vector512<double> value)
    {
        for (var k = 0; k < Vector512<double>.Count; k++) x[row + k * rows, at + k * stride] = value[k];
    }

    /// <summary>Adds to neighbouring elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> x, int at, Vector512<double> value)
    {
        ref var p = ref First(x, at, 1, Vector512<double>.Count);
        (Vector512.LoadUnsafe(ref p) + value).StoreUnsafe(ref p);
    }

    /// <summary>Adds to elements that lie a stride apart, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> x, int at, int stride, Vector512<double> value)
    {
        ref var p = ref First(x, at, stride, Vector512<double>.Count);
        for (var k = 0; k < Vector512<double>.Count; k++) Unsafe.Add(ref p, (nint)k * stride) += value[k];
    }

    /// <summary>Adds to elements of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double[][] x, int row, int rows, int at, int stride, Vector512<double> value)
    {
        for (var k = 0; k < Vector512<double>.Count; k++) x[row + k * rows][at + k * stride] += value[k];
    }

    /// <summary>Adds to elements in two dimensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double[,] x, int row, int rows, int at, int stride, Vector512<double> value)
    {
        for (var k = 0; k < Vector512<double>.Count; k++) x[row + k * rows, at + k * stride] += value[k];
    }

    /// <summary>Adds every lane to one element: in its vector of sums where there are any, else at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<double>> sums, Span<double> into, int at, Vector512<double> value)
    {
        if (sums.Length == 0) into[at] += Vector512.Sum(value);
        else if (sums.Length >= into.Length) sums[at] += value;
        else
        {
            var half = value.GetLower() + value.GetUpper();
            Quarter<double>(sums, into.Length, at) += half.GetLower() + half.GetUpper();
        }
    }

    /// <summary>The same in two dimensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<double>> sums, double[,] into, int row, int at, Vector512<double> value)
    {
        var width = into.GetLength(1);
        if (sums.Length > 0 && (uint)at < (uint)width) sums[row * width + at] += value;
        else into[row, at] += Vector512.Sum(value);
    }

    /// <summary>The same in rows, which are equally long if there are sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<double>> sums, double[][] into, int row, int at, Vector512<double> value)
    {
        var width = into[row].Length;
        if (sums.Length > 0 && (uint)at < (uint)width) sums[row * width + at] += value;
        else into[row][at] += Vector512.Sum(value);
    }

    /// <summary>Adds the sums, if there are any, to what they are sums of.</summary>
    public static void Total(ReadOnlySpan<Vector512<double>> sums, Span<double> into)
    {
        for (var i = 0; sums.Length > 0 && i < into.Length; i++)
            into[i] += sums.Length >= into.Length ? Vector512.Sum(sums[i]) : Vector128.Sum(Quarter(sums, into.Length, i));
    }

    /// <summary>The same in two dimensions.</summary>
    public static void Total(ReadOnlySpan<Vector512<double>> sums, double[,] into)
    {
        var width = into.GetLength(1);
        for (var i = 0; i < sums.Length; i++) into[i / width, i % width] += Vector512.Sum(sums[i]);
    }

    /// <summary>The same in rows.</summary>
    public static void Total(ReadOnlySpan<Vector512<double>> sums, double[][] into)
    {
        for (var (i, row) = (0, 0); i < sums.Length; row++)
            for (var at = 0; at < into[row].Length; at++) into[row][at] += Vector512.Sum(sums[i++]);
    }

    /// <summary>Sets whole numbers that lie <paramref name="stride"/> apart, one of each lane.</summary>
    public static void Store(Span<int> x, int at, int stride, Vector512<long> value)
    {
        ref var first = ref First(x, at, stride, Vector512<long>.Count);
        for (var k = 0; k < Vector512<long>.Count; k++) Unsafe.Add(ref first, (nint)k * stride) = (int)value[k];
    }

    /// <summary>Whole numbers that lie a stride apart, as wide as a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Longs(ReadOnlySpan<int> x, int at, int stride) =>
        Vector512.Create(
            (long)x[at + 0 * stride], (long)x[at + 1 * stride], (long)x[at + 2 * stride], (long)x[at + 3 * stride],
            (long)x[at + 4 * stride], (long)x[at + 5 * stride], (long)x[at + 6 * stride], (long)x[at + 7 * stride]);

    /// <summary>The number of one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(Vector512<double> x, int lane) => x[lane];

    /// <summary>The whole number of one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(Vector512<long> x, int lane) => (int)x[lane];

    /// <summary>Elements that lie anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> x, Vector512<long> at) =>
        Vector512.Create(
            x[(int)at[0]], x[(int)at[1]], x[(int)at[2]], x[(int)at[3]],
            x[(int)at[4]], x[(int)at[5]], x[(int)at[6]], x[(int)at[7]]);

    /// <summary>Elements that lie anywhere, for the lanes of a mask; 0 for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> x, Vector512<long> at, Vector512<double> mask) =>
        Vector512.ExtractMostSignificantBits(mask) == 0xFF ? Load(x, at) : LoadSome(x, at, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> LoadSome(ReadOnlySpan<double> x, Vector512<long> at, Vector512<double> mask)
    {
        Span<double> values = stackalloc double[Vector512<double>.Count];
        for (var set = Vector512.ExtractMostSignificantBits(mask); set != 0; set &= set - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(set);
            values[k] = x[(int)at[k]];
        }
        return Vector512.Create<double>(values);
    }

    /// <summary>Of each lane its own number of the vector that it names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<Vector512<double>> x, Vector512<long> at) =>
        Vector512.Create(
            x[(int)at[0]][0], x[(int)at[1]][1], x[(int)at[2]][2], x[(int)at[3]][3],
            x[(int)at[4]][4], x[(int)at[5]][5], x[(int)at[6]][6], x[(int)at[7]][7]);

    /// <summary>The same for the lanes of a mask; 0 for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<Vector512<double>> x, Vector512<long> at, Vector512<double> mask) =>
        Load(x, at & mask.AsInt64()) & mask;

    /// <summary>Adds to elements that lie anywhere, one lane after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> x, Vector512<long> at, Vector512<double> value)
    {
        x[(int)at[0]] += value[0];
        x[(int)at[1]] += value[1];
        x[(int)at[2]] += value[2];
        x[(int)at[3]] += value[3];
        x[(int)at[4]] += value[4];
        x[(int)at[5]] += value[5];
        x[(int)at[6]] += value[6];
        x[(int)at[7]] += value[7];
    }

    /// <summary>The same for the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> x, Vector512<long> at, Vector512<double> mask, Vector512<double> value)
    {
        if (Vector512.ExtractMostSignificantBits(mask) == 0xFF) Add(x, at, value);
        else AddSome(x, at, mask, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddSome(Span<double> x, Vector512<long> at, Vector512<double> mask, Vector512<double> value)
    {
        for (var set = Vector512.ExtractMostSignificantBits(mask); set != 0; set &= set - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(set);
            x[(int)at[k]] += value[k];
        }
    }

    /// <summary>Adds to the number that each lane names of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<double>> x, Vector512<long> at, Vector512<double> value)
    {
        for (var k = 0; k < Vector512<double>.Count; k++)
            Unsafe.Add(ref Unsafe.As<Vector512<double>, double>(ref x[(int)at[k]]), k) += value[k];
    }

    /// <summary>The same for the lanes of a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<Vector512<double>> x, Vector512<long> at, Vector512<double> mask, Vector512<double> value)
    {
        for (var set = Vector512.ExtractMostSignificantBits(mask); set != 0; set &= set - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(set);
            Unsafe.Add(ref Unsafe.As<Vector512<double>, double>(ref x[(int)at[k]]), k) += value[k];
        }
    }
}
