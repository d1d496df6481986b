namespace AutoBackprop;

/// <content>The inverses of the error function and of the normal distribution function.</content>
public static partial class Special
{
    internal const double Sqrt2 = 1.4142135623730950488;

    // Up to here the inverse of erf comes from a ratio in x², beyond it from the logarithm of the complement.
    internal const double EndOfCentre = 0.5;

    /// <summary>The inverse of <see cref="Erf(double)"/>: y with Erf(y) = x; ±∞ at ±1, NaN beyond. Slope √π/2 · exp(y²). Largest error
    /// measured: 3.8 ulp.</summary>
    /// <remarks>Source: NIST Digital Library of Mathematical Functions, 7.17. Method: M. J. Wichura, Algorithm AS 241, Applied Statistics
    /// 37 (1988), pp. 477-484: ratios in x² and in the root of a logarithm; with coefficients of our own, by least squares of the relative
    /// error with 60 digits.</remarks>
    public static double ErfInverse(double x)
    {
        var size = Math.Abs(x);
        if (size <= EndOfCentre) return x * ErfInverseCentre(0.25 - x * x);
        return Math.CopySign(ErfcInverse(1 - size), x);
    }

    /// <inheritdoc cref="ErfInverse(double)"/>
    public static float ErfInverse(float x) => (float)ErfInverse((double)x);

    /// <summary>The inverse of <see cref="NormalCdf(double)"/>: q with Φ(q) = p, √2 · ErfInverse(2p - 1) without its cancellation; ∓∞ at 0
    /// and 1, NaN beyond. Slope √(2π) · exp(q²/2). Largest error measured: 4.1 ulp.</summary>
    /// <remarks>Down to the smallest p. Source: as for <see cref="ErfInverse(double)"/>.</remarks>
    public static double NormalQuantile(double p)
    {
        var x = 2 * (p - 0.5);
        if (Math.Abs(x) <= EndOfCentre) return Sqrt2 * (x * ErfInverseCentre(0.25 - x * x));
        return Sqrt2 * (p < 0.5 ? -ErfcInverse(2 * p) : ErfcInverse(2 * (1 - p)));
    }

    /// <inheritdoc cref="NormalQuantile(double)"/>
    public static float NormalQuantile(float p) => (float)NormalQuantile((double)p);

    // The inverse of erfc from 0 to 1/2, where it is large: r times a ratio in r = √(-log q). A negative q has no root.
    private static double ErfcInverse(double q)
    {
        var root = Math.Sqrt(-Math.Log(q));
        if (double.IsInfinity(root)) return root;
        return root * (root < 2.5 ? ErfcInverseTo2(root - 0.8325546) : root < 6.5 ? ErfcInverseTo6(root - 2.5)
            : ErfcInverseFar(root - 6.5));
    }

    private static double ErfInverseCentre(double u) => Ratio(u, Coefficients.ErfInverseCentreAbove, Coefficients.ErfInverseCentreBelow);
    private static double ErfcInverseTo2(double u) => Ratio(u, Coefficients.ErfcInverseTo2Above, Coefficients.ErfcInverseTo2Below);
    private static double ErfcInverseTo6(double u) => Ratio(u, Coefficients.ErfcInverseTo6Above, Coefficients.ErfcInverseTo6Below);
    private static double ErfcInverseFar(double u) => Ratio(u, Coefficients.ErfcInverseFarAbove, Coefficients.ErfcInverseFarBelow);
}
