namespace AutoBackprop.Core;

/// <summary>An interval of real numbers. An end that is infinite, or open, is not reached.</summary>
public sealed record Interval(double Low, double High)
{
    public static readonly Interval All = new(double.NegativeInfinity, double.PositiveInfinity);
    public static readonly Interval Positive = new(0, double.PositiveInfinity) { IsOpenLow = true };
    public static readonly Interval NotNegative = new(0, double.PositiveInfinity);

    public bool IsOpenLow { get; init; }
    public bool IsOpenHigh { get; init; }

    /// <summary>There is a gap in it, at 0.</summary>
    public bool IsWithoutZero { get; init; }

    public static Interval Point(double value) => double.IsNaN(value) ? All : new(value, value);

    /// <summary>No number at all: code that is never reached.</summary>
    public bool IsEmpty => Low > High || Low == High && (IsOpenLow || IsOpenHigh);

    private bool HasLow => !IsOpenLow && !double.IsInfinity(Low);
    private bool HasHigh => !IsOpenHigh && !double.IsInfinity(High);

    public bool Contains(double value) =>
        (value > Low || value == Low && HasLow) && (value < High || value == High && HasHigh) && !(value == 0 && IsWithoutZero);

    /// <summary>Smallest interval around both.</summary>
    public Interval Join(Interval other) =>
        IsEmpty ? other : other.IsEmpty ? this : new(Math.Min(Low, other.Low), Math.Max(High, other.High))
    {
        IsOpenLow = (Low > other.Low || IsOpenLow) && (other.Low > Low || other.IsOpenLow),
        IsOpenHigh = (High < other.High || IsOpenHigh) && (other.High < High || other.IsOpenHigh),
    };

    /// <summary>What is in both.</summary>
    public Interval Meet(Interval other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High))
    {
        IsOpenLow = Low >= other.Low && IsOpenLow || other.Low >= Low && other.IsOpenLow,
        IsOpenHigh = High <= other.High && IsOpenHigh || other.High <= High && other.IsOpenHigh,
        IsWithoutZero = IsWithoutZero || other.IsWithoutZero,
    };

    /// <summary>An end that has moved may move on: it goes to infinity at once.</summary>
    public Interval Widen(Interval before) =>
        new(Low < before.Low ? double.NegativeInfinity : Low, High > before.High ? double.PositiveInfinity : High)
    {
        IsOpenLow = IsOpenLow && before.IsOpenLow,
        IsOpenHigh = IsOpenHigh && before.IsOpenHigh,
    };

    /// <summary>Images of the ends under a function that increases.</summary>
    public Interval Map(Func<double, double> increasing) =>
        new(OrElse(increasing(Low), double.NegativeInfinity), OrElse(increasing(High), double.PositiveInfinity))
    {
        IsOpenLow = !HasLow,
        IsOpenHigh = !HasHigh,
    };

    public Interval Abs() => Low >= 0 ? this : High <= 0 ? -this : new Interval(0, Math.Max(-Low, High))
    {
        IsOpenLow = IsWithoutZero,
        IsOpenHigh = -Low > High ? IsOpenLow : High > -Low ? IsOpenHigh : IsOpenLow && IsOpenHigh,
    };

    /// <summary>x * x, which is never negative.</summary>
    public Interval Square() => Abs().Map(x => x * x);

    public Interval Max(Interval other) => new(Math.Max(Low, other.Low), Math.Max(High, other.High))
    {
        IsOpenLow = Low > other.Low ? IsOpenLow : other.Low > Low ? other.IsOpenLow : IsOpenLow || other.IsOpenLow,
        IsOpenHigh = High > other.High ? IsOpenHigh : other.High > High ? other.IsOpenHigh : IsOpenHigh && other.IsOpenHigh,
    };

    public Interval Min(Interval other) => -(-this).Max(-other);

    public static Interval operator -(Interval a) =>
        new(-a.High, -a.Low) { IsOpenLow = a.IsOpenHigh, IsOpenHigh = a.IsOpenLow, IsWithoutZero = a.IsWithoutZero };

    public static Interval operator +(Interval a, Interval b) =>
        new(OrElse(a.Low + b.Low, double.NegativeInfinity), OrElse(a.High + b.High, double.PositiveInfinity))
    {
        IsOpenLow = a.IsOpenLow || b.IsOpenLow,
        IsOpenHigh = a.IsOpenHigh || b.IsOpenHigh,
    };

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        (double Value, bool Has)[] ends =
        [
            Product(a.Low, a.HasLow, b.Low, b.HasLow), Product(a.Low, a.HasLow, b.High, b.HasHigh),
            Product(a.High, a.HasHigh, b.Low, b.HasLow), Product(a.High, a.HasHigh, b.High, b.HasHigh),
        ];
        var (low, high) = (ends.Min(e => e.Value), ends.Max(e => e.Value));
        return new(low, high)
        {
            IsOpenLow = !ends.Any(e => e.Value == low && e.Has),
            IsOpenHigh = !ends.Any(e => e.Value == high && e.Has),
        };
    }

    public static Interval operator /(Interval a, Interval b)
    {
        if (b.Low < 0 && b.High > 0 || b.Low == 0 && b.High == 0) return All;
        // An end at 0 is the limit on the side of the interval.
        var inverse = new Interval(b.High == 0 ? double.NegativeInfinity : 1 / b.High, b.Low == 0 ? double.PositiveInfinity : 1 / b.Low)
        {
            IsOpenLow = !b.HasHigh,
            IsOpenHigh = !b.HasLow,
        };
        return a * inverse;
    }

    // 0 * ∞ is 0 here: the infinite end is never reached.
    private static (double, bool) Product(double x, bool hasX, double y, bool hasY) =>
        x == 0 || y == 0 ? (0, x == 0 && hasX || y == 0 && hasY) : (x * y, hasX && hasY);

    private static double OrElse(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;
}
