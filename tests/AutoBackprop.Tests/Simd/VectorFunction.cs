using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests.Simd;

/// <summary>A function of <see cref="VectorMath"/>, the value it should have, and how far from it it may be.</summary>
/// <param name="Double">The vector form in double.</param>
/// <param name="Exact">What it approximates.</param>
/// <param name="Single">The vector form in float.</param>
/// <param name="Reference">What that approximates, right to a few units of double.</param>
/// <param name="Bounds">The largest errors allowed, in ulp.</param>
/// <param name="Range">Where most arguments are drawn from.</param>
/// <param name="Breaks">Where the method of computation changes.</param>
internal sealed record VectorFunction(
    Func<Vector512<double>, Vector512<double>> Double,
    Func<double, DoubleDouble> Exact,
    Func<Vector512<float>, Vector512<float>> Single,
    Func<double, double> Reference,
    (double Double, double Single) Bounds,
    (double From, double To) Range,
    params double[] Breaks)
{
    private static readonly double HalfLn2 = Math.Log(2) / 2;

    public static readonly Dictionary<string, VectorFunction> All = new()
    {
        ["Exp"] = new(VectorMath.Exp, x => Simd.Exact.Exp(x), VectorMath.Exp, Math.Exp,
            (2, 2), (-746, 710), 0, HalfLn2, -HalfLn2, 709.782712893384, -708.3964185322641, -745.1332191019411, -103.97, 88.7228),
        ["Log"] = new(VectorMath.Log, x => Simd.Exact.Log(x), VectorMath.Log, Math.Log,
            (2, 2), (0.25, 4), 1, Math.Sqrt(0.5), Math.Sqrt(2), 2.2250738585072014e-308, 1.1754943508222875e-38, 0.5, 2),
        ["Sigmoid"] = new(VectorMath.Sigmoid, Simd.Exact.Sigmoid, VectorMath.Sigmoid, Activations.Sigmoid,
            (2, 2), (-746, 40), 0, HalfLn2, -HalfLn2, -708.3964185322641, -745.1332191019411),
        ["Tanh"] = new(VectorMath.Tanh, Simd.Exact.Tanh, VectorMath.Tanh, Math.Tanh,
            (2, 2), (-22, 22), 0, 0.5625, -0.5625, HalfLn2 / 2, 19.06, 9.01),
        ["Softplus"] = new(VectorMath.Softplus, Simd.Exact.Softplus, VectorMath.Softplus, Activations.Softplus,
            (2, 2), (-746, 40), 0, HalfLn2, -HalfLn2, -708.3964185322641, -745.1332191019411),
        ["LogP1"] = new(VectorMath.LogP1, x => Simd.Exact.LogP1(x), VectorMath.LogP1, Special.LogP1,
            (2, 2), (-1, 4), 0, -1, Math.Sqrt(0.5) - 1, Math.Sqrt(2) - 1, 9007199254740992, 16777216, 1.7e308),
        ["ExpM1"] = new(VectorMath.ExpM1, x => Simd.Exact.ExpM1(x), VectorMath.ExpM1, x => Math.Abs(x) < 1e-300 ? x : Special.ExpM1(x),
            (2, 2), (-45, 710), 0, HalfLn2, -HalfLn2, 3 * HalfLn2, -3 * HalfLn2, 709.782712893384, 88.7228),
        ["Erf"] = new(VectorMath.Erf, Simd.Exact.Erf, VectorMath.Erf, Special.Erf,
            (4, 4), (-7, 7), 0, 1, -1, 5.95, 4, 3.9),
        ["Erfc"] = new(VectorMath.Erfc, Simd.Exact.Erfc, VectorMath.Erfc, Special.Erfc,
            (4, 2), (-7, 27), 0, 0.4, -0.4, 1, 4, 26.5, 10, 28),
        ["Exp2"] = new(VectorMath.Exp2, x => Simd.Exact.Exp2(x), VectorMath.Exp2, double.Exp2,
            (2, 2), (-1076, 1025), 0, 0.5, -0.5, 1024, -1022, -1074, -149, 128),
        ["Exp10"] = new(VectorMath.Exp10, x => Simd.Exact.Exp10(x), VectorMath.Exp10, double.Exp10,
            (2, 2), (-325, 309), 0, 0.15, -0.15, 308.25, -307.6, -323.3, -45, 38.5),
        ["Log2"] = new(VectorMath.Log2, x => Simd.Exact.Log2(x), VectorMath.Log2, Math.Log2,
            (2, 2), (0.25, 4), 1, Math.Sqrt(0.5), Math.Sqrt(2), 2.2250738585072014e-308, 1.1754943508222875e-38, 0.5, 2, 8, 1024),
        ["Log10"] = new(VectorMath.Log10, x => Simd.Exact.Log10(x), VectorMath.Log10, Math.Log10,
            (2, 2), (0.25, 4), 1, Math.Sqrt(0.5), Math.Sqrt(2), 2.2250738585072014e-308, 1.1754943508222875e-38, 10, 100, 1000),
        ["Cbrt"] = new(VectorMath.Cbrt, Simd.Exact.Cbrt, VectorMath.Cbrt, Math.Cbrt,
            (2, 2), (-4, 4), 1, 8, 27, Math.Sqrt(0.5), Math.Sqrt(2), 2.2250738585072014e-308, 0.125, 1000),
        ["Sin"] = new(VectorMath.Sin, Simd.Exact.Sin, VectorMath.Sin, Math.Sin,
            (2, 2), (-1048576, 1048576), 0, Math.PI / 4, Math.PI / 2, Math.PI, 1048576, 262144, 1e6 * Math.PI / 4),
        ["Cos"] = new(VectorMath.Cos, Simd.Exact.Cos, VectorMath.Cos, Math.Cos,
            (2, 2), (-1048576, 1048576), 0, Math.PI / 4, Math.PI / 2, Math.PI, 1048576, 262144, 1e6 * Math.PI / 4),
        ["Atan"] = new(VectorMath.Atan, Simd.Exact.Atan, VectorMath.Atan, Math.Atan,
            (2, 2), (-4, 4), 0, 1, -1, 1e16, 1e8),
    };

    /// <summary>The error of a result in ulp: 0 where NaN or a limit is right, NaN where only one of the two is NaN.</summary>
    public double ErrorAt(double x, double result)
    {
        var reference = Reference(x);
        if (!double.IsFinite(reference)) return reference.Equals(result) ? 0 : double.NaN;
        return Exact(x).UlpsTo(result);
    }

    /// <inheritdoc cref="ErrorAt(double, double)"/>
    public double ErrorAt(float x, float result)
    {
        var reference = Reference(x);
        if (!float.IsFinite((float)reference)) return ((float)reference).Equals(result) ? 0 : double.NaN;
        var size = (float)Math.Abs(reference);
        return Math.Abs(result - reference) / ((double)MathF.BitIncrement(size) - size);
    }

    /// <summary>Arguments of every kind, the same in every run: all of the range, all bit patterns, and what surrounds the breaks.
    /// </summary>
    public IEnumerable<double> Arguments(int count, int seed = 1)
    {
        var random = new Random(seed);
        foreach (var center in Breaks)
        {
            var bits = BitConverter.DoubleToInt64Bits(center);
            for (var k = -64; k <= 64; k++)
            {
                yield return BitConverter.Int64BitsToDouble(bits + k);
                yield return center * (1 + k * 1e-9);
            }
        }

        for (var i = 0; i < count; i++)
        {
            yield return Range.From + (Range.To - Range.From) * random.NextDouble();
            yield return BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            yield return (random.Next(2) * 2 - 1) * Math.Pow(2, 16 * random.NextDouble() - 12);
        }
    }

    /// <summary>Every float whose bit pattern is a multiple of the step, and what surrounds the breaks.</summary>
    public IEnumerable<float> SingleArguments(uint step)
    {
        foreach (var center in Breaks)
        {
            for (var k = -64; k <= 64; k++)
                yield return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits((float)center) + k);
        }

        for (ulong bits = 0; bits <= uint.MaxValue; bits += step) yield return BitConverter.UInt32BitsToSingle((uint)bits);
    }
}
