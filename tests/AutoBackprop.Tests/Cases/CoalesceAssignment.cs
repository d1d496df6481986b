using System;
using AutoBackprop;

namespace Cases;

/// <summary>a ??= b evaluates b only where a is null.</summary>
public static partial class CoalesceAssignment
{
    [Case("2, 1")]
    [Case("2, 0")]
    [Differentiable]
    public static double Strings(double x, int n)
    {
        string? t = n > 0 ? "abc" : null;
        int k = 0;
        double r = (t ??= "a" + k++).Length * x;
        t ??= "abcdef" + k++;
        return r * t.Length + k * x;
    }

    [Case("2, 1")]
    [Case("2, 0")]
    [Differentiable]
    public static double Numbers(double x, int n)
    {
        int? k = null;
        if (n > 0) k = 5;
        double y = x;
        double r = x * (k ??= (y *= x) > 1 ? 3 : 2);
        r += k ??= 7;
        return r * y;
    }

    [Case("2, 3")]
    [Differentiable]
    public static double InLoop(double x, int n)
    {
        string? first = null;
        for (int i = 0; i < n; i++)
        {
            first ??= i + "b";
            x *= first.Length;
        }
        return x * x;
    }
}
