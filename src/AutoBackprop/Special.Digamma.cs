namespace AutoBackprop;

/// <content>The first two slopes of log Γ.</content>
public static partial class Special
{
    // From here on by the logarithm and powers of 1/x.
    private const double StartOfPowers = 3;

    // The zero of ψ, and what its rounding leaves.
    private const double ZeroOfDigamma = 1.4616321449683622, RestOfZero = 9.549995429965697e-17;

    /// <summary>ψ(x) = Γ'(x) / Γ(x), the slope of <see cref="LogGamma(double)"/>; ∓∞ at ±0, NaN at the negative whole numbers. Slope
    /// <see cref="Trigamma(double)"/>. Largest error measured: DI3.4 ulp from -2 on.</summary>
    /// <remarks>Right of 0 the zero at 1.4616 keeps its digits; near those left of 0 the error is one of the terms that cancel. Source: NIST
    /// Digital Library of Mathematical Functions, 5.5.2 and 5.5.4, and the form of 5.11.2; with rational approximations of our own, by least
    /// squares of the relative error with 60 digits.</remarks>
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

    /// <summary>ψ'(x) = Σ 1 / (x + k)², the slope of <see cref="Digamma(double)"/>, positive; ∞ at 0 and at the negative whole numbers. Slope
    /// <see cref="Polygamma(int, double)"/> of order 2. Largest error measured: TRI3.4 ulp from -2 on.</summary>
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

    // ψ(x) / (x - its zero) for u = x - 1 from 0 to 2 (error 2^-60.2).
    private static double DigammaByZero(double u) => Ratio(u,
        [-1.748493767108075e-08, 2.690717105849862e-06, 0.0008578944246106863, 0.024558677995828122, 0.24171268437397575,
         1.0260268374618338, 1.9069292198468066, 1.2503801375034054],
        [0.0001886800272625141, 0.007822347127185917, 0.10491442551010159, 0.6171342156313561, 1.7284798595283166,
         2.2086263989786645, 1.0]);

    // (log x - 1/(2x) - ψ(x)) x² for z = 1/x² from 0 to 1/9 (error 2^-63).
    private static double DigammaRest(double z) => Ratio(z,
        [1.3377907984650528, 25.21827489294155, 66.8612529199506, 54.68002102839019, 17.10634287295143, 2.1030198186840665,
         0.08333333333333333],
        [31.848429474290064, 364.89677363835614, 861.1955012821, 675.7799767461609, 207.76211921021937, 25.336237824208798, 1.0]);

    // ψ'(x) for u = x - 1 from 0 to 2 (error 2^-64).
    private static double TrigammaFrom1(double u) => Ratio(u,
        [-5.3184659283923256e-11, 0.01906619314190077, 0.2318206696027693, 1.1948808050768702, 3.3289506074291695,
         5.277761455270532, 4.519971129570367, 1.6449340668482264],
        [0.019066191652310247, 0.2413537864858287, 1.3123797986641215, 3.944916336776945, 7.032116580230921, 7.386631315682425,
         4.209338888066461, 1.0]);

    // (ψ'(x) - 1/x - 1/(2x²)) x³ for z = 1/x² from 0 to 1/9 (error 2^-60.1).
    private static double TrigammaRest(double z) => Ratio(z,
        [5.768960940359766, 95.13815858341611, 216.31208927590595, 153.73184399685985, 42.41485534930221, 4.658196539101841,
         0.16666666666666666],
        [90.71173558565641, 764.8998973353617, 1460.021376739411, 970.5649748210895, 259.97611079988104, 28.14917923461104, 1.0]);
}
