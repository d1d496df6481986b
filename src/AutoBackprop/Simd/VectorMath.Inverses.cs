using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.Intrinsics.Vector512;

namespace AutoBackprop;

public static partial class VectorMath
{
    /// <summary>The inverse of the error function: ±∞ at ±1, NaN beyond. Largest error measured: 3.8 ulp.</summary>
    /// <remarks>As <see cref="Special.ErfInverse(double)"/>, all of its formulas for each lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> ErfInverse(Vector512<double> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.ErfInverse(x.GetLower()), VectorMath256.ErfInverse(x.GetUpper()));

        var a = Vector512.Abs(x);
        var tail = ErfcInverse(Vector512<double>.One - a) | (x & Create(-0.0));
        return ConditionalSelect(LessThanOrEqual(a, Create(Special.EndOfCentre)), ErfInverseCentre(x), tail);
    }

    /// <inheritdoc cref="ErfInverse(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ErfInverse(Vector512<float> x)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.ErfInverse(x.GetLower()), VectorMath256.ErfInverse(x.GetUpper()));

        var (a, b) = Widen(x);
        return Narrow(ErfInverse(a), ErfInverse(b));
    }

    /// <summary>The inverse of the normal distribution function: ∓∞ at 0 and 1, NaN beyond. Largest error measured: 4.1 ulp.</summary>
    /// <remarks>As <see cref="Special.NormalQuantile(double)"/>, all of its formulas for each lane.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> NormalQuantile(Vector512<double> p)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.NormalQuantile(p.GetLower()), VectorMath256.NormalQuantile(p.GetUpper()));

        var half = p - Create(0.5);
        var x = half + half;
        var left = LessThan(p, Create(0.5));
        var outside = ConditionalSelect(left, p, Vector512<double>.One - p);
        var tail = ErfcInverse(outside + outside) | (left & Create(-0.0));
        var result = ConditionalSelect(LessThanOrEqual(Vector512.Abs(x), Create(Special.EndOfCentre)), ErfInverseCentre(x), tail);
        return Create(Special.Sqrt2) * result;
    }

    /// <inheritdoc cref="NormalQuantile(Vector512{double})"/>
    /// <remarks>In double, rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalQuantile(Vector512<float> p)
    {
        if (!IsHardwareAccelerated) return Create(VectorMath256.NormalQuantile(p.GetLower()), VectorMath256.NormalQuantile(p.GetUpper()));

        var (a, b) = Widen(p);
        return Narrow(NormalQuantile(a), NormalQuantile(b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ErfInverseCentre(Vector512<double> x) =>
        x * Ratio(Create(0.25) - x * x, Coefficients.ErfInverseCentreAbove, Coefficients.ErfInverseCentreBelow);

    // The inverse of erfc from 0 to 1/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ErfcInverse(Vector512<double> q)
    {
        var root = Vector512.Sqrt(-Log(q));
        var to2 = Ratio(root - Create(0.8325546), Coefficients.ErfcInverseTo2Above, Coefficients.ErfcInverseTo2Below);
        var to6 = Ratio(root - Create(2.5), Coefficients.ErfcInverseTo6Above, Coefficients.ErfcInverseTo6Below);
        var far = Ratio(root - Create(6.5), Coefficients.ErfcInverseFarAbove, Coefficients.ErfcInverseFarBelow);
        var factor = ConditionalSelect(LessThan(root, Create(2.5)), to2, ConditionalSelect(LessThan(root, Create(6.5)), to6, far));
        return ConditionalSelect(Vector512.Equals(root, Create(double.PositiveInfinity)), root, root * factor);
    }

    // A polynomial over another, with the coefficients from the highest power down; side by side, since each of them waits for itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Ratio(Vector512<double> x, ReadOnlySpan<double> above, ReadOnlySpan<double> below)
    {
        var (p, q, more) = (Create(above[0]), Create(below[0]), above.Length - below.Length);
        if (more > 0) p = MultiplyAddEstimate(p, x, Create(above[1]));
        for (var i = 1; i < below.Length; i++)
        {
            p = MultiplyAddEstimate(p, x, Create(above[i + more]));
            q = MultiplyAddEstimate(q, x, Create(below[i]));
        }

        return p / q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Polynomial(Vector512<double> x, ReadOnlySpan<double> coefficients)
    {
        var sum = Vector512<double>.Zero;
        foreach (var coefficient in coefficients) sum = MultiplyAddEstimate(sum, x, Create(coefficient));
        return sum;
    }
}
