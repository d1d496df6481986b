using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // Where exp(x) is infinite, and half of the way is not yet.
    private const double BeyondBessel = 1000;

    /// <summary>The modified Bessel function I₀(x); infinite from 713.98 on. Largest error measured: 4.0 ulp.</summary>
    /// <remarks>As <see cref="Special.BesselI0(double)"/>, both of its formulas for each lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> BesselI0(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.BesselI0(x.GetLower()), VectorMath256.BesselI0(x.GetUpper()));

        var a = Vector512.Abs(x);
        var near = Corrected(Polynomial(a * a, Coefficients.BesselI0OfSquare), a, Create(2.0));
        return ConditionalSelect(LessThanOrEqual(a, Create(Special.EndOfSquares)), near, Grown(a, Coefficients.BesselI0Far));
    }

    /// <inheritdoc cref="BesselI0(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BesselI0(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.BesselI0(x.GetLower()), VectorMath256.BesselI0(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(BesselI0(a), BesselI0(b));
    }

    /// <summary>The modified Bessel function I₁(x); infinite from 713.98 on. Largest error measured: 3.7 ulp.</summary>
    /// <remarks>As <see cref="Special.BesselI1(double)"/>, both of its formulas for each lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> BesselI1(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.BesselI1(x.GetLower()), VectorMath256.BesselI1(x.GetUpper()));

        var a = Vector512.Abs(x);
        var near = x * Corrected(Polynomial(a * a, Coefficients.BesselI1OfSquare), a, Create(3.0));
        var far = Grown(a, Coefficients.BesselI1Far) | (x & Create(-0.0));
        return ConditionalSelect(LessThanOrEqual(a, Create(Special.EndOfSquares)), near, far);
    }

    /// <inheritdoc cref="BesselI1(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BesselI1(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.BesselI1(x.GetLower()), VectorMath256.BesselI1(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(BesselI1(a), BesselI1(b));
    }

    // The rounding error of x², times about what the logarithm grows by it. Without a fused multiply-add there is none to be seen.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Corrected(Vector512<double> value, Vector512<double> x, Vector512<double> more)
    {
        var error = FusedMultiplyAdd(x, x, -(x * x));
        return MultiplyAddEstimate(error * (Create(0.5) / (x + more)), value, value);
    }

    // A polynomial in 1/x times exp(x) / √x, in two steps, for x ≥ 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Grown(Vector512<double> x, ReadOnlySpan<double> coefficients)
    {
        var size = MinNative(Create(BeyondBessel), x);
        var half = Exp(Create(0.5) * size);
        return Polynomial(Vector512<double>.One / size, coefficients) / Vector512.Sqrt(size) * half * half;
    }
}
