using AutoBackprop;
#pragma warning disable AB0008, AB0009
namespace Cases;

/// <summary>What begins as a constant and becomes active: in a loop, in a branch, member by member, element by element.</summary>
public static partial class ConstantsThatVary
{
    public struct State { public double P, V; public int N; public double Energy => P * P + 0.5 * V * V; }
    public readonly record struct Point(double X, double Y) { public Point Scaled(double k) => new(X * k, Y * k); public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y); }
    public record Settings(double Rate, double Mean);
    public sealed class Cell { public double Value = 0.5; public double[] Memory = [0.1, 0.2, 0.3]; }
    public struct Inner { public State A; public double K; }
    public struct Outer { public State A; public Point B; }

    static readonly double[] Table = [0.5, 1.5, -0.25];
    static readonly double[][] Rows = [[1, 2, 0.5], [0.3, -1, 2]];
    static readonly Point Origin = new(0.5, -0.5);
    static readonly State Rest = new() { P = 1, V = 0.5, N = 2 };
    static readonly Settings Usual = new(0.3, 1.2);
    static readonly Point[] Corners = [new(0, 1), new(1, 0), new(-1, 0.5)];

    [Differentiable, Case("0.7, 1.3, 4")]
    public static double Number(double x, double y, int n) { var s = 1.0; for (var i = 0; i < n; i++) s = s * x + y; return s; }

    [Differentiable, Case("0.7, 1.3, 4")]
    public static double Default(double x, double y, int n) { var s = default(State); for (var i = 0; i < n; i++) { s.V += x - s.P * y; s.P += s.V * 0.1; s.N++; } return s.Energy * s.N; }

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, 4")]
    public static double Start([NoGradient] State start, double k, int n) { var s = start; for (var i = 0; i < n; i++) { s.V -= k * s.P; s.P += 0.1 * s.V; } return s.Energy; }

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, 4")]
    public static double StartItself([NoGradient] State start, double k, int n) { for (var i = 0; i < n; i++) { start.V -= k * start.P; start.P += 0.1 * start.V; } return start.Energy + start.N; }

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double InBranch(double x, double y) { var p = Origin; if (x > 1) p = new(x, y); else p = p.Scaled(y); return p.X * x + p.Y; }

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double OneBranch(double x, double y) { var s = Rest; if (x > 1) s.P = x * y; return s.Energy * y; }

    [Differentiable, Case("0.7, 1.3"), Case("2.7, 1.3")]
    public static double Chosen(double x, double y) { var p = x > 1 ? Origin : new Point(x, y); return p.X * p.Y + y; }

    [Differentiable, Case("0.7, 1.3, 0"), Case("0.7, 1.3, 1"), Case("0.7, 1.3, 2")]
    public static double Switched(double x, double y, int kind) { var p = kind switch { 0 => Origin, 1 => new Point(x, y), _ => default }; return p.X * y + p.Y * x + x; }

    [Differentiable, Case("0.7, 1.3, true"), Case("0.7, 1.3, false")]
    public static double ArrayOrTable(double x, double y, bool own) { var t = own ? [x, y, x * y] : Table; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, 3")]
    public static double TableReplaced(double x, double y, int n) { var t = Table; for (var i = 0; i < n; i++) t = [t[0] * x, t[1] + y, t[2] + t[0]]; return t[0] + t[1] * t[2]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double TableCopied(double x, double y) { var t = (double[])Table.Clone(); t[0] *= x; t[2] += t[0] * y; return t[0] * t[1] + t[2] * t[2]; }

    [Differentiable, Case("0.7, 1.3, 1")]
    public static double Row(double x, double y, int i) { var r = Rows[i].ToArray(); for (var k = 1; k < r.Length; k++) r[k] += r[k - 1] * x; return r[2] * y; }

    [Differentiable, Case("0.7, 1.3")]
    public static double OneMember(double x, double y) { var s = Rest; s.V = x; for (var i = 0; i < 3; i++) s.P += s.V * y; return s.P * s.V + s.N; }

    [Differentiable, Case("0.7, 1.3")]
    public static double NestedMember(double x, double y) { Outer o = default; o.A.V = x; o.B = Origin; for (var i = 0; i < 2; i++) { o.A.P += o.A.V; o.B = o.B.Scaled(y); } return o.A.Energy + o.B.X * o.B.Y; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Object(double x, double y) { var c = new Cell(); for (var i = 0; i < 3; i++) { c.Memory[i] += c.Value * x; c.Value = c.Value * y + c.Memory[0]; } return c.Value * c.Memory[2]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Elements(double x, double y) { var points = Corners.ToArray(); points[1] = new(x, y); for (var i = 1; i < 3; i++) points[i] += points[i - 1].Scaled(x); return points[2].X * points[2].Y + points[0].Y * y; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Sum(double x, double y) { var sum = default(Point); foreach (var c in Corners) sum += c.Scaled(x + c.Y); return sum.X * sum.Y * y; }

    [Differentiable, Case("0.7, 1.3, 4")]
    public static double Tuple(double x, double y, int n) { var s = (A: 0.0, B: 1.0); for (var i = 0; i < n; i++) s = (s.B, s.A * x + s.B * y); return s.A * s.B; }

    [Differentiable, Case("0.7, 1.3, 4")]
    public static double Fibonacci(double x, double y, int n) { var (a, b) = (1.0, 2.0); while (n-- > 0) (a, b) = (b * y, a + b * x); return a * b; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Best(double x, double y) { var (best, at) = (double.NegativeInfinity, default(Point)); foreach (var c in Corners) { var v = c.X * x + c.Y * y; if (v > best) (best, at) = (v, c.Scaled(y)); } return best * at.X + at.Y; }

    [Differentiable, Case("0.7, 1.3"), Case("0.2, -0.3")]
    public static double Late(double x, double y) { var s = 0.0; for (var i = 0; i < 5; i++) { if (i == 3) s = x; s += s * y + 0.5; } return s; }

    [Differentiable, Case("0.7, 1.3, true"), Case("0.7, 1.3, false")]
    public static double Swapped(double x, double y, bool swap) { var a = Rest; var b = new State { P = x, V = y }; if (swap) (a, b) = (b, a); a.V *= y; return a.Energy + 2 * b.Energy; }

    [Differentiable, Case("0.7, 1.3")]
    public static double ByReference(double x, double y) { var (s, t) = (1.0, 2.0); Mix(ref s, x); Mix(ref t, s); return s * t * y; }
    static void Mix(ref double a, double b) => a = a * b + a;

    [Differentiable, Case("0.7, 1.3")]
    public static double Out(double x, double y) { Begin(out var s); s.P += x; s.V *= y; return s.Energy; }
    static void Begin(out State s) => s = new State { P = 0.5, V = 2 };

    [Differentiable, Case("0.7, 1.3")]
    public static double Captured(double x, double y) { var s = 0.0; var p = Origin; void Add(double k) { s += k * p.X; p = p.Scaled(k); } Add(x); Add(y); Add(2); return s; }

    [Differentiable, Case("0.7, 1.3")]
    public static double List(double x, double y) { List<double> list = [1, 2]; list[0] *= x; list.Add(list[0] * y); list.Add(3); return list.Sum() * list[2]; }

    [Differentiable, Case("0.7, 1.3")]
    public static double Matrix(double x, double y) { double[,] m = { { 1, 2 }, { 0.5, -1 } }; for (var k = 0; k < 2; k++) { m[k, k] *= x; m[0, 1] += m[k, k] * y; } return m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0]; }

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, true"), Case("[0.3, 0.5, 2], 0.7, false")]
    public static double StartInBranch([NoGradient] State start, double k, bool b) { var s = start; if (b) s.V -= k * s.P; return s.Energy * k + start.P; }

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, true"), Case("[0.3, 0.5, 2], 0.7, false")]
    public static double StartOrNew([NoGradient] State start, double k, bool b) { State s; if (b) s = new State { P = k, V = 1 }; else s = start; return s.Energy * k + s.N; }

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, 3")]
    public static double StartInWhile([NoGradient] State start, double k, int n) { var s = start; while (s.N < n + 4) { s.N++; s = Next(s, k); if (s.P > 3) break; } return s.Energy; }

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, 3")]
    public static double StartInBranchOfLoop([NoGradient] State start, double k, int n) { var s = start; for (var i = 0; i < n; i++) if (i == 1) s.P = k * s.V; return s.Energy * k; }

    [Differentiable, Case("[[0.3, 0.5, 2], 1.5], 0.7, 3")]
    public static double StartOfNested([NoGradient] Inner start, double k, int n) { var s = start; for (var i = 0; i < n; i++) { s.A.P += k * s.K; s.K *= k; } return s.A.Energy * s.K; }

    [Differentiable, Case("[[0.3, 0.5, 2], [0.1, 0.2, 3]], 0.7, 3")]
    public static double StartOfElements([NoGradient] State[] start, double k, int n) { var s = start[1]; for (var i = 0; i < n; i++) { s.V -= k * s.P; s.P += 0.1 * s.V; } return s.Energy; }

    [Differentiable, Case("[0.3, 0.5, 1], [0.2, 0.1, 1], 0.7, 3")]
    public static double StartsSwapped([NoGradient] State a, [NoGradient] State b, double k, int n) { for (var i = 0; i < n; i++) { (a, b) = (b, a); a.P *= k; } return a.Energy + b.P; }

    static State Next(State s, double k) => new() { P = s.P + k * s.V, V = s.V - k * s.P, N = s.N };

    [Differentiable, Case("[0.3, 0.5, 2], 0.7, 3")]
    public static double StartInHelper([NoGradient] State start, double k, int n) => Moved(start, k, n).Energy;
    static State Moved(State s, double k, int n) { for (var i = 0; i < n; i++) s.P += k * s.V; return s; }
}
