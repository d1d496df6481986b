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
}
