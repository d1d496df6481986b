using System.Diagnostics;
using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Iterators that yield active values.</summary>
public static partial class Yielded
{
    public static partial class Nested
    {
        static IEnumerable<double> Inner(double x, int n) { for (var i = 1; i <= n; i++) { if (i == 3) continue; yield return x * i; } yield return x * x; }
        static IEnumerable<double> Outer(IEnumerable<double> s, double y) { var sum = 0.0; foreach (var v in s) { sum += v * y; yield return sum; if (sum > 20) yield break; } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var t = 0.0; foreach (var v in Outer(Inner(x, 5), y)) { t += v * v; if (t > 30) break; } return t + Outer(Inner(y, 3), x).ToArray()[2] + Inner(x, 2).First(); }
    }

    public static partial class Endless
    {
        static IEnumerable<double> Newton(double a) { var v = a; while (true) { yield return v; v = (v + a / v) / 2; } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Newton(x).Take(6).Last() * Newton(y).Skip(3).First() + Newton(x * y).First(v => v * v - x * y < 1e-3);
    }

    public static partial class LeftEarly
    {
        static double G(double x, double y) { foreach (var v in Gen(x, y)) if (v > 2) return v * y; return x; static IEnumerable<double> Gen(double a, double b) { for (; ; a *= 1 + b) yield return a; } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => G(x, y) * G(y, x);
    }

    public static partial class OfAnObject
    {
        sealed class Sim(double k) { double v; public double Total { get; private set; } public IEnumerable<(double T, double V)> Run(double x, double dt) { v = x; for (var t = 0.0; t < 0.5; t += dt) { v -= dt * k * v; Total += v; yield return (t, v); } } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var sim = new Sim(y); var s = sim.Run(x, 0.1).Sum(p => p.V * (1 + p.T)); var last = 0.0; foreach (var (t, v) in sim.Run(y, 0.2)) last = v + t; return s + last * sim.Total; }
    }

    public static partial class OfArrays
    {
        static IEnumerable<double[]> Grid(double[] w) { for (var i = 0; i < w.Length; i++) { var p = new double[w.Length]; for (var j = 0; j <= i; j++) p[j] = w[j] * i; yield return p; } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { IEnumerable<double> Local(double a) { yield return a * x; yield return a * y; } return Grid([x, y, x * y]).Sum(p => p.Sum(v => v * v)) + Local(2).Sum() * Local(x).Max() + Grid([x, y]).ToArray()[1][0]; }
    }

    public static partial class YieldActive
    {
        static IEnumerable<double> Powers(double x, int n) { var p = 1.0; for (var i = 0; i < n; i++) { yield return p; p *= x; } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Powers(x, 4).Sum() * Powers(y, 3).Last();
    }

    public static partial class YieldBreak
    {
        static IEnumerable<(double T, double V)> Steps(double v) { for (var t = 0.0; ; t += 0.5) { if (t > 2) yield break; yield return (t, v * Math.Exp(-t)); } }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var s = 0.0; foreach (var (t, v) in Steps(x)) s += v * v * (1 + t); return s * y; }
    }

    public static partial class YieldConst
    {
        static IEnumerable<int> Evens(int n) { for (var i = 0; i < n; i += 2) yield return i; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) => Evens(7).Sum(i => i * x) * Evens(4).Aggregate(y, (a, i) => a * (x + i));
    }
}
