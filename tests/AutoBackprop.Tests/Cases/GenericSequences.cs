using AutoBackprop;

namespace Cases;

/// <summary>Sequences and functions that generic methods make, which run when the methods have returned.</summary>
public static partial class GenericSequences
{
    private static IEnumerable<(T A, T B)> Pairs<T>(this IReadOnlyList<T> xs) => Enumerable.Range(1, xs.Count - 1).Select(i => (xs[i - 1], xs[i]));

    private static IEnumerable<TOut> Map<T, TOut>(this IEnumerable<T> xs, Func<T, TOut> f) => xs.Select(v => { TOut r = f(v); return r; });

    private static IEnumerable<T> Every<T>(this IReadOnlyList<T> xs, int k) => Enumerable.Range(0, xs.Count).Where(i => i % k == 0).Select(i => { T t = xs[i]; return t; });

    private static Func<T, T> Twice<T>(Func<T, T> f) => v => { T t = f(v); return f(t); };

    private static IEnumerable<(T, U)> Cross<T, U>(T[] a, U[] b) => a.SelectMany(x => b.Select(y => (x, y)));

    [Differentiable, Case("[0.3, 0.7, 2, 5]")]
    public static double Differences(double[] x) => x.Pairs().Sum(p => (p.B - p.A) * (p.B - p.A));

    [Differentiable, Case("[0.3, 0.7, 2, 5]")]
    public static float Ratios(float[] x) => x.Pairs().Sum(p => p.A / p.B);

    [Differentiable, Case("[0.3, 0.7, 2, 5]")]
    public static double Mapped(double[] x) => x.Map(v => v * 2).Map(v => v * v).Sum();

    [Differentiable, Case("[0.3, 0.7, 2, 5]")]
    public static double Second(double[] x) => x.Every(2).Sum(v => v * v) * x.Every(3).Max();

    [Differentiable, Case("0.3")]
    public static double Again(double x) => Twice<double>(v => v * v + x)(x);

    [Differentiable, Case("0.3")]
    public static float AgainInFloat(float x) => Twice<float>(v => v * v + x)(x);

    [Differentiable, Case("[0.3, 0.7], [2, 5]")]
    public static double Product(double[] x, double[] y) => Cross(x, y).Sum(p => p.Item1 * p.Item2);

    [Differentiable, Case("[0.3, 0.7], [2, 5]")]
    public static double Nested(double[] x, double[] y) => Cross(Cross(x, y).Select(p => p.Item1 * p.Item2).ToArray(), x).Sum(p => p.Item1 * p.Item2);

    [Differentiable, Case("[0.3, 0.7, 2, 5]")]
    public static double OfTuples(double[] x) => Cross(x.Every(2).Select(v => (v, v * v)).ToArray(), x).Sum(p => p.Item1.v * p.Item1.Item2 * p.Item2);
}
