namespace AutoBackprop.Tests.Simd;

/// <summary>A number held as the unevaluated sum of two doubles: about 104 bits, to measure 53 against.</summary>
/// <remarks>Source: T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971).</remarks>
internal readonly record struct DoubleDouble(double High, double Low = 0)
{
    public static implicit operator DoubleDouble(double value) => new(value);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var high = Sum(a.High, b.High);
        var low = Sum(a.Low, b.Low);
        var sum = Ordered(high.High, high.Low + low.High);
        return Ordered(sum.High, sum.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var high = a.High * b.High;
        var error = Math.FusedMultiplyAdd(a.High, b.High, -high);
        return Ordered(high, error + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.High / b.High;
        var rest = a - b * first;
        var second = rest.High / b.High;
        rest -= b * second;
        return Ordered(first, second) + rest.High / b.High;
    }

    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    /// <summary>a · 2^n, in steps that do not overflow on the way.</summary>
    public static DoubleDouble Scale(DoubleDouble a, int n) => new(Math.ScaleB(a.High, n), Math.ScaleB(a.Low, n));

    /// <summary>The distance of a double from this number, in units of the last place of this number.</summary>
    public double UlpsTo(double other)
    {
        if (other == High) return Low == 0 ? 0 : Math.Abs(Low) / Spacing(High);
        if (double.IsInfinity(other) || double.IsInfinity(High)) return double.PositiveInfinity;
        return Math.Abs((other - High - Low) / Spacing(High));
    }

    private static double Spacing(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    private static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new(sum, a - (sum - part) + (b - part));
    }

    private static DoubleDouble Ordered(double a, double b)
    {
        var sum = a + b;
        return double.IsFinite(sum) ? new(sum, b - (sum - a)) : new(sum);
    }
}
