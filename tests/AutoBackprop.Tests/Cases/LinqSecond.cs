using AutoBackprop;

namespace Cases;

/// <summary>LINQ differentiated twice, in structs, in loops, beside hand-written code.</summary>
public static partial class LinqSecond
{
    public readonly record struct P(double X, double Y);
    public record Example(double[] Features, bool Label, string Name);

    static readonly Example[] Examples = [new([1, 2, 0.5], true, "a"), new([0.3, -1, 2], false, "b"), new([1.3, 0.1, -2], true, "c")];
    static readonly IReadOnlyList<Example> List = Examples;
    static readonly IEnumerable<Example> Sequence = Examples.Where(e => e.Name != "b");
    static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    [Differentiable] public static double Cubes(double[] w, double y) => w.Sum(v => v * v * v * y) + w.Select(v => v * y).Aggregate((a, v) => a * v);
    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double OfCubes(double[] w, double y) { var g = new double[w.Length]; var (_, d) = CubesGradient(w, y, g); return g.Zip(w, (a, b) => a * b).Sum() + d; }

    [Differentiable] public static double Softmax(double[] w) { var m = w.Max(); return m + Math.Log(w.Sum(v => Math.Exp(v - m))); }
    [Differentiable, Case("[1, 2, 3.5, 0.2]")]
    public static double OfSoftmax(double[] w) { var g = new double[w.Length]; SoftmaxGradient(w, g); return g.Select((v, i) => v * v * i).Sum(); }

    [Differentiable, Case("[0.1, 0.2, -0.3], 0.2")]
    public static double Logistic(double[] w, double b) { double Score(Example e) => e.Features.Zip(w, (x, v) => x * v).Sum() + b; return Examples.Average(e => Softplus(e.Label ? -Score(e) : Score(e))) + 0.1 * w.Sum(v => v * v); }

    [Differentiable, Case("[0.1, 0.2, -0.3], 0.2")]
    public static double LogisticOfList(double[] w, double b) => List.Sum(e => Softplus((e.Label ? -1 : 1) * (e.Features.Zip(w).Sum(p => p.First * p.Second) + b)));

    [Differentiable, Case("[0.1, 0.2, -0.3], 0.2")]
    public static double LogisticOfSequence(double[] w, double b) { var s = 0.0; foreach (var e in Sequence) s += e.Features.Select((f, i) => f * w[i]).Sum() * b; return s * s; }

    [Differentiable, Case("[0.1, 0.2, -0.3], 0.2")]
    public static double LogisticWhere(double[] w, double b) => List.Where(e => e.Label).Select(e => e.Features[0] * w[0] + b).Select(Softplus).Max();

    [Differentiable, Case("[0.1, 0.2, -0.3], 0.2")]
    public static double LogisticList(double[] w, double b) { var chosen = Examples.Where(e => e.Label).ToList(); return chosen.Count * w[0] + chosen.Average(e => e.Features[1] * w[1] * b) + chosen[^1].Features[0] * b; }

    [Differentiable, Case("[0.1, 0.2, -0.3], 0.2")]
    public static double OrderedExamples(double[] w, double b) => Examples.OrderBy(e => e.Features[2]).Select((e, i) => i * e.Features[1] * w[i] * b).Sum();

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Structs(double[] w, double y) { var p = w.Select(v => new P(v, v * v + y)).ToArray(); return p.Sum(q => q.X * q.Y * y) + p.Select(q => new P(q.Y * y, q.X)).Aggregate((a, q) => new P(a.X * q.X, a.Y + q.Y)).X; }

    [Differentiable, Case("[1, -2, 3], 0.7")]
    public static double StructsKept(double[] w, double y) { var a = w.Select((v, i) => new P(v, i * y + 1)).Where(q => q.X > 0).Select(q => q with { Y = q.Y * y }).ToArray(); return a[0].X * a[1].Y + a.MaxBy(q => q.Y).X * y; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Newton(double[] w, double y) { var x = y; for (var k = 0; k < 5; k++) x -= w.Sum(v => v * x * x - y) / w.Sum(v => 2 * v * x); return x; }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Recurrence(double[] w, double y) { var h = y; foreach (var (v, i) in w.Select((v, i) => (v, i))) h = Math.Tanh(h * v + w.Take(i + 1).Sum()); return h; }

    [Differentiable, Case("[1, 2, 3, 4], 0.7")]
    public static double Branches(double[] w, double y) => y > 0.5 ? w.Where(v => v > y).Sum(v => v * y) : w.Sum();

    [Differentiable, Case("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18], 0.7")]
    public static double Vectors(double[] w, double y) => w.Sum(v => Math.Exp(-v * y)) + w.Average(v => v * v) * w.Min(v => v * y) + w.Select(v => v * y).Where(v => v > 1).Sum();

    [Differentiable, Case("[1, 2, 3], 0.7, [0, 1, 0]")]
    public static void Written(double[] w, double y, double[] z) { foreach (var (v, i) in w.Select((v, i) => (v * y, i))) z[i] = v * v; z[0] = w.Sum(); }

    [Differentiable, Case("[1, 2, 3], 0.7")]
    public static double Polynomial(double[] w, double y) => w.Reverse().Aggregate(0.0, (a, c) => a * y + c) + w.Select((c, i) => c * Math.Pow(y, i)).Sum();

    [Differentiable, Case("[1, 2, 3, 4], 0.7")]
    public static double Differences(double[] w, double y) => w.Zip(w.Skip(1), (a, b) => (b - a * y) * (b - a * y)).Sum() + w.Skip(1).Zip(w, w.Skip(2)).Sum(t => t.First * t.Second * t.Third);

    [Differentiable, Case("[1, 2, 3, 4], 0.7")]
    public static double Alternating(double[] w, double y) => w.Where((_, i) => i % 2 == 0).Zip(w.Select(v => v * y), (a, b) => a * b).Sum();

    [Differentiable, Case("[1, 2, 3, 4], 0.7")]
    public static double Pairs(double[] w, double y) => Enumerable.Range(0, w.Length).SelectMany(i => Enumerable.Range(i + 1, w.Length - i - 1), (i, j) => w[i] * w[j]).ToArray().Select(v => v * v * y).Sum();
}
