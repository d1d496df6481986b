#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Arrays of the method's own, windows of its parameter, nests of loops.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double Perceptron(ReadOnlySpan<double> x)
    {
        int d = 3, m = x.Length / 4;
        var w = x.Slice(0, d * m);
        var b = x.Slice(d * m, m);
        Span<double> h = stackalloc double[m];
        var loss = 0.0;
        for (var s = 0; s < 4; s++)
        {
            for (var j = 0; j < m; j++)
            {
                var z = b[j];
                for (var k = 0; k < d; k++) z += w[j * d + k] * Math.Sin(s + k);
                h[j] = Math.Tanh(z);
            }
            var o = 0.0;
            for (var j = 0; j < m; j++) o += b[j] * h[j];
            loss += (o - s) * (o - s);
        }
        return loss / 4.0;
    }

    [Differentiable]
    internal static double Recurrence(ReadOnlySpan<double> x)
    {
        var h = new double[x.Length];
        x.CopyTo(h);
        for (var t = 0; t < 3; t++)
            for (var i = 1; i < h.Length; i++) h[i] = 0.5 * h[i] * h[i - 1] + 0.1 * h[i];
        var s = 0.0;
        foreach (var v in h) s += v;
        return s;
    }

    [Differentiable]
    internal static double TwoStages(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        Span<double> a = stackalloc double[n];
        Span<double> b = stackalloc double[n];
        for (var i = 0; i < n; i++) a[i] = Math.Tanh(x[i]);
        for (var i = 0; i < n; i++)
        {
            var t = 0.0;
            for (var j = 0; j < n; j++) t += a[j] * x[i];
            b[i] = t / (n + 1);
        }
        var s = 0.0;
        for (var i = 0; i < n; i++) s += b[i] * a[i];
        return s;
    }

    [Differentiable]
    internal static double AccumulateNeighbours(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        var y = new double[n + 1];
        for (var i = 0; i < n; i++)
        {
            y[i] += x[i] * 2.0;
            y[i + 1] += x[i] * x[i];
        }
        var s = 0.0;
        for (var i = 0; i <= n; i++) s += y[i] * y[i];
        return s;
    }

    [Differentiable]
    internal static double OverwrittenBetweenReads(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        var y = new double[n];
        for (var i = 0; i < n; i++) y[i] = x[i];
        var s = 0.0;
        for (var i = 0; i < n; i++) s += y[i] * y[i];
        for (var i = 0; i < n; i++) y[i] = Math.Sin(y[i]);
        for (var i = 0; i < n; i++) s += y[i] * x[i];
        return s;
    }

    [Differentiable]
    internal static double DotsOfHalves(ReadOnlySpan<double> x)
    {
        var n = x.Length / 2;
        return Dot(x.Slice(0, n), x.Slice(n, n)) + Dot(x[..n], x[..n]);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * b[i];
        return s;
    }

    [Differentiable]
    internal static double OverlappingWindows(ReadOnlySpan<double> x)
    {
        if (x.Length < 3) return 0.0;
        var left = x[..^2];
        var right = x[2..];
        var s = 0.0;
        for (var i = 0; i < left.Length; i++) s += left[i] * Math.Exp(-right[i]);
        return s;
    }

    [Differentiable]
    internal static double WindowsOfOneLocal(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        var y = new double[2 * n];
        var a = y.AsSpan(0, n);
        var b = y.AsSpan(n);
        for (var i = 0; i < n; i++) a[i] = x[i] * x[i];
        for (var i = 0; i < n; i++) b[i] = Math.Sin(a[i]) + y[i];
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i] * y[i];
        return s;
    }

    [Differentiable]
    internal static double HelperFills(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[x.Length];
        Square(x, y);
        Square(y, y);
        return Dot(x, y);
    }

    private static void Square(ReadOnlySpan<double> a, Span<double> b)
    {
        for (var i = 0; i < a.Length; i++) b[i] = a[i] * a[i] + 0.5;
    }

    [Differentiable]
    internal static double EachWithEach(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var t = 0.0;
            for (var j = 0; j < x.Length; j++) t += x[i] * x[j] * (i + 1);
            s += Math.Sin(t / (x.Length * x.Length));
        }
        return s;
    }

    [Differentiable]
    internal static double Triangle(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
            for (var j = i + 1; j < x.Length; j++) s += Math.Exp(-(x[i] - x[j]) * (x[i] - x[j]));
        return s;
    }

    [Differentiable]
    internal static double SoftmaxByHand(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        Span<double> e = stackalloc double[n];
        var z = 0.01;
        for (var i = 0; i < n; i++)
        {
            e[i] = Math.Exp(x[i]);
            z += e[i];
        }
        var s = 0.0;
        for (var i = 0; i < n; i++) s += (i % 3) * e[i] / z;
        return s;
    }

    [Differentiable]
    internal static double TemporaryPerIteration(ReadOnlySpan<double> x)
    {
        var t = new double[5];
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < 5; j++) t[j] = x[i] * j;
            for (var j = 1; j < 5; j++) t[j] = 0.1 * t[j] * t[j - 1] + 1.0;
            s += t[4];
        }
        return s;
    }

    [Differentiable]
    internal static double TemporaryDeclaredInside(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i + 4 <= x.Length; i += 2)
        {
            double[] t = [x[i], x[i + 1] * x[i], Math.Sin(x[i + 2]), 1.0];
            for (var j = 0; j < 4; j++) t[j] *= x[i + j];
            s += t[0] * t[1] + t[2] * t[3];
        }
        return s;
    }

    [Differentiable]
    internal static double RowsOfThree(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var r = 0; r < 3; r++)
        {
            var row = x.Slice(r * (x.Length / 3), x.Length / 3);
            for (var k = 0; k < row.Length; k++) s += row[k] * row[k] * r;
        }
        return s;
    }

    [Differentiable]
    internal static double InPlace(ReadOnlySpan<double> x)
    {
        var a = new double[x.Length];
        for (var i = 0; i < a.Length; i++) a[i] = x[i];
        for (var i = 0; i < a.Length; i++) a[i] *= a[i] + 0.5;
        for (var i = a.Length - 1; i > 0; i--) a[i - 1] += a[i] * x[i];
        return a.Length > 0 ? a[0] : 0.0;
    }

    [Differentiable]
    internal static double Scatter(ReadOnlySpan<double> x)
    {
        var bins = new double[5];
        for (var i = 0; i < x.Length; i++) bins[i * i % 5] += x[i] * x[i];
        var s = 0.0;
        foreach (var b in bins) s += Math.Log(1.0 + b);
        return s;
    }

    [Differentiable]
    internal static double Filled(ReadOnlySpan<double> x)
    {
        Span<double> a = new double[x.Length];
        a.Fill(x.Length > 1 ? x[0] * x[1] : 0.5);
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * x[i];
        return s;
    }

    [Differentiable]
    internal static double Cleared(ReadOnlySpan<double> x)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i];
        a[..(a.Length / 2)].Clear();
        for (var i = 0; i < a.Length; i++) s += Math.Sin(a[i]);
        return s;
    }

    [Differentiable]
    internal static double CopiedTwice(ReadOnlySpan<double> x)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i];
        x.CopyTo(a);
        for (var i = 0; i < a.Length; i++) s += Math.Sin(a[i]);
        return s;
    }

    [Differentiable]
    internal static double Initialisers(ReadOnlySpan<double> x)
    {
        if (x.Length < 3) return 0.0;
        var a = new double[] { x[0], x[1] * x[2], 2.0 };
        double[] b = [Math.Sin(x[0]), x[1], x[^1]];
        Span<double> c = [x[2], 1.0, x[0]];
        var s = 0.0;
        for (var i = 0; i < 3; i++) s += a[i] * b[i] * c[i];
        return s;
    }

    [Differentiable]
    internal static double Convolution(ReadOnlySpan<double> x)
    {
        const int k = 5;
        if (x.Length < 2 * k) return 0.0;
        var kernel = x[..k];
        var signal = x[k..];
        var s = 0.0;
        for (var i = 0; i + k <= signal.Length; i++)
        {
            var t = 0.0;
            for (var j = 0; j < k; j++) t += kernel[j] * signal[i + j];
            s += t * t;
        }
        return s;
    }

    [Differentiable]
    internal static double MatrixTimesVector(ReadOnlySpan<double> x)
    {
        var n = (int)((Math.Sqrt(1.0 + 4.0 * x.Length) - 1.0) / 2.0);
        var w = x[..(n * n)];
        var v = x.Slice(n * n, n);
        Span<double> y = new double[n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) y[i] += w[i * n + j] * v[j];
        var s = 0.0;
        for (var i = 0; i < n; i++) s += y[i] * y[i];
        return s;
    }

    [Differentiable]
    internal static double TransposedTimesVector(ReadOnlySpan<double> x)
    {
        var n = (int)((Math.Sqrt(1.0 + 4.0 * x.Length) - 1.0) / 2.0);
        var s = 0.0;
        for (var i = 0; i < n; i++)
        {
            var t = 0.0;
            for (var j = 0; j < n; j++) t += x[j * n + i] * x[n * n + j];
            s += Math.Tanh(t);
        }
        return s;
    }
}
