using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Arrays and lists of arrays, each as long as it is.</summary>
public static partial class RowsOfAnyLength
{
    public static partial class Triangle
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var m = new double[3][]; for (var i = 0; i < 3; i++) { m[i] = new double[i + 1]; var row = m[i]; for (var j = 0; j <= i; j++) row[j] = x * i + y * j * x; } var first = m[0]; m[2] = [x, y, x * y, 3]; first[0] = y; var s = 0.0; foreach (var r in m) foreach (var v in r) s += v * v; return s + m[2].Length * m[0][0] * first[0]; }
    }

    public static partial class Products
    {
        static double[][] Mul(double[][] a, double[][] b) => a.Select(r => Enumerable.Range(0, b[0].Length).Select(j => r.Select((v, k) => v * b[k][j]).Sum()).ToArray()).ToArray();
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { double[][] a = [[x, y], [1, x]]; var p = Mul(a, a); for (var i = 0; i < 3; i++) p = Mul(p, a); return p[0][0] + p[1][1] * p[0][1]; }
    }

    public static partial class Binomials
    {
        static double[][] Pascal(double x, int n) { var rows = new double[n][]; rows[0] = [1]; for (var i = 1; i < n; i++) { rows[i] = new double[i + 1]; for (var j = 0; j <= i; j++) rows[i][j] = (j < i ? rows[i - 1][j] : 0) + (j > 0 ? rows[i - 1][j - 1] : 0) * x; } return rows; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var p = Pascal(x, 5); return p[^1].Select((v, i) => v * Math.Pow(y, i)).Sum(); }
    }

    public static partial class OfParameter
    {
         [Differentiable, Case("[[0.1,0.2],[0.5,-0.3,2],[0.9]]")] public static double F(double[][] t) { var n = t.Select(r => r.Select(v => v * v).ToArray()).ToArray(); var k = t.Where(r => r.Length > 1).Select(r => r[1..]).ToArray(); return n.Sum(r => r.Sum()) * n[1][2] + k[0][0] * k[1][1] * k.Length; }
    }

    public static partial class Recurrence
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var m = Enumerable.Range(0, 3).Select(i => new double[4]).ToArray(); for (var i = 0; i < 3; i++) for (var j = 0; j < 4; j++) m[i][j] = i == 0 ? x * j : m[i - 1][j] * y + (j > 0 ? m[i][j - 1] : 0); return m[2][3] * m[1][1]; }
    }

    public static partial class Strips
    {
        readonly record struct V(double X, double Y);
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var strips = new V[2][]; strips[0] = [new(x, y)]; strips[1] = new V[2]; strips[1][0] = new(y, x * x); strips[1][1] = strips[0][0]; return strips.Sum(s => s.Sum(v => v.X * v.Y)); }
    }

    public static partial class JaggedLiteralRagged
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { double[][] m = [[x], [y, x * y], [1, x, y]]; return m.Sum(r => r.Sum(v => v * v)) * m[2][1]; }
    }

    public static partial class JaggedMatMul
    {
        static double[][] Mul(double[][] a, double[][] b) => a.Select(r => Enumerable.Range(0, b[0].Length).Select(j => r.Select((v, k) => v * b[k][j]).Sum()).ToArray()).ToArray();
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { double[][] a = [[x, y], [1, x]]; var c = Mul(a, Mul(a, a)); return c[0][0] + c[1][1] * c[0][1]; }
    }

    public static partial class LayersOfArrays
    {
        static List<double[]> Layers(double x, double y, int n) { var l = new List<double[]>(); for (var i = 1; i <= n; i++) { var a = new double[i]; for (var j = 0; j < i; j++) a[j] = x * j + y * i; l.Add(a); } return l; }
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var layers = Layers(x, y, 3); var samples = new List<double[]> { new[] { x, y }, new[] { 1.0, x * y, y } }; samples[0][1] *= 2; foreach (var s in samples) s[0] += x; return layers.Sum(a => a.Sum()) * layers[2][1] + samples.Sum(s => s[^1] * s[0]) + layers.Count * samples[^1].Length; }
    }

    public static partial class History
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var history = new List<double[]>(); double[] h = [x, y]; for (var i = 0; i < 3; i++) { h = h.Select((v, k) => Math.Tanh(v * (k + 1))).ToArray(); history.Add(h); } return history.Select(a => a[0] * a[1]).Sum() + history.Last()[1]; }
    }

    public static partial class ListOfArrays
    {
        [Differentiable, Case("1.3, 0.7")] public static double F(double x, double y) { var layers = new List<double[]>(); for (var i = 0; i < 3; i++) { var a = new double[2]; a[0] = x * i; a[1] = y + i; layers.Add(a); } return layers.Sum(a => a[0] * a[1]); }
    }
}
