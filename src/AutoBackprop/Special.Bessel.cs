namespace AutoBackprop;

/// <content>Modified Bessel functions of the first kind.</content>
public static partial class Special
{
    // Up to here by powers of x², beyond it by powers of 1/x times exp(x) / √x.
    private const double EndOfSquares = 16;

    // From here on exp(x) overflows, or is about to.
    private const double EndOfExp = 709;

    // So its root does here; and up to here functions of this order vanish.
    private const double EndOfHalves = 1400, VanishingOrder = 8000;

    /// <summary>The modified Bessel function I₀(x), even, at least 1; infinite from 713.98 on. Slope <see cref="BesselI1(double)"/>. Largest
    /// error measured: 3.6 ulp.</summary>
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

    // I₀(x) for z = x² from 0 to 256 (error 2^-61).
    private static double BesselI0OfSquare(double z) => Polynomial(z,
        [3.0033265128883354e-52, -1.3145258967975435e-49, 4.587657688730611e-46, 2.4980246117940853e-43, 4.972105569617146e-40,
         5.221163260069808e-37, 5.4658106279179905e-34, 4.898641070951111e-31, 3.8432676297365538e-28, 2.5977685622344504e-25,
         1.4963368948424029e-22, 7.242257072922697e-20, 2.896903452499244e-17, 9.385966970897976e-15, 2.402807549981467e-12,
         4.709502796991809e-10, 6.781684027786353e-08, 6.781684027777164e-06, 0.0004340277777777803, 0.015624999999999995, 0.25,
         1.0]);

    // I₁(x) / x for z = x² from 0 to 256 (error 2^-63.3).
    private static double BesselI1OfSquare(double z) => Polynomial(z,
        [6.631862849612191e-54, -2.6768227429268445e-51, 1.09816865934538e-47, 6.89418040318778e-45, 1.3667478508888833e-41,
         1.5403175547653213e-38, 1.7069256223004968e-35, 1.6330924979441955e-32, 1.3725650923132766e-29, 9.991451563605661e-27,
         6.234734116385511e-24, 3.29193523015359e-21, 1.4484517161652116e-18, 5.214426098838168e-16, 1.501754718627169e-13,
         3.363930569302725e-11, 5.651403356485373e-09, 6.781684027777468e-07, 5.425347222222237e-05, 0.0026041666666666665,
         0.0625, 0.5]);

    // I₀(x) exp(-x) √x for u = 1/x from 0 to 1/16 (error 2^-62.2).
    private static double BesselI0Far(double u) => Polynomial(u,
        [-54841364.1435263, 30573832.710198835, -6919668.618991495, 895838.6063529734, -74337.25982469403, 4304.584622813689,
         -162.38331065477195, 7.397620660788366, 0.5865359036129635, 0.2298899412612092, 0.09058807588666942,
         0.04474231161056295, 0.029219404918350247, 0.028050629091535363, 0.04986778505017838, 0.3989422804014327]);

    // I₁(x) exp(-x) √x for u = 1/x from 0 to 1/16 (error 2^-62.1).
    private static double BesselI1Far(double u) => Polynomial(u,
        [54791462.29682947, -30932885.05416313, 7044266.770730502, -915939.7032669075, 76223.72522614217, -4429.520879192433,
         166.49839493534716, -7.883288326814848, -0.6890117102034915, -0.2714711391801548, -0.11072149598646196,
         -0.05752580538723051, -0.04090716702303218, -0.04675104848538895, -0.14960335515053652, 0.3989422804014327]);
}
