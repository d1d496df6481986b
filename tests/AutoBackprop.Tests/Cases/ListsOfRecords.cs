using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Lists of records and of numbers that a loop adds to, and that are changed in place.</summary>
public static partial class ListsOfRecords
{
    public static partial class Bodies
    {
        record Body(double M, double X, int Id);
        static double Total(List<Body> l) { var s = 0.0; foreach (var b in l) s += b.M * b.X * b.X * (b.Id + 1); return s; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var l = new List<Body>(); for (var i = 0; i < 3; i++) { if (i == 1) continue; l.Add(new Body(i + 1, x * i, i)); } l.Add(new(y, x, 7)); var last = l[^1]; return Total(l) * y + last.M * l.Sum(b => b.X) + l.Where(b => b.Id > 0).Max(b => b.M * b.X) + l.Count; }
    }

    public static partial class Path
    {
        record State(double P, double V) { public State Step(double dt, double k) => this with { P = P + dt * V, V = V - dt * k * P }; }
        static List<State> Simulate(State s, double k, int n) { var path = new List<State> { s }; for (var i = 0; i < n; i++) path.Add(path[^1].Step(0.1, k)); return path; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var path = Simulate(new(x, 0), y, 5); return path.Sum(s => s.P * s.P) + path.Last().V; }
    }

    public static partial class ListOfRecords
    {
        record Body(double M, double X);
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var l = new List<Body>(); for (var i = 0; i < 3; i++) l.Add(new Body(i + 1, x * i)); var s = 0.0; foreach (var b in l) s += b.M * b.X * b.X; return s * y; }
    }

    public static partial class ListSortRemove
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var l = new List<double> { x, y, 3, 0.2 }; l.Sort(); l.RemoveAt(0); l[0] *= 2; l.Reverse(); return l[0] * l[1] + l.Average(); }
    }

    public static partial class ConvA
    {
        public sealed record Tensor3(int Channels, int Height, double[] Data) { public Tensor3(int c, int h) : this(c, h, new double[c * h]) { } public double At(int i) => Data[i]; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var t = new Tensor3(1, 2); t.Data[0] = x; t.Data[1] = y; return t.At(0) * t.At(1); }
    }

    public static partial class ConvB
    {
        public sealed record Tensor3(int Channels, int Height, double[] Data) { public ref double this[int i] => ref Data[i]; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var t = new Tensor3(1, 2, new double[2]); t[0] += x; t[1] = y; return t[0] * t[1]; }
    }

    public static partial class ConvC
    {
        public sealed record Tensor3(int Channels, int Height, double[] Data) { public Tensor3(int c, int h) : this(c, h, new double[c * h]) { } public ref double this[int i] => ref Data[i]; }
        static Tensor3 Make(double x, double y) { var t = new Tensor3(1, 2); t[0] += x; t[1] = y; return t; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var t = Make(x, y); return t[0] * t[1]; }
    }
}
