using System;
using AutoBackprop;

namespace Cases;

/// <summary>Assignments inside expressions, several in one statement.</summary>
public static partial class AssignmentAsValue
{
    // t becomes x^2 on the left, x^2 y on the right
    [Case("3, 4", Value = 324, Grad = "432, 81")]
    [Differentiable]
    public static double Product(double x, double y)
    {
        double t = x;
        double u = (t *= x) * (t *= y);
        return u;
    }

    [Case("2, 3", Value = 12, Grad = "6, 4")]
    [Differentiable]
    public static double Chain(double a, double b)
    {
        a = b = a * b;
        return a + b;
    }

    [Case("[0.5, 0.25, 2, 4]", Value = 0.25)]
    [Differentiable]
    public static double InCondition(ReadOnlySpan<double> x)
    {
        double p = 1, v;
        int i = 0;
        while (i < x.Length && (v = x[i++]) < 1) p *= v + v * v;
        return p * 1.0666666666666667;
    }

    [Case("0.5, 2")]
    [Differentiable]
    public static double InArgument(double x, double y)
    {
        double z;
        double r = Math.Sin(z = x * y) * Math.Exp(z = z + x) + (z -= y) * z;
        return r * z;
    }

    [Case("0.5, 2, 3")]
    [Case("0.5, 2, 4")]
    [Differentiable]
    public static double Swap(double a, double b, int n)
    {
        for (int k = 0; k < n; k++) (a, b) = (b * 1.5, a + b * b * 0.1);
        return a - 2 * b;
    }
}
