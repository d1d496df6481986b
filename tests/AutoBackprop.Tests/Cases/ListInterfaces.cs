using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0101, AB0103, AB0403

/// <summary>Lists of numbers by their interfaces, and what is taken from stacks and queues where there is something.</summary>
public static partial class ListInterfaces
{
    public sealed class Recorder
    {
        private readonly IList<double> _all = new List<double>();
        private readonly ICollection<double> _squares = [];
        public void Add(double v) { _all.Add(v); _squares.Add(v * v); }
        public double Mean => _all.Average();
        public double Last => _all[^1] + _squares.Sum();
        public int Count => _all.Count;
    }

    [Differentiable, Case("2")]
    public static double Recorded(double x)
    {
        var r = new Recorder();
        for (var i = 1; i < 4; i++) r.Add(x * i);
        return r.Mean * r.Count * r.Last;
    }

    [Differentiable, Case("2")]
    public static double Local(double x)
    {
        IList<double> l = new List<double> { x };
        l.Add(x * x);
        l[0] *= l[1];
        l.Insert(1, 3 * x);
        return l[1] * l.Count + l.Sum() * l[0];
    }

    [Differentiable, Case("2")]
    public static double Collected(double x)
    {
        ICollection<double> l = [];
        for (var i = 1; i < 4; i++) l.Add(x * i * x);
        return l.Max() * l.Count;
    }

    private static void Fill(IList<double> into, double x, int n)
    {
        for (var i = 0; i < n; i++) into.Add(x * (i + 1));
        into[0] += x * x;
    }

    [Differentiable, Case("2")]
    public static double Filled(double x)
    {
        IList<double> l = [];
        Fill(l, x, 3);
        var more = new List<double>();
        Fill(more, x * x, 2);
        return l.Sum(v => v * v) + more[0] * more[1];
    }

    // An array by that name stays that array.
    [Differentiable, Case("[1, 2, 3]")]
    public static double OfArray(double[] x)
    {
        var y = x.Select(v => v * v).ToArray();
        IReadOnlyList<double> z = y;
        y[0] *= 2;
        return z[0] * z.Sum();
    }

    [Differentiable, Case("2")]
    public static double Popped(double x)
    {
        var s = new Stack<(double V, int N)>();
        s.Push((x, 1));
        s.Push((x * x, 2));
        var sum = 0.0;
        while (s.TryPop(out var t)) sum = sum * x + t.V * t.N;
        return s.TryPeek(out var none) ? none.V : sum;
    }

    [Differentiable, Case("2, 3"), Case("2, 0")]
    public static double Breadth(double x, int depth)
    {
        var queue = new Queue<double>([x]);
        var sum = 0.0;
        for (var i = 0; i < depth; i++)
        {
            if (!queue.TryDequeue(out var next)) break;
            sum += next * next;
            if (i % 2 == 0) queue.Enqueue(Math.Sin(next));
            if (queue.TryPeek(out var front)) sum += front;
        }
        return sum + x * queue.Count;
    }
}
