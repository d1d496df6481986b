using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // What π/2 has beyond its nearest double and float.
    private const double HalfPiLow = 6.123233995736766e-17;
    private const float HalfPiLowF = -4.371139e-08f;

    /// <summary>The inverse tangent, in [-π/2, π/2]. Largest error measured: 1.64 ulp.</summary>
    /// <remarks>atan(x) = π/2 - atan(1/x) beyond 1, and up to 1 a minimax polynomial of our own in x² (error 2^-56.3). Source of the
    /// reduction: W. J. Cody, W. Waite, Software Manual for the Elementary Functions (1980), chapter 11.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Atan(x.GetLower()), VectorMath256.Atan(x.GetUpper()));

        var a = Vector512.Abs(x);
        var large = GreaterThan(a, Vector512<double>.One);
        var t = ConditionalSelect(large, Vector512<double>.One / a, a);
        var z = t * t;
        var zz = z * z;
        var p = MultiplyAddEstimate(Create(1.4593074307223661e-05), z, Create(-0.00016605338385762252));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.0008966417542581682), z, Create(-0.003073582926790616)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.007571022659580939), z, Create(-0.014442209889932974)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.022575139229169563), z, Create(-0.030398382152560736)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.03696395859822406), z, Create(-0.04235556634382975)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.04728820608151877), z, Create(-0.0525551824318239)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.05880999569207946), z, Create(-0.0666648785220426)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.07692290750564594), z, Create(-0.0909090800461189)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.11111111068129219), z, Create(-0.14285714284827356)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.19999999999993598), z, Create(-0.3333333333333333)));
        var near = MultiplyAddEstimate(p, z * t, t);
        var far = Create(Math.PI / 2) - (near - Create(HalfPiLow));
        return ConditionalSelect(large, far, near) | (x & Create(-0.0));
    }

    /// <summary>The inverse tangent, in [-π/2, π/2]. Largest error measured: 1.48 ulp.</summary>
    /// <remarks>As in double, with a polynomial of error 2^-28.5.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Atan(x.GetLower()), VectorMath256.Atan(x.GetUpper()));

        var a = Vector512.Abs(x);
        var large = GreaterThan(a, Vector512<float>.One);
        var t = ConditionalSelect(large, Vector512<float>.One / a, a);
        var z = t * t;
        var zz = z * z;
        var p = MultiplyAddEstimate(Create(-0.0017827234f), zz, MultiplyAddEstimate(Create(0.010868399f), z, Create(-0.031096693f)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.05788127f), z, Create(-0.08399305f)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.109508805f), z, Create(-0.14264016f)));
        p = MultiplyAddEstimate(p, zz, MultiplyAddEstimate(Create(0.1999853f), z, Create(-0.333333f)));
        var near = MultiplyAddEstimate(p, z * t, t);
        var far = Create(MathF.PI / 2) - (near - Create(HalfPiLowF));
        return ConditionalSelect(large, far, near) | (x & Create(-0f));
    }
}
