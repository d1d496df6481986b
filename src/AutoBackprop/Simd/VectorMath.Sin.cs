using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // 1.5 · 2^52: added to n it leaves the integer nearest to n in the low bits of the sum.
    private const double IntegerShift = 6755399441055744;

    // Up to here a multiple of π/2 has 20 bits, so that its product with a part of 33 bits is exact.
    private const double EndOfReduction = 1048576;

    // π/2 in four parts, the first three of 33 bits.
    private const double HalfPi1 = 1.5707963267341256;
    private const double HalfPi2 = 6.077100506303966e-11;
    private const double HalfPi3 = 2.0222662487111665e-21;
    private const double HalfPi4 = 8.4784276603689e-32;
    private const double TwoOverPi = 0.6366197723675814;

    /// <summary>The sine, in [-1, 1]. Largest error measured: 1.55 ulp.</summary>
    /// <remarks>x = n π/2 + r with n an integer and |r| ≤ π/4, then a minimax polynomial of our own in r² for the sine or the cosine
    /// of r (errors 2^-57.8, 2^-63.7). Source of the reduction: W. J. Cody, W. Waite, Software Manual for the Elementary Functions
    /// (1980), chapter 8; with π/2 in four parts here, for |x| ≤ 2^20. Lanes beyond go through <see cref="Math.Sin(double)"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Sin(x.GetLower()), VectorMath256.Sin(x.GetUpper()));

        if (GreaterThanAny(Vector512.Abs(x), Create(EndOfReduction))) return SinLaneByLane(x);

        var r = ReduceByHalfPi(x, out var quadrant);
        return SinOrCos(r, quadrant);
    }

    /// <summary>The cosine, in [-1, 1]. Largest error measured: 1.53 ulp.</summary>
    /// <remarks>As <see cref="Sin(Vector512{double})"/>, one quadrant further.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Cos(x.GetLower()), VectorMath256.Cos(x.GetUpper()));

        if (GreaterThanAny(Vector512.Abs(x), Create(EndOfReduction))) return CosLaneByLane(x);

        var r = ReduceByHalfPi(x, out var quadrant);
        return SinOrCos(r, quadrant + Vector512<long>.One);
    }

    /// <summary>The sine and the cosine, for little more than the cost of one; equal to <see cref="Sin(Vector512{double})"/> and
    /// <see cref="Cos(Vector512{double})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sin, Vector512<double> Cos) SinCos(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return (Sin(x), Cos(x));

        if (GreaterThanAny(Vector512.Abs(x), Create(EndOfReduction))) return (SinLaneByLane(x), CosLaneByLane(x));

        var r = ReduceByHalfPi(x, out var quadrant);
        return (SinOrCos(r, quadrant), SinOrCos(r, quadrant + Vector512<long>.One));
    }

    // The first step is exact; what the second loses goes into the third. The fourth matters only where r is so small that nothing
    // was lost before. The signs are such that -0 stays -0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReduceByHalfPi(Vector512<double> x, out Vector512<long> quadrant)
    {
        var shifted = MultiplyAddEstimate(x, Create(TwoOverPi), Create(IntegerShift));
        var n = shifted - Create(IntegerShift);
        quadrant = shifted.AsInt64();
        var first = MultiplyAddEstimate(n, Create(-HalfPi1), x);
        var second = MultiplyAddEstimate(n, Create(-HalfPi2), first);
        var lost = MultiplyAddEstimate(n, Create(HalfPi2), second - first);
        return MultiplyAddEstimate(n, Create(-HalfPi4), second - MultiplyAddEstimate(n, Create(HalfPi3), lost));
    }

    // In an even quadrant the sine, in an odd one the cosine; negative in the quadrants 2 and 3.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinOrCos(Vector512<double> r, Vector512<long> quadrant)
    {
        var z = r * r;
        var s = MultiplyAddEstimate(Create(1.5895437013645053e-10), z, Create(-2.505073444737714e-08));
        s = MultiplyAddEstimate(s, z, Create(2.7557313538836437e-06));
        s = MultiplyAddEstimate(s, z, Create(-0.0001984126982935927));
        s = MultiplyAddEstimate(s, z, Create(0.00833333333332184));
        s = MultiplyAddEstimate(s, z, Create(-0.1666666666666663));
        var sine = MultiplyAddEstimate(s, z * r, r) | (r & Create(-0.0));

        var c = MultiplyAddEstimate(Create(-1.135872320850822e-11), z, Create(2.0875704951614287e-09));
        c = MultiplyAddEstimate(c, z, Create(-2.7557314214287327e-07));
        c = MultiplyAddEstimate(c, z, Create(2.480158728899481e-05));
        c = MultiplyAddEstimate(c, z, Create(-0.0013888888888873335));
        c = MultiplyAddEstimate(c, z, Create(0.041666666666666595));
        var cosine = MultiplyAddEstimate(c, z * z, MultiplyAddEstimate(z, Create(-0.5), Vector512<double>.One));

        var even = Vector512.Equals(quadrant & Vector512<long>.One, Vector512<long>.Zero).AsDouble();
        return ConditionalSelect(even, sine, cosine) ^ (ShiftLeft(quadrant, 62).AsDouble() & Create(-0.0));
    }

    // Not inlined, so that it costs nothing but a comparison where it is not needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> SinLaneByLane(Vector512<double> x)
    {
        for (var i = 0; i < Vector512<double>.Count; i++) x = x.WithElement(i, Math.Sin(x[i]));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> CosLaneByLane(Vector512<double> x)
    {
        for (var i = 0; i < Vector512<double>.Count; i++) x = x.WithElement(i, Math.Cos(x[i]));
        return x;
    }
}
