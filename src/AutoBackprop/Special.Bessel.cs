namespace AutoBackprop;

/// <content>Modified Bessel functions of the first kind.</content>
public static partial class Special
{
    // Up to here by powers of x², beyond it by powers of 1/x times exp(x) / √x.
    internal const double EndOfSquares = 16;

    // From here on exp(x) overflows, or is about to.
    private const double EndOfExp = 709;

    // So its root does here; and up to here functions of this order vanish.
    private const double EndOfHalves = 1400, VanishingOrder = 8000;

    /// <summary>The modified Bessel function I₀(x), even, at least 1; infinite from 713.98 on. Slope <see cref="BesselI1(double)"/>.
    /// Largest error measured: 3.6 ulp.</summary>
    /// <remarks>Source: NIST Digital Library of Mathematical Functions, 10.25.2 and the form of 10.40.1; with polynomials of our own, by
    /// least squares of the relative error with 60 digits.</remarks>
    public static double BesselI0(double x)
    {
        var size = Math.Abs(x);
        return size <= EndOfSquares ? BesselI0Near(size) : Grown(BesselI0Far(1 / size), size);
    }

    /// <inheritdoc cref="BesselI0(double)"/>
    public static float BesselI0(float x) => (float)BesselI0((double)x);

    /// <summary>The modified Bessel function I₁(x), odd; infinite from 713.98 on. Slope I₀(x) - I₁(x) / x, 1/2 at 0, which is ½ (I₀(x) +
    /// I₂(x)). Largest error measured: 3.6 ulp.</summary>
    /// <remarks>Source: as for <see cref="BesselI0(double)"/>.</remarks>
    public static double BesselI1(double x)
    {
        var size = Math.Abs(x);
        return size <= EndOfSquares ? x * BesselI1Near(size) : Math.CopySign(Grown(BesselI1Far(1 / size), size), x);
    }

    /// <inheritdoc cref="BesselI1(double)"/>
    public static float BesselI1(float x) => (float)BesselI1((double)x);

    /// <summary>The modified Bessel function Iₙ(x) of whole order n, which is that of order -n; at 0 it is 0 but for n = 0; beyond ±1400 it
    /// is infinite for every n. Slope ½ (Iₙ₋₁(x) + Iₙ₊₁(x)). Largest error measured: 6.6 ulp to |n| = 10, 20 ulp at 50.</summary>
    /// <remarks>I₀ times the ratios of neighbours, each from the next one. Source: NIST Digital Library of Mathematical Functions, 10.29.1
    /// and 10.33.1.</remarks>
    public static double BesselI(int n, double x)
    {
        var (order, size) = (Math.Abs((long)n), Math.Abs(x));
        if (order == 0) return BesselI0(x);
        if (order == 1) return BesselI1(x);
        if (!(size < EndOfHalves)) return order % 2 == 0 ? size * double.PositiveInfinity : x * double.PositiveInfinity;
        if (order > VanishingOrder) return order % 2 == 0 ? 0 : Math.CopySign(0, x);

        // A ratio of order k is in error by what the one of order K is, times (I_K / I_k)², about exp((k² - K²) / x).
        var last = order + 24 + (long)(6.5 * Math.Sqrt(size));
        var (ratio, product) = (0.0, 1.0);
        for (var k = last; k > 0; k--)
        {
            ratio = 1 / (2 * k / size + ratio);
            if (k <= order) product *= ratio;
        }

        if (order % 2 != 0) product = Math.CopySign(product, x);
        return size <= EndOfSquares ? BesselI0Near(size) * product : Grown(BesselI0Far(1 / size) * product, size);
    }

    /// <inheritdoc cref="BesselI(int, double)"/>
    public static float BesselI(int n, float x) => (float)BesselI(n, (double)x);

    private static double BesselI0Near(double x) => Corrected(BesselI0OfSquare(x * x), x, 0.5 / (x + 2));

    private static double BesselI1Near(double x) => Corrected(BesselI1OfSquare(x * x), x, 0.5 / (x + 3));

    // The rounding error of x² is a relative error of the result, up to 8 times as large: taken off, by about what the logarithm grows.
    private static double Corrected(double value, double x, double growth) =>
        Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(x, x, -(x * x)) * growth, value, value);

    // Times exp(x) / √x.
    private static double Grown(double scaled, double x)
    {
        if (double.IsInfinity(x)) return x;
        var root = Math.Sqrt(x);
        if (x < EndOfExp) return scaled * Math.Exp(x) / root;
        var half = Math.Exp(0.5 * x);
        return scaled * half / root * half;
    }

    private static double BesselI0OfSquare(double z) => Polynomial(z, Coefficients.BesselI0OfSquare);
    private static double BesselI1OfSquare(double z) => Polynomial(z, Coefficients.BesselI1OfSquare);
    private static double BesselI0Far(double u) => Polynomial(u, Coefficients.BesselI0Far);
    private static double BesselI1Far(double u) => Polynomial(u, Coefficients.BesselI1Far);
}
