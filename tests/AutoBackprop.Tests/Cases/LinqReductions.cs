using AutoBackprop;

namespace Cases;

/// <summary>LINQ chains that end in a number: each is one loop over its source.</summary>
public static partial class LinqReductions
{
    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Sum(double[] w, double y) => w.Sum() * y;

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double SumOf(double[] w, double y) => w.Sum(v => v * v * y);

    [Differentiable, Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]")]
    public static double Dot(double[] w, double[] x) => w.Zip(x, (a, b) => a * b).Sum();

    [Differentiable, Case("[1, 2, 3], [2, 3]")]
    public static double DotOfUnlike(double[] w, double[] x) => w.Zip(x, (a, b) => a * b).Sum();

    [Differentiable, Case("[1, 2, 3], [2, 3, 5]")]
    public static double ZipOfTuples(double[] w, double[] x) => w.Zip(x).Sum(p => p.First * p.Second * p.First);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Average(double[] w, double y) => w.Average() * w.Average(v => v * y);

    [Differentiable, Case("[1, 3, 2], 0.7")]
    public static double Extremes(double[] w, double y) => w.Max() * y + w.Min(v => v * y);

    [Differentiable, Case("[1, -3, 2], 0.7")]
    public static double Where(double[] w, double y) => w.Where(v => v > 0).Sum(v => v * y);

    [Differentiable, Case("[1, -3, 2], 0.7")]
    public static double Numbers(double[] w, double y) => w.Select((v, i) => v * i * y).Where((v, i) => i != 1).Sum();

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Aggregate(double[] w, double y) => w.Aggregate(y, (a, v) => a * v + y);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double AggregateOfItself(double[] w, double y) => w.Aggregate((a, v) => a * v + y);

    [Differentiable, Case("[1, -2, 3], 0.7")]
    public static double AggregateWhere(double[] w, double y) => w.Where(v => v > 0).Aggregate((a, v) => a * v + y);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double AggregateOfTuples(double[] w, double y) => w.Aggregate((s: 0.0, q: y), (a, v) => (a.s + v, a.q * v + a.s), a => a.s * a.q);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Range(double[] w, double y) => Enumerable.Range(0, w.Length).Sum(i => w[i] * i * y);

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double Query(double[] w, double y) => (from v in w where v > 1.5 select v * y).Sum();

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double QueryLet(double[] w, double y) => (from v in w let s = v * v where s > 1.5 select s * y + v).Sum();

    [Differentiable, Case("[1, 2, 3], [4, 5]")]
    public static double QueryOfTwo(double[] w, double[] y) => (from v in w from u in y where v < 2.5 select v * u * u).Sum();

    [Differentiable, Case("[1, 2, 3], 4")]
    public static float Floats(float[] w, float y) => w.Sum(v => v * y) + w.Average() * w.Max();

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double Count(double[] w, double y) => w.Count(v => v > 1.5) * y + w.Count() * w[0];

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double Asked(double[] w, double y) => (w.Any(v => v > 2) ? y : 1) * (w.All(v => v > 2) ? 3 : y) + (w.Contains(2.25) ? y * y : 0) + (w.Any() ? w[0] : 0);

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double One(double[] w, double y) => w.First() * w.Last() + w.First(v => v > 1.5) * y + w.Last(v => v < 2.5) * y + w.ElementAt(1) + w.FirstOrDefault(v => v > 100) + w.Single(v => v > 2.5);

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double Parts(double[] w, double y) => w.Skip(1).Sum() * y + w.Take(2).Sum() + w.Concat([y]).Select(v => v * v).Sum() + w.Append(y).Prepend(y).Average();

    [Differentiable, Case("[1, 2, 3], 4")]
    public static double Turned(double[] w, double y) => w.AsEnumerable().Reverse().Select((v, i) => v * i).Sum() * y;

    [Differentiable, Case("[2, 1, 3], 4")]
    public static double Sorted(double[] w, double y) => w.OrderBy(v => v).Select((v, i) => v * i * y).Sum() + w.OrderByDescending(v => v * y).First();

    [Differentiable, Case("[2, 1, 3], [1, 0, 1.5], 4")]
    public static double SortedTwice(double[] w, [NoGradient] double[] k, double y) => w.Zip(k).OrderBy(p => p.Second).ThenBy(p => p.First).Select((p, i) => p.First * i * y).Sum();

    [Differentiable, Case("[2, 1, 3], 4")]
    public static double By(double[] w, double y) => w.MaxBy(v => -v) * y + w.MinBy(v => -v);

    [Differentiable, Case("[2, 1, 3], 4")]
    public static double Array(double[] w, double y) { var a = w.Select(v => v * y).ToArray(); return a[0] * a[2] + a.Sum(); }

    [Differentiable, Case("[2, -1, 3], 4")]
    public static double Filtered(double[] w, double y) { var a = w.Where(v => v > 0).ToArray(); return a[0] * a[1] * a.Length * y; }

    [Differentiable, Case("[2, 1, 3], 4")]
    public static double ForEach(double[] w, double y) { var s = 1.0; foreach (var v in w.Select(v => v * y)) s = s * v + 1; return s; }

    [Differentiable, Case("[2, 1, 3, 5], 4")]
    public static double ForEachUntil(double[] w, double y) { var s = 1.0; foreach (var v in w.Where(v => v > 1.5)) { if (v > 4) break; s = s * v * y; } return s; }

    [Differentiable, Case("[2, 1, 3, 5], 4")]
    public static double While(double[] w, double y) => w.TakeWhile(v => v < 4).Sum(v => v * y) + w.SkipWhile(v => v > 1.5).Sum(v => v * v);

    [Differentiable, Case("0.7, 4")]
    public static double ForEachRange(double x, double y) { var s = 0.0; foreach (var i in Enumerable.Range(0, 4)) s += i * x * y; return s * x; }

    [Differentiable, Case("[2, 1, 3, 5], 4")]
    public static double Nested(double[] w, double y) => w.Sum(a => w.Sum(b => a * b * y));

    [Differentiable, Case("[2, 1, 3, 5], 4")]
    public static double InLoop(double[] w, double y) { var s = 0.0; for (var i = 0; i < 3; i++) { var k = i; s += w.Sum(v => v * k * y) * s + y; } return s; }
}
