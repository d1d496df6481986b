using AutoBackprop;
#pragma warning disable AB0008, AB0009
namespace Cases;

/// <summary>LINQ at its ends: nothing in the sequence, NaN, ties, counts below zero; it throws what .NET throws.</summary>
public static partial class LinqEdges
{
    static double Odd(double v) => v < 0 ? double.NaN : v;

    [Case("[], 2")] [Case("[3], 2")]
    [Differentiable] public static double Average(double[] w, double y) => w.Average() * y;

    [Case("[-1], 2")] [Case("[3], 2")]
    [Differentiable] public static double AverageWhere(double[] w, double y) => w.Where(v => v > 0).Average() * y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double Max(double[] w, double y) => w.Max() * y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double Min(double[] w, double y) => w.Min(v => v * y);

    [Case("[-1], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double MaxWhere(double[] w, double y) => w.Where(v => v > 0).Max() * y;

    [Case("[-1, 1, -1, 3, 2], 2", Grad = "0, 0, 0, 2, 0, 3", NoDifferences = true)]
    [Differentiable] public static double MaxOfNaN(double[] w, double y) => w.Max(Odd) * y;

    [Case("[-1, -1], 2", NoDifferences = true)]
    [Differentiable] public static double MaxOfNothingElse(double[] w, double y) => w.Max(Odd) * y;

    [Case("[-1, 1], 2", NoDifferences = true)] [Case("[1, -1, 3], 2", NoDifferences = true)]
    [Differentiable] public static double MinOfNaN(double[] w, double y) => w.Min(Odd) * y;

    [Case("[1, 3, 2, 3, 0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1], 2", NoDifferences = true)]
    [Differentiable] public static double MaxOfMany(double[] w, double y) => w.Max() * y + w.Min() * y * y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double First(double[] w, double y) => w.First() * y;

    [Case("[-1, -2], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double FirstWhere(double[] w, double y) => w.First(v => v > 0) * y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double FirstOrDefault(double[] w, double y) => w.FirstOrDefault(y * y) * y;

    [Case("[], 2")] [Case("[3, 1], 2")] [Case("[3], 2")]
    [Differentiable] public static double Single(double[] w, double y) => w.Single() * y;

    [Case("[1, 2], 2")] [Case("[3, 1], 2")] [Case("[-3], 2")]
    [Differentiable] public static double SingleWhere(double[] w, double y) => w.Single(v => v > 1.5) * y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double Aggregate(double[] w, double y) => w.Aggregate((a, v) => a * v * y);

    [Case("[3, 1], 2, 1")] [Case("[3, 1], 2, 2")] [Case("[3, 1], 2, -1")]
    [Differentiable] public static double ElementAt(double[] w, double y, int i) => w.Select(v => v * y).ElementAt(i);

    [Case("[3, 1, 4], 2, 0")] [Case("[3, 1, 4], 2, 2")] [Case("[3, 1, 4], 2, -1")] [Case("[3, 1, 4], 2, 7")]
    [Differentiable] public static double Parts(double[] w, double y, int n) =>
        w.Take(n).Sum() * y + w.Skip(n).Sum(v => v * v) + w.TakeLast(n).Sum() + w.SkipLast(n).Sum() * y * y + w.Where(v => v > 1.5).Take(n).Sum() * y + w.Where(v => v > 1.5).Skip(n).Sum() + y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double DefaultIfEmpty(double[] w, double y) => w.DefaultIfEmpty(y).Average() * y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double Sum(double[] w, double y) => (w.Sum() + w.Sum(v => v * y) + w.Count()) * y + y;

    [Case("2, -1")] [Case("2, 3")]
    [Differentiable] public static double Range(double y, int n) => Enumerable.Range(1, n).Sum(i => y / i) + y;

    [Case("[], 2")] [Case("[3, 1], 2")]
    [Differentiable] public static double MaxBy(double[] w, double y) => w.MaxBy(v => v * y) * y;

    [Case("[1, -1, 3], 2", NoDifferences = true)]
    [Differentiable] public static double ByNaN(double[] w, double y) => w.MaxBy(Odd) * y + w.MinBy(Odd);

    [Case("[1, -1, 3, -1, 2], [1, 2, 3, 4, 5]", NoDifferences = true)]
    [Differentiable] public static double OrderByNaN(double[] k, double[] w) => k.Zip(w).OrderBy(p => Odd(p.First)).Select((p, i) => p.Second * i).Sum();

    [Case("[1, 1, 0, 1, 0], [1, 2, 3, 4, 5]", NoDifferences = true)]
    [Differentiable] public static double Stable([NoGradient] double[] k, double[] w) => k.Zip(w).OrderByDescending(p => p.First).Select((p, i) => p.Second * i * i).Sum();

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Guarded(double[] w, double y) { var s = w.Select(v => Math.Sqrt(v - 1)).Skip(1).Sum() * y; return w.Any(v => v > 100) ? s * w.First(v => v > 100) : s; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Throws(double[] w, double y) => w.Sum(v => v > 2.5 ? throw new ArgumentException("too large") : v * y);

    [Case("[0.1, 0.7, 0.2, 1e6, 0.3, -1e6, 0.11, 0.13]", Tolerance = 1e-2)]
    [Differentiable] public static float Floats(float[] w) => w.Sum() * w.Average() + w.Select(v => v * v).Where(v => v < 1).Average();
}
