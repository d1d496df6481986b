using AutoBackprop;

namespace Cases;

/// <summary>New arrays of two dimensions.</summary>
public static partial class Rectangular
{
    static double[,] Times(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < b.GetLength(1); j++)
                for (var k = 0; k < a.GetLength(1); k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }

    static double Trace(double[,] m)
    {
        var s = 0.0;
        for (var i = 0; i < m.GetLength(0); i++) s += m[i, i];
        return s;
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double Determinant(double x, double y)
    {
        var m = new double[2, 2];
        m[0, 0] = x;
        m[0, 1] = y;
        m[1, 0] = x * y;
        m[1, 1] = 1;
        return m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0];
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double Initialised(double x, double y)
    {
        double[,] m = { { x, y, 1 }, { y * y, 2, x } };
        return m[0, 0] * m[1, 0] + m[0, 2] * m[1, 2] + m.Length + m.GetLength(0) * m[0, 1] + m.Rank;
    }

    [Differentiable, Case("1.3, 0.7")]
    public static float InFloat(float x, float y)
    {
        var m = new[,] { { x, y }, { y * y, 2f } };
        return m[0, 0] * m[1, 0] + m[0, 1] * m[1, 1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5, 0.9]")]
    public static double Product(double[] x)
    {
        double[,] a = { { x[0], x[1] }, { x[2], x[3] } }, b = { { x[3], 1 }, { x[0], x[1] } };
        return Trace(Times(a, Times(b, a)));
    }

    [Differentiable, Case("[0.3, -0.2, 0.5, 0.9], 3")]
    public static double Power(double[] x, int n)
    {
        double[,] a = { { x[0], x[1] }, { x[2], x[3] } };
        var p = new double[2, 2];
        p[0, 0] = p[1, 1] = 1;
        for (var k = 0; k < n; k++) p = Times(p, a);
        return Trace(p);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5, 0.9, 1.1, 0.2]")]
    public static double Sums(double[] x)
    {
        var m = new double[x.Length, x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++) m[i, j] = x[i] * Math.Sin(x[j]);
        var s = 0.0;
        foreach (var v in m) s += v * v;
        return s;
    }

    [Differentiable, Case("[4.0, 1.0, 0.5, 3.0, 0.2, 2.0]")]
    public static double LogDeterminant(double[] x)
    {
        const int n = 3;
        double[,] a = { { x[0], x[1], x[2] }, { x[1], x[3], x[4] }, { x[2], x[4], x[5] } };
        var l = new double[n, n];
        var sum = 0.0;
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var s = a[i, j];
                for (var k = 0; k < j; k++) s -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(s) : s / l[j, j];
            }
            sum += 2 * Math.Log(l[j, j]);
        }
        return sum;
    }

    [Differentiable, Case("1.3, 0.7, true"), Case("1.3, 0.7, false")]
    public static double Chosen(double x, double y, bool first)
    {
        double[,] a = { { x, y }, { 1, x } }, b = { { y, y * x }, { x, 1 } };
        var c = first ? a : Times(a, b);
        c[0, 1] *= x;
        return c[0, 1] * c[1, 0] + a[0, 1];
    }

    [Differentiable, Case("1.3, 0.7")]
    public static double Cloned(double x, double y)
    {
        double[,] a = { { x, y }, { 1, x } };
        var b = (double[,])a.Clone();
        b[0, 1] *= x;
        return b[0, 1] * a[0, 1];
    }
}
