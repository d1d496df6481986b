using System;

namespace AutoBackprop.Tests;

// Expressions without choices.
public static partial class Zoo
{
    private const double Pi2 = 2 * Math.PI;
    private static readonly double Golden = (1 + Math.Sqrt(5)) / 2;
    private static readonly float GoldenSingle = (float)Golden;
    private const int Three = 3;

    [Differentiable] public static double Identity(double x) => x;
    [Differentiable] public static double Constant(double x) => 3.5;
    [Differentiable] public static double Square(double x) => x * x;
    [Differentiable] public static double Cube(double x) => x * x * x;
    [Differentiable] public static double Negated(double x, double y) => -(x * y) - -x;
    [Differentiable] public static double Plus(double x) => +x * +2;
    [Differentiable] public static double SumOfFour(double a, double b, double c, double d) => a + b - (c - d);
    [Differentiable] public static double LeftToRight(double a, [On(1, 2)] double b, [On(1, 2)] double c) => a / b * c - a * b / c - (a - b) - (c - a);
    [Differentiable] public static double Quotient(double x, [On(0.5, 2)] double y) => (x - y) / (x * x + y);
    [Differentiable] public static double QuotientOfItself([On(0.5, 2)] double x) => x / x + x;
    [Differentiable] public static double Remainder([On(2.1, 2.9)] double x, [On(0.71, 0.99)] double y) => x % y * x;
    [Differentiable] public static double UsedThrice(double x) { var y = Math.Sin(x); return y * y + y; }
    [Differentiable] public static double TwoPaths(double a) => 2 * a + a * a;
    [Differentiable] public static double SameTwice(double x, double y) => x * y + x * y;
    [Differentiable] public static double LessItself(double x, double y) => (x - x) * y + x * 0.0;
    [Differentiable] public static double Powers([On(0.2, 2)] double x, double n) => Math.Pow(x, n) + Math.Pow(x, 2) + Math.Pow(x, -1) + Math.Pow(x, 0) + Math.Pow(2, x);
    [Differentiable] public static double Whole(double x, int n) => x * n + n / 2 * x - n % 3;
    [Differentiable] public static double IntegerDivision(double x) => x * (7 / 2) + x * (7 / 2.0);
    [Differentiable] public static double Precedence(double a, double b, double c) => a - (b + c) * (a - b) / (1.5 + (c - a) * (c - a)) % 7;
    [Differentiable] public static double Signs(double x, double y) => -(-x) - (-(-(y))) + (-x - -y) * -2;
    [Differentiable] public static double Constants(double x) => Pi2 * x + Golden * x * x + Three * Math.E + double.Epsilon * x;
    [Differentiable] public static double ExtremeNumbers(double x) => x * 1e-300 * 1e300 + x * 123456789012345678.0 * 1e-18 + 0.1 * x - -0.0;
    [Differentiable] public static double Deep(double x) => Math.Sin(Math.Cos(Math.Tanh(Math.Exp(Math.Sin(Math.Cos(Math.Tanh(x)))))));
    [Differentiable, NoDifferences] public static double Mixed(double x, float y) => x * y + (float)x + y;
    [Differentiable] public static float Narrowed(double x) => (float)(x * x) * (float)x;
    [Differentiable] public static float Single(float x, float y) => x * y + 0.1f * x - MathF.Sin(y) / 3;
    [Differentiable] public static float SingleFromDouble(float x) => (float)(Math.Sin(x) * 0.3 + GoldenSingle);
    [Differentiable] public static float SingleWhole(float x, int n) => x * n + 1 / (2 + x * x);
    [Differentiable] public static float SingleRow([On(0.5, 2)] float x) => MathF.Exp(x) + float.Hypot(x, 2) + Activations.Gelu(x) + Losses.SquaredError(x, 1);
    [Differentiable] public static double Slide(double x, [On(0.5, 3)] double z) => Math.Exp(x * z) + x * z / Math.Log(z + 1.5) + Math.Sin(Math.Log(z)) / Math.Exp(x * z);
    [Differentiable] public static double Composite(double x) => Math.Cos(Math.Sin(x * x) + 3 * x * x);
    [Differentiable] public static double StaticsOfDouble([On(0.5, 2)] double x, [On(0.5, 2)] double y) =>
        double.Hypot(x, y) + double.Lerp(x, y, 0.25) + double.Exp2(x) + double.RootN(y, 3) + double.Atan2(x, y) + double.Abs(x) + double.Log(x, 2);
    [Differentiable] public static double SineAndCosine(double x) { var (s, c) = Math.SinCos(x); return s * 2 + c * x; }
    [Differentiable] public static double Fused(double x, double y) => Math.FusedMultiplyAdd(x, y, x) + Math.ScaleB(x, 3) + Math.CopySign(x, -1);
    [Differentiable] public static double Steps(double x, double y) => Math.Floor(x) * y + Math.Round(y, 1) * x + Math.Sign(x) * y + Math.Truncate(y);
    [Differentiable] public static double Extremes(double x, double y, double z) => Math.Max(x, Math.Min(y, z)) + Math.Clamp(x * y, -1, 1) + Math.MaxMagnitude(x, z);
}
