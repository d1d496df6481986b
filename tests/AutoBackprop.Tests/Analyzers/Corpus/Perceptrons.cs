using System;
using AutoBackprop;

namespace Corpus;

public static partial class Perceptrons
{
    [Differentiable]
    public static double Xor(ReadOnlySpan<double> w)
    {
        var loss = 0.0;
        for (int x = 0; x <= 1; x++)
            for (int y = 0; y <= 1; y++)
            {
                var out1 = w[6];
                for (int unit = 0; unit < 2; unit++)
                {
                    var hidden = {|AB0201:Activations.Sigmoid(w[7 + 3 * unit] * x + w[8 + 3 * unit] * y + w[9 + 3 * unit])|};
                    out1 += w[4 + unit] * hidden;
                }
                var p = Activations.Sigmoid(out1);
                loss += {|AB0203:(p - (x ^ y)) * (p - (x ^ y))|};
            }
        return loss;
    }

    [Differentiable]
    public static double XorOfTanh(ReadOnlySpan<double> w)
    {
        var loss = 0.0;
        for (int x = 0; x <= 1; x++)
            for (int y = 0; y <= 1; y++)
            {
                var logit = w[6];
                for (int unit = 0; unit < 2; unit++)
                    logit += w[4 + unit] * Math.Tanh(w[7 + 3 * unit] * x + w[8 + 3 * unit] * y + w[9 + 3 * unit]);
                loss += Losses.BinaryCrossEntropyWithLogits(logit, x ^ y);
            }
        return loss;
    }

    // ── layers as methods on spans ───────────────────────────────────────────────────────────────────────────

