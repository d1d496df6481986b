using AutoBackprop;

namespace Cases;

/// <summary>Arrays and lists of objects that are made in the method.</summary>
public static partial class ObjectRows
{
    public abstract class Layer { public abstract double[] Forward(double[] x); }

    public sealed class Dense(double[] w, double[] b) : Layer
    {
        public override double[] Forward(double[] x)
        {
            var y = new double[b.Length];
            for (var i = 0; i < y.Length; i++) { var s = b[i]; for (var j = 0; j < x.Length; j++) s += w[i * x.Length + j] * x[j]; y[i] = s; }
            return y;
        }
    }

    public sealed class TanhLayer : Layer { public override double[] Forward(double[] x) => Array.ConvertAll(x, Math.Tanh); }

    public sealed class Sequential(params Layer[] layers) { public double[] Predict(double[] x) { foreach (var l in layers) x = l.Forward(x); return x; } }

    public abstract class Node { public abstract double At(double x); }
    public sealed class Line(double a, double b) : Node { public override double At(double x) => a * x + b; }
    public sealed class Wave(double k) : Node { private int _calls; public override double At(double x) => Math.Sin(k * x) + _calls++; }
    public sealed class Sum(List<Node> parts) : Node { public override double At(double x) => parts.Sum(p => p.At(x)); }
    public sealed class Product(IReadOnlyList<Node> parts) : Node { public override double At(double x) { var r = 1.0; for (var i = 0; i < parts.Count; i++) r *= parts[i].At(x); return r; } }

    public sealed record Quote(double Time, double Rate, string Name);

    public sealed class Model
    {
        private readonly List<Node> _parts = [];
        public Model Add(Node part) { _parts.Add(part); return this; }
        public double At(double x) { var s = 0.0; foreach (var p in _parts) s += p.At(x); return s; }
    }

    private static Node[] Parts(double x, double y) => [new Line(x, y), new Wave(x), new Line(y, x * y)];

    [Differentiable, Case("r:6:1, r:3:1, r:3:1, [0.2], [0.7, -0.3], 0.5")]
    public static double Network(double[] w1, double[] b1, double[] w2, double[] b2, [NoGradient] double[] x, [NoGradient] double y)
    {
        var net = new Sequential(new Dense(w1, b1), new TanhLayer(), new Dense(w2, b2));
        var p = net.Predict(x)[0];
        return 0.5 * Math.Pow(p - y, 2);
    }

    [Differentiable, Case("0.3, 2")]
    public static double Tree(double x, double y) => new Sum([new Line(x, y), new Product([new Wave(y), new Line(y, 1)]), new Wave(x)]).At(x * y);

    [Differentiable, Case("0.3, 2, 1"), Case("0.3, 2, 2")]
    public static double ByNumber(double x, double y, int k)
    {
        Node[] parts = [new Line(x, y), new Wave(x), new Line(y, x)];
        return parts[k].At(x) * parts[^1].At(y) + parts.Length;
    }

    [Differentiable, Case("0.3, 2, 5")]
    public static double InLoop(double x, double y, int n)
    {
        var parts = new Node[] { new Line(x, y), new Wave(x) };
        var s = 0.0;
        for (var i = 0; i < n; i++) s += parts[i % 2].At(x + i);
        return s;
    }

    [Differentiable, Case("0.3, 2")]
    public static double LeftEarly(double x, double y)
    {
        var s = 0.0;
        foreach (var p in Parts(x, y))
        {
            s += p.At(y);
            if (s > 2) break;
            if (p is Wave) continue;
            s *= x;
        }
        return s;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Added(double x, double y)
    {
        var parts = new List<Node> { new Line(x, y) };
        parts.Add(new Wave(y));
        parts.Add(new Line(y, y));
        var m = new Model().Add(parts[0]).Add(parts[2]).Add(new Wave(x));
        return m.At(x) * parts.Sum(p => p.At(y)) * parts.Count;
    }

    [Differentiable, Case("0.02, 0.03")]
    public static double Quotes(double a, double b)
    {
        Quote[] quotes = [new(1, a, "a"), new(2, b, "b"), new(5, a * b, "ab")];
        var s = 0.0;
        foreach (var q in quotes) s += Math.Exp(-q.Rate * q.Time) * q.Name.Length;
        return s + quotes.Where(q => q.Time > 1).Sum(q => q.Rate) * quotes[2].Rate;
    }

    [Differentiable, Case("[0.3, 2, 0.7]")]
    public static double Selected(double[] x)
    {
        var parts = Enumerable.Range(0, 3).Select(i => new Line(x[i], i)).ToList();
        return parts.Select(p => p.At(2)).Aggregate(1.0, (a, b) => a * b) + parts[1].At(x[0]);
    }

    [Differentiable, Case("[0.02, 0.03, 0.04], 1.5")]
    public static double Searched(double[] rates, double t)
    {
        double[] times = [1, 2, 5];
        var i = Array.BinarySearch(times, t);
        if (i >= 0) return rates[i] * t;
        i = ~i;
        return rates[i - 1] * t + rates[i];
    }
}
