using System;
using AutoBackprop;

namespace Corpus;

public static partial class Attention
{
    private static void Project(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y, int rows, int columns)
    {
        for (int t = 0; t < rows; t++)
            for (int i = 0; i < columns; i++)
            {
                var sum = 0.0;
                for (int j = 0; j < columns; j++) sum += w[i * columns + j] * x[t * columns + j];
                y[t * columns + i] = sum;
            }
    }

    [Differentiable]
    public static double Head(double[] wq, double[] wk, double[] wv, double[] wo, double[] x, [NoGradient] double[] target, [NoGradient] int n, [NoGradient] int d)
    {
        Span<double> q = new double[n * d], k = new double[n * d], v = new double[n * d], mixed = new double[n * d], y = new double[n * d], a = new double[n];
        Project(wq, x, q, n, d);
        Project(wk, x, k, n, d);
        Project(wv, x, v, n, d);
        for (int t = 0; t < n; t++)
        {
            var greatest = double.NegativeInfinity;
            for (int s = 0; s < n; s++)
            {
                var score = 0.0;
                for (int i = 0; i < d; i++) score += q[t * d + i] * k[s * d + i];
                a[s] = score / Math.Sqrt(d);
                greatest = Math.Max(greatest, a[s]);
            }
            var sum = 0.0;
            for (int s = 0; s < n; s++)
            {
                a[s] = Math.Exp(a[s] - greatest);
                sum += a[s];
            }
            for (int i = 0; i < d; i++)
            {
                var value = 0.0;
                for (int s = 0; s < n; s++) value += a[s] / sum * v[s * d + i];
                mixed[t * d + i] = value;
            }
        }
        Project(wo, mixed, y, n, d);
        var loss = 0.0;
        for (int i = 0; i < n * d; i++) loss += (y[i] - target[i]) * (y[i] - target[i]);
        return loss;
    }

    [Differentiable]
    public static double GatedUnit(ReadOnlySpan<double> w, ReadOnlySpan<double> v, ReadOnlySpan<double> o, ReadOnlySpan<double> x, double t)
    {
        var y = 0.0;
        for (int i = 0; i < o.Length; i++)
        {
            double a = 0, b = 0;
            for (int j = 0; j < x.Length; j++)
            {
                a += w[i * x.Length + j] * x[j];
                b += v[i * x.Length + j] * x[j];
            }
            y += o[i] * (a * Activations.Sigmoid(b));
        }
        return Losses.SquaredError(y, t);
    }

    [Differentiable]
    public static double SqueezeAndExcite(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> v, double t)
    {
        var mean = 0.0;
        for (int i = 0; i < x.Length; i++) mean += x[i];
        mean /= x.Length;
        var y = 0.0;
        for (int i = 0; i < x.Length; i++) y += v[i] * (x[i] * Activations.Sigmoid(w[i] * mean));
        return Losses.SquaredError(y, t);
    }

    [Differentiable]
    public static double Highway(ReadOnlySpan<double> w, double x, double t)
    {
        var h = Activations.Relu(w[0] * x + w[1]);
        var gate = Activations.Sigmoid(w[2] * x + w[3]);
        var y = gate * h + (1 - gate) * x;
        return Losses.SquaredError(w[4] * y + w[5], t);
    }
}
