using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    private const float EndOfTanhPolynomialF = 0.5625f;
    private const float EndOfTanhF = 10;
    private const float EndOfSigmoidF = 20;
    private const float TwoToMinus32F = 2.3283064e-10f;

    /// <summary>The logistic function 1 / (1 + exp(-x)), in [0, 1]. Largest error measured: 1.71 ulp.</summary>
    /// <remarks>As in double, with a factor 2^-32.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Sigmoid(x.GetLower()), VectorMath256.Sigmoid(x.GetUpper()));

        var clamped = MaxNative(Create(-EndOfSigmoidF), MinNative(Create(-ExpUnderflowF), -x));
        var r = ReduceByLn2(clamped, ExponentShiftF - 32, out var shifted);
        var scale = PowerOf2(shifted);
        var one = Create(TwoToMinus32F);
        var sum = scale + one;
        return one / (sum + MultiplyAddEstimate(scale, r + ExpTail(r), one - (sum - scale)));
    }

    /// <summary>The hyperbolic tangent, in [-1, 1]. Largest error measured: 1.30 ulp.</summary>
    /// <remarks>As in double, with a polynomial of error 2^-28.9.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Tanh(x.GetLower()), VectorMath256.Tanh(x.GetUpper()));

        var a = Vector512.Abs(x);
        var z = a * a;
        var p = MultiplyAddEstimate(Create(-0.006178631f), z, Create(0.02100375f));
        p = MultiplyAddEstimate(p, z, Create(-0.05383595f));
        p = MultiplyAddEstimate(p, z, Create(0.13332437f));
        p = MultiplyAddEstimate(p, z, Create(-0.33333313f));
        var near = MultiplyAddEstimate(p, z * a, a);

        var r = ReduceByLn2(Create(2f) * MinNative(Create(EndOfTanhF), a), ExponentShiftF, out var shifted);
        var scale = PowerOf2(shifted);
        var far = Vector512<float>.One - Create(2f) / MultiplyAddEstimate(scale, r + ExpTail(r), scale + Vector512<float>.One);
        return ConditionalSelect(LessThan(a, Create(EndOfTanhPolynomialF)), near, far) | (x & Create(-0f));
    }

    /// <summary>log(1 + exp(x)), in [0, ∞]. Largest error measured: 1.89 ulp.</summary>
    /// <remarks>max(x, 0) + log(1 + e) with e = exp(-|x|), and log(1 + e) = e - e²/2 + e³ P(e) with a minimax polynomial P of our own
    /// (error 2^-30.6).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Softplus(x.GetLower()), VectorMath256.Softplus(x.GetUpper()));

        var e = ExpOfNotAbove(x | Create(-0f));
        var ee = e * e;
        var p = MultiplyAddEstimate(Create(-0.0014246445f), e, Create(0.009885585f));
        p = MultiplyAddEstimate(p, ee, MultiplyAddEstimate(Create(-0.032134432f), e, Create(0.06674237f)));
        p = MultiplyAddEstimate(p, ee, MultiplyAddEstimate(Create(-0.10363851f), e, Create(0.13562891f)));
        p = MultiplyAddEstimate(p, ee, MultiplyAddEstimate(Create(-0.16503356f), e, Create(0.19977126f)));
        p = MultiplyAddEstimate(p, ee, MultiplyAddEstimate(Create(-0.2499826f), e, Create(0.3333328f)));
        var square = e * e;
        return e + (MaxNative(x, Vector512<float>.Zero) + MultiplyAddEstimate(p * e, square, Create(-0.5f) * square));
    }
}
