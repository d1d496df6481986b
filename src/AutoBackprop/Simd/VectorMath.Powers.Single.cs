using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    private const float Log10Of2HighF = 0.301025390625f, Log10Of2LowF = 4.605039e-06f;
    private const float Log2Of10F = 3.321928f, Ln10F = 2.3025851f, Ln2F = 0.6931472f;
    private const float EndOfExp2F = 155, EndOfExp10F = 46;

    /// <summary>2 to the power x, in [0, ∞]. Largest error measured: 0.95 ulp.</summary>
    /// <remarks>As in double.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Exp2(x.GetLower()), VectorMath256.Exp2(x.GetUpper()));

        var clamped = MaxNative(Create(-EndOfExp2F), MinNative(Create(EndOfExp2F), x));
        var shifted = clamped + Create(ExponentShiftF);
        var r = Create(Ln2F) * (clamped - (shifted - Create(ExponentShiftF)));
        return Scale(Vector512<float>.One + (r + ExpTail(r)), shifted);
    }

    /// <summary>10 to the power x, in [0, ∞]. Largest error measured: 1.13 ulp.</summary>
    /// <remarks>As in double.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp10(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Exp10(x.GetLower()), VectorMath256.Exp10(x.GetUpper()));

        var clamped = MaxNative(Create(-EndOfExp10F), MinNative(Create(EndOfExp10F), x));
        var shifted = MultiplyAddEstimate(clamped, Create(Log2Of10F), Create(ExponentShiftF));
        var n = shifted - Create(ExponentShiftF);
        var r = Create(Ln10F) * MultiplyAddEstimate(n, Create(-Log10Of2LowF), MultiplyAddEstimate(n, Create(-Log10Of2HighF), clamped));
        return Scale(Vector512<float>.One + (r + ExpTail(r)), shifted);
    }

    /// <summary>The logarithm to the base 2: -∞ at ±0, NaN below; exact for powers of 2. Largest error measured: 0.5 ulp.</summary>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log2(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Log2(x.GetLower()), VectorMath256.Log2(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(Log2ForSingle(a), Log2ForSingle(b));
    }

    /// <summary>The logarithm to the base 10: -∞ at ±0, NaN below. Largest error measured: 0.5 ulp.</summary>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log10(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Log10(x.GetLower()), VectorMath256.Log10(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(Log2ForSingle(a) * Create(1 / Log2Of10), Log2ForSingle(b) * Create(1 / Log2Of10));
    }

    // Exact for powers of 2, like its n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log2ForSingle(Vector512<double> x)
    {
        var f = NormalExponent(x, Create(ExponentBias), out var n) - Vector512<double>.One;
        return LogSpecials(x, MultiplyAddEstimate(Create(InverseLn2), LogOf1PlusReduced(f, Vector512<double>.Zero), n));
    }

    /// <summary>The cube root, with the sign of x. Largest error measured: 0.5 ulp.</summary>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cbrt(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Cbrt(x.GetLower()), VectorMath256.Cbrt(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(Cbrt(a), Cbrt(b));
    }

    /// <summary>√(x² + y²), without overflow or underflow on the way; ∞ beside NaN is ∞. Largest error measured: 0.5 ulp.</summary>
    /// <remarks>In double, where no square overflows, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y)
    {
        if (!IsHardwareAccelerated)
            return Create(VectorMath256.Hypot(x.GetLower(), y.GetLower()), VectorMath256.Hypot(x.GetUpper(), y.GetUpper()));

        var ((a, b), (c, d)) = (Widen(x), Widen(y));
        var infinity = Create(float.PositiveInfinity);
        return ConditionalSelect(Vector512.Equals(Vector512.Abs(x), infinity) | Vector512.Equals(Vector512.Abs(y), infinity), infinity,
            Narrow(Vector512.Sqrt(MultiplyAddEstimate(a, a, c * c)), Vector512.Sqrt(MultiplyAddEstimate(b, b, d * d))));
    }
}
