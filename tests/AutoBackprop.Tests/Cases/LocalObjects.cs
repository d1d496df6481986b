using AutoBackprop;

namespace Cases;

/// <summary>Objects that the method makes: fields, properties, constructors; all who refer to one see it change.</summary>
public static partial class LocalObjects
{
    public sealed class Poly { public double A = 1, B = 2; public double At(double t) => A + B * t * t; public void Step() { A *= 2; B += A; } }
    public sealed class Model { public double A { get; set; } = 0.5; public required double B { get; init; } public double Sum => A + B; public int N; public Poly Inner = new(); }
    public sealed class Filter(double rate) { private double _y; public double Process(double x) { _y += rate * (x - _y); return _y; } public double Rate => rate; }
    public class Shape(double size) { protected double size = size; public virtual double Area() => size * size; public double Twice() => 2 * Area(); }
    public sealed class Ring(double size, double hole) : Shape(size * 2) { public override double Area() => base.Area() - hole * hole; }
    public sealed class Chained { public double X, Y; public Chained(double x) : this(x, x * x) { X += 1; } public Chained(double x, double y) { X = x; Y = y; } }
    public sealed class Buffer(int n) { public double[] Data = new double[n]; public int Count; public void Add(double v) => Data[Count++] = v; public double Sum() { var s = 0.0; for (var i = 0; i < Count; i++) s += Data[i] * (i + 1); return s; } }
    public sealed class Clamped { public double Value { get; set => field = Math.Max(value, 0.5) * 2; } }
    public sealed class Node { public double V; public Node? Next; public double Total() => Next is null ? V : V + Next.V * 3; }
    public sealed class Grid { private readonly double[] _d = new double[4]; public double this[int i, int j] { get => _d[i * 2 + j]; set => _d[i * 2 + j] = value * value; } }
    public interface IUnit { double At(double z); }
    public sealed class Gain(double k) : IUnit { public double At(double z) => k * z; }
    public record class Settings(double A, double B) { public double C { get; set; } = A * B; public double All() => A + B * C; }
    public struct Acc { public double Total; public int Count; public void Add(double v) { Total += v * v; Count++; } public readonly double Mean => Total / Count; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Constant(double x, double y) { var p = new Poly(); return p.At(x) * y; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Fields(double x, double y) { var p = new Poly(); p.A = x * 2; p.B *= y; p.Step(); return p.At(y) + p.A; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Initialiser(double x, double y) { var m = new Model { A = x, B = x * y, Inner = { A = y } }; m.A += m.B; return m.Sum * m.Inner.At(x); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Shared(double x, double y) { var p = new Poly(); var q = p; q.A = x; p.B = y; return q.B * p.A; }

    [Differentiable, Case("[0.7, 1.3, -0.5], 0.3")]
    public static double Captured(double[] x, double rate) { var f = new Filter(rate); var s = 0.0; foreach (var v in x) s += f.Process(v) * f.Rate; return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Virtual(double x, double y) { Shape a = new Shape(x), b = new Ring(x, y); return a.Twice() + b.Twice() * b.Area(); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Constructors(double x, double y) { var c = new Chained(x * y); return c.X * c.Y; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Arrays(double x, double y) { var b = new Buffer(4); b.Add(x); b.Add(y); b.Add(x * y); return b.Sum() * b.Count; }

    [Differentiable, Case("0.7, 1.3")]
    public static double ArraysInLoops(double x, double y) { var b = new Buffer(8); for (var i = 0; i < 6; i++) b.Add(x * i + y); return b.Sum() * b.Count; }

    [Differentiable, Case("0.7, 1.3"), Case("-0.7, 1.3")]
    public static double Field(double x, double y) { var c = new Clamped(); c.Value = x; c.Value += y; return c.Value * x; }

    [Differentiable, Case("0.7, 1.3"), Case("1.7, 1.3")]
    public static double Branches(double x, double y) { var p = new Poly(); if (x > 1) { p.A = x * y; p.Step(); } else p.B = y; return p.At(x); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Loops(double x, double y) { var p = new Poly { A = x }; for (var i = 0; i < 3; i++) { p.B += p.A * y; if (i == 1) p.Step(); } return p.At(y); }

    [Differentiable, Case("0.7, 1.3")]
    public static double While(double x, double y) { var p = new Poly { A = x, B = 0 }; while (p.A < 5) { p.A *= 1 + y; p.B += p.A; } return p.B; }

    [Differentiable, Case("0.7, 1.3")]
    public static double MadeInLoops(double x, double y) { var s = 0.0; for (var i = 0; i < 3; i++) { var p = new Poly { A = x * i }; p.Step(); s += p.At(y); } return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Linked(double x, double y) { var a = new Node { V = x }; var b = new Node { V = y, Next = a }; a.V *= 2; return b.Total() * a.Total(); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Indexers(double x, double y) { var g = new Grid(); g[0, 1] = x; g[1, 0] = y * x; g[1, 1] += g[0, 1] + y; return g[0, 1] * g[1, 0] + g[1, 1]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Handed(double x, double y) { var p = new Poly { A = x }; Change(p, y); return Use(p, x) + p.A; }
    static void Change(Poly p, double y) { p.A *= y; p.B = y; }
    static double Use(Poly p, double x) => p.At(x) * 2;

    [Differentiable, Case("0.7, 1.3")]
    public static double Returned(double x, double y) => Make(x, y).At(y) + Make(y, x).A;
    static Poly Make(double a, double b) { var p = new Poly { A = a, B = b }; p.Step(); return p; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Interfaces(double x, double y) { IUnit u = new Gain(x); return Twice(u, y) + Twice(new Gain(y), x); }
    static double Twice(IUnit u, double z) => u.At(u.At(z));

    [Differentiable, Case("0.7, 1.3")]
    public static double Records(double x, double y) { var s = new Settings(x, y); s.C += x; var t = s with { B = 2 * y, C = s.C * x }; return s.All() * t.All(); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Structs(double x, double y) { var a = new Acc(); for (var i = 0; i < 3; i++) a.Add(x * i + y); var b = a; b.Add(x); return a.Mean + b.Mean; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Lambdas(double x, double y) { var p = new Poly { A = x }; Func<double, double> f = p.At; Action<double> g = v => p.B *= v; g(y); g(x); return f(y); }

    [Differentiable, Case("0.7, 1.3")]
    public static float Single(float x, float y) { var f = new Filter(x); var s = 0f; for (var i = 0; i < 3; i++) s += (float)f.Process(y * i); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Second(double x, double y) { var (v, gx, gy) = LoopsGradient(x, y); return v * gx + gy; }
}
