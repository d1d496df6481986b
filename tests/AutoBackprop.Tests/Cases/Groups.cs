using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>GroupBy of active values, by keys that are no numbers with a gradient.</summary>
public static partial class Groups
{
    public static partial class ByNumber
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { int[] group = [0, 1, 0]; double[] v = [x, y, x * y]; var total = 0.0; foreach (var g in Enumerable.Range(0, 3).GroupBy(i => group[i])) total += Math.Pow(g.Sum(i => v[i]), 2) * (g.Key + 1); return total; }
    }

    public static partial class ByAnswer
    {
        readonly record struct P(double X, double Y);
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { P[] points = [new(x, 0), new(y, x), new(x * y, 2), new(3, y)]; double[] centres = [0.5, 2.5]; int Nearest(P p) => Math.Abs(p.X - centres[0]) < Math.Abs(p.X - centres[1]) ? 0 : 1; return points.GroupBy(Nearest).Sum(g => g.Average(p => p.X) * g.Max(p => p.Y) * (g.Key + 2) / g.Count()); }
    }

    public static partial class ByTruth
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { double[] v = [x, y, x * y, 2, 0.3]; return v.GroupBy(a => a > 0.8).OrderBy(g => g.Key ? 1 : 0).Select(g => g.Sum() * g.First()).Aggregate(1.0, (a, b) => a * (1 + b)); }
    }

    /// <summary>What is asked of a group that is a parameter's own elements.</summary>
    public static partial class OfParameters
    {
        [Differentiable, Case("[1, 3, 2.2, 4]")] public static double Of(double[] p) => p.GroupBy(e => e > 2).Sum(g => g.Sum() * g.Count() * (g.Key ? 2 : 1));

        [Differentiable, Case("[1.1, 3.2, 2.3, 4.4]")] public static float OfFloats(float[] p) => p.GroupBy(e => (int)e % 2).Sum(g => g.Average() * g.Max());

        [Differentiable, Case("[1, 3, 2.2, 4]")] public static double Chosen(double[] p) => p.GroupBy(e => e > 2, e => e * e * e).Sum(g => g.Sum() * g.First());

        [Differentiable, Case("[1, 3, 2.2, 4]")] public static double InAQuery(double[] p) => (from e in p group e * e by e > 2.5 into g select g.Sum() * g.Last()).Sum();

        [Differentiable, Case("[1, 3, 2.2, 4]")] public static double OfAList(List<double> p) => p.GroupBy(e => e > 2).Sum(g => g.Sum() * g.Count());

        [Differentiable, Case("[1, 3, 2.2, 4]")] public static double InAMethod(double[] p) => Squares(p) + Squares([.. p.Skip(1)]);
        private static double Squares(double[] q) => q.GroupBy(e => e > 2).Sum(g => g.Sum(e => e * e) * g.Count());

        [Differentiable, Case("[[1, 3], [2, 4], [2, 5]]")]
        public static double OfPairs((double X, double Y)[] p) => p.GroupBy(e => e.X > 1.5).Sum(g => g.Sum(e => e.X * e.Y) * g.Average(e => e.Y));

        [Differentiable, Case("[1, 3, 2, 4], [0, 1, 0, 2]")]
        public static double BesideKeys(double[] p, int[] k) => p.Zip(k).GroupBy(t => t.Second, t => t.First).Select(g => g.Average() * (1 + g.Key)).Sum();

        [Differentiable, Case("[1, 3, 2, 4], [0, 1, 0, 2]")]
        public static double WithinGroups(double[] p, int[] k)
        {
            var total = 0.0;
            foreach (var g in Enumerable.Range(0, p.Length).GroupBy(i => k[i]))
            {
                var mean = g.Average(i => p[i]);
                total += g.Sum(i => (p[i] - mean) * (p[i] - mean));
            }
            return total;
        }

        [Differentiable, Case("[1, 3, 2.2, 4], 1.5")]
        public static double BeforeWhatTheLoopChanges(double[] p, double w)
        {
            var total = 0.0;
            foreach (var g in p.GroupBy(e => e > 2, e => e * w))
            {
                w *= 2;
                total += g.Sum() * w;
                p[1] *= 2;
            }
            return total;
        }
    }
}
