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
        var f = Exponent(x, out var n) - Vector512<float>.One;
        return LogSpecials(x, LogOf1PlusReduced(f, n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exponent(Vector512<float> x, out Vector512<float> n)
    {
        var subnormal = LessThan(x, Create(SmallestNormalF));
        var bits = ConditionalSelect(subnormal, x * Create(33554432f), x).AsInt32();
        var exponent = ShiftRightArithmetic(bits - Create(InverseSqrt2BitsF), 23);
        n = ConvertToSingle(exponent) - (subnormal & Create(25f));
        return (bits - ShiftLeft(exponent, 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOf1PlusReduced(Vector512<float> f, Vector512<float> n)
    {
        var p = MultiplyAddEstimate(Create(-0.076546386f), f, Create(0.12776512f));
        p = MultiplyAddEstimate(p, f, Create(-0.13161641f));
        p = MultiplyAddEstimate(p, f, Create(0.14200693f));
        p = MultiplyAddEstimate(p, f, Create(-0.16623223f));
        p = MultiplyAddEstimate(p, f, Create(0.20001265f));
        p = MultiplyAddEstimate(p, f, Create(-0.25000826f));
        p = MultiplyAddEstimate(p, f, Create(0.3333333f));
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
