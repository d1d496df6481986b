using System;
using AutoBackprop;

namespace Corpus;

public static partial class Recurrent
{
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    [Differentiable]
    public static double Scalar(double wh, double wx, double b, double wy, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double h = 0, loss = 0;
        {|AB0205:for|} (int t = 0; t < x.Length; t++)
        {
            h = Math.Tanh(wh * h + wx * x[t] + b);
            loss += Losses.SquaredError(wy * h, y[t]);
        }
        return loss / x.Length;
    }

    [Differentiable]
    public static double Elman(ReadOnlySpan<double> wh, ReadOnlySpan<double> wx, ReadOnlySpan<double> b, ReadOnlySpan<double> wy, ReadOnlySpan<double> x, [NoGradient] double target)
    {
        var n = b.Length;
        Span<double> h = stackalloc double[32], next = stackalloc double[32];
        {|AB0205:for|} (int t = 0; t < x.Length; t++)
        {
            for (int i = 0; i < n; i++) next[i] = Math.Tanh(Dot(wh.Slice(i * n, n), h.Slice(0, n)) + wx[i] * x[t] + b[i]);
            next.CopyTo(h);
        }
        var y = Dot(wy, h.Slice(0, n));
        return (y - target) * (y - target);
    }

    [Differentiable]
    public static double Lstm(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [NoGradient] double target)
    {
        double h = 0, c = 0;
        for (int t = 0; t < x.Length; t++)
        {
            var f = Activations.Sigmoid(w[0] * x[t] + w[1] * h + w[2]);
            var i = Activations.Sigmoid(w[3] * x[t] + w[4] * h + w[5]);
            var o = Activations.Sigmoid(w[6] * x[t] + w[7] * h + w[8]);
            var g = Math.Tanh(w[9] * x[t] + w[10] * h + w[11]);
            c = f * c + i * g;
            h = o * Math.Tanh(c);
        }
        return Losses.SquaredError(w[12] * h + w[13], target);
    }

    [Differentiable]
    public static double LstmOfVectors(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> v, ReadOnlySpan<double> x, [NoGradient] int n, [NoGradient] double target)
    {
        Span<double> h = new double[n], c = new double[n], z = new double[4 * n];
        for (int t = 0; t < x.Length; t++)
        {
            for (int i = 0; i < 4 * n; i++)
            {
                z[i] = b[i] + w[i * (n + 1)] * x[t];
                for (int j = 0; j < n; j++) z[i] += w[i * (n + 1) + 1 + j] * h[j];
            }
            for (int i = 0; i < n; i++)
            {
                var forget = Activations.Sigmoid(z[i]);
                var input = Activations.Sigmoid(z[n + i]);
                var output = Activations.Sigmoid(z[2 * n + i]);
                c[i] = forget * c[i] + input * Math.Tanh(z[3 * n + i]);
                h[i] = output * Math.Tanh(c[i]);
            }
        }
        var y = 0.0;
        for (int i = 0; i < n; i++) y += v[i] * h[i];
        return (y - target) * (y - target);
    }

    [Differentiable]
    public static double Gru(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [NoGradient] double target)
    {
        var h = 0.0;
        foreach (var e in x)
        {
            var z = Activations.Sigmoid(w[0] * e + w[1] * h + w[2]);
            var r = Activations.Sigmoid(w[3] * e + w[4] * h + w[5]);
            var candidate = Math.Tanh(w[6] * e + w[7] * (r * h) + w[8]);
            h = (1 - z) * h + z * candidate;
        }
        return Losses.SquaredError(w[9] * h + w[10], target);
    }

    [Differentiable]
    public static double Echo(ReadOnlySpan<double> x, double a, double w, double u, double v, double target)
    {
        var h = 0.0;
        foreach (var e in x) h = (1 - a) * h + a * Math.Tanh(w * h + u * e);
        return Losses.SquaredError(v * h, target);
    }

    [Differentiable]
    public static double Smoothing(ReadOnlySpan<double> x, double alpha)
    {
        double level = x[0], loss = 0;
        for (int t = 1; t < x.Length; t++)
        {
            loss += (x[t] - level) * (x[t] - level);
            level = alpha * x[t] + (1 - alpha) * level;
        }
        return loss;
    }

    [Differentiable]
    public static double StateSpace(ReadOnlySpan<double> u, ReadOnlySpan<double> y, double a, double b, double c, double d)
    {
        double s = 0, loss = 0;
        for (int t = 0; t < u.Length; t++)
        {
            s = a * s + b * u[t];
            var error = c * s + d * u[t] - y[t];
            loss += error * error;
        }
        return loss;
    }

    [Differentiable]
    public static double FixedPoint(double w, double b, double target)
    {
        var x = 0.0;
        {|AB0205:for|} (int k = 0; k < 50; k++) x = {|AB0201:Activations.Sigmoid(w * x + b)|};
        return Math.Abs(x - target);
    }
}
