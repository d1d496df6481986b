using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>The functions of MathF and of float.</summary>
public readonly partial record struct DualF
{
    public static DualF NaN => float.NaN;
    public static DualF MaxValue => float.MaxValue;
    public static DualF MinValue => float.MinValue;
    public static DualF Epsilon => float.Epsilon;
    public static DualF PositiveInfinity => float.PositiveInfinity;
    public static DualF NegativeInfinity => float.NegativeInfinity;
    public static DualF Zero => 0;
    public static DualF One => 1;
    public static DualF Pi => MathF.PI;
    public static DualF Tau => MathF.Tau;
    public static DualF E => MathF.E;
    public static DualF AdditiveIdentity => 0;
    public static DualF MultiplicativeIdentity => 1;

    public static DualF CreateChecked<T>(T value) => value is DualF x ? x : value is Dual y ? (DualF)y : Convert.ToSingle(value);
    public static DualF CreateSaturating<T>(T value) => CreateChecked(value);
    public static DualF CreateTruncating<T>(T value) => CreateChecked(value);

    public static bool IsNaN(DualF x) => float.IsNaN(x.Value);
    public static bool IsFinite(DualF x) => float.IsFinite(x.Value);
    public static bool IsNegative(DualF x) => float.IsNegative(x.Value);
    public static bool IsPositive(DualF x) => float.IsPositive(x.Value);
    public static bool IsInfinity(DualF x) => float.IsInfinity(x.Value);
    public static bool IsNegativeInfinity(DualF x) => float.IsNegativeInfinity(x.Value);
    public static bool IsPositiveInfinity(DualF x) => float.IsPositiveInfinity(x.Value);
    public static int Sign(DualF x) => Math.Sign(x.Value);

    public static DualF Sin(DualF x) => Of(MathF.Sin(x.Value), Dual.Sin(x));
    public static DualF Cos(DualF x) => Of(MathF.Cos(x.Value), Dual.Cos(x));
    public static DualF Tan(DualF x) => Of(MathF.Tan(x.Value), Dual.Tan(x));
    public static DualF Sinh(DualF x) => Of(MathF.Sinh(x.Value), Dual.Sinh(x));
    public static DualF Cosh(DualF x) => Of(MathF.Cosh(x.Value), Dual.Cosh(x));
    public static DualF Tanh(DualF x) => Of(MathF.Tanh(x.Value), Dual.Tanh(x));
    public static DualF Exp(DualF x) => Of(MathF.Exp(x.Value), Dual.Exp(x));
    public static DualF Log(DualF x) => Of(MathF.Log(x.Value), Dual.Log(x));
    public static DualF Sqrt(DualF x) => Of(MathF.Sqrt(x.Value), Dual.Sqrt(x));
    public static DualF Cbrt(DualF x) => Of(MathF.Cbrt(x.Value), Dual.Cbrt(x));
    public static DualF Atan(DualF x) => Of(MathF.Atan(x.Value), Dual.Atan(x));
    public static DualF Asin(DualF x) => Of(MathF.Asin(x.Value), Dual.Asin(x));
    public static DualF Acos(DualF x) => Of(MathF.Acos(x.Value), Dual.Acos(x));
    public static DualF Asinh(DualF x) => Of(MathF.Asinh(x.Value), Dual.Asinh(x));
    public static DualF Acosh(DualF x) => Of(MathF.Acosh(x.Value), Dual.Acosh(x));
    public static DualF Atanh(DualF x) => Of(MathF.Atanh(x.Value), Dual.Atanh(x));
    public static DualF Log2(DualF x) => Of(MathF.Log2(x.Value), Dual.Log2(x));
    public static DualF Log10(DualF x) => Of(MathF.Log10(x.Value), Dual.Log10(x));
    public static DualF Floor(DualF x) => Of(MathF.Floor(x.Value), Dual.Floor(x));
    public static DualF Abs(DualF x) => Of(MathF.Abs(x.Value), Dual.Abs(x));
    public static DualF Max(DualF x, DualF y) => Of(MathF.Max(x.Value, y.Value), Dual.Max(x, y));
    public static DualF Min(DualF x, DualF y) => Of(MathF.Min(x.Value, y.Value), Dual.Min(x, y));
    public static DualF Atan2(DualF x, DualF y) => Of(MathF.Atan2(x.Value, y.Value), Dual.Atan2(x, y));
    public static DualF Pow(DualF x, DualF y) => Of(MathF.Pow(x.Value, y.Value), Dual.Pow(x, y));
    public static DualF Log(DualF x, DualF b) => Of(MathF.Log(x.Value, b.Value), Dual.Log(x, b));
    public static DualF Exp2(DualF x) => Of(float.Exp2(x.Value), Dual.Exp2(x));
    public static DualF Hypot(DualF x, DualF y) => Of(float.Hypot(x.Value, y.Value), Dual.Hypot(x, y));
    public static DualF RootN(DualF x, int n) => Of(float.RootN(x.Value, n), Dual.RootN(x, n));
    public static DualF Lerp(DualF x, DualF y, DualF t) => x * (1 - t) + y * t;
    public static DualF Clamp(DualF x, DualF least, DualF most) => Of(Math.Clamp(x.Value, least.Value, most.Value), Dual.Clamp(x, least, most));
    public static DualF FusedMultiplyAdd(DualF x, DualF y, DualF z) =>
        Of(MathF.FusedMultiplyAdd(x.Value, y.Value, z.Value), Dual.FusedMultiplyAdd(x, y, z));

    public static (DualF Sin, DualF Cos) SinCos(DualF x) => (Sin(x), Cos(x));
}
