using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    // 1.5 · 2^23 + 127, the counterpart of ExponentShift.
    private const float ExponentShiftF = 12583039;
    private const float InverseLn2F = 1.44269504f;

    // ln 2 in two parts, the first of 15 bits.
    private const float Ln2HighF = 0.693145751953125f;
    private const float Ln2LowF = 1.428606765330187e-06f;

    private const float ExpUnderflowF = -104;
    private const float ExpOverflowF = 89;
    private const float ExpM1UnderflowF = -18;

    /// <summary>e to the power x, in [0, ∞]. Largest error measured: 0.98 ulp.</summary>
    /// <remarks>As in double, with a polynomial of relative error 2^-28.1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.Exp(x.GetLower()), VectorMath256.Exp(x.GetUpper()));

        return ExpOfNotAbove(MinNative(Create(ExpOverflowF), x));
    }

    /// <summary>exp(x) - 1, without the cancellation near 0; in [-1, ∞]. Largest error measured: 1.29 ulp.</summary>
    /// <remarks>As in double.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.ExpM1(x.GetLower()), VectorMath256.ExpM1(x.GetUpper()));

        var clamped = MaxNative(Create(ExpM1UnderflowF), MinNative(Create(ExpOverflowF), x));
        var r = ReduceByLn2(clamped, ExponentShiftF - 1, out var shifted);
        var tail = ExpTail(r);
        var half = PowerOf2(shifted);
        var rest = half - Create(0.5f);
        var sum = rest + MultiplyAddEstimate(half, r + r, rest);
        return MultiplyAddEstimate(half, tail + tail, sum) | (x & Create(-0f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpOfNotAbove(Vector512<float> x)
    {
        var r = ReduceByLn2(MaxNative(Create(ExpUnderflowF), x), ExponentShiftF, out var shifted);
        return Scale(Vector512<float>.One + (r + ExpTail(r)), shifted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReduceByLn2(Vector512<float> x, float shift, out Vector512<float> shifted)
    {
        shifted = MultiplyAddEstimate(x, Create(InverseLn2F), Create(shift));
        var n = shifted - Create(shift);
        return MultiplyAddEstimate(n, Create(-Ln2LowF), MultiplyAddEstimate(n, Create(-Ln2HighF), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpTail(Vector512<float> r)
    {
        var q = MultiplyAddEstimate(Create(0.0013819152f), r, Create(0.008369098f));
        q = MultiplyAddEstimate(q, r, Create(0.04166829f));
        q = MultiplyAddEstimate(q, r, Create(0.16666517f));
        q = MultiplyAddEstimate(q, r, Create(0.49999994f));
        return q * (r * r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<float> x, Vector512<float> shifted)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(x, shifted - Create(ExponentShiftF));

        var half = MultiplyAddEstimate(shifted - Create(ExponentShiftF), Create(0.5f), Create(ExponentShiftF));
        var rest = shifted.AsInt32() - half.AsInt32() + Create(127);
        return x * ShiftLeft(half.AsInt32(), 23).AsSingle() * ShiftLeft(rest, 23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOf2(Vector512<float> shifted) => ShiftLeft(shifted.AsInt32(), 23).AsSingle();
}
