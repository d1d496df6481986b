using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

// What computes nothing and only chooses, as the methods of the same names of double and float; exact.
public static partial class VectorMath
{
    /// <summary>The larger of x and y, and y where one of them is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxNative<T>(Vector512<T> x, Vector512<T> y) => Vector512.MaxNative(x, y);

    /// <summary>The smaller of x and y, and y where one of them is NaN or both are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinNative<T>(Vector512<T> x, Vector512<T> y) => Vector512.MinNative(x, y);

    /// <summary>The larger of x and y; of a number and NaN the number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxNumber<T>(Vector512<T> x, Vector512<T> y) => Vector512.MaxNumber(x, y);

    /// <summary>The smaller of x and y; of a number and NaN the number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinNumber<T>(Vector512<T> x, Vector512<T> y) => Vector512.MinNumber(x, y);

    /// <summary>The one with the larger magnitude, NaN where one of them is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxMagnitude<T>(Vector512<T> x, Vector512<T> y) => Vector512.MaxMagnitude(x, y);

    /// <summary>The one with the smaller magnitude, NaN where one of them is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinMagnitude<T>(Vector512<T> x, Vector512<T> y) => Vector512.MinMagnitude(x, y);

    /// <summary>The one with the larger magnitude; of a number and NaN the number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxMagnitudeNumber<T>(Vector512<T> x, Vector512<T> y) => Vector512.MaxMagnitudeNumber(x, y);

    /// <summary>The one with the smaller magnitude; of a number and NaN the number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinMagnitudeNumber<T>(Vector512<T> x, Vector512<T> y) => Vector512.MinMagnitudeNumber(x, y);

    /// <summary>x with the sign of the other number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> CopySign<T>(Vector512<T> x, Vector512<T> sign) => Vector512.CopySign(x, sign);

    /// <summary>x y + z, rounded once.</summary>
    /// <remarks>Slow where the processor has no such instruction, as the scalar method is.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FusedMultiplyAdd(Vector512<double> x, Vector512<double> y, Vector512<double> z) =>
        Vector512.FusedMultiplyAdd(x, y, z);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector512{double}, Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FusedMultiplyAdd(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.FusedMultiplyAdd(x, y, z);
}
