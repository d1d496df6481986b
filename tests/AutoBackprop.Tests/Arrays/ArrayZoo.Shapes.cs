#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Parameters of every shape, several of them, and scalars beside them.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double Regression(double[] w, double b, ReadOnlySpan<double> x, [NoGradient] double[] t)
    {
        var n = t.Length;
        var d = w.Length;
        var loss = 0.0;
        for (var i = 0; i < n; i++)
        {
            var y = b;
            for (var j = 0; j < d; j++) y += w[j] * x[i * d + j];
            loss += (y - t[i]) * (y - t[i]);
        }
        return loss / n;
    }

    [Differentiable]
    internal static double Scaled(double a, ReadOnlySpan<double> x, double b)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Exp(a * x[i]) * b;
        return s;
    }

    [Differentiable]
    internal static double Quadratic(double[,] a, double[] x)
    {
        var s = 0.0;
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++) s += x[i] * a[i, j] * x[j];
        return s;
    }

    [Differentiable]
    internal static double Layered(double[,] w, double[] x)
    {
        var h = new double[w.GetLength(0)];
        for (var i = 0; i < h.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) h[i] += w[i, j] * x[j];
            h[i] = Math.Tanh(h[i]);
        }
        var s = 0.0;
        foreach (var v in h) s += v * v * v;
        return s;
    }

    [Differentiable]
    internal static double Rows(double[][] w)
    {
        var s = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            var row = w[i];
            for (var j = 0; j < row.Length; j++) s += row[j] * row[j] * (i + 1) + Math.Sin(w[0][0] * w[i][j]);
        }
        return s;
    }

    [Differentiable]
    internal static double EachRow(double[][] w)
    {
        var p = 0.0;
        foreach (var row in w)
        {
            var s = 0.0;
            foreach (var v in row) s += v;
            p += s * s;
        }
        return p;
    }

    [Differentiable]
    internal static double WrittenSpan(Span<double> y, ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = y[i] * x[i];
            s += y[i] * y[i];
        }
        return s;
    }

    [Differentiable]
    internal static double WrittenArray(double[] y, double k)
    {
        for (var i = 1; i < y.Length; i++) y[i] += k * y[i - 1];
        var s = 0.0;
        foreach (var v in y) s += Math.Cos(v);
        return s;
    }

    [Differentiable]
    internal static double DotOfThree(double[] a, Span<double> b, ReadOnlySpan<double> c)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * b[i] * c[i];
        return s;
    }

    [Differentiable]
    internal static double Picked(double[] table, ReadOnlySpan<int> index, ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < index.Length; i++) s += table[index[i]] * x[i] * table[index[i]];
        return s;
    }

    [Differentiable]
    internal static double Network(double[] w1, double[] b1, double[] w2, ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> t)
    {
        int h = b1.Length, d = w1.Length / h, n = t.Length;
        Span<double> hidden = stackalloc double[h];
        var loss = 0.0;
        for (var s = 0; s < n; s++)
        {
            var sample = x.Slice(s * d, d);
            for (var i = 0; i < h; i++)
            {
                var z = b1[i];
                for (var j = 0; j < d; j++) z += w1[i * d + j] * sample[j];
                hidden[i] = Math.Tanh(z);
            }
            var y = 0.0;
            for (var i = 0; i < h; i++) y += w2[i] * hidden[i];
            loss += (y - t[s]) * (y - t[s]);
        }
        return loss / n;
    }
}
