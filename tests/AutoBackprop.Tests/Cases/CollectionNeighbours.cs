using AutoBackprop;

namespace Cases;

/// <summary>Beside objects, stacks, queues, references and enumerators of the other files: at their edges, of other types, and together.</summary>
internal static partial class CollectionNeighbours
{
    internal abstract class Form { public abstract double Area(double s); }

    internal sealed class Disc(double r) : Form { public override double Area(double s) => r * r * s; }

    internal sealed class Box(double a, double b) : Form { public override double Area(double s) => a * b + s * a; }

    internal record struct Pair(double A, double B);

    internal sealed class Grid(int n)
    {
        private readonly double[] _data = new double[n * n];
        public ref double this[int i, int j] => ref _data[i * n + j];
        public double Trace() { var s = 0.0; for (var i = 0; i < n; i++) s += _data[i * n + i]; return s; }
    }

    internal readonly struct Steps(double from, double by, int count)
    {
        public Walk GetEnumerator() => new(from, by, count);
        public struct Walk(double from, double by, int count)
        {
            private int _i = -1;
            public readonly double Current => from + by * _i * _i;
            public bool MoveNext() => ++_i < count;
        }
    }

    [Differentiable, Case("0.3, 2, 1"), Case("0.3, 2, 0"), Case("0.3, 2, 2"), Case("0.3, 2, -1")]
    public static double IndexOfObjects(double x, double y, int i)
    {
        Form[] forms = [new Disc(x), new Box(x, y)];
        return forms[i].Area(y) * x;
    }

    [Differentiable, Case("0.3, 2, 1"), Case("0.3, 2, 5")]
    public static double IndexOfObjectList(double x, double y, int i)
    {
        var forms = new List<Form> { new Disc(x), new Box(x, y) };
        return forms[i].Area(y) * x;
    }

    [Differentiable, Case("0.3, 2", NoDifferences = true)]
    public static double StackOfFloats(double x, double y)
    {
        var s = new Stack<float>();
        s.Push((float)x);
        s.Push((float)(x * y));
        return s.Pop() * s.Pop() * y;
    }

    [Differentiable, Case("0.3, 2, 4"), Case("0.3, 2, 0")]
    public static double QueueOfStructs(double x, double y, int n)
    {
        var q = new Queue<Pair>();
        for (var i = 0; i < n; i++)
        {
            q.Enqueue(new Pair(x * i, y));
            if (q.Count <= 2) continue;
            var p = q.Dequeue();
            q.Enqueue(new Pair(p.B * x, p.A));
            q.Dequeue();
        }
        var s = x;
        foreach (var p in q) s += p.A * p.B;
        return s;
    }

    [Differentiable, Case("0.3, 2, 1"), Case("0.3, 2, 3")]
    public static double PopTooOften(double x, double y, int n)
    {
        var s = new Stack<double>();
        s.Push(x); s.Push(y);
        var r = 1.0;
        for (var i = 0; i < n; i++) r *= s.Pop();
        return r * x;
    }

    [Differentiable, Case("0.3, 2")]
    public static double RefPlaces(double x, double y)
    {
        var g = new Grid(2);
        var i = 0;
        g[i++, 0] += x; g[i, i] = y * x; g[0, 1] = 3 * y;
        g[1, 0] = g[0, 1] * x; g[1, 0] *= g[1, 0];
        (g[0, 0], g[1, 1]) = (g[1, 1] * x, g[0, 0] + g[1, 0]);
        return g.Trace() * g[1, 0];
    }

    [Differentiable, Case("0.3, 2, 5"), Case("0.3, 2, 0", ZeroIsRight = true)]
    public static double OwnEnumerator(double x, double y, int n)
    {
        var s = 0.0;
        foreach (var a in new Steps(x, y, n))
        {
            if (a > 20) break;
            foreach (var b in new Steps(a, x, 2))
            {
                if (b < 0.4) continue;
                s += a * b * b;
            }
        }
        return s * y;
    }

    [Differentiable, Case("[1,2,0.5],[1,2,3,4,5,6,7,8,9,10,11]"), Case("[1],[]", ZeroIsRight = true), Case("[1],[2]")]
    public static double PlacesTwice(ReadOnlySpan<double> p, ReadOnlySpan<double> t)
    {
        var s = 0.0;
        for (var i = t.Length - 1; i >= 0; i--)
        {
            var e = p[0] * t[i] + p[2] * p[0] + p[^1] * t[i] * t[i];
            s += e * e * p[1];
        }
        return s;
    }

    [Differentiable, Case("[1,2,0.5],[1,2,3,4,5,6,7,8,9,10,11]")]
    public static float PlacesOfFloats(ReadOnlySpan<float> p, ReadOnlySpan<float> t)
    {
        var s = 0f;
        for (var i = 0; i < t.Length; i++) s += MathF.Tanh(p[0] * t[i] / 11 + p[1]) * p[2];
        return s;
    }

    [Differentiable, Case("[1,2,0.5],[1,2,3,4,5,6,7,8,9,10,11]")]
    public static double PlacesOfWindows(double[] p, double[] t)
    {
        var a = p.AsSpan(0, 2); var b = p.AsSpan(1, 2);
        var s = 0.0;
        for (var i = 0; i < t.Length; i++) s += (a[1] * t[i] + b[0]) * (b[1] + a[0]);
        return s;
    }

    [Differentiable, Case("[1.1,2,3],0.6")]
    public static double ListInABodyTwice(double[] w, double y)
    {
        var s = 0.0;
        foreach (var v in w.Concat([y, 2 * y]))
        {
            var l = new List<double> { v };
            if (v > 1) l.Add(v * y);
            double Sq(double q) => q * v;
            if (v > 2.5) continue;
            s += l.Sum(Sq) * l.Count;
        }
        return s;
    }

    private static IEnumerable<T> Twice<T>(T a, Func<T, T> f) { return new[] { a, f(a) }.Select(v => f(v)); }

    [Differentiable, Case("0.3, 2", NoDifferences = true)]
    public static double GenericSequence(double x, double y)
    {
        Func<double, double> scaled = v => v * y;
        return Twice(x, scaled).Aggregate(1.0, (a, b) => a * b + x) + Twice((float)x, v => v * 2).Sum();
    }
}
