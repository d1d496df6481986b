using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // Where tanh passes from its polynomial to 1 - 2 / (exp(2x) + 1), and where it is 1.
    private const double EndOfTanhPolynomial = 0.5625;
    private const double EndOfTanh = 20;

    // Where the logistic function is 1.
    private const double EndOfSigmoid = 40;
    private const double TwoToMinus64 = 5.421010862427522e-20;

    /// <summary>The logistic function 1 / (1 + exp(-x)), in [0, 1]. Largest error measured: 1.68 ulp.</summary>
    /// <remarks>With exp(-x) = 2^n (1 + t) the divisor is (1 + 2^n) + 2^n t, which rounds once. Both sides of the fraction carry a
    /// factor 2^-64, so that 2^n has room where the result is subnormal.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Sigmoid(x.GetLower()), VectorMath256.Sigmoid(x.GetUpper()));

        var clamped = MaxNative(Create(-EndOfSigmoid), MinNative(Create(-ExpUnderflow), -x));
        var r = ReduceByLn2(clamped, ExponentShift - 64, out var shifted);
        var scale = PowerOf2(shifted);
        var one = Create(TwoToMinus64);
        var sum = scale + one;
        return one / (sum + MultiplyAddEstimate(scale, r + ExpTail(r), one - (sum - scale)));
    }

    /// <summary>The hyperbolic tangent, in [-1, 1]. Largest error measured: 1.31 ulp.</summary>
    /// <remarks>Below 0.5625 a minimax polynomial of our own (error 2^-59.2), above it 1 - 2 / (exp(2x) + 1). Source of the
    /// splitting: W. J. Cody, W. Waite, Software Manual for the Elementary Functions (1980), chapter 13.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Tanh(x.GetLower()), VectorMath256.Tanh(x.GetUpper()));

        var a = Vector512.Abs(x);
        var z = a * a;
        var zz = z * z;
        var p = Create(-1.8861304722798922e-05);
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(8.229025719395385e-05), z, Create(-0.00023266582589795003)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.0005881634219393648), z, Create(-0.0014554746246426453)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.0035920814553671732), z, Create(-0.008863231557003366)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.02186948832229185), z, Create(-0.05396825396154716)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.13333333333322822), z, Create(-0.33333333333333276)));
        var near = MultiplyAddEstimate(p, z * a, a);

        var r = ReduceByLn2(Create(2.0) * MinNative(Create(EndOfTanh), a), ExponentShift, out var shifted);
        var scale = PowerOf2(shifted);
        var far = Vector512<double>.One
            - Create(2.0) / MultiplyAddEstimate(scale, r + ExpTail(r), scale + Vector512<double>.One);
        return ConditionalSelect(LessThan(a, Create(EndOfTanhPolynomial)), near, far) | (x & Create(-0.0));
    }

    /// <summary>log(1 + exp(x)), in [0, ∞]. Largest error measured: 1.89 ulp.</summary>
    /// <remarks>max(x, 0) + log(1 + e) with e = exp(-|x|); the logarithm as in <see cref="Log(Vector512{double})"/>, with a polynomial
    /// of our own for all of 0 ≤ e ≤ 1 (error 2^-59.3).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Softplus(x.GetLower()), VectorMath256.Softplus(x.GetUpper()));

        var e = ExpOfNotAbove(x | Create(-0.0));
        var s = e / (Create(2.0) + e);
        var z = s * s;
        var zz = z * z;
        var q = MultiplyAddEstimate(Create(0.17015288180046045), z, Create(0.0834206841771833));
        q = MultiplyAddEstimate(q, zz, MultiplyAddEstimate(Create(0.12105589692099125), z, Create(0.13301042502354335)));
        q = MultiplyAddEstimate(q, zz, MultiplyAddEstimate(Create(0.15386554185391282), z, Create(0.1818174421808994)));
        q = MultiplyAddEstimate(q, zz, MultiplyAddEstimate(Create(0.2222222396071333), z, Create(0.2857142854801041)));
        q = MultiplyAddEstimate(q, zz, MultiplyAddEstimate(Create(0.4000000000015591), z, Create(0.6666666666666631)));
        var square = Create(0.5) * e * e;
        return e + (MaxNative(x, Vector512<double>.Zero) - (square - s * MultiplyAddEstimate(q, z, square)));
    }
}
