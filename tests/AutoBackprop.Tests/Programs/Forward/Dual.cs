using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>Forward mode by operators: a double and its derivative in one direction. It knows nothing of the generator: a program is
/// compiled a second time with this type in the place of double.</summary>
/// <param name="Scale">Sum of the magnitudes that went into the derivative: what rounding errors are relative to.</param>
public readonly partial record struct Dual(double Value, double Tangent, double Scale) : IReal<Dual>
{
    [ThreadStatic] private static bool _kinked;

    /// <summary>A function was evaluated where it has no slope, or a product overflowed: what stands in for the slope there is a convention,
    /// and not compared.</summary>
    public static bool Kinked { get => _kinked; set => _kinked = value; }

    public static implicit operator Dual(double value) => new(value, 0, 0);
    public static implicit operator Dual(DualF x) => new(x.Value, x.Tangent, x.Scale);
    public static explicit operator int(Dual x) => (int)x.Value;

    /// <summary>A function of one argument with this value and slope. What does not vary contributes nothing, even at a pole.</summary>
    public static Dual Of(double value, Dual x, double slope) =>
        slope == 0 || x.Scale == 0 ? new Dual(value, 0, 0) : new Dual(value, slope * x.Tangent, Math.Abs(slope) * x.Scale);

    public static Dual Of(double value, Dual x, double byX, Dual y, double byY)
    {
        var (first, second) = (Of(0, x, byX), Of(0, y, byY));
        return new(value, first.Tangent + second.Tangent, first.Scale + second.Scale);
    }

    public static Dual operator +(Dual x, Dual y) => Of(x.Value + y.Value, x, 1, y, 1);
    public static Dual operator -(Dual x, Dual y) => Of(x.Value - y.Value, x, 1, y, -1);

    public static Dual operator *(Dual x, Dual y)
    {
        var product = x.Value * y.Value;
        Kinked |= double.IsInfinity(product) && double.IsFinite(x.Value) && double.IsFinite(y.Value);
        return Of(product, x, y.Value, y, x.Value);
    }

    public static Dual operator /(Dual x, Dual y) => Of(x.Value / y.Value, x, 1 / y.Value, y, -x.Value / (y.Value * y.Value));
    public static Dual operator %(Dual x, Dual y) => Of(x.Value % y.Value, x, 1, y, -Math.Truncate(x.Value / y.Value));
    public static Dual operator +(Dual x) => x;
    public static Dual operator -(Dual x) => Of(-x.Value, x, -1);
    public static Dual operator ++(Dual x) => x + 1;
    public static Dual operator --(Dual x) => x - 1;

    public static bool operator <(Dual x, Dual y) => x.Value < y.Value;
    public static bool operator >(Dual x, Dual y) => x.Value > y.Value;
    public static bool operator <=(Dual x, Dual y) => x.Value <= y.Value;
    public static bool operator >=(Dual x, Dual y) => x.Value >= y.Value;

    /// <summary>Of the numbers, as for double.</summary>
    public bool Equals(Dual other) => Value.Equals(other.Value);
    public override int GetHashCode() => Value.GetHashCode();
    public int CompareTo(Dual other) => Value.CompareTo(other.Value);

    /// <summary>The number alone, for patterns.</summary>
    public static double Plain(Dual x) => x.Value;

    /// <summary>The number, without its derivative.</summary>
    public static Dual Stop(Dual x) => x.Value;
}
