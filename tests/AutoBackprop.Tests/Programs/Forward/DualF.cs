using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>Forward mode in the place of float: the number in single precision, its derivative in double.</summary>
public readonly partial record struct DualF(float Value, double Tangent, double Scale) : IReal<DualF>
{
    public static implicit operator DualF(float value) => new(value, 0, 0);
    public static explicit operator DualF(Dual x) => new((float)x.Value, x.Tangent, x.Scale);
    public static explicit operator int(DualF x) => (int)x.Value;

    /// <summary>A number in single precision, with these derivatives.</summary>
    public static DualF Of(float value, Dual slopes) => new(value, slopes.Tangent, slopes.Scale);

    public static DualF operator +(DualF x, DualF y) => Of(x.Value + y.Value, (Dual)x + (Dual)y);
    public static DualF operator -(DualF x, DualF y) => Of(x.Value - y.Value, (Dual)x - (Dual)y);
    public static DualF operator *(DualF x, DualF y) => Of(x.Value * y.Value, (Dual)x * (Dual)y);
    public static DualF operator /(DualF x, DualF y) => Of(x.Value / y.Value, (Dual)x / (Dual)y);
    public static DualF operator %(DualF x, DualF y) => Of(x.Value % y.Value, (Dual)x % (Dual)y);
    public static DualF operator +(DualF x) => x;
    public static DualF operator -(DualF x) => Of(-x.Value, -(Dual)x);
    public static DualF operator ++(DualF x) => x + 1;
    public static DualF operator --(DualF x) => x - 1;

    public static bool operator <(DualF x, DualF y) => x.Value < y.Value;
    public static bool operator >(DualF x, DualF y) => x.Value > y.Value;
    public static bool operator <=(DualF x, DualF y) => x.Value <= y.Value;
    public static bool operator >=(DualF x, DualF y) => x.Value >= y.Value;

    /// <summary>Of the numbers, as for float.</summary>
    public bool Equals(DualF other) => Value.Equals(other.Value);
    public override int GetHashCode() => Value.GetHashCode();
    public int CompareTo(DualF other) => Value.CompareTo(other.Value);

    public static float Plain(DualF x) => x.Value;
    public static DualF Stop(DualF x) => x.Value;
}
