using System;

namespace AutoBackprop.Tests;

/// <summary>Forward mode by operators: a value and its derivative in one direction. It knows nothing of the generator; programs
/// are compiled a second time, together with this file, with this type in the place of double.</summary>
/// <param name="Scale">Sum of the magnitudes that went into the derivative: what rounding errors are relative to.</param>
public readonly record struct Dual(double Value, double Tangent, double Scale)
{
    public static implicit operator Dual(double value) => new(value, 0, 0);
    public static explicit operator int(Dual x) => (int)x.Value;

    /// <summary>A function of one argument with this value and slope.</summary>
    public static Dual Of(double value, Dual x, double slope) =>
        slope == 0 ? new Dual(value, 0, 0) : new Dual(value, slope * x.Tangent, Math.Abs(slope) * x.Scale);

    public static Dual Of(double value, Dual x, double byX, Dual y, double byY)
    {
        var (first, second) = (Of(0, x, byX), Of(0, y, byY));
        return new(value, first.Tangent + second.Tangent, first.Scale + second.Scale);
    }

    public static Dual operator +(Dual x, Dual y) => Of(x.Value + y.Value, x, 1, y, 1);
    public static Dual operator -(Dual x, Dual y) => Of(x.Value - y.Value, x, 1, y, -1);
    public static Dual operator *(Dual x, Dual y) => Of(x.Value * y.Value, x, y.Value, y, x.Value);
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

    public static Dual Sin(Dual x) => Of(Math.Sin(x.Value), x, Math.Cos(x.Value));
    public static Dual Cos(Dual x) => Of(Math.Cos(x.Value), x, -Math.Sin(x.Value));
    public static Dual Tanh(Dual x) => Of(Math.Tanh(x.Value), x, 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value)));
    public static Dual Exp(Dual x) => Of(Math.Exp(x.Value), x, Math.Exp(x.Value));
    public static Dual Log(Dual x) => Of(Math.Log(x.Value), x, 1 / x.Value);
    public static Dual Sqrt(Dual x) => Of(Math.Sqrt(x.Value), x, 0.5 / Math.Sqrt(x.Value));
    public static Dual Atan(Dual x) => Of(Math.Atan(x.Value), x, 1 / (1 + x.Value * x.Value));
    public static Dual Abs(Dual x) => Of(Math.Abs(x.Value), x, x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0);
    public static Dual Floor(Dual x) => Math.Floor(x.Value);
    public static Dual Max(Dual x, Dual y) => Of(Math.Max(x.Value, y.Value), x.Value > y.Value ? x : y, 1);
    public static Dual Min(Dual x, Dual y) => Of(Math.Min(x.Value, y.Value), x.Value < y.Value ? x : y, 1);
    public static Dual Pow(Dual x, Dual y) => Of(Math.Pow(x.Value, y.Value),
        x, y.Value * Math.Pow(x.Value, y.Value - 1), y, x.Value > 0 ? Math.Pow(x.Value, y.Value) * Math.Log(x.Value) : 0);
    public static Dual Sigmoid(Dual x) => Of(AutoBackprop.Activations.Sigmoid(x.Value), x, 0.25 / Math.Pow(Math.Cosh(x.Value / 2), 2));
    public static Dual Relu(Dual x) => x.Value > 0 ? x : AutoBackprop.Activations.Relu(x.Value);
    public static Dual Stop(Dual x) => x.Value;
    public static double Plain(Dual x) => x.Value;
}
