using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>The functions of <see cref="Math"/> and <see cref="MathF"/> on eight doubles or sixteen floats at once. Every method
/// is inlined whole into the loop that calls it, without branches, and is correct on hardware of any vector width.</summary>
/// <remarks>Errors are in units of the last place of the exact result, over all arguments, subnormal ones and results included,
/// with and without fused multiply-add in hardware. NaN gives NaN, and limits are reached as in <see cref="Math"/>. Long polynomials
/// are summed in pairs of terms, which waits half as long as Horner's rule and rounds no worse. Where the hardware has narrower
/// vectors, the same functions of those are called for the parts (Narrow.targets derives them from this source): pairs of pairs
/// of vectors would be more variables than the JIT inlines.</remarks>
public static partial class VectorMath
{
    /// <summary>The absolute value; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> x) => Vector512.Abs(x);

    /// <inheritdoc cref="Abs(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Abs(Vector512<float> x) => Vector512.Abs(x);

    /// <summary>The larger of x and y as <see cref="Math.Max(double, double)"/> has it: NaN where one is NaN, and 0 above -0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Max(Vector512<double> x, Vector512<double> y) => Vector512.Max(x, y);

    /// <inheritdoc cref="Max(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> x, Vector512<float> y) => Vector512.Max(x, y);

    /// <summary>The smaller of x and y as <see cref="Math.Min(double, double)"/> has it: NaN where one is NaN, and -0 below 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Min(Vector512<double> x, Vector512<double> y) => Vector512.Min(x, y);

    /// <inheritdoc cref="Min(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> x, Vector512<float> y) => Vector512.Min(x, y);

    /// <summary>The rectifier max(0, x) as <see cref="Activations.Relu(double)"/> has it: NaN stays NaN, and -0 gives 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Relu(Vector512<double> x) =>
        Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<double>.Zero));

    /// <inheritdoc cref="Relu(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu(Vector512<float> x) =>
        Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));

    /// <summary>The largest integer not above x; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Floor(Vector512<double> x) => Vector512.Floor(x);

    /// <inheritdoc cref="Floor(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Floor(Vector512<float> x) => Vector512.Floor(x);

    /// <summary>The smallest integer not below x; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Ceiling(Vector512<double> x) => Vector512.Ceiling(x);

    /// <inheritdoc cref="Ceiling(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Ceiling(Vector512<float> x) => Vector512.Ceiling(x);

    /// <summary>The integer nearest to x, the even one of two, as <see cref="Math.Round(double)"/> has it; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Round(Vector512<double> x) => Vector512.Round(x);

    /// <inheritdoc cref="Round(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> x) => Vector512.Round(x);

    /// <summary>x without its fraction; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Truncate(Vector512<double> x) => Vector512.Truncate(x);

    /// <inheritdoc cref="Truncate(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Truncate(Vector512<float> x) => Vector512.Truncate(x);

    /// <summary>The square root, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sqrt(Vector512<double> x) => Vector512.Sqrt(x);

    /// <inheritdoc cref="Sqrt(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sqrt(Vector512<float> x) => Vector512.Sqrt(x);
}
