using AutoBackprop;
#pragma warning disable AB0008, AB0009
namespace Cases;

/// <summary>What LINQ has read before its first element, and what it reads element by element, while that is changed.</summary>
public static partial class LinqBuffered
{
    [Case("[1, 2, 3], 2")] [Case("[], 2")]
    [Differentiable] public static double Reversed(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.Reverse()) { v[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static float Single(float[] a, float w) { var v = (float[])a.Clone(); foreach (var e in v.Reverse()) { v[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Written(double[] v, double w) { foreach (var e in v.Reverse()) { v[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Alias(double[] v, double w) { var u = v; foreach (var e in v.Reverse()) { u[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 2, 3], [1, 1, 1], 2")]
    [Differentiable] public static double Other(double[] v, double[] u, double w) { foreach (var e in v.Reverse()) { u[0] -= e; w *= u[0]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Copied(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.ToArray().Reverse()) { v[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 3, 2], 2")]
    [Differentiable] public static double Ordered(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.OrderBy(t => -t)) { v[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 3, 2], 2")]
    [Differentiable] public static double OrderedTwice(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.OrderBy(t => t > 2.5 ? 1 : 0).ThenByDescending(t => t)) { v[0] -= e; w *= v[0]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double OfAVariable(double[] a, double w) { var s = 1.0; foreach (var e in a.Select(t => t * s).Reverse()) { s += e; w *= s; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double InAHelper(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.Reverse()) Take(v, e, ref w); return w; }
    static void Take(double[] v, double e, ref double w) { v[0] -= e; w *= v[0]; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double ThroughALambda(double[] a, double w) { var v = (double[])a.Clone(); void Take(double e) { v[0] -= e; w *= v[0]; } foreach (var e in v.Reverse()) Take(e); return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double OfAList(double[] a, double w) { var s = 2.0; var l = a.ToList(); foreach (var e in l.AsEnumerable().Reverse().Select(t => t * s)) { s += e; w *= s; } return w; }

    [Case("[[1, 2], [3, 4], [5, 6]], 2")]
    [Differentiable] public static double OfPairs((double A, double B)[] p, double w) { foreach (var (a, b) in p.Reverse()) { p[0].A -= a * b; w *= p[0].A; } return w; }

    [Case("[1, 2, 3], 2", ZeroIsRight = true)]
    [Differentiable] public static double LastTwo(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.TakeLast(2)) { v[2] -= e * 0.7; w *= v[2]; } return w; }

    [Case("[1, 2, 3], 2", ZeroIsRight = true)]
    [Differentiable] public static double AllButTheLast(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v.SkipLast(1)) { v[1] -= e * 0.7; w *= v[1]; } return w; }

    [Case("[1, 2, 3, 4], 2")]
    [Differentiable] public static double Horner(double[] c, double x) { var s = 0.0; foreach (var v in c.Reverse()) s = s * x + v; return s; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double SelectWrites(double[] a, double w) { var v = (double[])a.Clone(); return v.Reverse().Select(e => v[0] -= e).Sum() * w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double SelectVar(double[] a, double w) { var s = 1.0; return a.Select(t => t * s).Reverse().Select(e => s += e * w).Sum(); }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Agg(double[] a, double w) { var v = (double[])a.Clone(); return v.Reverse().Aggregate(w, (s, e) => { v[0] -= e; return s * v[0] + e; }); }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Foreach2(double[] a, double w) { var v = (double[])a.Clone(); foreach (var (e, i) in v.Reverse().Select((e, i) => (e, i))) { v[0] -= e * (i + 1); w *= v[0]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double ListAdd(double[] a, double w) { var l = new List<double>(a); var r = new List<double>(); foreach (var e in l.OrderByDescending(t => t)) { l[0] += e * w; r.Add(l[0] * e); } return r.Sum(); }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Plain(double[] a, double w) { var v = (double[])a.Clone(); foreach (var e in v) { v[2] -= e * w; w *= v[2]; } return w; }

    [Case("[1, 2, 3], 2")]
    [Differentiable] public static double Groups(double[] a, double w) { var v = (double[])a.Clone(); foreach (var g in v.Select((e, i) => (e, i)).GroupBy(p => p.i % 2)) { v[1] -= g.Sum(p => p.e) * w; w *= v[1]; } return w; }
}
