using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Generic methods and types, closed where they are called: mathematics over any number, kernels as type arguments.</summary>
public static partial class GenericKernels
{
    public interface IActivation { static abstract double Of(double x); }
    public readonly struct Swish : IActivation { public static double Of(double x) => x / (1 + Math.Exp(-x)); }
    public readonly struct Cube : IActivation { public static double Of(double x) => x * x * x; }
    public interface IShape<TSelf> where TSelf : IShape<TSelf> { static abstract TSelf Make(double size); double Area { get; } }
    public readonly struct Disc(double r) : IShape<Disc> { public static Disc Make(double size) => new(size); public double Area => Math.PI * r * r; }
    public sealed class Box(double a) : IShape<Box> { public static Box Make(double size) => new(size + 1); public double Area => a * a; }

    public readonly record struct V3<T>(T X, T Y, T Z) where T : IFloatingPointIeee754<T>
    {
        public T Dot(V3<T> o) => X * o.X + Y * o.Y + Z * o.Z;
        public T Length => T.Sqrt(Dot(this));
        public V3<T> Cross(V3<T> o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);
        public static V3<T> operator +(V3<T> a, V3<T> b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        public static V3<T> operator *(V3<T> a, T k) => new(a.X * k, a.Y * k, a.Z * k);
    }
    public readonly record struct Range<T>(T Low, T High) where T : INumber<T> { public T Clamp(T v) => T.Min(T.Max(v, Low), High); public T Width => High - Low; }
    public sealed class Stack<T>(int capacity) { private readonly T[] _items = new T[capacity]; private int _count; public void Push(T v) => _items[_count++] = v; public T Pop() => _items[--_count]; public int Count => _count; }
    public class Layer<TActivation>(double w, double b) where TActivation : IActivation { public double Of(double x) => TActivation.Of(w * x + b); }
    public sealed class Pair<A, B>(A first, B second) { public A First => first; public B Second { get; set; } = second; }

    static T Poly<T>(T x, params ReadOnlySpan<T> c) where T : INumber<T> { var s = T.Zero; for (var i = c.Length - 1; i >= 0; i--) s = s * x + c[i]; return s; }
    static T Horner<T>(T x, T[] c) where T : IFloatingPointIeee754<T> { var s = T.Zero; foreach (var v in c) s = T.FusedMultiplyAdd(s, x, v); return s; }
    static T Bell<T>(T x, T mean, T width) where T : IFloatingPointIeee754<T> { var z = (x - mean) / width; return T.Exp(-z * z / T.CreateChecked(2)) / (width * T.Sqrt(T.CreateChecked(2) * T.Pi)); }
    static T Norm<T>(ReadOnlySpan<T> x) where T : IRootFunctions<T> { var s = T.Zero; foreach (var v in x) s += v * v; return T.Sqrt(s); }
    static R Fold<T, R>(IReadOnlyList<T> items, R start, Func<R, T, R> f) { var r = start; foreach (var i in items) r = f(r, i); return r; }
    static T Newton<T>(Func<T, T> f, Func<T, T> slope, T x, int n) where T : INumber<T> { for (var i = 0; i < n; i++) x -= f(x) / slope(x); return x; }
    static double Apply<F>(double x) where F : IActivation => F.Of(F.Of(x) + x);
    static double AreaOf<S>(double x) where S : IShape<S> { var s = S.Make(x); return s.Area + S.Make(2 * x).Area; }
    static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);
    static T Last<T>(T[] items) => items[^1];
    static T[] Made<T>(int n, Func<int, T> f) { var a = new T[n]; for (var i = 0; i < n; i++) a[i] = f(i); return a; }
    static T Recursive<T>(T x, int n) where T : INumber<T> => n <= 1 ? x : x * Recursive(x + T.One, n - 1);
    static T Best<T>(T a, T b, Func<T, double> score) => score(a) > score(b) ? a : b;

    [Differentiable, Case("0.7, 1.3")]
    public static double Polynomial(double x, double y) => Poly(x, y, 2, x * y) + Poly(y, 1, x);

    [Differentiable, Case("[0.7, 1.3, -0.4], 1.1")]
    public static double HornerOf(double[] c, double x) => Horner(x, c) * x;

    [Differentiable, Case("0.7, 0.3, 1.3")]
    public static double Density(double x, double mean, double width) => Bell(x, mean, width) + Math.Log(Bell(mean, x, 2 * width));

    [Differentiable, Case("[0.7, 1.3, -0.4]")]
    public static double NormOf(ReadOnlySpan<double> x) => Norm(x) + Norm(x[1..]);

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double Folded(double[] x, double y) => Fold(x, y, (r, v) => r * v + y);

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double FoldedToTuple(double[] x, double y) { var (s, q) = Fold(x, (S: y, Q: 1.0), (r, v) => (r.S + v * y, r.Q * (1 + v * v))); return s * q; }

    [Differentiable, Case("1.7, 0.3")]
    public static double Root(double a, double x) => Newton(v => v * v * v - a, v => 3 * v * v, 1 + x, 4);

    [Differentiable, Case("0.7, 1.3")]
    public static double Kernels(double x, double y) => Apply<Swish>(x) * Apply<Cube>(y * x);

    [Differentiable, Case("0.7, 1.3, -0.4")]
    public static double Vectors(double x, double y, double z) { var a = new V3<double>(x, y, z); var b = new V3<double>(z, 1, x * y); return a.Cross(b).Length + (a + b * x).Dot(a); }

    [Differentiable, Case("0.7, 1.3, -0.4")]
    public static float VectorsOfFloats(float x, float y, float z) { var a = new V3<float>(x, y, z); return (a + a.Cross(new(1, x, y)) * y).Length; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double VectorParameter(V3<double> v, double k) => (v * k + v.Cross(new(k, 1, 2))).Length * v.X;

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double Ranges(double x, double y) { var r = new Range<double>(-y, y * y); return r.Clamp(x) * r.Width + r.Clamp(5 * x); }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.5")]
    public static double Arrays(double[] w, double y) { var a = Made(3, i => w[i] * y); var p = Made(2, i => new V3<double>(a[i], y, i)); return Last(a) * Last(p).Length + p[0].X; }

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double Chosen(double x, double y) => Best((x, y), (y, x), p => p.Item1 * p.Item1).Item2 * x + Best(x, y, v => -v);

    [Differentiable, Case("0.7, 1.3")]
    public static double Lists(double x, double y) { var list = new List<V3<double>> { new(x, y, 1) }; list.Add(list[0] * y); return list[0].Dot(list[1]) + list[1].Length; }

}
