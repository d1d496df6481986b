using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    /// <summary>log |Γ(x)|; ∞ at 0, at the negative whole numbers and at ±∞. Largest error measured: 3.4 ulp from -2 on.</summary>
    /// <remarks>As <see cref="Special.LogGamma(double)"/>, all of its formulas for each lane; with a lane below -1/2, lane by
    /// lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> LogGamma(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.LogGamma(x.GetLower()), VectorMath256.LogGamma(x.GetUpper()));

        if (LessThanAny(x, Create(-0.5))) return LogGammaLaneByLane(x);

        var log = Log(Vector512.Abs(x));
        var small = LessThan(x, Create(0.5));
        var t = ConditionalSelect(small, x, x - Vector512<double>.One);
        var by1 = t * Ratio(t + Create(0.5), Coefficients.LogGammaBy1Above, Coefficients.LogGammaBy1Below) - (log & small);
        var by2 = Ratio(x - Create(1.5), Coefficients.LogGammaBy2Above, Coefficients.LogGammaBy2Below);
        var from3 = Ratio(x - Create(3.0), Coefficients.LogGammaFrom3Above, Coefficients.LogGammaFrom3Below);
        var near = (x - Create(2.0)) * ConditionalSelect(LessThan(x, Create(3.0)), by2, from3);

        var inverse = Vector512<double>.One / x;
        var rest = MultiplyAddEstimate(Polynomial(inverse * inverse, Coefficients.StirlingRest), inverse,
            Create(Special.HalfLogTwoPi - 0.5));
        var far = MultiplyAddEstimate(x - Create(0.5), log - Vector512<double>.One, rest);
        var above = ConditionalSelect(LessThan(x, Create(Special.StartOfStirling)), near, far);
        return ConditionalSelect(LessThanOrEqual(x, Create(1.5)), by1, above);
    }

    /// <inheritdoc cref="LogGamma(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogGamma(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.LogGamma(x.GetLower()), VectorMath256.LogGamma(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(LogGamma(a), LogGamma(b));
    }

    /// <summary>ψ(x), the slope of log Γ(x); ∓∞ at ±0, NaN at the negative whole numbers. Largest error measured: 2.9 ulp right of
    /// 0.</summary>
    /// <remarks>As <see cref="Special.Digamma(double)"/>; with a lane that is not positive, lane by lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Digamma(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Digamma(x.GetLower()), VectorMath256.Digamma(x.GetUpper()));

        if (LessThanOrEqualAny(x, Vector512<double>.Zero)) return DigammaLaneByLane(x);

        var inverse = Vector512<double>.One / x;
        var small = LessThan(x, Vector512<double>.One);
        var y = x + (small & Vector512<double>.One);
        var byZero = Ratio(y - Vector512<double>.One, Coefficients.DigammaByZeroAbove, Coefficients.DigammaByZeroBelow);
        var near = (y - Create(Special.ZeroOfDigamma) - Create(Special.RestOfZero)) * byZero - (inverse & small);

        var square = inverse * inverse;
        var rest = square * Ratio(square, Coefficients.DigammaRestAbove, Coefficients.DigammaRestBelow);
        var far = Log(x) - Create(0.5) * inverse - rest;
        return ConditionalSelect(LessThan(x, Create(Special.StartOfPowers)), near, far);
    }

    /// <inheritdoc cref="Digamma(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Digamma(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Digamma(x.GetLower()), VectorMath256.Digamma(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(Digamma(a), Digamma(b));
    }

    /// <summary>ψ'(x), the slope of ψ(x); ∞ at 0 and at the negative whole numbers. Largest error measured: 4.2 ulp.</summary>
    /// <remarks>As <see cref="Special.Trigamma(double)"/>; with a lane that is not positive, lane by lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Trigamma(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Trigamma(x.GetLower()), VectorMath256.Trigamma(x.GetUpper()));

        if (LessThanOrEqualAny(x, Vector512<double>.Zero)) return TrigammaLaneByLane(x);

        var inverse = Vector512<double>.One / x;
        var square = inverse * inverse;
        var small = LessThan(x, Vector512<double>.One);
        var from1 = Ratio(x - AndNot(Vector512<double>.One, small), Coefficients.TrigammaFrom1Above, Coefficients.TrigammaFrom1Below);
        var rest = Ratio(square, Coefficients.TrigammaRestAbove, Coefficients.TrigammaRestBelow);
        var far = inverse + square * MultiplyAddEstimate(inverse, rest, Create(0.5));
        return ConditionalSelect(LessThan(x, Create(Special.StartOfPowers)), from1 + (square & small), far);
    }

    /// <inheritdoc cref="Trigamma(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Trigamma(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Trigamma(x.GetLower()), VectorMath256.Trigamma(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(Trigamma(a), Trigamma(b));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> LogGammaLaneByLane(Vector512<double> x)
    {
        for (var i = 0; i < Vector512<double>.Count; i++) x = x.WithElement(i, Special.LogGamma(x[i]));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> DigammaLaneByLane(Vector512<double> x)
    {
        for (var i = 0; i < Vector512<double>.Count; i++) x = x.WithElement(i, Special.Digamma(x[i]));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> TrigammaLaneByLane(Vector512<double> x)
    {
        for (var i = 0; i < Vector512<double>.Count; i++) x = x.WithElement(i, Special.Trigamma(x[i]));
        return x;
    }
}
