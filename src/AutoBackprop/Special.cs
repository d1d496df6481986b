namespace AutoBackprop;

/// <summary>Functions that <see cref="Math"/> lacks. The <see cref="float"/> forms are computed in double and rounded once.</summary>
public static partial class Special
{
    private const double InverseSqrt2 = 0.70710678118654752440084436210485;
    private const double InverseSqrtTwoPi = 0.39894228040143267793994605993438;

    // Erf comes from its series up to 1, erfc only as far as 1 - erf loses nothing; from 28 on erfc is zero.
    private const double EndOfSeries = 1;
    private const double EndOfComplement = 0.4;
    private const double EndOfTail = 28;

    /// <summary>The error function 2/√π · ∫₀ˣ exp(-t²) dt, in [-1, 1]; largest slope 2/√π at 0. Within 2 ulp.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.1 and 7.1.5, p. 297.</remarks>
    public static double Erf(double x)
    {
        var size = Math.Abs(x);
        return size <= EndOfSeries ? Series(x) : Math.CopySign(1 - Tail(size), x);
    }

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>The complement 1 - Erf(x), in [0, 2], without the cancellation. Within 4 ulp where it is not subnormal.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.2, p. 297. Method: M. Shepherd,
    /// J. Laframboise, Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x &lt; ∞, Math. Comp. 36 (1981), pp. 249-253;
    /// with coefficients of our own.</remarks>
    public static double Erfc(double x)
    {
        if (Math.Abs(x) <= EndOfComplement) return 1 - Series(x);
        return x < 0 ? 1 + Erf(-x) : Tail(x);
    }

    /// <inheritdoc cref="Erfc(double)"/>
    public static float Erfc(float x) => (float)Erfc((double)x);

    /// <summary>The standard normal distribution function Φ(x) = ½ Erfc(-x/√2), in [0, 1]; largest slope 1/√(2π) at 0.</summary>
    /// <remarks>Far to the left the relative error grows as x², as for any function of the rounded x/√2. Source: Abramowitz and
    /// Stegun, Handbook of Mathematical Functions (1964), 26.2.2, p. 931.</remarks>
    public static double NormalCdf(double x) => 0.5 * Erfc(-x * InverseSqrt2);

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static float NormalCdf(float x) => (float)NormalCdf((double)x);

    /// <summary>The standard normal density exp(-x²/2) / √(2π), in [0, 1/√(2π)]; largest slope 0.2420 at -1.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.2.1, p. 931.</remarks>
    public static double NormalPdf(double x) => InverseSqrtTwoPi * Math.Exp(-0.5 * x * x);

    /// <inheritdoc cref="NormalPdf(double)"/>
    public static float NormalPdf(float x) => (float)NormalPdf((double)x);

    /// <summary>log(1 + x) without the cancellation near 0, which <see cref="double.LogP1(double)"/> has. Within 3 ulp.</summary>
    /// <remarks>Source: N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed. (2002), problem 1.5, after W. Kahan:
    /// the rounding error of 1 + x is in the logarithm and in the divisor, and their quotient has none of it.</remarks>
    public static double LogP1(double x)
    {
        var rounded = 1 + x;
        if (!(Math.Abs(x) < 0.5)) return Math.Log(rounded);
        return rounded == 1 ? x : Math.Log(rounded) * (x / (rounded - 1));
    }

    /// <inheritdoc cref="LogP1(double)"/>
    public static float LogP1(float x) => (float)LogP1((double)x);

    /// <summary>exp(x) - 1 without the cancellation near 0, which <see cref="double.ExpM1(double)"/> has. Within 4 ulp.</summary>
    /// <remarks>Near 0 by the identity exp(x) - 1 = 2t / (1 - t), t = tanh(x/2), which subtracts nothing of equal size.</remarks>
    public static double ExpM1(double x)
    {
        if (!(Math.Abs(x) < 0.5)) return Math.Exp(x) - 1;
        if (Math.Abs(x) < 1e-17) return x;   // half of the smallest number is none
        var t = Math.Tanh(0.5 * x);
        return 2 * t / (1 - t);
    }

    /// <inheritdoc cref="ExpM1(double)"/>
    public static float ExpM1(float x) => (float)ExpM1((double)x);

    // x times a polynomial in x²: the series of erf with its error spread over |x| <= 1 (error 2e-19).
    private static double Series(double x) => x * Polynomial(x * x,
        [5.957176147748911e-11, -1.1372848856791674e-09, 1.4659775274047436e-08, -1.6350312701054695e-07,
         1.6461000484121368e-06, -1.4925595266831182e-05, 0.0001205533111164271, -0.000854832698083379,
         0.0052239776248180145, -0.026866170645076792, 0.11283791670954879, -0.3761263890318375,
         1.1283791670955126]);

    // Erfc for x >= EndOfComplement, NaN included, by a polynomial in (x - 4) / (x + 4), within ±0.82 (error 2e-18).
    private static double Tail(double x)
    {
        if (x > EndOfTail) return 0;
        var scaled = Polynomial((x - 4) / (x + 4),
            [1.2133596311218522e-09, -9.747931867919877e-09, -1.597606586823446e-08, 1.0351131119800685e-07,
         7.203979848378613e-08, -8.197923689227951e-07, 2.957644714087773e-07, 5.706666434100551e-06,
         -1.1222947601276593e-05, -2.4398118222187915e-05, 0.0001506219546267449, -0.00019925695284863306,
         -0.0007577733432693323, 0.0050319700171134315, -0.01619773405112376, 0.03716751553386518,
         -0.06633036581268839, 0.09373283499853505, -0.10103906603628758, 0.0680970542546883,
         0.015379652102619514, -0.13962111684056247, 1.2329951186255526]);
        return ExpOfMinusSquare(x) * scaled / (1 + 2 * x);
    }

    // The rounding error of x² is a relative error of the result, up to x² times as large: it is computed and taken off.
    private static double ExpOfMinusSquare(double x)
    {
        var square = x * x;
        var error = Math.FusedMultiplyAdd(x, x, -square);
        var result = Math.Exp(-square);
        return Math.FusedMultiplyAdd(-error, result, result);
    }

    // Coefficients from the highest power down.
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients) sum = Math.FusedMultiplyAdd(sum, x, coefficient);
        return sum;
    }

    // A polynomial over another, whose last coefficient is 1.
    private static double Ratio(double x, ReadOnlySpan<double> above, ReadOnlySpan<double> below) =>
        Polynomial(x, above) / Polynomial(x, below);
}
