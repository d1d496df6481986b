using AutoBackprop;

namespace Cases;

/// <summary>Sequences as values: in variables, given to methods, gone through by 'foreach', kept in arrays and lists.</summary>
public static partial class LinqSequences
{
    static double LogSumExp(IEnumerable<double> values) { var list = values.ToList(); var max = list.Max(); return max + Math.Log(list.Sum(v => Math.Exp(v - max))); }
    static IEnumerable<double> Scaled(IEnumerable<double> values, double k) => values.Select(v => v * k);
    static double Norm(IReadOnlyList<double> v) { var s = 0.0; for (var i = 0; i < v.Count; i++) s += v[i] * v[i]; return Math.Sqrt(s); }
    static double[] Softmax(double[] z) { var max = z.Max(); var e = z.Select(s => Math.Exp(s - max)).ToArray(); var sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Given(double[] w, double y) => LogSumExp(w.Select(v => v * y)) + LogSumExp(w);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double GivenTwice(double[] w, double y) => LogSumExp(w.Select(v => LogSumExp(w.Select(u => u * v * y))));

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Returned(double[] w, double y) => Scaled(Scaled(w, y), y).Sum(v => v * v);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double ByInterface(double[] w, double y) => Norm(w) * y + Norm(w.Select(v => v * y).ToList()) + Norm([y, 2, y * y]);

    [Differentiable, Case("[1, 2, 3, 0.5], 1")]
    public static double ArrayReturned(double[] w, int k) => -Math.Log(Softmax(w)[k]);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Deferred(double[] w, double y) { var k = 1.0; var q = w.Select(v => v * k); var s = q.Sum(); k = y; return s * q.Sum(v => v * v); }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double DeferredElements(double[] w, double y) { double[] a = [y, 2 * y]; var q = a.Select((v, i) => v * w[i]); a[0] = y * y; return q.Sum() * w[2]; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Effects(double[] w, double y) { var n = 0.0; var a = w.Select(v => { n += y; return v * n; }); var s = a.Sum(); return s * a.Sum() + n; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double EffectsReversed(double[] w, double y) { var n = 0.0; return w.Select(v => { n += y; return v * n; }).Reverse().Aggregate((a, v) => a * y + v) + n; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Anonymous(double[] w, double y) => w.Select((v, i) => new { V = v * y, I = i }).Where(p => p.I != 1).Sum(p => p.V * p.V * p.I + p.V);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Tuples(double[] w, double y) => w.Select(v => (v, s: v * y)).Aggregate(1.0, (a, p) => a * p.v + p.s);

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double List(double[] w, double y) { var list = w.Select(v => v * y).ToList(); return list[0] * list[^1] * list.Count + list.Sum(); }

    [Differentiable, Case("[1, -2, 3], 0.7")]
    public static double FilteredList(double[] w, double y) { var list = w.Where(v => v > 0).ToList(); var s = 0.0; for (var i = 0; i < list.Count; i++) s += list[i] * list[i] * y; return s; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Spread(double[] w, double y) { double[] a = [y, .. w.Select(v => v * y), .. w.Where(v => v > 1.5), y * y]; return a[0] * a[1] * a[^1] + a.Sum(v => v * v); }

    [Differentiable, Case("[1, 2, 3, 4, 5], 0.7")]
    public static double Chunks(double[] w, double y) => w.Chunk(2).Select((c, i) => c.Sum() * i * y).Sum() + w.Chunk(2).Sum(c => c.Length * c[0]);

    [Differentiable, Case("[1, 2, 3, 4, 5], 0.7")]
    public static double Indexed(double[] w, double y) => w.Index().Sum(p => p.Index * p.Item * y);

    [Differentiable, Case("[1, 2, 3, 4, 5], 0.7")]
    public static double Deconstructed(double[] w, double y) { var s = 0.0; foreach (var (v, u) in w.Zip(w.Skip(1))) s += v * u * y; return s; }

    [Differentiable, Case("[1, 2, 3, 4, 5], 0.7")]
    public static double ReturnInside(double[] w, double y) { foreach (var v in w.Select(v => v * y)) if (v > 2) return v * v; return y; }

    [Differentiable, Case("[[1, 2], [3], [4, 5, 6]], 0.7")]
    public static double Rows(double[][] w, double y) => w.Sum(r => r.Sum(v => v * v) * y) + w.SelectMany(r => r).Sum(v => v * y * y) + w.Select(r => r.Length).Sum() * y;

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Spans(ReadOnlySpan<double> w, double y) { var a = w.ToArray(); return a.Select((v, i) => v * a[i] * y).Sum(); }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Converted(double[] w, double y) { var b = Array.ConvertAll(w, v => v * v * y); Array.ForEach(b, v => y += v); return b[0] * b[1] * y; }

    [Differentiable, Case("[3, 1, 2], 0.7")]
    public static double SortedArray(double[] w, double y) { var a = w.ToArray(); Array.Sort(a); return a[0] * y + a[1] * a[2] + w[0]; }

    [Differentiable, Case("[3, 1, 2], [0.7, 0.6, 0.3]")]
    public static double SortedByKeys(double[] w, double[] y) { var (k, v) = (w.ToArray(), (double[])y.Clone()); Array.Sort(k, v); return v[0] * k[0] + v[1] * v[1] * k[2]; }

    [Differentiable, Case("[3, 1, 2], 0.7")]
    public static double SortedSpan(Span<double> w, double y) { w.Sort(); return w[0] * y + w[1] * w[2]; }

    [Differentiable, Case("[3, 1, 2], 0.7")]
    public static double Looked(double[] w, double y) => Array.FindIndex(w, v => v < 1.5) * y + Array.IndexOf(w, 2.0) * y * y + (Array.Exists(w, v => v > 2.5) ? w[0] : y) + Array.Find(w, v => v < 2.5) * y + Array.FindAll(w, v => v > 1.5).Sum();

    [Differentiable, Case("[3, 1, 2], 0.7")]
    public static float Floats(float[] w, float y) => w.Where(v => v > 1.5f).Select(v => v * y).Aggregate((a, v) => a * v) + w.Max(v => v * y) * w.Min() + w.OrderBy(v => v).First();

    static readonly List<string> Names = ["a", "bc", "def"];
    static readonly Dictionary<int, double> Weights = new() { [0] = 2, [2] = 3 };

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Constants(double[] w, double y) { return Names.Select((n, i) => n.Length * w[i] * y).Sum() + Names.Sum(n => n.Length) * y + Names.Count(n => n.Length > 1) * w[0]; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double ConstantNumbers(double[] w, double y) { var k = Enumerable.Range(0, w.Length).Where(i => i != 1).Select(i => i * 2).Sum(); return w[0] * y * k; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Dictionary(double[] w, double y) { var s = 0.0; foreach (var p in Weights) s += w[p.Key] * p.Value * y; return s; }

    static IEnumerable<int> Even(int n) { for (var i = 0; i < n; i += 2) yield return i; }
    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Iterator(double[] w, double y) { var s = 0.0; foreach (var i in Even(w.Length)) s += w[i] * y; return s + Even(3).Sum(i => w[i] * w[i]); }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Nested(double[] w, double y) => Enumerable.Range(0, 3).Sum(i => Enumerable.Range(0, i + 1).Sum(j => w[i] * w[j] * y));

    [Differentiable, Case("[1, 2, 3], [4, 5, 6, 7]")]
    public static double QueryNested(double[] w, double[] x) => (from v in w select (from u in x where u > v + 3.5 select u * v).Sum()).Max();

    [Differentiable, Case("[1, 2, 3, 4], 0.7")]
    public static double QueryOrdered(double[] w, double y) => (from v in w let k = (v - 2.3) * (v - 2.3) orderby k descending select k * y).Take(2).Sum();

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double ByName(double[] w, double y) => Names.OrderByDescending(n => n).Select((n, i) => n.Length * w[i] * y).Sum() + Names.OrderBy(n => n.Length).ThenBy(n => n).First().Length * y;

    [Differentiable, Case("[1, 2, 3], 0.7, 1")]
    public static double Said(double[] w, double y, int k) => string.Join(",", Enumerable.Range(0, 3).Where(i => i != k).Reverse().Select(i => Names.Count + i)).Length * w[0] * y;

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double ChosenByValue(double[] w, double y) { var chosen = Enumerable.Range(0, w.Length).Where(i => w[i] > y + 1).ToArray(); return chosen.Sum(i => w[i]) * y; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Shuffled(double[] w, double y) { var order = Enumerable.Range(0, w.Length).ToArray(); new Random(1).Shuffle(order); return order.Select((k, i) => w[k] * i).Sum() * y; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Immutable(double[] w, double y) { var a = System.Collections.Immutable.ImmutableArray.ToImmutableArray(w.Select(v => v * y)); return a[0] * a[1] * a.Length + a.Sum(); }
}
