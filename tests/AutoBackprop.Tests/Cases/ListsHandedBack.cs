using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Lists of structs that a method hands back, and controllers behind an interface.</summary>
public static partial class ListsHandedBack
{
    readonly record struct Vec(double X, double Y);
    static List<Vec> J1(double[] angles, double length) { var points = new List<Vec>(); foreach (var a in angles) points.Add(new(a, length)); return points; }
    [Differentiable, Case("[1,2], 2")] public static double C1(double[] g, double s) { var pts = J1(g, s); return pts[^1].X * pts[1].Y; }
    static List<Vec> J2(double[] angles, double length) { var points = new List<Vec> { new(0, 0) }; foreach (var a in angles) points.Add(new(a, length)); return points; }
    [Differentiable, Case("[1,2], 2")] public static double C2(double[] g, double s) { var pts = J2(g, s); return pts[^1].X * pts[1].Y; }
    static List<Vec> J3(double[] angles, double length) { var points = new List<Vec>(angles.Length + 1); foreach (var a in angles) points.Add(new(a, length)); return points; }
    [Differentiable, Case("[1,2], 2")] public static double C3(double[] g, double s) { var pts = J3(g, s); return pts[^1].X * pts[1].Y; }
    static List<Vec> J4(ReadOnlySpan<double> angles, double length) { var points = new List<Vec>(); foreach (var a in angles) points.Add(new(a, length)); return points; }
    [Differentiable, Case("[1,2], 2")] public static double C4(double[] g, double s) { var pts = J4(g, s); return pts[^1].X * pts[1].Y; }
    static List<double> J5(ReadOnlySpan<double> angles, double length) { var points = new List<double>(); foreach (var a in angles) points.Add(a * length); return points; }
    [Differentiable, Case("[1,2], 2")] public static double C5(double[] g, double s) { var pts = J5(g, s); return pts[^1] * pts[1]; }
    public record struct State(double X, double V) { public readonly double[] ToArray() => [X, V]; public double E => X * X + V * V; }
    public interface IController { double Act(in State s); }
    public sealed class Lin(double[] g) : IController { public double Act(in State s) => g.Zip(s.ToArray()).Sum(p => p.First * p.Second); }
    public sealed class Sat(IController inner, double limit) : IController { public double Act(in State s) => limit * Math.Tanh(inner.Act(s) / limit); }
    static double Roll(IController c, State s) { var t = s; var e = 0.0; for (var i = 0; i < 3; i++) { var u = c.Act(in t); t = new(t.X + u, t.V); e += t.X; } return e; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double D1(double[] g, State s) { IController c = new Sat(new Lin(g), 2); return Roll(c, s); }
    static double Roll2(IController c, State s, Action<int, State>? o = null) { var t = s; var e = 0.0; for (var i = 0; i < 3; i++) { t = new(t.X + 1, t.V); o?.Invoke(i, t); e += t.X; } return e; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double D2(double[] g, State s) { var peak = 0.0; return Roll2(new Lin(g), s, (i, q) => peak = Math.Max(peak, q.X * g[0])) + peak; }
    static double Roll3(IController c, State s) { var e = 0.0; for (var i = 0; i < 3; i++) { var u = c.Act(in s); s = new(s.X + u, s.V); e += s.X; } return e; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double D3(double[] g, State s) { IController c = new Sat(new Lin(g), 2); return Roll3(c, s); }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double D4(double[] g, State s) { return Roll3(new Lin(g), s); }
    public sealed class Lin2(double g) : IController { public double Act(in State s) => s.X * g; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double D5(double[] g, State s) { return Roll3(new Lin2(g[0]), s); }
}
