using AutoBackprop;

namespace Cases;

/// <summary>Structs that keep numbers to themselves: private fields, properties with bodies, captured parameters. Copies change alone.</summary>
public static partial class LocalStructs
{
    public struct P { public double X { get => field; set => field = 2 * value; } }
    public struct Filter(double rate) { private double _y; public double Process(double x) { _y += rate * (x - _y); return _y; } public readonly double Last => _y; }
    public struct Kahan { private double _sum, _rest; public void Add(double v) { var y = v - _rest; var t = _sum + y; _rest = t - _sum - y; _sum = t; } public readonly double Sum => _sum; }
    public readonly struct Angle { private readonly double _rad; private Angle(double rad) => _rad = rad; public static Angle Of(double degrees) => new(degrees * 0.1); public double Sin => Math.Sin(_rad); public static Angle operator +(Angle a, Angle b) => new(a._rad + b._rad); }
    public struct Pair { private double _a; public double B; public Pair(double a, double b) { _a = a; B = b; } public readonly double Sum => _a + B; public void Swap() => (_a, B) = (B, _a); public void Set(Pair other) => this = other; }
    public sealed class Holder { public Filter F = new(0.5); public Pair Q; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Field(double x, double y) { var p = new P { X = x }; p.X += y; return p.X * y; }

    [Differentiable, Case("[0.7, 1.3, -0.4], 0.3")]
    public static double Loops(double[] x, double rate) { var f = new Filter(rate); var s = 0.0; for (var i = 0; i < x.Length; i++) s += f.Process(x[i]) * i; return s + f.Last; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Sums(double x, double y) { var k = new Kahan(); for (var i = 0; i < 4; i++) k.Add(x * i + y); return k.Sum * k.Sum; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Copies(double x, double y) { var a = new Pair(x, y); var b = a; b.Swap(); b.B *= 3; a.B += 1; return a.Sum * b.Sum + Twice(a) + a.B; }
    static double Twice(Pair p) { p.B *= 2; p.Swap(); return p.Sum; }

    [Differentiable, Case("0.7, 1.3")]
    public static double ByReference(double x, double y) { var a = new Pair(x, y); Change(ref a, x); return a.Sum * a.B; }
    static void Change(ref Pair p, double by) { p.B *= by; p.Swap(); }

    [Differentiable, Case("0.7, 1.3"), Case("1.7, 1.3")]
    public static double Chosen(double x, double y) { var a = new Pair(x, y); var b = new Pair(y, 2); var c = x > 1 ? a : b; if (y > 1) a = c; c.Swap(); return c.Sum * c.B + a.B; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Assigned(double x, double y) { var a = new Pair(x, y); var b = new Pair(1, 2); for (var i = 0; i < 3; i++) { b = a; b.B += i; a.Set(b); a.Swap(); } return a.B * b.Sum; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Operators(double x, double y) => (Angle.Of(x) + Angle.Of(y * x)).Sin * y;

    [Differentiable, Case("0.7, 1.3")]
    public static double Members(double x, double y) { var h = new Holder(); h.F.Process(x); h.F.Process(y); h.Q = new Pair(x, y); var q = h.Q; q.Swap(); h.Q.B += 1; return h.F.Last * h.Q.Sum + q.B; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Zero(double x, double y) { Pair p = default; p.B = x; Kahan k; k = default; k.Add(y); return p.Sum * k.Sum; }

    [Differentiable, Case("0.7, 1.3")]
    public static float Single(float x, float y) { var f = new Filter(x); f.Process(y); return (float)f.Process(x); }

    [Differentiable, Case("0.7, 1.3")]
    public static double Second(double x, double y) { var (v, gx, gy) = SumsGradient(x, y); return v * gx + gy; }
}
