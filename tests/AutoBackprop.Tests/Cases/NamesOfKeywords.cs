#pragma warning disable
using System;
using AutoBackprop;

namespace Cases;

/// <summary>Names that are words of C#: parameters of members and of the parts that they are cut into.</summary>
public static partial class NamesOfKeywords
{
    // Its loop runs on vectors, in a method of its own that takes the counter; the rest of the loop has another of that name.
    [Case("[0.7, 1.3, 0.2], 0.5, 2"), Differentiable] public static double Part(Span<double> w, double x, int n)
    {
        var stack = new double[w.Length + 1];
        int @class = 0;
        foreach (var v in w) stack[++@class] = Math.Sin(v) * 0.25 * (n & 3);
        while (@class > 1) stack[@class - 2] -= stack[--@class] * 0.5;
        for (int i = 0; i < 4; i++) x = 0.5 * x * stack[i & 1];
        return Math.Tanh(x + stack[0]);
    }
    private static double Inner(double x, double y) { var @class = x * y; var @int = Math.Sin(@class); @class *= @int; return @class + @int; }
    [Case("0.7, 1.3"), Differentiable] public static double OfCallee(double @class, double @int) => Inner(@int, @class) * @class + Inner(@class, 2) * @int;
    private static double Sum(ReadOnlySpan<double> x, double y) { double @class = y; foreach (var @int in x) @class = Math.Tanh(@class * @int); return @class; }
    [Case("[0.7, 1.3, 0.2], 0.5"), Differentiable] public static double Span(ReadOnlySpan<double> @int, double @class) => Sum(@int, @class) * @class + Sum(@int[1..], 2);
}
