using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // From here on erfc comes from the polynomial of the tail, and from there on it is zero: as in Special.
    private const double StartOfErfcTail = 0.4, EndOfErfc = 28;

    /// <summary>The complementary error function 1 - erf(x), in [0, 2], with all its digits far out. Largest error measured: 3.8
    /// ulp.</summary>
    /// <remarks>The formulas, and the polynomials, of <see cref="Special.Erfc(double)"/>. The rounding error of x² is taken off; products
    /// are exact because their factors have at most 26 bits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erfc(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Erfc(x.GetLower()), VectorMath256.Erfc(x.GetUpper()));

        var z = x * x;
        var zz = z * z;
        var p = Create(5.957176147748911e-11);
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(-1.1372848856791674e-09), z, Create(1.4659775274047436e-08)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(-1.6350312701054695e-07), z, Create(1.6461000484121368e-06)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(-1.4925595266831182e-05), z, Create(0.0001205533111164271)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(-0.000854832698083379), z, Create(0.0052239776248180145)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(-0.026866170645076792), z, Create(0.11283791670954879)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(-0.3761263890318375), z, Create(1.1283791670955126)));
        var near = Vector512<double>.One - x * p;

        var a = MinNative(Create(EndOfErfc), Vector512.Abs(x));
        var t = (a - Create(4.0)) / (a + Create(4.0));
        var tt = t * t;
        var q = Create(1.2133596311218522e-09);
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(-9.747931867919877e-09), t, Create(-1.597606586823446e-08)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(1.0351131119800685e-07), t, Create(7.203979848378613e-08)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(-8.197923689227951e-07), t, Create(2.957644714087773e-07)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(5.706666434100551e-06), t, Create(-1.1222947601276593e-05)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(-2.4398118222187915e-05), t, Create(0.0001506219546267449)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(-0.00019925695284863306), t, Create(-0.0007577733432693323)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(0.0050319700171134315), t, Create(-0.01619773405112376)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(0.03716751553386518), t, Create(-0.06633036581268839)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(0.09373283499853505), t, Create(-0.10103906603628758)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(0.0680970542546883), t, Create(0.015379652102619514)));
        q = MultiplyAddEstimate(q, tt, MultiplyAddEstimate(Create(-0.13962111684056247), t, Create(1.2329951186255526)));
        var upper = Upper(a);
        var square = a * a;
        var error = upper * upper - square + (a - upper) * (a + upper);
        var r = ReduceByLn2(MaxNative(Create(ExpUnderflow), -square), ExponentShift, out var shifted) - error;
        var tail = Scale(Vector512<double>.One + (r + ExpTail(r)), shifted) * q / (Vector512<double>.One + a + a);
        var far = ConditionalSelect(LessThan(x, Vector512<double>.Zero), Create(2.0) - tail, tail);
        return ConditionalSelect(LessThanOrEqual(Vector512.Abs(x), Create(StartOfErfcTail)), near, far);
    }

    /// <summary>The complementary error function 1 - erf(x), in [0, 2], with all its digits far out. Largest error measured: 0.5
    /// ulp.</summary>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erfc(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Erfc(x.GetLower()), VectorMath256.Erfc(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(Erfc(a), Erfc(b));
    }
}
