using System;

namespace AutoBackprop.Tests;

// Structs of scalars: parameters, locals, results, their members, operators, methods and constructors.
public static partial class Zoo
{
    public record struct Point(double X, double Y)
    {
        public readonly double Norm => Math.Sqrt(X * X + Y * Y);
        public readonly double Dot(Point other) => X * other.X + Y * other.Y;
        public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
        public static Point operator *(double k, Point p) => new(k * p.X, k * p.Y);
        public static Point operator -(Point p) => new(-p.X, -p.Y);
        public static implicit operator Point(double x) => new(x, 1);
    }

    public readonly record struct Frozen(double A, float B, int N);

    public struct Plain
    {
        public double X;
        public double V { get; set; }
        public string Name;
        public Point At;
        [NoGradient] public double Weight { get; set; }
    }

    public struct Made
    {
        public double Low, High = 2;
        public Made(double low) { Low = low * low; if (low < 0) High = -low; }
    }

    [Differentiable] public static double StructParameter(Point p, double s) => p.X * p.Y * s + p.X;
    [Differentiable] public static double StructsAndMore(Point p, int n, Frozen f, bool b) => b ? p.X * f.A * n : p.Y * f.B * f.N;
    [Differentiable] public static double NestedStruct(Plain p) => p.X * p.V + p.At.X * p.At.Y * p.Name.Length + p.V * p.Weight;
    [Differentiable] public static double StructMembersWritten(Plain p, double k) { p.X *= p.V; p.At.X += k; p.At = p.At with { Y = p.At.X * k }; p.V = p.At.Norm; return p.X * p.V + p.At.Y; }
    [Differentiable] public static double StructInTuple((Point P, double K) t) => t.P.X * t.K + t.P.Dot(new Point(t.K, 2));
    [Differentiable] public static double StructLocals(double x, double y) { var p = new Point(x, y); var q = new Point { Y = x * y, X = 3 }; Point r = default; r.X = q.Y; return p.X * q.Y + r.X * r.Y + q.X * p.Y; }
    [Differentiable] public static double StructOperators(Point p, Point q, double k) { var r = p + k * q; r += -p; r += p.X; return r.Dot(q) * r.Norm; }
    [Differentiable] public static double StructDeconstructed(Point p, double k) { var (x, y) = p; (p.X, p.Y) = (y * k, x); return p.X * x + p.Y * y; }
    [Differentiable] public static double StructWith(Frozen f, double k) { var g = f with { A = k * f.A, N = 3 }; return g.A * g.B * g.N + f.A; }
    [Differentiable] public static double StructInLoop(Point p, int n) { for (var i = 0; i < n; i++) p = new Point(p.Y * 0.9, Math.Sin(p.X)); return p.X * p.Y; }
    [Differentiable] public static double StructOfChoice(Point p, Point q, double k) { var r = k > 0 ? p : q with { X = k }; if (k > 1) r.Y *= k; return r.X * r.X + r.Y; }
    [Differentiable] public static double StructThroughHelper(Point p, double k) => Second(Turned(p, k)) * k;
    private static Point Turned(Point p, double angle) { var (sin, cos) = Math.SinCos(angle); return new(cos * p.X - sin * p.Y, sin * p.X + cos * p.Y); }
    private static double Second(Point p) => p.Y * p.X;
    [Differentiable] public static double StructOfConstructor(double x, double y) { var m = new Made(x); return m.Low * m.High * y; }
    [Differentiable] public static double StructArguments(double x, [NoGradient] Point p) { var q = p; q.X += 1; return x * p.X * q.X + x * x * p.Norm; }
    [Differentiable] public static double StructMatched(Point p) => p is { X: > 0, Y: var y } ? y * p.X : p switch { { Y: < 0 } => p.X * p.X, _ => p.Y };
    [Differentiable] public static float StructOfFloats(Single1 p, float k) { p.Inner.A *= k; return p.Inner.A * p.B + k; }
    public struct Single1 { public Single2 Inner; public float B; }
    public struct Single2 { public float A; }

    [Differentiable] public static Point StructResult(Point p, double angle) => Turned(p, angle);
    [Differentiable] public static (Point, double) StructInResult(double x, Point p) => (p with { X = x * p.Y }, x * p.X);
    [Differentiable] public static Frozen MixedStructResult(Frozen f, double x) => new(x * f.A, (float)x * f.B, f.N + 1);

    [Differentiable]
    public static double StructsInMemory(double x, double y, int n)
    {
        var points = new Point[n + 2];
        for (var i = 0; i < points.Length; i++) points[i] = new Point(x * i, y + i);
        points[1].X *= points[0].Y;
        ref var last = ref points[^1];
        last.Y += x * last.X;
        var sum = default(Point);
        foreach (var p in points) sum += p;
        return sum.Dot(points[1]) + last.Norm;
    }

    [Differentiable]
    public static double FrozenInMemory(double x, float y)
    {
        Span<Frozen> all = stackalloc Frozen[3];
        all[0] = new(x, y, 1);
        all[1] = all[0] with { A = x * x };
        all[1].CopyBack(all);
        foreach (ref var f in all) f = f with { B = f.B * 2 };
        return all[0].A * all[1].A * all[2].B + all[2].N;
    }

    private static void CopyBack(this Frozen f, Span<Frozen> all) => all[2] = new(f.A, f.B + 1, f.N + 1);

    [Differentiable]
    public static double TuplesInMemory(double x, double y)
    {
        (double A, double B)[] pairs = [(x, y), (y, x * y)];
        pairs[0].A *= 3;
        pairs[1] = (pairs[0].B, pairs[0].A);
        return pairs[0].A * pairs[1].B + pairs[1].A;
    }
}
