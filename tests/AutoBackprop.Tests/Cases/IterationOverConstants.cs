using System.Collections;
using AutoBackprop;

namespace Cases;

/// <summary>'foreach' and 'for' over what holds no active value: lists, dictionaries, ranges, iterators, types of one's own.</summary>
public static partial class IterationOverConstants
{
    public sealed record Trade(string Name, double Price, int Days);
    public enum Side { Buy, Sell }

    public sealed class Book : IEnumerable<Trade>
    {
        private readonly List<Trade> _trades = [new("a", 1.5, 3), new("b", -0.5, 7), new("c", 0.25, 1)];
        public int Count => _trades.Count;
        public Trade this[int i] => _trades[i];
        public IEnumerator<Trade> GetEnumerator() => _trades.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public readonly struct Steps(int count)
    {
        public Enumerator GetEnumerator() => new(count);
        public struct Enumerator(int count) { private int _at = -1; public int Current => _at * _at; public bool MoveNext() => ++_at < count; }
    }

    public sealed class Tree(double value, params Tree[] children)
    {
        public double Value => value;
        public IReadOnlyList<Tree> Children => children;
        public IEnumerable<Tree> All() { yield return this; foreach (var c in children) foreach (var t in c.All()) yield return t; }
    }

    static readonly List<double> Numbers = [0.5, -1.5, 2, 0.25];
    static readonly Dictionary<string, double> Weights = new() { ["x"] = 2, ["y"] = -3, ["z"] = 0.5 };
    static readonly SortedDictionary<int, double[]> Curves = new() { [1] = [0.1, 0.2], [3] = [0.3] };
    static readonly HashSet<int> Chosen = [0, 2];
    static readonly Book Trades = new();
    static readonly Tree Root = new(1, new Tree(2, new Tree(0.5)), new Tree(-1));
    static readonly IEnumerable<(double Time, double Value)> Quotes = [(0.5, 1.1), (1, 1.3), (2, 1.2)];
    static readonly LinkedList<double> Linked = new([1, 2.5, -0.5]);
    static readonly Queue<int> Waiting = new([2, 0, 1]);

    static IEnumerable<int> Odd(int n) { for (var i = 1; i < n; i += 2) yield return i; }
    static IEnumerable<(int I, int J)> Pairs(int n) { for (var i = 0; i < n; i++) for (var j = 0; j < i; j++) yield return (i, j); }

    [Differentiable, Case("0.7, 1.3")]
    public static double List(double x, double y) { var s = 0.0; foreach (var v in Numbers) s += Math.Sin(v * x) * y; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Product(double x, double y) { var p = y; foreach (var v in Numbers) p *= 1 + v * x; return p; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Dictionary(double x, double y) { var s = x; foreach (var (name, w) in Weights) s = s * w + (name == "y" ? y * y : y); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double OfPairs(double x, double y) { var s = 0.0; foreach (var p in Weights) s += Math.Exp(p.Value * x) * p.Key.Length * y; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Values(double x, double y) { var s = 0.0; foreach (var v in Weights.Values) s += v * x * x; foreach (var k in Weights.Keys) s += k[0] * y; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double ArraysInside(double x, double y) { var s = 0.0; foreach (var (key, curve) in Curves) foreach (var c in curve) s += Math.Pow(x, key) * c * y; return s; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double Set(double[] w, double y) { var s = y; foreach (var i in Chosen) s += w[i] * w[i] * y; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double OwnEnumerable(double x, double y) { var s = 0.0; foreach (var t in Trades) s += t.Price * Math.Exp(-x * t.Days) * y; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Deconstructed(double x, double y) { var s = 0.0; foreach (var (_, price, days) in Trades) s += price * x / (days + y); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double BoundByProperty(double x, double y) { var s = 0.0; for (var i = 0; i < Trades.Count; i++) s += Trades[i].Price * x * i + y * x; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double BoundOfList(double x, double y) { var s = 1.0; for (var i = 0; i < Numbers.Count - 1; i++) s += Numbers[i] * Numbers[i + 1] * x * s; return s * y; }

    [Differentiable, Case("[0.7, 1.3, -0.4, 0.2, 0.9]")]
    public static double Iterator(double[] w) { var s = 0.0; foreach (var i in Odd(w.Length)) s += w[i] * w[i - 1]; return s; }

    [Differentiable, Case("[0.7, 1.3, -0.4, 0.2]")]
    public static double IteratorOfPairs(double[] w) { var s = 0.0; foreach (var (i, j) in Pairs(w.Length)) s += Math.Cos(w[i] - w[j]) * i; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Nested(double x, double y) { var s = 0.0; foreach (var a in Numbers) { var t = 0.0; foreach (var b in Weights) t += a * b.Value * x; s += t * t * y; } return s; }

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double Left(double x, double y) { var s = x; foreach (var v in Numbers) { if (v < 0 && s > 2) break; if (v > 1) continue; s += v * y + x; } return s * s; }

    [Differentiable, Case("0.7, 1.3"), Case("0.7, 0.3")]
    public static double Returned(double x, double y) { foreach (var (time, value) in Quotes) if (time > y) return value * x * time; return y * x; }

    [Differentiable, Case("0.7, 1.3"), Case("1.7, 1.3")]
    public static double Interpolated(double x, double y)
    {
        var (t0, v0) = (0.0, y);
        foreach (var (t1, v1) in Quotes)
        {
            if (x < t1) return v0 + (v1 - v0) * (x - t0) / (t1 - t0);
            (t0, v0) = (t1, v1);
        }
        return v0;
    }

    [Differentiable, Case("0.7, 1.3")]
    public static double Recursive(double x, double y) { var s = 0.0; foreach (var t in Root.All()) s += t.Value * x * (s + y); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Children(double x, double y) => Sum(Root, x) * y;
    static double Sum(Tree t, double x) { var s = t.Value * x; foreach (var c in t.Children) s += x * Sum(c, x * x); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Words(double x, double y) { var s = 0.0; foreach (var c in "abca") s = s * x + (c == 'a' ? y : x); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Enums(double x, double y) { var s = x; foreach (var side in Enum.GetValues<Side>()) s *= side == Side.Buy ? y : x + s; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double LinkedNodes(double x, double y) { var s = 0.0; for (var n = Linked.First; n is not null; n = n.Next) s = s * y + n.Value * x; return s; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double Ordered(double[] w, double y) { var s = 0.0; foreach (var i in Waiting) s = s * y + w[i] * s + w[i]; return s; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double RangeReversed(double[] w, double y) { var s = 0.0; foreach (var i in Enumerable.Range(0, w.Length).Reverse()) s = s * y + w[i]; return s; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double Given(double[] w, [NoGradient] double y) => Over(Trades.Where(t => t.Days > y).ToList(), w);
    static double Over(IReadOnlyCollection<Trade> trades, double[] w) { var s = (double)trades.Count; foreach (var t in trades) s += t.Price * w[t.Days % 3] * s; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Until(double x, double y) { var (s, at) = (x, Numbers.GetEnumerator()); while (at.MoveNext()) s += at.Current * y * s; return s; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double Written(double[] w, double y) { var z = new double[3]; foreach (var i in Chosen) { z[i] += w[i] * y; z[1] += z[i] * w[1]; } return z[0] * z[1] + z[2]; }
}
