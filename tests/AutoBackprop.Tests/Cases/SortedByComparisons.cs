using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Arrays and lists that a comparison puts in order, and orders by texts.</summary>
public static partial class SortedByComparisons
{
    public readonly record struct P(double X, double Y);
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double S1(double[] x) { var a = (double[])x.Clone(); Array.Sort(a, (p, q) => q.CompareTo(p)); return a[0] * 4 + a[1] * 3 + a[2] * a[3]; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double S2(double[] x) { var a = x.Select(v => v * v).ToArray(); Array.Sort(a, (p, q) => q.CompareTo(p)); return a[..2].Average(); }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double S3(double[] x) { var l = new List<double>(); foreach (var v in x) l.Add(v * v); l.Sort((p, q) => -p.CompareTo(q)); return l[0] * l[1] + l[3]; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double S4(double[] x) { var l = new List<P>(); for (var i = 0; i < 4; i++) l.Add(new(x[i], x[3 - i] * i)); l.Sort((p, q) => p.Y.CompareTo(q.Y)); return l[0].X * l[3].Y + l[1].X; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.15], 0.2")] public static double S5(double[] x, [NoGradient] double centre) { Span<double> a = stackalloc double[4]; x.CopyTo(a); a.Sort((p, q) => Math.Abs(p - centre).CompareTo(Math.Abs(q - centre))); return a[0] * 4 + a[1] * 3 + a[2] * a[3]; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.15], 0.2")] public static double S6(double[] x, double centre) { var a = x.ToArray(); Array.Sort(a, (p, q) => Math.Abs(p - centre).CompareTo(Math.Abs(q - centre))); return a[0] * 4 + a[1] * 3 + a[2] * a[3] * centre; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.15], 0.2")] public static double S7(double[] x, double y) { var s = 0.0; for (var k = 0; k < 3; k++) { var a = x.Select(v => v * (k + 1) - y).ToArray(); Array.Sort(a, (p, q) => k == 1 ? p.CompareTo(q) : q.CompareTo(p)); s += a[0] * a[k]; } return s; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double S8(double[] x) { var ps = x.Select((v, i) => new P(v, v * i)).ToArray(); Array.Sort(ps, static (a, b) => { var c = a.Y.CompareTo(b.Y); return c != 0 ? c : a.X.CompareTo(b.X); }); return ps[0].X * ps[^1].Y + ps[1].X; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double T1(double[] x) { var idx = Enumerable.Range(0, x.Length).ToArray(); Array.Sort(idx, (i, j) => x[i].CompareTo(x[j])); return x[idx[0]] * 3 + x[idx[1]] * x[idx[^1]]; }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double T3(double[] x) { var words = new[] { "d", "a", "c", "b" }; return words.Zip(x).OrderBy(p => p.First).Select((p, i) => p.Second * i * p.Second).Sum(); }
    [Differentiable, Case("[0.3, -1.2, 0.8, 0.1]")] public static double T4(double[] x) { var words = new[] { "d", "a", "c", "b" }; var best = x.Select((v, i) => (Name: words[i], Value: v * v)).OrderByDescending(p => p.Name).ThenBy(p => p.Value).First(); return best.Value + x[1]; }

    public struct Point { public double X, Y; }

    [Differentiable, Case("[[1, 2], [3, 1], [2, 5]], 1.5")]
    public static double OfAParameter(Point[] p, double w)
    {
        Array.Sort(p, (a, b) => a.X.CompareTo(b.X));
        var s = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            p[i].Y *= w;
            s += p[i].X * p[i].Y * (i + 1);
        }
        return s;
    }
}
