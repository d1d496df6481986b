#pragma warning disable AB0008 // what decides alone has no gradient
using AutoBackprop;

namespace Cases;

/// <summary>Methods with a rule, or of another assembly, that return arrays and lists.</summary>
public static partial class ArraysOfRules
{
    public static double[] Squares(double[] x, double k)
    {
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i] * k;
        return y;
    }

    [DerivativeOf(typeof(ArraysOfRules), nameof(Squares))]
    public static double[] SquaresBackward(double[] x, double k, ReadOnlySpan<double> gradResult, Span<double> gradX, ref double gradK)
    {
        for (var i = 0; i < x.Length; i++)
        {
            gradX[i] += 2 * x[i] * k * gradResult[i];
            gradK += x[i] * x[i] * gradResult[i];
        }
        return Squares(x, k);
    }

    public static List<double> Cubes(ReadOnlySpan<double> x)
    {
        var y = new List<double>();
        foreach (var v in x) y.Add(v * v * v);
        return y;
    }

    [DerivativeOf(typeof(ArraysOfRules), nameof(Cubes))]
    public static List<double> CubesBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> gradResult, Span<double> gradX)
    {
        for (var i = 0; i < x.Length; i++) gradX[i] += 3 * x[i] * x[i] * gradResult[i];
        return Cubes(x);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 0.7")]
    public static double Once(double[] x, double k)
    {
        var y = Squares(x, Math.Sin(k));
        return y[0] * y[1] + y[2];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 0.7")]
    public static double InLoop(double[] x, double k)
    {
        var s = 0.0;
        for (var j = 0; j < 3; j++)
        {
            var y = Squares(x, k * j);
            y[0] *= 2;
            s += y.Sum(v => v * v);
        }
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 0.7")]
    public static double[] Chained(double[] x, double k)
    {
        var h = Cubes(x);
        for (var j = 0; j < 2; j++) h = Cubes(h.Select(v => v + k).ToArray());
        return h.ToArray();
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double OfList(double[] x)
    {
        var y = Cubes(x);
        return y.Count * y[0] + y[^1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] Direct(double[] x) => Squares(x, x[0]);

    [Differentiable, Case("[0.3, -0.2, 0.5], 0.2"), Case("[0.3, -0.2, 0.5], 0.9", ZeroIsRight = true)]
    public static double InBranch(double[] x, double limit)
    {
        var s = 0.0;
        foreach (var v in x)
            if (v > limit) s += Cubes(x)[0] * v;
        return s;
    }

    static double[] HalfOf(double[] x)
    {
        var y = new double[x.Length / 2 + 1];
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i];
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 0.7")]
    public static double Shorter(double[] x, double k)
    {
        var h = HalfOf(x);
        for (var j = 0; j < 2; j++) h = HalfOf(h.Select(v => v + k).ToArray());
        return h[0];
    }
}
