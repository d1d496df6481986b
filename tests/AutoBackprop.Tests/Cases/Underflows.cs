using System;
using AutoBackprop;

namespace Cases;

/// <summary>A root of what underflows to 0: what made the product 0 wins over the infinite slope.</summary>
public static partial class Underflows
{
    [Case("1, 900", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("2, 3")]
    [Differentiable]
    public static double Exponential(double c, double t) => Math.Sqrt(c * Math.Exp(-t));

    [Case("1, 200", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("2, 3")]
    [Differentiable]
    public static float ExponentialFloat(float c, float t) => MathF.Sqrt(c * MathF.Exp(-t));

    [Case("1, 40, 1", Grad = "0, 0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("2, 1, 1.5")]
    [Differentiable]
    public static double Bell(double c, double t, double d) => Math.Sqrt(c * Math.Exp(-t * t) / d);

    [Case("[1, 900, 2, 800, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 900], 2", NoDifferences = true)]
    [Differentiable]
    public static double Loop(ReadOnlySpan<double> t, double c)
    {
        double s = 0;
        for (int i = 0; i < t.Length; i++) s += Math.Sqrt(c * Math.Exp(-t[i]));
        return s;
    }

    [Case("1, 900", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable]
    public static double Cube(double c, double t) => double.Cbrt(c * Math.Exp(-t));

    [Case("1, 1100", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable]
    public static double Base2(double c, double t) => Math.Sqrt(c * double.Exp2(-t));

    [Case("1, 900", Grad = "0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Differentiable]
    public static double Sum(double c, double t) => Math.Sqrt(c * Math.Exp(-t) + 2 * c * Math.Exp(-2 * t));
}
