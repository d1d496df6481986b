namespace AutoBackprop;

/// <content>The inverses of the error function and of the normal distribution function.</content>
public static partial class Special
{
    private const double Sqrt2 = 1.4142135623730950488;

    // Up to here the inverse of erf comes from a ratio in x², beyond it from the logarithm of the complement.
    private const double EndOfCentre = 0.5;

    /// <summary>The inverse of <see cref="Erf(double)"/>: y with Erf(y) = x; ±∞ at ±1, NaN beyond. Slope √π/2 · exp(y²). Largest error
    /// measured: 3.8 ulp.</summary>
    /// <remarks>Source: NIST Digital Library of Mathematical Functions, 7.17. Method: M. J. Wichura, Algorithm AS 241, Applied Statistics 37
    /// (1988), pp. 477-484: ratios in x² and in the root of a logarithm; with coefficients of our own, by least squares of the relative error
    /// with 60 digits.</remarks>
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
        return root * (root < 2.5 ? ErfcInverseTo2(root - 0.8325546) : root < 6.5 ? ErfcInverseTo6(root - 2.5) : ErfcInverseFar(root - 6.5));
    }

    // y / x for u = 1/4 - x² from 0 to 1/4 (error 2^-62.4).
    private static double ErfInverseCentre(double u) => Ratio(u,
        [0.003386881617538671, 0.1551068078509585, 1.1373278280224284, 2.8317534634584693, 2.8057305969421145,
         0.9538725524089398],
        [0.01858859300147518, 0.3673451743277747, 1.89355871887911, 3.8187358723808402, 3.2741849235317866, 1.0]);

    // y / r for u = r - 0.8325546 from 0 to 1.6674454 (error 2^-60.7).
    private static double ErfcInverseTo2(double u) => Ratio(u,
        [0.0017324176614428412, 0.05008070194330854, 0.4423114743346758, 1.8193535563558327, 4.233098693535458,
         6.019509988460889, 5.25484261599645, 2.6200712131244908, 0.5728588441757845],
        [0.0017323394708585716, 0.05009571354797248, 0.4464600449426213, 1.89442739003889, 4.651409821992101, 7.109276411556964,
         6.815517668281441, 3.8326369764646637, 1.0]);

    // y / r for u = r - 5/2 from 0 to 4 (error 2^-63.2).
    private static double ErfcInverseTo6(double u) => Ratio(u,
        [6.042785803042311e-06, 0.0003782793136023948, 0.0077947142416888915, 0.0742980814965463, 0.3739029318548085,
         1.0325877338303686, 1.4872719225905136, 0.8770183687247652],
        [6.0426681569318835e-06, 0.00037830827987283264, 0.007811263560730234, 0.0749917884738531, 0.3832450190290469,
         1.085061991671532, 1.6183079736613044, 1.0]);

    // y / r for u = r - 13/2 from 0 to 21 (error 2^-61.6).
    private static double ErfcInverseFar(double u) => Ratio(u,
        [-2.488517733466969e-17, 3.412183235466918e-09, 6.042386969317737e-07, 3.6970729520053965e-05, 0.0010674022300044246,
         0.016287670044248186, 0.13482853406630957, 0.5714758151471201, 0.9708560984343866],
        [3.412169488558316e-09, 6.042451584018987e-07, 3.698178114182331e-05, 0.0010688208178690956, 0.016349893861758575,
         0.13600270790944413, 0.581232230495036, 1.0]);
}
