using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Lists of structs that methods make, functions that may be null, properties in patterns.</summary>
public static partial class HandedOn
{
    public record struct State(double X, double V) { public readonly double[] ToArray() => [X, V]; public double E => X * X + V * V; }
    public interface IController { double Act(in State s); }
    public sealed class Lin(double[] g) : IController { public double Act(in State s) => g.Zip(s.ToArray()).Sum(p => p.First * p.Second); }
    public sealed class Sat(IController inner, double limit) : IController { public double Act(in State s) => limit * Math.Tanh(inner.Act(s) / limit); }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double A1(double[] g, State s) { IController c = new Lin(g); return c.Act(in s); }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double A2(double[] g, State s) { IController c = new Sat(new Lin(g), 2); return c.Act(s); }
    static double Act1(in State s, double[] g) => g.Zip(s.ToArray()).Sum(p => p.First * p.Second);
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double A3(double[] g, State s) => Act1(s, g);
    static double Act2(in State s, double[] g) => g.Sum() * s.X + s.ToArray().Sum();
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double A4(double[] g, State s) => Act1(in s, g);
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double A5(double[] g, State s) { if (s is { E: > 0.1 }) return g[0] * s.E; return g[1]; }
    interface IL { double Go(double x); }
    sealed class Dense : IL { private readonly Func<double, double>? f; readonly double w; public Dense(double w, Func<double, double>? f = null) { this.w = w; this.f = f; } public double Go(double x) { var z = w * x; return f is not null ? f(z) : z; } }
    sealed class Res(IL inner) : IL { public double Go(double x) => x + inner.Go(x); }
    sealed class Seq : IL { private readonly List<IL> layers = new(); public Seq Add(IL l) { layers.Add(l); return this; } public double Go(double x) { foreach (var l in layers) x = l.Go(x); return x; } }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double A9(double[] g, State s) { var n = new Seq().Add(new Dense(g[0], Math.Tanh)).Add(new Res(new Dense(g[1], v => v > 0 ? v : 0.1 * v))).Add(new Dense(g[1] * g[0])); return n.Go(s.V); }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double B1(double[] g, State s) { var n = new Seq().Add(new Dense(g[0], Math.Tanh)).Add(new Dense(g[1] * g[0])); return n.Go(s.V); }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double B2(double[] g, State s) { var n = new Seq().Add(new Dense(g[0], Math.Tanh)).Add(new Dense(g[1], v => v > 0 ? v : 0.1 * v)); return n.Go(s.V); }
    readonly record struct Vec(double X, double Y);
    static List<Vec> Joints(ReadOnlySpan<double> angles, double length) { var points = new List<Vec>(angles.Length + 1) { new(0, 0) }; var p = new Vec(0, 0); foreach (var a in angles) { p = new(p.X + length * a, p.Y + a * a); points.Add(p); } return points; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double C1(double[] g, State s) { var pts = Joints(g, s.X); return pts[^1].X * pts[1].Y; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double C2(double[] g, State s) { var pts = Joints(g, s.X); var smooth = pts.Zip(pts.Skip(1), (a, b) => (b.X - a.X) * (b.Y - a.Y)).Select(v => v * v).Sum(); return smooth; }
    readonly record struct Seg(Vec A, Vec B) { public (double D, Vec C) To(in Vec p) { var t = Math.Clamp(p.X * (B.X - A.X), 0, 1); var c = new Vec(A.X + t * B.X, A.Y); return (c.X * c.Y, c); } }
    static readonly Seg[] Walls = [new(new(0, 1), new(1, 2)), new(new(0, 1.5), new(1, 2.5))];
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double C3(double[] g, State s) { var pts = Joints(g, s.X); var e = 0.0; for (var i = 1; i < pts.Count; i++) foreach (var w in Walls) { var (d, _) = w.To(pts[i]); e += d; } return e; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double C4(double[] g, State s) { var pts = Joints(g, s.X); var e = 0.0; for (var i = 1; i < pts.Count; i++) { var l = new Seg(pts[i - 1], pts[i]); var (d, _) = l.To(pts[0]); (d, var c) = l.To(pts[1]); e += d + c.X; } return e; }
    [Differentiable, Case("[1,2], [0.3,0.4]")] public static double C5(double[] g, State s) { var pts = Joints(g, s.X); if (!double.IsFinite(pts[0].X)) throw new InvalidOperationException($"bad {pts[^1]}, {pts.Count} points"); return pts[1].X; }
}
