using AutoBackprop;
#pragma warning disable AB0008, AB0009
namespace Cases;

/// <summary>Lambdas that change a variable around them: it shows which elements LINQ asks for, and when.</summary>
public static partial class LinqEffects
{
    [Case("[1, 2, 3], [4, 5], 2")] [Case("[1, 2], [4, 5, 6], 2")] [Case("[1, 2], [4, 5], 2")]
    [Differentiable]
    public static double ZipFirst(double[] a, double[] b, double y)
    {
        var n = 0.0;
        var s = a.Select(v => { n += y * v; return n; }).Zip(b, (v, w) => v * w).Sum();
        return s * n;
    }

    [Case("[1, 2, 3], [4, 5], 2")] [Case("[1, 2], [4, 5, 6], 2")]
    [Differentiable]
    public static double ZipSecond(double[] a, double[] b, double y)
    {
        var n = 0.0;
        var s = a.Zip(b.Select(v => { n += y * v; return n; }), (v, w) => v * w).Sum();
        return s * n;
    }

    [Case("[1, 2, 3, 1], [4, 5, 6], 2, 1")] [Case("[1, 2, 3, 1], [4, 5, 6], 2, 2")] [Case("[1, 2, 3, 1], [4, 5, 6], 2, 3")]
    [Differentiable]
    public static double ElementOfZip(double[] a, double[] b, double y, int k)
    {
        var n = 0.0;
        return a.Zip(b, (v, w) => { n += y * v; return n * w; }).ElementAt(k) * n;
    }

    [Case("[1, -2, 3, 1], 2, 1")] [Case("[1, 2, -3, 1], 2, 2")] [Case("[1, 2, -3, 1], 2, 3")]
    [Differentiable]
    public static double ElementOfWhere(double[] a, double y, int k)
    {
        var n = 1.0;
        return a.Where(v => { n += y * v; return v > 0; }).ElementAt(k) * n;
    }

    [Case("[1, 2, 3, 1], [4, 5, 6], 2")]
    [Differentiable]
    public static double FirstLastAndRest(double[] a, double[] b, double y)
    {
        var n = 1.0;
        double Next(double v, double w) => n += y * v * w;
        var first = a.Zip(b, Next).First() * n;
        var last = a.Zip(b, Next).Last() * n;
        var rest = a.Zip(b, Next).Skip(1).Sum() * n;
        return first + last + rest + a.Zip(b, Next).Take(2).Sum() * a.Zip(b, Next).Count() * n;
    }

    [Case("[1, 2, 3, 1], 2")]
    [Differentiable]
    public static double FirstAndStartOfSelect(double[] a, double y)
    {
        var n = 1.0;
        double Next(double v) => n += y * v;
        return a.Select(Next).First() * n + a.Select(Next).Take(2).Sum() * a.Select(Next).Count() * n;
    }
}
