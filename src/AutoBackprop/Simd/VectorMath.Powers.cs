using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // log10 2 in two parts, the first of 32 bits; and of 26 bits.
    private const double Log10Of2High = 0.3010299955494702, Log10Of2Low = 1.1451100898021838e-10;
    private const double Log10Of2Upper = 0.3010299950838089, Log10Of2Lower = 5.801722962879576e-10;
    private const double Log2Of10 = 3.321928094887362, Ln10 = 2.302585092994046;

    // Beyond this 10^x is 0 or ∞ in any case.
    private const double EndOfExp10 = 330;

    /// <summary>2 to the power x, in [0, ∞]. Largest error measured: 1.00 ulp.</summary>
    /// <remarks>As <see cref="Exp(Vector512{double})"/>, with a reduction that rounds nothing.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp2(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Exp2(x.GetLower()), VectorMath256.Exp2(x.GetUpper()));

        var clamped = MaxNative(Create(-EndOfExp2), MinNative(Create(EndOfExp2), x));
        var shifted = clamped + Create(ExponentShift);
        var r = Create(Ln2) * (clamped - (shifted - Create(ExponentShift)));
        return Scale(Vector512<double>.One + (r + ExpTail(r)), shifted);
    }

    /// <summary>10 to the power x, in [0, ∞]. Largest error measured: 1.28 ulp.</summary>
    /// <remarks>As <see cref="Exp(Vector512{double})"/>, with log10 2 for ln 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp10(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Exp10(x.GetLower()), VectorMath256.Exp10(x.GetUpper()));

        var clamped = MaxNative(Create(-EndOfExp10), MinNative(Create(EndOfExp10), x));
        var shifted = MultiplyAddEstimate(clamped, Create(Log2Of10), Create(ExponentShift));
        var n = shifted - Create(ExponentShift);
        var r = Create(Ln10) * MultiplyAddEstimate(n, Create(-Log10Of2Low), MultiplyAddEstimate(n, Create(-Log10Of2High), clamped));
        return Scale(Vector512<double>.One + (r + ExpTail(r)), shifted);
    }

    /// <summary>The logarithm to the base 2: -∞ at ±0, NaN below; exact for powers of 2. Largest error measured: 0.5 ulp.</summary>
    /// <remarks>As in <see cref="Pow(Vector512{double}, Vector512{double})"/>, with 64 bits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log2(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Log2(x.GetLower()), VectorMath256.Log2(x.GetUpper()));

        var high = Log2(Exponent(x, out var n), n, out var low);
        return LogSpecials(x, high + low);
    }

    /// <summary>The logarithm to the base 10: -∞ at ±0, NaN below. Largest error measured: 0.82 ulp.</summary>
    /// <remarks>log10 2 times the logarithm to the base 2, both in two parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log10(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Log10(x.GetLower()), VectorMath256.Log10(x.GetUpper()));

        var high = Log2(Exponent(x, out var n), n, out var low);
        var rest = MultiplyAddEstimate(high, Create(Log10Of2Lower), low * Create(Log10Of2Upper));
        return LogSpecials(x, MultiplyAddEstimate(high, Create(Log10Of2Upper), rest));
    }

    /// <summary>The cube root, with the sign of x. Largest error measured: 0.94 ulp.</summary>
    /// <remarks>x = 2^(3q) z with z in [2^-1.5, 2^1.5]; of z by interpolation and two steps of Halley's method.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cbrt(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Cbrt(x.GetLower()), VectorMath256.Cbrt(x.GetUpper()));

        var a = Vector512.Abs(x);
        var m = Exponent(a, out var n);
        var q = Vector512.Round(n * Create(1 / 3.0));
        var z = m * PowerOf2(MultiplyAddEstimate(q, Create(-3.0), n) + Create(ExponentShift));
        var p = MultiplyAddEstimate(Create(0.0072198401), z, Create(-0.072133073));
        p = MultiplyAddEstimate(p, z, Create(0.29168594));
        p = MultiplyAddEstimate(p, z, Create(-0.6338751));
        p = MultiplyAddEstimate(p, z, Create(0.97746576));
        p = MultiplyAddEstimate(p, z, Create(0.43024431));
        var root = Halley(Halley(p, z), z) * PowerOf2(q + Create(ExponentShift));
        // 0, ∞ and NaN are their own.
        var ordinary = GreaterThan(a, Vector512<double>.Zero) & LessThan(a, Create(double.PositiveInfinity));
        return ConditionalSelect(ordinary, root | (x & Create(-0.0)), x);
    }

    // A cube root of z three times as exact as t.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Halley(Vector512<double> t, Vector512<double> z)
    {
        var cube = t * t * t;
        return MultiplyAddEstimate(t, (z - cube) / (cube + cube + z), t);
    }

    /// <summary>√(x² + y²), without overflow or underflow on the way; ∞ beside NaN is ∞. Largest error measured: 1.15 ulp.</summary>
    /// <remarks>Both are scaled by a power of two where their squares would leave the range.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y)
    {
        if (!IsHardwareAccelerated)
            return Create(VectorMath256.Hypot(x.GetLower(), y.GetLower()), VectorMath256.Hypot(x.GetUpper(), y.GetUpper()));

        const double Up = 4.149515568880993e+180, Down = 2.409919865102884e-181; // 2^600 and its inverse
        var (a, b) = (Vector512.Abs(x), Vector512.Abs(y));
        var largest = Vector512.Max(a, b);
        var (large, small) = (GreaterThan(largest, Create(1e150)), LessThan(largest, Create(1e-140)));
        var scale = ConditionalSelect(large, Create(Down), ConditionalSelect(small, Create(Up), Vector512<double>.One));
        var back = ConditionalSelect(large, Create(Up), ConditionalSelect(small, Create(Down), Vector512<double>.One));
        var (u, v) = (a * scale, b * scale);
        var infinity = Create(double.PositiveInfinity);
        return ConditionalSelect(Vector512.Equals(a, infinity) | Vector512.Equals(b, infinity), infinity,
            Vector512.Sqrt(MultiplyAddEstimate(u, u, v * v)) * back);
    }
}
