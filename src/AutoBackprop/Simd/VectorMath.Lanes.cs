using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

// What becomes of the lanes of a vector when a loop over vectors ends.
public static partial class VectorMath
{
    /// <summary>The lanes in opposite order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Reverse(Vector512<double> x) => Vector512.Shuffle(x, Vector512.Create(7L, 6, 5, 4, 3, 2, 1, 0));

    /// <inheritdoc cref="Reverse(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Reverse(Vector512<float> x) =>
        Vector512.Shuffle(x, Vector512.Create(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    /// <summary>Adds floats to sums of doubles, two to each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AddWide(Vector512<double> sum, Vector512<float> x)
    {
        var (low, high) = Vector512.Widen(x);
        return sum + (low + high);
    }

    /// <summary>The largest lane, as <see cref="Math.Max(double, double)"/> of all has it.</summary>
    public static double MaxLanes(Vector512<double> x)
    {
        var half = Vector256.Max(x.GetLower(), x.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        return Math.Max(quarter[0], quarter[1]);
    }

    /// <inheritdoc cref="MaxLanes(Vector512{double})"/>
    public static float MaxLanes(Vector512<float> x)
    {
        var half = Vector256.Max(x.GetLower(), x.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        return MathF.Max(MathF.Max(quarter[0], quarter[1]), MathF.Max(quarter[2], quarter[3]));
    }

    /// <summary>The smallest lane, as <see cref="Math.Min(double, double)"/> of all has it.</summary>
    public static double MinLanes(Vector512<double> x) => -MaxLanes(-x);

    /// <inheritdoc cref="MinLanes(Vector512{double})"/>
    public static float MinLanes(Vector512<float> x) => -MaxLanes(-x);

    /// <summary>The lane of the largest value, 0 where there is none; of several the one found last, or first.</summary>
    /// <param name="x">The values.</param>
    /// <param name="at">When each was found.</param>
    /// <param name="last">The last of equal ones counts, not the first.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int LargestLane(Vector512<double> x, Vector512<double> at, bool last)
    {
        var lane = 0;
        for (var i = 1; i < Vector512<double>.Count; i++)
            if (x[i] > x[lane] || x[i] == x[lane] && (last ? at[i] > at[lane] : at[i] < at[lane])) lane = i;
        return lane;
    }

    /// <inheritdoc cref="LargestLane(Vector512{double}, Vector512{double}, bool)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int LargestLane(Vector512<float> x, Vector512<float> at, bool last)
    {
        var lane = 0;
        for (var i = 1; i < Vector512<float>.Count; i++)
            if (x[i] > x[lane] || x[i] == x[lane] && (last ? at[i] > at[lane] : at[i] < at[lane])) lane = i;
        return lane;
    }

    /// <summary>The lane of the smallest value, 0 where there is none; of several the one found last, or first.</summary>
    /// <inheritdoc cref="LargestLane(Vector512{double}, Vector512{double}, bool)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int SmallestLane(Vector512<double> x, Vector512<double> at, bool last) => LargestLane(-x, at, last);

    /// <inheritdoc cref="SmallestLane(Vector512{double}, Vector512{double}, bool)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static int SmallestLane(Vector512<float> x, Vector512<float> at, bool last) => LargestLane(-x, at, last);
}
