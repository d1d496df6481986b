using System.Collections.Immutable;
using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Arrays and lists as results: their adjoints are handed in element by element.</summary>
public static partial class ArrayResults
{
    [Differentiable, Case("[0.3, -0.2, 0.5], 0.7")]
    public static double[] Scaled(double[] x, double k)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i] * k);
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 0.7")]
    public static float[] ScaledFloats(float[] x, float k)
    {
        var y = new float[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = MathF.Exp(x[i] * k);
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5, 1.2], [0.1, 0.2]")]
    public static double[] Affine(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
    {
        var y = new double[w.Length / x.Length];
        for (var i = 0; i < y.Length; i++)
            for (var j = 0; j < x.Length; j++) y[i] += w[i * x.Length + j] * x[j];
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] Itself(double[] x) => x;

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] InPlace(double[] x)
    {
        for (var i = 0; i < x.Length; i++) x[i] *= x[i];
        return x;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] Part(double[] x) => x[1..];

    [Differentiable, Case("[0.3, -0.2, 0.5]"), Case("[]", ZeroIsRight = true), Case("[3]", ZeroIsRight = true)]
    public static double[] Early(double[] x)
    {
        if (x.Length < 2) return [1, 2];
        var y = new double[x.Length];
        for (var i = 1; i < x.Length; i++) y[i] = x[i] * x[i - 1];
        return y;
    }

    [Differentiable, Case("0.4, true"), Case("0.4, false")]
    public static double[] OneOfTwo(double a, bool first)
    {
        var x = new double[2];
        var y = new double[3];
        x[0] = a * a;
        y[2] = Math.Exp(a);
        return first ? x : y;
    }

    [Differentiable, Case("0.4, 0.2")]
    public static double[] Literal(double a, double b) => [a * b, a + b, 3, Math.Cos(a)];

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] Linq(double[] x) => x.Select(v => v * v).Where(v => v > 0.05).ToArray();

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static List<double> Listed(double[] x)
    {
        var list = new List<double>();
        foreach (var v in x)
            if (v > 0) list.Add(v * v * v);
        list.Add(x[0] * x[1]);
        return list;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static List<double> ToList(IReadOnlyList<double> x) => x.Select(v => Math.Tanh(v)).ToList();

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static ImmutableArray<double> Immutable(ImmutableArray<double> x) => [.. x.Select(v => v * v)];

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static IReadOnlyList<double> ReadOnly(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[x.Length - 1 - i];
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static Memory<double> InMemory(ReadOnlyMemory<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x.Span[i] * x.Span[0];
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] Rebuilt(double[] x)
    {
        var h = x;
        for (var k = 0; k < 3; k++) h = Step(h);
        return h;
    }

    static double[] Step(double[] h)
    {
        var next = new double[h.Length];
        for (var i = 0; i < h.Length; i++) next[i] = Math.Sin(h[i]) + 0.1 * h[(i + 1) % h.Length];
        return next;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double[] Filled(double[] x)
    {
        var y = new double[x.Length];
        for (var k = 0; k < 3; k++)
            for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i] * (k + 1);
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static (double[] Squares, double Sum) WithSum(double[] x)
    {
        var sum = 0.0;
        foreach (var v in x) sum += v * v * v;
        var squares = new double[x.Length];
        for (var i = 0; i < x.Length; i++) squares[i] = x[i] * x[i] + sum;
        return (squares, sum);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static (double[], double[]) Twice(double[] x)
    {
        var y = Array.ConvertAll(x, v => v * v);
        return (y, y);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static (double Worst, int[] Order) WithIndices(double[] x)
    {
        var order = new int[x.Length];
        for (var i = 0; i < x.Length; i++) order[i] = x.Length - i;
        return (x[0] * x[1], order);
    }

    [Differentiable, Case("[[0.3, -0.2, 0.5], [1, 2, 3]]")]
    public static Vector3[] Turned(Vector3[] points)
    {
        var turned = new Vector3[points.Length];
        for (var i = 0; i < points.Length; i++) turned[i] = Vector3.Cross(points[i], new Vector3(1, 2, 3)) * points[i].X;
        return turned;
    }

    public readonly record struct Point(double X, double Y);

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static Point[] Circle(double[] angles) => angles.Select(a => new Point(Math.Cos(a), Math.Sin(2 * a))).ToArray();

    public sealed record Fit(double[] Residuals, double Loss);

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static Fit Fitted(double[] x)
    {
        var r = new double[x.Length];
        var loss = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            r[i] = x[i] * x[i] - 1;
            loss += r[i] * r[i];
        }
        return new Fit(r, loss);
    }

    // What holds at the end in an array that is filled again and again.
    [Differentiable, Case("[0.3, -0.2, 0.5], [0, 0, 0]")]
    public static void FilledAgain(double[] x, double[] y)
    {
        for (var k = 0; k < 3; k++)
            for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i] * (k + 1);
    }
}
