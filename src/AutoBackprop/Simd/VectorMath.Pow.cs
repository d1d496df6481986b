using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // Leaves the upper 26 bits of a double: products of two such are exact.
    private const long UpperBits = unchecked((long)0xFFFFFFFFF8000000);

    // 2 / (3 ln 2), and in two parts, the first of 26 bits.
    private const double TwoThirdsOfInverseLn2 = 0.9617966939259756;
    private const double TwoThirdsOfInverseLn2High = 0.9617966860532761;
    private const double TwoThirdsOfInverseLn2Low = 7.872699542894897e-09;
    private const double Ln2 = 0.6931471805599453;

    // Beyond these |y| and |y log2 x| the power is 0, 1 or ∞ in any case.
    private const double LargestExponent = 1e25;
    private const double EndOfExp2 = 1100;

    /// <summary>x to the power y, with the special cases of <see cref="Math.Pow(double, double)"/>. Largest error measured: 1.45 ulp.
    /// </summary>
    /// <remarks>2^(y log2 x), where log2 x has 64 bits, in two parts: with x = 2^n m and s = (m - 1) / (m + 1) it is
    /// n + 2 / (3 ln 2) · s (3 + s² + R(s²)), with R a minimax polynomial of our own (error 2^-66.3). Source of that form: K. C. Ng,
    /// e_pow.c of FDLIBM (1993). Products are exact because their factors have at most 26 bits, so no fused operation is needed.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y)
    {
        if (!IsHardwareAccelerated)
            return Create(VectorMath256.Pow(x.GetLower(), y.GetLower()), VectorMath256.Pow(x.GetUpper(), y.GetUpper()));

        var high = Log2(Exponent(Vector512.Abs(x), out var n), n, out var low);

        var exponent = MaxNative(Create(-LargestExponent), MinNative(Create(LargestExponent), y));
        var upper = Upper(exponent);
        var product = upper * high;
        var rest = MultiplyAddEstimate(exponent - upper, high, exponent * low);

        product = MaxNative(Create(-EndOfExp2), MinNative(Create(EndOfExp2), product));
        rest = MaxNative(-Vector512<double>.One, MinNative(Vector512<double>.One, rest));
        var shifted = product + rest + Create(ExponentShift);
        var r = Create(Ln2) * (product - (shifted - Create(ExponentShift)) + rest);
        return PowSpecials(x, y, Scale(Vector512<double>.One + (r + ExpTail(r)), shifted));
    }

    // log2 of 2^n m, whose upper 26 bits are returned.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log2(Vector512<double> m, Vector512<double> n, out Vector512<double> low)
    {
        // s, of which the lower part comes from the remainder of the division.
        var numerator = m - Vector512<double>.One;
        var denominator = m + Vector512<double>.One;
        var inverse = Vector512<double>.One / denominator;
        var s = numerator * inverse;
        var sHigh = Upper(s);
        var divisor = Upper(denominator);
        var sLow = (numerator - sHigh * divisor - sHigh * (m - (divisor - Vector512<double>.One))) * inverse;

        var z = s * s;
        var q = MultiplyAddEstimate(Create(0.19794019237191737), z, Create(0.19885281892527207));
        q = MultiplyAddEstimate(q, z, Create(0.23080133419835758));
        q = MultiplyAddEstimate(q, z, Create(0.2727267661167308));
        q = MultiplyAddEstimate(q, z, Create(0.3333333377911957));
        q = MultiplyAddEstimate(q, z, Create(0.4285714285515411));
        q = MultiplyAddEstimate(q, z, Create(0.6000000000000337));

        // 3 + s² + R.
        var square = sHigh * sHigh;
        var tail = MultiplyAddEstimate(q, z * z, sLow * (sHigh + s));
        var sumHigh = Upper(Create(3.0) + square + tail);
        var sumLow = tail - (sumHigh - Create(3.0) - square);

        // Times s.
        var product = sHigh * sumHigh;
        var productLow = MultiplyAddEstimate(sLow, sumHigh, sumLow * s);
        var productHigh = Upper(product + productLow);
        productLow -= productHigh - product;

        // Times 2 / (3 ln 2), plus n.
        var log = Create(TwoThirdsOfInverseLn2High) * productHigh;
        var logLow = MultiplyAddEstimate(
            Create(TwoThirdsOfInverseLn2Low), productHigh, Create(TwoThirdsOfInverseLn2) * productLow);
        var high = Upper(n + (log + logLow));
        low = logLow - (high - n - log);
        return high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Upper(Vector512<double> x) => x & Create(UpperBits).AsDouble();

    // The power where x is positive and finite, and what belongs there elsewhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowSpecials(Vector512<double> x, Vector512<double> y, Vector512<double> power)
    {
        var zero = Vector512<double>.Zero;
        var infinity = Create(double.PositiveInfinity);
        var a = Vector512.Abs(x);

        // 0 and ∞, and their inverses.
        var isZero = Vector512.Equals(x, zero);
        var edge = isZero | Vector512.Equals(a, infinity);
        var limit = AndNot(infinity, isZero ^ LessThan(y, zero));
        power = ConditionalSelect(edge, limit, power);

        // Negative numbers have integer powers only, of which the odd ones are negative.
        var integer = Vector512.Equals(Vector512.Floor(y), y);
        var half = Create(0.5) * y;
        var odd = AndNot(integer, Vector512.Equals(Vector512.Floor(half), half));
        var defined = (GreaterThan(x, zero) | integer | edge) & Vector512.Equals(x, x) & Vector512.Equals(y, y);
        power = ConditionalSelect(defined, power ^ (x & odd & Create(-0.0)), Create(double.NaN));

        return ConditionalSelect(
            Vector512.Equals(y, zero) | Vector512.Equals(x, Vector512<double>.One), Vector512<double>.One, power);
    }
}
