using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Objects of generic classes, made in the method.</summary>
public static partial class GenericClasses
{
    public sealed class Pair<TA, TB>(TA a, TB b)
    {
        public TA First { get; } = a;
        public TB Second { get; set; } = b;
        public Pair<TB, TA> Swapped() => new(Second, First);
        public void Deconstruct(out TA x, out TB y) { x = First; y = Second; }
    }

    public sealed class Ring<T>(int n)
    {
        private readonly T[] _items = new T[n];
        private int _head;
        public void Push(T item) { _items[_head] = item; _head = (_head + 1) % _items.Length; }
        public T this[int i] => _items[(_head + i) % _items.Length];
        public int Count => _items.Length;
    }

    public class Stack<T>
    {
        private readonly List<T> _items = [];
        public void Push(T item) => _items.Add(item);
        public T Pop() { var item = _items[^1]; _items.RemoveAt(_items.Count - 1); return item; }
        public T Peek() => _items[^1];
        public int Count => _items.Count;
    }

    public class Cell<T> { public T Value = default!; }

    public class Late<T>(Func<T> make)
    {
        private T? _value;
        private bool _has;
        public T Value { get { if (!_has) { _value = make(); _has = true; } return _value!; } }
    }

    public abstract class Map<T> { public abstract T Apply(T x); }
    public sealed class Square : Map<double> { public override double Apply(double x) => x * x; }
    public sealed class Twice<T>(Map<T> inner) : Map<T> { public override T Apply(T x) => inner.Apply(inner.Apply(x)); }

    public sealed class Node<T> { public T Item = default!; public Node<T>? Next; }

    public sealed class Chain<T>
    {
        private Node<T>? _head;
        public int Count { get; private set; }
        public void Add(T item) { _head = new Node<T> { Item = item, Next = _head }; Count++; }
        public T First => _head!.Item;
        public T Second => _head!.Next!.Item;
    }

    public sealed class Accumulator<T> where T : INumber<T>
    {
        public T Sum { get; private set; } = T.Zero;
        public int N { get; private set; }
        public void Add(T v) { Sum += v; N++; }
        public T Mean => Sum / T.CreateChecked(N);
    }

    [Differentiable, Case("0.3, 2")]
    public static double Pairs(double x, double y) { var p = new Pair<double, int>(x * y, 3); return p.First * p.Second * y; }

    [Differentiable, Case("0.3, 2")]
    public static double Swapped(double x, double y) { var p = new Pair<double, int[]>(x * y, [3, 4]); p.Second = [5]; var (a, b) = p.Swapped(); return a[0] * b * x; }

    [Differentiable, Case("0.3, 2")]
    public static double Rings(double x, double y)
    {
        var r = new Ring<double>(3);
        for (var i = 0; i < 5; i++) r.Push(x * i + y * i * i);
        var s = 0.0;
        for (var i = 0; i < r.Count; i++) s += r[i] * (i + 1);
        return s;
    }

    [Differentiable, Case("0.3, 2")]
    public static float RingsOfFloat(float x, float y)
    {
        var r = new Ring<float>(2);
        r.Push(x);
        r.Push(y);
        r.Push(x * y);
        return r[0] * r[1];
    }

    [Differentiable, Case("0.3, 2")]
    public static double Stacks(double x, double y)
    {
        var s = new Stack<double>();
        s.Push(x);
        s.Push(y);
        s.Push(x * y);
        var a = s.Pop();
        var b = s.Pop();
        s.Push(a + b * b);
        return s.Pop() * s.Peek() + s.Count;
    }

    [Differentiable, Case("0.3, 2, 3")]
    public static double InLoop(double x, double y, int n)
    {
        var s = new Stack<double>();
        for (var i = 0; i < n; i++) { s.Push(x * i); if (i % 2 == 0) s.Push(y * y); }
        var total = 0.0;
        while (s.Count > 0) total = total * x + s.Pop();
        return total;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Cells(double x, double y) { var c = new Cell<double> { Value = x }; for (var i = 0; i < 3; i++) c.Value = c.Value * y + 1; return c.Value; }

    [Differentiable, Case("0.3, 2")]
    public static double CellsOfMore(double x, double y)
    {
        var a = new Cell<(double U, double V)>();
        a.Value = (x, y);
        var b = new Cell<double[]> { Value = [x, y, x * y] };
        var c = new Cell<Cell<double>> { Value = new() { Value = x } };
        c.Value.Value *= y;
        return a.Value.U * a.Value.V + b.Value[2] * b.Value[0] * c.Value.Value;
    }

    [Differentiable, Case("0.3, 2")]
    public static double Virtual(double x, double y) => new Twice<double>(new Square()).Apply(x) * y;

    [Differentiable, Case("0.3, 2")]
    public static double Chains(double x, double y) { var c = new Chain<double>(); c.Add(x); c.Add(x * y); c.Add(y * y); return c.First * c.Second + c.Count; }

    [Differentiable, Case("[0.3, 2, 5]")]
    public static double Mean(double[] x) { var a = new Accumulator<double>(); foreach (var v in x) a.Add(v * v); return a.Mean; }

    [Differentiable, Case("[0.3, 2, 5]")]
    public static float MeanOfFloats(float[] x) { var a = new Accumulator<float>(); foreach (var v in x) a.Add(v * v); return a.Mean; }

    [Differentiable, Case("0.3, 2")]
    public static double Later(double x, double y) { var l = new Late<double>(() => x * y); return l.Value * l.Value; }
}