    private static void Dense(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            var sum = b[i];
            for (int j = 0; j < x.Length; j++) sum += w[i * x.Length + j] * x[j];
            y[i] = sum;
        }
    }

    private static void Relu(Span<double> x)
    {
        for (int i = 0; i < x.Length; i++) x[i] = Math.Max(0, x[i]);
    }

    private static void Sigmoid(Span<double> x)
    {
        for (int i = 0; i < x.Length; i++) x[i] = 1 / (1 + Math.Exp(-x[i]));
    }

    [Differentiable]
    public static double TwoLayers(double[] w1, double[] b1, double[] w2, double[] b2, double[] x, [NoGradient] double[] t)
    {
        Span<double> h = stackalloc double[16], y = stackalloc double[4];
        Dense(w1, b1, x, h);
        Relu(h);
        Dense(w2, b2, h, y);
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++) loss += (y[i] - t[i]) * (y[i] - t[i]);
        return loss / y.Length;
    }

    [Differentiable]
    public static double ThreeSigmoidLayers(double[] w1, double[] b1, double[] w2, double[] b2, double[] w3, double[] b3, double[] w4, double[] b4, double[] x, [NoGradient] double t)
    {
        Span<double> h1 = stackalloc double[16], h2 = stackalloc double[16], h3 = stackalloc double[16], y = stackalloc double[1];
        Dense(w1, b1, x, h1);
        {|AB0202:{|AB0201:Sigmoid(h1)|}|};
        Dense(w2, b2, h1, h2);
        {|AB0201:Sigmoid(h2)|};
        Dense(w3, b3, h2, h3);
        {|AB0201:Sigmoid(h3)|};
        Dense(w4, b4, h3, y);
        return (y[0] - t) * (y[0] - t);
    }

    [Differentiable]
    public static double NoActivation(double[] w1, double[] b1, double[] w2, double[] b2, double[] x, [NoGradient] double[] t)
    {
        Span<double> h = stackalloc double[16], y = stackalloc double[4];
        Dense(w1, b1, x, h);
        {|AB0206:Dense(w2, b2, h, y)|};
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++) loss += (y[i] - t[i]) * (y[i] - t[i]);
        return loss / y.Length;
    }

    [Differentiable]
    public static double ReluAtTheEnd(double[] w1, double[] b1, double[] w2, double b2, double[] x, double t)
    {
        Span<double> h = stackalloc double[8];
        Dense(w1, b1, x, h);
        Relu(h);
        var z = b2;
        for (int i = 0; i < h.Length; i++) z += w2[i] * h[i];
        var y = {|AB0207:Activations.Relu(z)|};
        return Losses.SquaredError(y, t);
    }

    // One array of weights, as optimizers like it; the layers of one size in a loop.
    [Differentiable]
    public static double DeepRelu(double[] w, double[] x, [NoGradient] int layers, [NoGradient] double t)
    {
        var n = x.Length;
        var h = new double[n];
        var next = new double[n];
        for (int i = 0; i < n; i++) h[i] = x[i];
        for (int l = 0; l < layers; l++)
        {
            for (int i = 0; i < n; i++)
            {
                var z = w[(l * n + i) * (n + 1)];
                for (int j = 0; j < n; j++) z += w[(l * n + i) * (n + 1) + 1 + j] * h[j];
                next[i] = z > 0 ? z : 0.01 * z;
            }
            for (int i = 0; i < n; i++) h[i] = next[i];
        }
        var y = 0.0;
        for (int i = 0; i < n; i++) y += h[i];
        return (y - t) * (y - t);
    }

    [Differentiable]
    public static double DeepTanh(double[] w, double[] x, [NoGradient] int layers, [NoGradient] double t)
    {
        var n = x.Length;
        var h = new double[n];
        var next = new double[n];
        for (int i = 0; i < n; i++) h[i] = x[i];
        {|AB0205:for|} (int l = 0; l < layers; l++)
        {
            for (int i = 0; i < n; i++)
            {
                var z = w[(l * n + i) * (n + 1)];
                for (int j = 0; j < n; j++) z += w[(l * n + i) * (n + 1) + 1 + j] * h[j];
                next[i] = Math.Tanh(z);
            }
            for (int i = 0; i < n; i++) h[i] = next[i];
        }
        var y = 0.0;
        for (int i = 0; i < n; i++) y += h[i];
        return (y - t) * (y - t);
    }

    [Differentiable]
    public static double Residual(double[] w, double[] x, [NoGradient] int layers, [NoGradient] double t)
    {
        var n = x.Length;
        Span<double> h = new double[n], step = new double[n];
        x.CopyTo(h);
        for (int l = 0; l < layers; l++)
        {
            for (int i = 0; i < n; i++)
            {
                var z = 0.0;
                for (int j = 0; j < n; j++) z += w[(l * n + i) * n + j] * h[j];
                step[i] = Math.Tanh(z);
            }
            for (int i = 0; i < n; i++) h[i] += step[i];
        }
        var y = 0.0;
        for (int i = 0; i < n; i++) y += h[i];
        return (y - t) * (y - t);
    }

    [Differentiable]
    public static float Gelu(ReadOnlySpan<float> w1, ReadOnlySpan<float> w2, float b, ReadOnlySpan<float> x, float t)
    {
        var y = b;
        for (int i = 0; i < w2.Length; i++)
        {
            var z = 0f;
            for (int j = 0; j < x.Length; j++) z += w1[i * x.Length + j] * x[j];
            y += w2[i] * Activations.Gelu(z);
        }
        return Losses.SquaredError(y, t);
    }

    [Differentiable]
    public static double Maxout(double[] w, double x, double t)
    {
        var h = Math.Max(w[0] * x + w[1], w[2] * x + w[3]);
        return Losses.SquaredError(w[4] * h + w[5], t);
    }

    [Differentiable]
    public static double RadialBasis(double[] centres, double[] weights, double width, double x, double t)
    {
        var y = 0.0;
        for (int i = 0; i < centres.Length; i++)
        {
            var d = (x - centres[i]) / width;
            y += weights[i] * Math.Exp(-0.5 * d * d);
        }
        return (y - t) * (y - t);
    }
}
