using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>Forward mode in the place of float: the number in single precision, its derivative in double.</summary>
public readonly partial record struct DualF(float Value, double Tangent, double Scale) : IComparable<DualF>
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

    public static DualF Sin(DualF x) => Of(MathF.Sin(x.Value), Dual.Sin(x));
    public static DualF Cos(DualF x) => Of(MathF.Cos(x.Value), Dual.Cos(x));
    public static DualF Tanh(DualF x) => Of(MathF.Tanh(x.Value), Dual.Tanh(x));
    public static DualF Exp(DualF x) => Of(MathF.Exp(x.Value), Dual.Exp(x));
    public static DualF Log(DualF x) => Of(MathF.Log(x.Value), Dual.Log(x));
    public static DualF Sqrt(DualF x) => Of(MathF.Sqrt(x.Value), Dual.Sqrt(x));
    public static DualF Atan(DualF x) => Of(MathF.Atan(x.Value), Dual.Atan(x));
    public static DualF Abs(DualF x) => Of(MathF.Abs(x.Value), Dual.Abs(x));
    public static DualF Max(DualF x, DualF y) => Of(MathF.Max(x.Value, y.Value), Dual.Max(x, y));
    public static DualF Min(DualF x, DualF y) => Of(MathF.Min(x.Value, y.Value), Dual.Min(x, y));
    public static bool IsNaN(DualF x) => float.IsNaN(x.Value);
    public static bool IsFinite(DualF x) => float.IsFinite(x.Value);
}
