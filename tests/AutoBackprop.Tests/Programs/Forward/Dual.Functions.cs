using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>The functions of Math and of double.</summary>
public readonly partial record struct Dual
{
    public static Dual NaN => double.NaN;
    public static Dual MaxValue => double.MaxValue;
    public static Dual MinValue => double.MinValue;
    public static Dual Epsilon => double.Epsilon;
    public static Dual PositiveInfinity => double.PositiveInfinity;
    public static Dual NegativeInfinity => double.NegativeInfinity;

    public static Dual Zero => 0;
    public static Dual One => 1;
    public static Dual Pi => Math.PI;
    public static Dual Tau => Math.Tau;
    public static Dual E => Math.E;
    public static Dual AdditiveIdentity => 0;
    public static Dual MultiplicativeIdentity => 1;

    public static Dual CreateChecked<T>(T value) => value is Dual x ? x : value is DualF y ? y : Convert.ToDouble(value);
    public static Dual CreateSaturating<T>(T value) => CreateChecked(value);
    public static Dual CreateTruncating<T>(T value) => CreateChecked(value);

    public static bool IsInfinity(Dual x) => double.IsInfinity(x.Value);
    public static bool IsNegativeInfinity(Dual x) => double.IsNegativeInfinity(x.Value);
    public static bool IsPositiveInfinity(Dual x) => double.IsPositiveInfinity(x.Value);
    public static bool IsPositive(Dual x) => double.IsPositive(x.Value);
    public static bool IsNaN(Dual x) => double.IsNaN(x.Value);
    public static bool IsFinite(Dual x) => double.IsFinite(x.Value);
    public static bool IsNegative(Dual x) => double.IsNegative(x.Value);
    public static int Sign(Dual x) => Math.Sign(x.Value);

    public static Dual Sin(Dual x) => Of(Math.Sin(x.Value), x, Math.Cos(x.Value));
    public static Dual Cos(Dual x) => Of(Math.Cos(x.Value), x, -Math.Sin(x.Value));
    public static Dual Tan(Dual x) => Of(Math.Tan(x.Value), x, 1 / (Math.Cos(x.Value) * Math.Cos(x.Value)));
    public static Dual Sinh(Dual x) => Of(Math.Sinh(x.Value), x, Math.Cosh(x.Value));
    public static Dual Cosh(Dual x) => Of(Math.Cosh(x.Value), x, Math.Sinh(x.Value));
    public static Dual Tanh(Dual x) => Of(Math.Tanh(x.Value), x, 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value))).Rounded(x);
    public static Dual Exp(Dual x) => Of(Math.Exp(x.Value), x, Math.Exp(x.Value));
    public static Dual Log(Dual x) => Of(Math.Log(x.Value), x, 1 / x.Value);
    public static Dual Sqrt(Dual x) => Of(Math.Sqrt(x.Value), x, 0.5 / Math.Sqrt(x.Value));
    public static Dual Cbrt(Dual x) => Of(Math.Cbrt(x.Value), x, 1 / (3 * Math.Cbrt(x.Value) * Math.Cbrt(x.Value)));
    public static Dual Atan(Dual x) => Of(Math.Atan(x.Value), x, 1 / (1 + x.Value * x.Value));
    public static Dual Asin(Dual x) => Of(Math.Asin(x.Value), x, 1 / Math.Sqrt(1 - x.Value * x.Value));
    public static Dual Acos(Dual x) => Of(Math.Acos(x.Value), x, -1 / Math.Sqrt(1 - x.Value * x.Value));
    public static Dual Acosh(Dual x) => Of(Math.Acosh(x.Value), x, 1 / Math.Sqrt(x.Value * x.Value - 1));
    public static Dual Atanh(Dual x) => Of(Math.Atanh(x.Value), x, 1 / (1 - x.Value * x.Value));
    public static Dual Exp2(Dual x) => Of(double.Exp2(x.Value), x, double.Exp2(x.Value) * Math.Log(2));
    public static Dual Log2(Dual x) => Of(Math.Log2(x.Value), x, 1 / (x.Value * Math.Log(2)));
    public static Dual Log10(Dual x) => Of(Math.Log10(x.Value), x, 1 / (x.Value * Math.Log(10)));
    public static Dual Log(Dual x, Dual b) => (Log(x) / Log(b)) with { Value = Math.Log(x.Value, b.Value) };
    public static Dual RootN(Dual x, int n) => Of(double.RootN(x.Value, n), x, double.RootN(x.Value, n) / (n * x.Value));
    public static Dual Lerp(Dual x, Dual y, Dual t) => x * (1 - t) + y * t;
    public static Dual Asinh(Dual x) => Of(Math.Asinh(x.Value), x, 1 / double.Hypot(1, x.Value));
    public static Dual Floor(Dual x) => Math.Floor(Smooth(x.Value, x.Value != Math.Floor(x.Value)));

    public static Dual Abs(Dual x) => Of(Math.Abs(x.Value), x, Smooth(x.Value, x.Value != 0) switch { > 0 => 1, < 0 => -1, var other => other });
    public static Dual Max(Dual x, Dual y) => Of(Math.Max(Smooth(x.Value, x.Value != y.Value), y.Value), x.Value > y.Value ? x : y, 1);
    public static Dual Min(Dual x, Dual y) => Of(Math.Min(Smooth(x.Value, x.Value != y.Value), y.Value), x.Value < y.Value ? x : y, 1);
    public static Dual Clamp(Dual x, Dual least, Dual most) => Of(Math.Clamp(x.Value, least.Value, most.Value),
        Smooth(x.Value, x.Value != least.Value && x.Value != most.Value) < least.Value ? least : x.Value > most.Value ? most : x, 1);

    public static Dual Atan2(Dual y, Dual x)
    {
        var square = Smooth(x.Value * x.Value + y.Value * y.Value, x.Value != 0 || y.Value != 0);
        return Of(Math.Atan2(y.Value, x.Value), y, x.Value / square, x, -y.Value / square);
    }

    public static Dual Hypot(Dual x, Dual y)
    {
        var length = Smooth(double.Hypot(x.Value, y.Value), x.Value != 0 || y.Value != 0);
        return Of(length, x, x.Value / length, y, y.Value / length);
    }

    public static Dual Pow(Dual x, Dual y)
    {
        var value = Math.Pow(Smooth(x.Value, x.Value > 0 || y.Scale == 0), y.Value);
        return Of(value, x, y.Value == 0 ? 0 : y.Value * Math.Pow(x.Value, y.Value - 1), y, x.Value > 0 ? value * Math.Log(x.Value) : 0);
    }

    public static Dual FusedMultiplyAdd(Dual x, Dual y, Dual z)
    {
        var slopes = x * y + z;
        return slopes with { Value = Math.FusedMultiplyAdd(x.Value, y.Value, z.Value) };
    }

    public static (Dual Sin, Dual Cos) SinCos(Dual x)
    {
        var (sin, cos) = Math.SinCos(x.Value);
        return (Of(sin, x, cos), Of(cos, x, -sin));
    }

    /// <summary>A slope that is 1 less something has the rounding errors of 1.</summary>
    internal Dual Rounded(Dual x) => this with { Scale = x.Scale };

    internal static double Smooth(double value, bool isSmooth)
    {
        if (!isSmooth) Kinked = true;
        return value;
    }
}
