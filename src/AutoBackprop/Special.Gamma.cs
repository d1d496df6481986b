namespace AutoBackprop;

/// <content>The logarithms of Γ and of the beta function.</content>
public static partial class Special
{
    internal const double HalfLogTwoPi = 0.91893853320467274178;

    // From here on Stirling's series has all the digits.
    internal const double StartOfStirling = 8;

    /// <summary>log |Γ(x)|; ∞ at 0, at the negative whole numbers and at ±∞. Slope <see cref="Digamma(double)"/>. Largest error measured:
    /// 3.4 ulp from -2 on.</summary>
    /// <remarks>Exactly 0 at 1 and 2. Between -2 and -∞ there are further zeros, two in each second unit; near them the error is one of the
    /// terms that cancel, 1e-15 of their size. Source: NIST Digital Library of Mathematical Functions, 5.11.1 from 8 on, 5.5.1 and 5.5.3
    /// below 1/2; between them rational approximations of our own, by least squares of the relative error with 60 digits.</remarks>
    public static double LogGamma(double x)
    {
        if (x < -0.5) return LogGammaLeft(x);
        if (x < 0.5) return x * LogGammaBy1(x + 0.5) - Math.Log(Math.Abs(x));
        if (x <= 1.5) return (x - 1) * LogGammaBy1(x - 0.5);
        if (x < 3) return (x - 2) * LogGammaBy2(x - 1.5);
        if (x < StartOfStirling) return (x - 2) * LogGammaFrom3(x - 3);
        return Math.FusedMultiplyAdd(x - 0.5, Math.Log(x) - 1, HalfLogTwoPi - 0.5 + StirlingRest(x));
    }

    /// <inheritdoc cref="LogGamma(double)"/>
    public static float LogGamma(float x) => (float)LogGamma((double)x);

    /// <summary>log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b) for a, b ≥ 0, without the cancellation for large arguments; ∞ where one of
    /// them is 0, NaN where one is negative. Slopes -<see cref="PolygammaDifference(int, double, double)"/>(0, a, b) and (0, b, a). Largest
    /// error measured: 4.1 ulp where |log B| ≥ 1, 1e-15 elsewhere.</summary>
    /// <remarks>Near the curve on which B is 1, and its logarithm 0, the error is one of the terms that cancel there. Source: NIST Digital
    /// Library of Mathematical Functions, 5.12.1; for large arguments by 5.11.1, with the large terms taken together.</remarks>
    public static double LogBeta(double a, double b)
    {
        if (!(a >= 0 && b >= 0)) return double.NaN;
        var (small, large) = a < b ? (a, b) : (b, a);
        if (double.IsInfinity(large)) return small == 0 ? double.NaN : double.NegativeInfinity;
        if (large < StartOfStirling) return small == 0 ? double.PositiveInfinity : LogBetaNear(small, large);

        var (ratio, rest) = (small / large, StirlingRest(large) - StirlingRest(small + large));
        if (small < StartOfStirling) return LogGamma(small) - small * (Math.Log(large) - 1) - (small + large - 0.5) * LogP1(ratio) + rest;
        return HalfLogTwoPi - 0.5 * Math.Log(large) + (small - 0.5) * Math.Log(ratio / (1 + ratio)) - large * LogP1(ratio)
            + (rest + StirlingRest(small));
    }

    /// <inheritdoc cref="LogBeta(double, double)"/>
    public static float LogBeta(float a, float b) => (float)LogBeta((double)a, b);

    // Both below 8: the larger one is brought there, unless the logarithms of Γ are small anyway.
    private static double LogBetaNear(double a, double b)
    {
        if (b > 2.5)
        {
            var (above, below) = (1.0, 1.0);
            for (; b < StartOfStirling; b++) (above, below) = (above * (a + b), below * b);
            return LogBeta(a, b) + Math.Log(above / below);
        }

        if (a < 0.5) return a * LogGammaBy1(a + 0.5) - (LogGamma(a + b) - LogGamma(b)) - Math.Log(a);
        return LogGamma(a) + LogGamma(b) - LogGamma(a + b);
    }

    // By the sine, of what x is beyond the nearest whole number, without rounding.
    private static double LogGammaLeft(double x)
    {
        var sine = Math.Sin(Math.PI * (x - Math.Round(x)));
        return sine == 0 || double.IsInfinity(x) ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(x * sine)) - LogGamma(-x);
    }

    // What Stirling's formula leaves out, for x ≥ 8.
    private static double StirlingRest(double x)
    {
        var inverse = 1 / x;
        return inverse * Polynomial(inverse * inverse, Coefficients.StirlingRest);
    }

    private static double LogGammaBy1(double u) => Ratio(u, Coefficients.LogGammaBy1Above, Coefficients.LogGammaBy1Below);
    private static double LogGammaBy2(double u) => Ratio(u, Coefficients.LogGammaBy2Above, Coefficients.LogGammaBy2Below);
    private static double LogGammaFrom3(double u) => Ratio(u, Coefficients.LogGammaFrom3Above, Coefficients.LogGammaFrom3Below);
}
