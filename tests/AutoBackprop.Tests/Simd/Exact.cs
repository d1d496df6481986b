using System.Numerics;

namespace AutoBackprop.Tests.Simd;

/// <summary>The functions of <see cref="VectorMath"/> to about 95 bits, from their series: slow, and nothing shared with what they
/// check.</summary>
internal static class Exact
{
    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    private static readonly DoubleDouble Ln10 = new(2.302585092994046, -2.1707562233822494e-16);
    private static readonly DoubleDouble HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    private static readonly DoubleDouble TwoOverSqrtPi = new(1.1283791670955126, 1.533545961316588e-17);

    // Below this a double-double loses its low part, and f(x) = x for all f with slope 1 at 0.
    private const double Tiny = 1e-280;

    // Enough for the sine of any double.
    private const int PiBits = 1200;
    private static readonly BigInteger HalfPiScaled = Machin();

    public static DoubleDouble Exp(DoubleDouble x)
    {
        var (tail, n) = ExpTail(x);
        return DoubleDouble.Scale(1 + tail, n);
    }

    public static DoubleDouble ExpM1(DoubleDouble x)
    {
        if (Math.Abs(x.High) < Tiny) return x;
        var (tail, n) = ExpTail(x);
        return n > 1000 ? Exp(x) : DoubleDouble.Scale(tail, n) + (DoubleDouble.Scale(1, n) - 1);
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        var n = Math.ILogB(x.High * Math.Sqrt(0.5)) + 1;
        return n * Ln2 + LogNear1(DoubleDouble.Scale(x, -n) - 1);
    }

    public static DoubleDouble LogP1(DoubleDouble x) => Math.Abs(x.High) < Tiny ? x : Math.Abs(x.High) < 0.3 ? LogNear1(x) : Log(1 + x);

    public static DoubleDouble Sigmoid(double x)
    {
        var e = Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    public static DoubleDouble Tanh(double x)
    {
        if (Math.Abs(x) > 40) return Math.Sign(x);
        if (Math.Abs(x) < Tiny) return x;
        var e = ExpM1(2 * (DoubleDouble)x);
        return e / (e + 2);
    }

    public static DoubleDouble Softplus(double x)
    {
        var log = LogP1(Exp(-Math.Abs(x)));
        return x > 0 ? x + log : log;
    }

    public static DoubleDouble Sin(double x) => Quadrant(x, 0);

    public static DoubleDouble Cos(double x) => Quadrant(x, 1);

    public static DoubleDouble Atan(double x)
    {
        if (Math.Abs(x) > 1) return Math.Sign(x) * HalfPi - AtanUpTo1(1 / (DoubleDouble)x);
        return AtanUpTo1(x);
    }

    /// <summary>2/√π · exp(-x²) · Σ 2^n x^(2n+1) / (2n+1)!!, where no term is negative.</summary>
    public static DoubleDouble Erf(double x)
    {
        if (Math.Abs(x) > 7) return Math.Sign(x);
        var square = (DoubleDouble)x * x;
        DoubleDouble term = x, sum = x;
        for (var k = 1; Math.Abs(term.High) > 1e-33 * Math.Abs(sum.High); k++)
        {
            term = term * square * 2 / (2 * k + 1);
            sum += term;
        }

        return TwoOverSqrtPi * Exp(-square) * sum;
    }

    /// <summary>Far out by the continued fraction 1 / (x + ½ / (x + 1 / (x + 1½ / …))).</summary>
    public static DoubleDouble Erfc(double x)
    {
        if (x < 2) return 1 - Erf(x);
        if (x > 30) return 0;
        DoubleDouble fraction = x;
        for (var k = 40 + (int)(1100 / (x * x)); k > 0; k--) fraction = x + 0.5 * k / fraction;
        return TwoOverSqrtPi / 2 * Exp(-((DoubleDouble)x * x)) / fraction;
    }

    public static DoubleDouble Exp2(double x) => Exp(Math.Clamp(x, -1150, 1150) * Ln2);

    public static DoubleDouble Exp10(double x) => Exp(Math.Clamp(x, -345, 345) * Ln10);

    public static DoubleDouble Log2(double x) => Log(x) / Ln2;

    public static DoubleDouble Log10(double x) => Log(x) / Ln10;

    /// <summary>One step of Newton's method from the nearest double.</summary>
    public static DoubleDouble Cbrt(double x)
    {
        if (Math.Abs(x) < 1e-290) return DoubleDouble.Scale(Cbrt(Math.ScaleB(x, 300)), -100);
        DoubleDouble t = Math.Cbrt(x);
        return x == 0 ? x : t - (t * t * t - x) / (3 * t * t);
    }

    public static DoubleDouble Pow(double x, double y)
    {
        var exponent = y * Log(Math.Abs(x));
        return Exp(exponent.High > 800 ? 800 : exponent.High < -800 ? -800 : exponent)
            * (x < 0 && double.IsOddInteger(y) ? -1 : 1);
    }

    // e^x = 2^n (1 + tail).
    private static (DoubleDouble Tail, int N) ExpTail(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 800) x = Math.Sign(x.High) * 800;
        var n = (int)Math.Round(x.High / Ln2.High);
        var r = DoubleDouble.Scale(x - n * Ln2, -8);
        DoubleDouble sum = 0;
        for (var k = 13; k >= 1; k--) sum = r / k * (1 + sum);
        for (var k = 0; k < 8; k++) sum = 2 * sum + sum * sum;
        return (sum, n);
    }

