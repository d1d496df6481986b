#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>Arrays of the method's own, windows of its parameter, nests of loops.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double MatrixProduct(ReadOnlySpan<double> x)
    {
        var n = (int)Math.Sqrt(x.Length / 2.0);
        var a = x[..(n * n)];
        var b = x.Slice(n * n, n * n);
        var c = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                for (var k = 0; k < n; k++) c[i * n + j] += a[i * n + k] * b[k * n + j];
        var s = 0.0;
        for (var i = 0; i < c.Length; i++) s += c[i] * c[i] * (i % 5);
        return s;
    }

    [Differentiable]
    internal static double MatrixProductByRows(ReadOnlySpan<double> x)
    {
        var n = (int)Math.Sqrt(x.Length / 2.0);
        var c = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
            {
                var f = x[i * n + k];
                for (var j = 0; j < n; j++) c[i * n + j] += f * x[n * n + k * n + j];
            }
        var s = 0.0;
        for (var i = 0; i < c.Length; i++) s += Math.Sin(c[i]);
        return s;
    }

    [Differentiable]
    internal static double OuterProduct(ReadOnlySpan<double> x)
    {
        int n = x.Length / 2, m = x.Length - n;
        var a = new double[n * m];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < m; j++) a[i * m + j] = x[i] * x[n + j];
        var s = 0.0;
        for (var k = 0; k < a.Length; k++) s += a[k] * a[k] * a[k];
        return s;
    }

    [Differentiable]
    internal static double Mixture(ReadOnlySpan<double> x)
    {
        const int d = 2;
        if (x.Length < 4 * d) return 0.0;
        var means = x[..(2 * d)];
        var samples = x[(2 * d)..];
        Span<double> terms = stackalloc double[2];
        var loss = 0.0;
        for (var n = 0; n < samples.Length / d; n++)
        {
            for (var k = 0; k < 2; k++)
            {
                var q = 0.0;
                for (var j = 0; j < d; j++)
                {
                    var e = samples[n * d + j] - means[k * d + j];
                    q += e * e;
                }
                terms[k] = -0.5 * q;
            }
            var m = Math.Max(terms[0], terms[1]);
            loss += m + Math.Log(Math.Exp(terms[0] - m) + Math.Exp(terms[1] - m));
        }
        return loss;
    }

    [Differentiable]
    internal static double ConditionalStore(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = x[i];
            if (x[i] < 0.0) y[i] = x[i] * x[i];
            else if (x[i] > 0.5) y[i] += Math.Exp(x[i]);
        }
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i] * y[i];
        return s;
    }

    [Differentiable]
    internal static double Swap(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        x.CopyTo(y);
        for (var i = 0; i < y.Length / 2; i++) (y[i], y[y.Length - 1 - i]) = (y[y.Length - 1 - i] * 2.0, y[i]);
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i] * y[i] * (i + 1);
        return s;
    }

    [Differentiable]
    internal static double PingPong(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        var a = new double[n];
        var b = new double[n];
        x.CopyTo(a);
        for (var t = 0; t < 4; t++)
        {
            for (var i = 0; i < n; i++) b[i] = 0.5 * a[i] + 0.25 * a[Math.Max(i - 1, 0)] + 0.25 * Math.Sin(a[Math.Min(i + 1, n - 1)]);
            for (var i = 0; i < n; i++) a[i] = b[i];
        }
        var s = 0.0;
        for (var i = 0; i < n; i++) s += a[i] * a[i];
        return s;
    }

    [Differentiable]
    internal static double NormaliseThenUse(ReadOnlySpan<double> x)
    {
        var q = 0.5;
        for (var i = 0; i < x.Length; i++) q += x[i] * x[i];
        var r = 1.0 / Math.Sqrt(q);
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * r;
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Exp(y[i]) * (i % 2);
        return s;
    }

    [Differentiable]
    internal static double FilledTwice(ReadOnlySpan<double> x)
    {
        if (x.Length < 2) return 0.0;
        Span<double> a = new double[x.Length];
        a.Fill(x[0]);
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i];
        a.Fill(x[1]);
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i] * x[i];
        return s;
    }

    [Differentiable]
    internal static double PrefixSums(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var t = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            t += x[i];
            y[i] = t * 0.1;
        }
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += Math.Tanh(y[i]) * x[i];
        return s;
    }
}
