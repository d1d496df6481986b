using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>LINQ and collections of constants, which stay as they are written.</summary>
public static partial class ConstantsOfLinq
{
    public static partial class GroupByConstKey
    {
        record Trade(string Book, double Quantity);
        static readonly Trade[] trades = [new("a", 1), new("b", 2), new("a", 3)];
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => trades.GroupBy(t => t.Book).Sum(g => { var s = g.Sum(t => t.Quantity * x); return s * s; }) * y;
    }

    public static partial class ToDictionaryConst
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { string[] names = ["p", "q"]; var index = names.Select((n, i) => (n, i)).ToDictionary(t => t.n, t => t.i); double[] v = [x, y]; return v[index["q"]] * v[index["p"]] * x; }
    }

    public static partial class ToLookupConst
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { int[] a = [1, 2, 3, 4]; var l = a.ToLookup(i => i % 2); return l[0].Sum(i => i * x) * l[1].Sum(i => y / i); }
    }

    public static partial class DistinctConst
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { int[] ids = [1, 2, 1]; return ids.Distinct().Sum(i => i * x) * ids.DistinctBy(i => i % 2).Count() * y; }
    }

    public static partial class HashSetConst
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { HashSet<int> skip = [1, 3]; var s = 0.0; for (var i = 0; i < 5; i++) if (!skip.Contains(i)) s += x * i * y; return s; }
    }

    public static partial class ArrayOfIntsLinq
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { int[] a = [3, 1, 2]; var sorted = a.OrderBy(i => i).ToArray(); var set = a.ToHashSet(); double[] v = [x, y, 1, x * y]; return sorted.Select((i, k) => v[i] * k).Sum() + set.Count * x; }
    }

    public static partial class BinarySearchActive
    {
        static readonly double[] knots = [0, 1, 2, 3];
        static double Interp(double[] v, double t) { var i = Array.BinarySearch(knots, t); if (i < 0) i = Math.Clamp(~i, 1, knots.Length - 1); var w = (t - knots[i - 1]) / (knots[i] - knots[i - 1]); return double.Lerp(v[i - 1], v[i], w); }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Interp([x, y, x * y, 2], x);
    }

    public static partial class DictConstLookup
    {
        static readonly Dictionary<string, double> w = new() { ["a"] = 1.5, ["b"] = -2 };
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => w.TryGetValue("a", out var v) ? v * x * y : w.GetValueOrDefault("zz", 3) * y;
    }
}
