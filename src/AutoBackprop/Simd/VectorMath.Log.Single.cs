using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    private const int InverseSqrt2BitsF = 0x3F3504F3;
    private const float SmallestNormalF = 1.17549435e-38f;

    /// <summary>The natural logarithm: -∞ at ±0, NaN below. Largest error measured: 0.87 ulp.</summary>
    /// <remarks>n ln 2 + log(1 + f) with 1 + f in [√½, √2]; log(1 + f) = f - f²/2 + f³ P(f), with P a minimax polynomial of our own
    /// (error 2^-26.6). Source of that form: W. J. Cody, W. Waite, Software Manual for the Elementary Functions (1980), chapter 5.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Log(x.GetLower()), VectorMath256.Log(x.GetUpper()));

        var f = Exponent(x, out var n) - Vector512<float>.One;
        return LogSpecials(x, LogOf1PlusReduced(f, n));
    }

    /// <summary>log(1 + x), without the cancellation near 0: -∞ at -1, NaN below. Largest error measured: 1.45 ulp.</summary>
    /// <remarks>As in double.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogP1(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.LogP1(x.GetLower()), VectorMath256.LogP1(x.GetUpper()));

        var sum = Vector512<float>.One + x;
        var m = NormalExponent(sum, out var n);
        var lost = (x - (sum - Vector512<float>.One)) * PowerOf2(Create(ExponentShiftF) - MinNative(n, Create(100f)));
        return LogSpecials(sum, LogOf1PlusReduced(m - Vector512<float>.One + lost, n)) | (x & Create(-0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exponent(Vector512<float> x, out Vector512<float> n)
    {
        var subnormal = LessThan(x, Create(SmallestNormalF));
        var m = NormalExponent(ConditionalSelect(subnormal, x * Create(33554432f), x), out n);
        n -= subnormal & Create(25f);
        return m;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> NormalExponent(Vector512<float> x, out Vector512<float> n)
    {
        var exponent = ShiftRightArithmetic(x.AsInt32() - Create(InverseSqrt2BitsF), 23);
        n = ConvertToSingle(exponent);
        return (x.AsInt32() - ShiftLeft(exponent, 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOf1PlusReduced(Vector512<float> f, Vector512<float> n)
    {
        var ff = f * f;
        var p = MultiplyAddEstimate(Create(-0.076546386f), f, Create(0.12776512f));
        p = MultiplyAddEstimate(p, ff, MultiplyAddEstimate(Create(-0.13161641f), f, Create(0.14200693f)));
        p = MultiplyAddEstimate(p, ff, MultiplyAddEstimate(Create(-0.16623223f), f, Create(0.20001265f)));
        p = MultiplyAddEstimate(p, ff, MultiplyAddEstimate(Create(-0.25000826f), f, Create(0.3333333f)));
        var square = f * f;
        var small = MultiplyAddEstimate(p * f, square, n * Create(Ln2LowF));
        small = MultiplyAddEstimate(Create(-0.5f), square, small);
        return MultiplyAddEstimate(n, Create(Ln2HighF), f + small);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogSpecials(Vector512<float> x, Vector512<float> result)
    {
        var pole = ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Create(float.NegativeInfinity), Create(float.NaN));
        result = ConditionalSelect(GreaterThan(x, Vector512<float>.Zero), result, pole);
        return ConditionalSelect(Vector512.Equals(x, Create(float.PositiveInfinity)), x, result);
    }
}
