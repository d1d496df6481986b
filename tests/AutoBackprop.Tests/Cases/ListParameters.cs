using System.Collections.Immutable;
using AutoBackprop;

namespace Cases;

/// <summary>Lists and memory of numbers as parameters: each is a span of its elements.</summary>
public static partial class ListParameters
{
    static double Squares(IReadOnlyList<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Count; i++) s += x[i] * x[i];
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double List(List<double> x)
    {
        var s = 0.0;
        foreach (var v in x) s += v * v;
        return s * x[0] + x.Count;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double Counted(List<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Count; i++) s += Math.Sin(x[i]) * x[^1];
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static float ListOfFloats(List<float> x)
    {
        var s = 0f;
        foreach (var v in x) s += v * v;
        return s * x[0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double Handed(List<double> x) => Squares(x) * x.Sum();

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double HandedArray(double[] x) => Squares(x) * x[0];

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double Linq(List<double> x) => x.Select(v => v * v).Where(v => v > 0.05).Sum() + x.Max();

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double ReadOnly(IReadOnlyList<double> x) => Squares(x) * x[1] + x.Average();

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double Immutable(ImmutableArray<double> x)
    {
        var s = 1.0;
        for (var i = 0; i < x.Length; i++) s *= 1 + x[i] * x[0];
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double InMemory(ReadOnlyMemory<double> x)
    {
        var s = 0.0;
        foreach (var v in x.Span) s += v * v;
        return s * x.Span[1] + x.Slice(1).Span[1] + x.Length;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double Written(Memory<double> x)
    {
        var y = x.Span;
        y[0] *= y[1];
        return y[0] * y[2];
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double LocalMemory(double x, double y)
    {
        Memory<double> m = new double[] { x, y };
        return m.Span[0] * m.Span[1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], [1.1, 0.4, 0.2]")]
    public static double Two(List<double> x, double[] w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Count; i++) s += w[i] * x[i];
        return s * s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], [1.1, 0.4, 0.2]")]
    public static void Into(IReadOnlyList<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Count; i++) y[i] *= Math.Exp(x[i]);
    }
}
