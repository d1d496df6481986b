using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // 1.5 · 2^52 + 1023. Added to n it leaves the integer nearest to n, plus the exponent bias, in the low bits of the sum,
    // which shifted left by 52 are the double 2^n.
    private const double ExponentShift = 6755399441056767;
    private const double InverseLn2 = 1.4426950408889634;

    // ln 2 in two parts, the first of 32 bits: its product with an exponent is exact.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // Beyond these exp is 0 or ∞ in any case, and n still fits its scale.
    private const double ExpUnderflow = -746;
    private const double ExpOverflow = 710;

    // Where exp(x) - 1 is -1.
    private const double ExpM1Underflow = -40;

    /// <summary>e to the power x, in [0, ∞]. Largest error measured: 0.97 ulp.</summary>
    /// <remarks>2^n · e^r with n the integer nearest to x / ln 2 and |r| ≤ ½ ln 2; e^r by a minimax polynomial of our own (relative
    /// error 2^-57.7). Source of the reduction: W. J. Cody, W. Waite, Software Manual for the Elementary Functions (1980), chapter 6.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Exp(x.GetLower()), VectorMath256.Exp(x.GetUpper()));

        return ExpOfNotAbove(MinNative(Create(ExpOverflow), x));
    }

    /// <summary>exp(x) - 1, without the cancellation near 0; in [-1, ∞]. Largest error measured: 1.58 ulp.</summary>
    /// <remarks>With e^r = 1 + r + t and h = 2^(n-1) it is (h - ½) + (h - ½ + 2hr) + 2ht, where only the sums round, and 2^1024 does not
    /// occur.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.ExpM1(x.GetLower()), VectorMath256.ExpM1(x.GetUpper()));

        var clamped = MaxNative(Create(ExpM1Underflow), MinNative(Create(ExpOverflow), x));
        var r = ReduceByLn2(clamped, ExponentShift - 1, out var shifted);
        var tail = ExpTail(r);
        var half = PowerOf2(shifted);
        var rest = half - Create(0.5);
        var sum = rest + MultiplyAddEstimate(half, r + r, rest);
        return MultiplyAddEstimate(half, tail + tail, sum) | (x & Create(-0.0));
    }

    // Exp for x <= ExpOverflow. NaN survives the native minimum and maximum as their second argument.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpOfNotAbove(Vector512<double> x)
    {
        var r = ReduceByLn2(MaxNative(Create(ExpUnderflow), x), ExponentShift, out var shifted);
        return Scale(Vector512<double>.One + (r + ExpTail(r)), shifted);
    }

    // The r of x = n ln 2 + r, and n + shift.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceByLn2(Vector512<double> x, double shift, out Vector512<double> shifted)
    {
        shifted = MultiplyAddEstimate(x, Create(InverseLn2), Create(shift));
        var n = shifted - Create(shift);
        return MultiplyAddEstimate(n, Create(-Ln2Low), MultiplyAddEstimate(n, Create(-Ln2High), x));
    }

    // e^r - 1 - r for |r| <= ½ ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpTail(Vector512<double> r)
    {
        var rr = r * r;
        var q = MultiplyAddEstimate(Create(2.5018324550593124e-08), r, Create(2.763077789441907e-07));
        q = MultiplyAddEstimate(q, rr, MultiplyAddEstimate(Create(2.755753605705016e-06), r, Create(2.48014916967225e-05)));
        q = MultiplyAddEstimate(q, rr, MultiplyAddEstimate(Create(0.0001984126955448412), r, Create(0.0013888888944895168)));
        q = MultiplyAddEstimate(q, rr, MultiplyAddEstimate(Create(0.008333333333476314), r, Create(0.04166666666652572)));
        q = MultiplyAddEstimate(q, rr, MultiplyAddEstimate(Create(0.16666666666666435), r, Create(0.5000000000000011)));
        return q * rr;
    }

    // x · 2^n for x near 1, rounded once also where the result is subnormal: 2^n in two factors, of which the first is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> x, Vector512<double> shifted)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(x, shifted - Create(ExponentShift));

        var half = MultiplyAddEstimate(shifted - Create(ExponentShift), Create(0.5), Create(ExponentShift));
        var rest = shifted.AsInt64() - half.AsInt64() + Create(1023L);
        return x * ShiftLeft(half.AsInt64(), 52).AsDouble() * ShiftLeft(rest, 52).AsDouble();
    }

    // 2^n where it is a normal number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOf2(Vector512<double> shifted) => ShiftLeft(shifted.AsInt64(), 52).AsDouble();
}
