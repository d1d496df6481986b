namespace AutoBackprop;

/// <content>All further slopes of log Γ, and their differences.</content>
public static partial class Special
{
    // Beyond it n! is infinite.
    private const int LargestOrder = 170;

    // Bernoulli numbers of order 2j over (2j)!, from j = 1 on.
    private static ReadOnlySpan<double> Bernoulli =>
    [
        0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07, 2.08767569878681e-08,
        -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15,
        -2.174868698558062e-16, 5.5090028283602295e-18, -1.3954464685812522e-19,
    ];

    /// <summary>ψ⁽ⁿ⁾(x), the slope of order n of <see cref="Digamma(double)"/>, which is that of order 0; n from 0 to 170, else NaN. At 0
    /// and at the negative whole numbers ∞ for odd n, for even n ∓∞ at ±0 and NaN at the others. Slope: that of order n + 1. Largest error
    /// measured: 5.3 ulp to n = 4 right of 0, 8.5 ulp to n = 5 left of it, 35 ulp at n = 40.</summary>
    /// <remarks>Near the zeros that it has left of 0 for even n, the error is one of the terms that cancel. Source: NIST Digital Library of
    /// Mathematical Functions, 5.15.1, 5.15.6 and 25.11.7: the sum up to n + 12, from there on the formula of Euler and
    /// Maclaurin.</remarks>
    public static double Polygamma(int n, double x)
    {
        if (n is < 0 or > LargestOrder) return double.NaN;
        if (n == 0) return Digamma(x);
        if (n == 1) return Trigamma(x);
        if (x <= 0) return PolygammaLeft(n, x);
        if (double.IsInfinity(x)) return 0;
        return n % 2 != 0 ? SumOfPowers(n, x, double.PositiveInfinity) : -SumOfPowers(n, x, double.PositiveInfinity);
    }

    /// <inheritdoc cref="Polygamma(int, double)"/>
    public static float Polygamma(int n, float x) => (float)Polygamma(n, (double)x);

    /// <summary>ψ⁽ⁿ⁾(a + b) - ψ⁽ⁿ⁾(a), without the cancellation where b is small beside a; n from 0 to 170, else NaN. Slopes: those of
    /// order n + 1, of b <see cref="Polygamma(int, double)"/>(n + 1, a + b). Largest error measured: 5.1 ulp to n = 3.</summary>
    /// <remarks>Where a or a + b is negative, the difference of the two. Source: as for <see cref="Polygamma(int, double)"/>, term by term:
    /// x⁻ᵖ - y⁻ᵖ = x⁻ᵖ (1 - q) (1 + q + ... + qᵖ⁻¹), q = x / y, which subtracts nothing of equal size.</remarks>
    public static double PolygammaDifference(int n, double a, double b)
    {
        if (n is < 0 or > LargestOrder) return double.NaN;
        if (!(a > 0 && a + b > 0)) return Polygamma(n, a + b) - Polygamma(n, a);
        if (b == 0) return 0;
        if (double.IsInfinity(a)) return n > 0 || double.IsFinite(b) ? 0 : double.NaN;
        return n % 2 == 0 ? SumOfPowers(n, a, b) : -SumOfPowers(n, a, b);
    }

    /// <inheritdoc cref="PolygammaDifference(int, double, double)"/>
    public static float PolygammaDifference(int n, float a, float b) => (float)PolygammaDifference(n, (double)a, b);

    // n! times the sum over k of (x + k)⁻ⁿ⁻¹ - (x + b + k)⁻ⁿ⁻¹, for positive x and x + b.
    private static double SumOfPowers(int n, double x, double b)
    {
        var (y, sum) = (x + b, 0.0);
        for (; Math.Min(x, y) < n + 12; (x, y) = (x + 1, y + 1)) sum += Power(n, x) * Difference(n + 1, x, y, b);

        // The integral, half of the first term, and the corrections at the end.
        var power = Power(n, x);
        sum += n == 0 ? LogRatio(x, y, b) : power * (x / n) * Difference(n, x, y, b);
        sum += 0.5 * power * Difference(n + 1, x, y, b);
        var rising = (n + 1) / x;
        for (var j = 0; j < Bernoulli.Length; j++)
        {
            sum += Bernoulli[j] * rising * power * Difference(n + 2 + 2 * j, x, y, b);
            rising *= (n + 2 + 2 * j) / x * ((n + 3 + 2 * j) / x);
        }

        return sum;
    }

    // log(y / x), y = x + b.
    private static double LogRatio(double x, double y, double b) => y < 0.5 * x ? Math.Log(y / x) : LogP1(b / x);

    // 1 - (x / y)^power, y = x + b.
    private static double Difference(int power, double x, double y, double b)
    {
        if (double.IsInfinity(b)) return 1;
        var (ratio, sum) = (x / y, 0.0);
        for (var i = 0; i < power; i++) sum = Math.FusedMultiplyAdd(sum, ratio, 1);
        return b / y * sum;
    }

    // n! / x^(n+1), by factors that neither overflow nor vanish before it does.
    private static double Power(int n, double x)
    {
        var power = 1 / x;
        for (var i = 1; i <= n; i++) power *= i / x;
        return power;
    }

    // By the slope of order n of the cotangent: a polynomial in it, of one parity and one sign.
    private static double PolygammaLeft(int n, double x)
    {
        var beyond = x - Math.Round(x);
        if (beyond == 0 && n % 2 == 0) return x == 0 ? -1 / x : double.NaN;
        if (beyond == 0) return double.PositiveInfinity;

        // Its coefficients over n!: the slope of cᵏ is -π k (cᵏ⁻¹ + cᵏ⁺¹).
        Span<double> powers = stackalloc double[LargestOrder + 3];
        powers.Clear();
        powers[1] = 1;
        for (var order = 1; order <= n; order++)
        {
            var below = 0.0;
            for (var k = 0; k <= order + 1; k++) (below, powers[k]) = (powers[k], ((k - 1) * below + (k + 1) * powers[k + 1]) / order);
        }

        var (cotangent, sum, scale) = (Cotangent(beyond), 0.0, Math.PI);
        for (var k = n + 1; k >= 0; k--) sum = Math.FusedMultiplyAdd(sum, cotangent, powers[k]);
        for (var i = 1; i <= n; i++) scale *= Math.PI * i;
        var result = Polygamma(n, 1 - x) - scale * sum;
        return n % 2 == 0 ? result : -result;
    }
}
