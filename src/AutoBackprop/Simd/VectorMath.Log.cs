using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    private const long InverseSqrt2Bits = 0x3FE6A09E667F3BCD;
    private const long MantissaBits = 0x000FFFFFFFFFFFFF;
    private const double SmallestNormal = 2.2250738585072014e-308;

    // 2^52 with a biased exponent in its low bits, less this, is the exponent as a number.
    private const double TwoTo52 = 4503599627370496;
    private const double ExponentBias = TwoTo52 + 1023;

    /// <summary>The natural logarithm: -∞ at ±0, NaN below. Largest error measured: 0.82 ulp.</summary>
    /// <remarks>n ln 2 + log(1 + f) with 1 + f in [√½, √2]; log(1 + f) = f - f²/2 + s (f²/2 + R(s²)), s = f / (2 + f), with R a minimax
    /// polynomial of our own (error 2^-59.5). Source of that form: Kwok C. Ng, e_log.c of FDLIBM (1993), whose kernel is P.-T. P. Tang,
    /// Table-driven implementation of the logarithm function, ACM TOMS 16 (1990), pp. 378-400.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Log(x.GetLower()), VectorMath256.Log(x.GetUpper()));

        var f = Exponent(x, out var n) - Vector512<double>.One;
        return LogSpecials(x, LogOf1PlusReduced(f, n));
    }

    /// <summary>log(1 + x), without the cancellation near 0: -∞ at -1, NaN below. Largest error measured: 1.38 ulp.</summary>
    /// <remarks>As <see cref="Log(Vector512{double})"/> of the rounded 1 + x, whose rounding error is added to f.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogP1(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.LogP1(x.GetLower()), VectorMath256.LogP1(x.GetUpper()));

        var sum = Vector512<double>.One + x;
        var m = NormalExponent(sum, Create(ExponentBias), out var n);
        var lost = (x - (sum - Vector512<double>.One)) * PowerOf2(Create(ExponentShift) - MinNative(n, Create(1000.0)));
        return LogSpecials(sum, LogOf1PlusReduced(m - Vector512<double>.One + lost, n)) | (x & Create(-0.0));
    }

    // The m in [√½, √2] of x = 2^n m for 0 < x < ∞, and n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exponent(Vector512<double> x, out Vector512<double> n)
    {
        var subnormal = LessThan(x, Create(SmallestNormal));
        var normal = ConditionalSelect(subnormal, x * Create(18014398509481984.0), x);
        return NormalExponent(normal, ConditionalSelect(subnormal, Create(ExponentBias + 54), Create(ExponentBias)), out n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> NormalExponent(Vector512<double> x, Vector512<double> bias, out Vector512<double> n)
    {
        var bits = x.AsInt64() + Create(0x3FF0000000000000 - InverseSqrt2Bits);
        n = (ShiftRightLogical(bits, 52) | Create(TwoTo52).AsInt64()).AsDouble() - bias;
        return ((bits & Create(MantissaBits)) + Create(InverseSqrt2Bits)).AsDouble();
    }

    // log(1 + f) + n ln 2 for 1 + f in [√½, √2].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOf1PlusReduced(Vector512<double> f, Vector512<double> n)
    {
        var s = f / (Create(2.0) + f);
        var z = s * s;
        var q = MultiplyAddEstimate(Create(0.1479559687138426), z, Create(0.15314089944762774));
        q = MultiplyAddEstimate(q, z, Create(0.18183562604043257));
        q = MultiplyAddEstimate(q, z, Create(0.2222219861041011));
        q = MultiplyAddEstimate(q, z, Create(0.28571428741976046));
        q = MultiplyAddEstimate(q, z, Create(0.39999999999416824));
        q = MultiplyAddEstimate(q, z, Create(0.6666666666666734));
        var square = Create(0.5) * f * f;
        var small = MultiplyAddEstimate(s, MultiplyAddEstimate(q, z, square), n * Create(Ln2Low));
        return MultiplyAddEstimate(n, Create(Ln2High), f - (square - small));
    }

    // The result where 0 < x < ∞, and what belongs there elsewhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogSpecials(Vector512<double> x, Vector512<double> result)
    {
        var pole = ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Create(double.NegativeInfinity), Create(double.NaN));
        result = ConditionalSelect(GreaterThan(x, Vector512<double>.Zero), result, pole);
        return ConditionalSelect(Vector512.Equals(x, Create(double.PositiveInfinity)), x, result);
    }
}