    private static DoubleDouble LogNear1(DoubleDouble f)
    {
        var s = f / (2 + f);
        var square = s * s;
        DoubleDouble sum = 0;
        for (var k = 61; k >= 1; k -= 2) sum = sum * square + 1 / (DoubleDouble)k;
        return 2 * s * sum;
    }

    private static DoubleDouble AtanUpTo1(DoubleDouble x)
    {
        var near = Math.Atan(x.High);
        var tangent = Series(near, 0) / Series(near, 1);
        return near + (x - tangent) / (1 + x * tangent);
    }

    private static DoubleDouble Quadrant(double x, int turn)
    {
        var (r, n) = Reduce(x);
        var value = Series(r, (n + turn) & 1);
        return ((n + turn) & 2) == 0 ? value : -value;
    }

    // Sine (0) or cosine (1) for |r| <= 1.
    private static DoubleDouble Series(DoubleDouble r, int cosine)
    {
        var square = r * r;
        DoubleDouble sum = 0;
        for (var k = 32 - cosine; k > 0; k -= 2) sum = -square / (k * (k + 1)) * (1 + sum);
        if (cosine == 1) return 1 + sum;
        return r + r * sum;
    }

    // x modulo π/2 in integers, without error until the end.
    private static (DoubleDouble R, int Quadrant) Reduce(double x)
    {
        if (Math.Abs(x) < 0.5) return (x, 0);
        var exponent = Math.ILogB(x) - 52;
        var scaled = new BigInteger(Math.ScaleB(x, -exponent)) << (exponent + PiBits);
        var n = BigInteger.Divide(2 * BigInteger.Abs(scaled) + HalfPiScaled, 2 * HalfPiScaled) * scaled.Sign;
        var rest = (scaled - n * HalfPiScaled) >> 200;
        var high = (double)rest;
        return (DoubleDouble.Scale(new(high, (double)(rest - new BigInteger(high))), 200 - PiBits), (int)(n & 3));
    }

    // Machin: π/4 = 4 atan(1/5) - atan(1/239).
    private static BigInteger Machin()
    {
        return (2 * (4 * Inverse(5) - Inverse(239))) >> 20;

        static BigInteger Inverse(int q)
        {
            var power = (BigInteger.One << (PiBits + 20)) / q;
            var sum = power;
            for (var k = 3; !power.IsZero; k += 2)
            {
                power /= -q * q;
                sum += power / k;
            }

            return sum;
        }
    }
}
