using AutoBackprop;

namespace Cases;

/// <summary>'foreach' over types with enumerators of their own.</summary>
public static partial class Enumerators
{
    public readonly struct Steps(int n)
    {
        public Enumerator GetEnumerator() => new(n);
        public struct Enumerator(int n) { private int _i = -1; public readonly int Current => _i; public bool MoveNext() => ++_i < n; }
    }

    public readonly struct Grid(double from, double step, int n)
    {
        public Enumerator GetEnumerator() => new(from, step, n);
        public struct Enumerator(double from, double step, int n) { private int _i = -1; public readonly double Current => from + _i * step; public bool MoveNext() => ++_i < n; }
    }

    public sealed class Route(double[] xs)
    {
        public Enumerator GetEnumerator() => new(this);
        public double At(int i) => xs[i];
        public int Count => xs.Length;

        public struct Enumerator
        {
            private readonly Route _route;
            private int _i;
            public Enumerator(Route route) { _route = route; _i = -1; }
            public double Current => _route.At(_i);
            public bool MoveNext() { _i++; return _i < _route.Count; }
        }
    }

    public struct Halves(double start, int n)
    {
        public double Current { get; private set; } = 2 * start;
        public readonly Halves GetEnumerator() => this;
        public bool MoveNext() { Current /= 2; return n-- > 0; }
    }

    public sealed class Pairs<T>(T[] items)
    {
        public Enumerator GetEnumerator() => new(items);
        public struct Enumerator(T[] items) { private int _i; public (T A, T B) Current => (items[_i - 1], items[_i]); public bool MoveNext() => ++_i < items.Length; }
    }

    [Differentiable, Case("0.3, 2")]
    public static double Constants(double x, double y) { var s = 0.0; foreach (var k in new Steps(4)) s += Math.Pow(x, k) * y; return s; }

    [Differentiable, Case("0.3, 2, 3")]
    public static double ConstantLocal(double x, double y, int n) { var steps = new Steps(n); var s = x; foreach (var k in steps) foreach (var j in steps) s = s * y + j * k * x; return s; }

    [Differentiable, Case("0.3, 2")]
    public static double Active(double x, double y) { var s = 0.0; foreach (var t in new Grid(x, y, 4)) s += t * t * y; return s; }

    [Differentiable, Case("[0.3, 2, 1.5]")]
    public static double OfClass(double[] x) { var s = 0.0; foreach (var t in new Route(x)) s += t * t; return s; }

    [Differentiable, Case("[0.3, 2, 1.5, 7]")]
    public static double LeftEarly(double[] x)
    {
        var s = 0.0;
        foreach (var t in new Route(x))
        {
            if (t > 1.8) continue;
            s += t * t;
            if (s > 2) break;
        }
        return s * x[0];
    }

    [Differentiable, Case("[0.3, 2, 1.5, 7]")]
    public static double Returned(double[] x) { foreach (var t in new Route(x)) if (t > 1) return t * x[0]; return 0; }

    [Differentiable, Case("0.3, 2")]
    public static double ItsOwn(double x, double y) { var s = 0.0; foreach (var h in new Halves(x * y, 5)) s += h * h; return s; }

    [Differentiable, Case("0.3, 2")]
    public static double Twice(double x, double y) { var halves = new Halves(x * y, 3); var s = 0.0; foreach (var h in halves) s += h * h; foreach (var h in halves) s += h * y; return s; }

    [Differentiable, Case("[0.3, 2, 1.5]")]
    public static double Generic(double[] x) { var s = 0.0; foreach (var (a, b) in new Pairs<double>(x)) s += a * b * b; return s; }

    [Differentiable, Case("[0.3, 2, 1.5]")]
    public static float GenericOfFloats(float[] x) { var s = 0f; foreach (var (a, b) in new Pairs<float>(x)) s += a * b; return s; }
}
