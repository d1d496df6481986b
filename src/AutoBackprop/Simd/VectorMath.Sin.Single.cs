using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // 1.5 · 2^23.
    private const float IntegerShiftF = 12582912;

    // Up to here |r| ≤ 0.82, although the multiple of π/2 is chosen in float.
    private const float EndOfReductionF = 262144;
    private const double HalfPiRest = 6.077100506506192e-11;
    private const float TwoOverPiF = 0.63661975f;

    /// <summary>The sine, in [-1, 1]. Largest error measured: 1.57 ulp.</summary>
    /// <remarks>As in double, for |x| ≤ 2^18; the reduction itself is done in double, with π/2 in two parts. Errors of the
    /// polynomials: 2^-27.4, 2^-32.2. Lanes beyond go through <see cref="MathF.Sin(float)"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Sin(x.GetLower()), VectorMath256.Sin(x.GetUpper()));

        if (GreaterThanAny(Vector512.Abs(x), Create(EndOfReductionF))) return SinLaneByLane(x);

        var r = ReduceByHalfPi(x, out var quadrant);
        return SinOrCos(r, quadrant);
    }

    /// <summary>The cosine, in [-1, 1]. Largest error measured: 1.57 ulp.</summary>
    /// <remarks>As <see cref="Sin(Vector512{float})"/>, one quadrant further.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Cos(x.GetLower()), VectorMath256.Cos(x.GetUpper()));

        if (GreaterThanAny(Vector512.Abs(x), Create(EndOfReductionF))) return CosLaneByLane(x);

        var r = ReduceByHalfPi(x, out var quadrant);
        return SinOrCos(r, quadrant + Vector512<int>.One);
    }

    /// <summary>The sine and the cosine, for little more than the cost of one; equal to <see cref="Sin(Vector512{float})"/> and
    /// <see cref="Cos(Vector512{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Sin, Vector512<float> Cos) SinCos(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return (Sin(x), Cos(x));

        if (GreaterThanAny(Vector512.Abs(x), Create(EndOfReductionF))) return (SinLaneByLane(x), CosLaneByLane(x));

        var r = ReduceByHalfPi(x, out var quadrant);
        return (SinOrCos(r, quadrant), SinOrCos(r, quadrant + Vector512<int>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceByHalfPi(Vector512<float> x, out Vector512<int> quadrant)
    {
        var shifted = MultiplyAddEstimate(x, Create(TwoOverPiF), Create(IntegerShiftF));
        quadrant = shifted.AsInt32();
        var (lower, upper) = Widen(x);
        var (n, m) = Widen(shifted - Create(IntegerShiftF));
        lower = MultiplyAddEstimate(n, Create(-HalfPiRest), MultiplyAddEstimate(n, Create(-HalfPi1), lower));
        upper = MultiplyAddEstimate(m, Create(-HalfPiRest), MultiplyAddEstimate(m, Create(-HalfPi1), upper));
        return Narrow(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SinOrCos(Vector512<float> r, Vector512<int> quadrant)
    {
        var z = r * r;
        var s = MultiplyAddEstimate(Create(-0.00019484147f), z, Create(0.008331925f));
        s = MultiplyAddEstimate(s, z, Create(-0.16666651f));
        var sine = MultiplyAddEstimate(s, z * r, r) | (r & Create(-0f));

        var c = MultiplyAddEstimate(Create(2.439389e-05f), z, Create(-0.0013886959f));
        c = MultiplyAddEstimate(c, z, Create(0.041666638f));
        var cosine = MultiplyAddEstimate(c, z * z, MultiplyAddEstimate(z, Create(-0.5f), Vector512<float>.One));

        var even = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.Zero).AsSingle();
        return ConditionalSelect(even, sine, cosine) ^ (ShiftLeft(quadrant, 30).AsSingle() & Create(-0f));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> SinLaneByLane(Vector512<float> x)
    {
        for (var i = 0; i < Vector512<float>.Count; i++) x = x.WithElement(i, MathF.Sin(x[i]));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> CosLaneByLane(Vector512<float> x)
    {
        for (var i = 0; i < Vector512<float>.Count; i++) x = x.WithElement(i, MathF.Cos(x[i]));
        return x;
    }
}
