namespace AutoBackprop;

/// <content>The first two slopes of log Γ.</content>
public static partial class Special
{
    // From here on by the logarithm and powers of 1/x.
    internal const double StartOfPowers = 3;

    // The zero of ψ, and what its rounding leaves.
    internal const double ZeroOfDigamma = 1.4616321449683622, RestOfZero = 9.549995429965697e-17;

    /// <summary>ψ(x) = Γ'(x) / Γ(x), the slope of <see cref="LogGamma(double)"/>; ∓∞ at ±0, NaN at the negative whole numbers. Slope
    /// <see cref="Trigamma(double)"/>. Largest error measured: 2.9 ulp right of 0.</summary>
    /// <remarks>Right of 0 the zero at 1.4616 keeps its digits; near those left of 0 the error is one of the terms that cancel. Source:
    /// NIST Digital Library of Mathematical Functions, 5.5.2 and 5.5.4, and the form of 5.11.2; with rational approximations of our own, by
    /// least squares of the relative error with 60 digits.</remarks>
    public static double Digamma(double x)
    {
        if (x <= 0) return DigammaLeft(x);
        if (x < 1) return DigammaFrom1(x + 1) - 1 / x;
        if (x < StartOfPowers) return DigammaFrom1(x);
        var inverse = 1 / x;
        var square = inverse * inverse;
        return Math.Log(x) - 0.5 * inverse - square * DigammaRest(square);
    }

    /// <inheritdoc cref="Digamma(double)"/>
    public static float Digamma(float x) => (float)Digamma((double)x);

    /// <summary>ψ'(x) = Σ 1 / (x + k)², the slope of <see cref="Digamma(double)"/>, positive; ∞ at 0 and at the negative whole numbers.
    /// Slope
    /// <see cref="Polygamma(int, double)"/> of order 2. Largest error measured: 4.2 ulp.</summary>
    /// <remarks>Source: NIST Digital Library of Mathematical Functions, 5.15.1, 5.15.5, 5.15.6 and the form of 5.15.8; with rational
    /// approximations of our own, by least squares of the relative error with 60 digits.</remarks>
    public static double Trigamma(double x)
    {
        if (x <= 0) return TrigammaLeft(x);
        var inverse = 1 / x;
        var square = inverse * inverse;
        if (x < 1) return TrigammaFrom1(x) + square;
        return x < StartOfPowers ? TrigammaFrom1(x - 1) : inverse + square * (0.5 + inverse * TrigammaRest(square));
    }

    /// <inheritdoc cref="Trigamma(double)"/>
    public static float Trigamma(float x) => (float)Trigamma((double)x);

    private static double DigammaLeft(double x)
    {
        if (x == 0) return -1 / x;
        var beyond = x - Math.Round(x);
        return beyond == 0 ? double.NaN : Digamma(1 - x) - Math.PI * Cotangent(beyond);
    }

    private static double TrigammaLeft(double x)
    {
        var root = Math.PI / Math.Sin(Math.PI * (x - Math.Round(x)));
        return root * root - Trigamma(1 - x);
    }

    // Of x halves of a turn, |x| ≤ 1/2; what is missing to a right angle has no rounding error.
    private static double Cotangent(double x) =>
        Math.Abs(x) < 0.25 ? 1 / Math.Tan(Math.PI * x) : Math.CopySign(Math.Tan(Math.PI * (0.5 - Math.Abs(x))), x);

    private static double DigammaFrom1(double x) => (x - ZeroOfDigamma - RestOfZero) * DigammaByZero(x - 1);

    private static double DigammaByZero(double u) => Ratio(u, Coefficients.DigammaByZeroAbove, Coefficients.DigammaByZeroBelow);
    private static double DigammaRest(double z) => Ratio(z, Coefficients.DigammaRestAbove, Coefficients.DigammaRestBelow);
    private static double TrigammaFrom1(double u) => Ratio(u, Coefficients.TrigammaFrom1Above, Coefficients.TrigammaFrom1Below);
    private static double TrigammaRest(double z) => Ratio(z, Coefficients.TrigammaRestAbove, Coefficients.TrigammaRestBelow);
}
