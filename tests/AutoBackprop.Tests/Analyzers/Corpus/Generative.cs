using System;
using AutoBackprop;

namespace Corpus;

public static partial class Generative
{
    [Differentiable]
    public static double Autoencoder(double[] w, double[] b, double[] v, double[] c, [NoGradient] double[] x)
    {
        var h = new double[b.Length];
        for (int i = 0; i < h.Length; i++)
        {
            var z = b[i];
            for (int j = 0; j < x.Length; j++) z += w[i * x.Length + j] * x[j];
            h[i] = Activations.Relu(z);
        }
        var loss = 0.0;
        for (int j = 0; j < x.Length; j++)
        {
            var y = c[j];
            for (int i = 0; i < h.Length; i++) y += v[j * h.Length + i] * h[i];
            loss += (y - x[j]) * (y - x[j]);
        }
        return loss / x.Length;
    }

    [Differentiable]
    public static double SigmoidAutoencoder(double[] w, double[] b, double[] v, double[] c, [NoGradient] double[] x)
    {
        var h = new double[b.Length];
        for (int i = 0; i < h.Length; i++)
        {
            var z = b[i];
            for (int j = 0; j < x.Length; j++) z += w[i * x.Length + j] * x[j];
            h[i] = {|AB0201:Activations.Sigmoid(z)|};
        }
        var loss = 0.0;
        for (int j = 0; j < x.Length; j++)
        {
            var y = c[j];
            for (int i = 0; i < h.Length; i++) y += v[j * h.Length + i] * h[i];
            loss += Losses.BinaryCrossEntropyWithLogits(y, x[j]);
        }
        return loss / x.Length;
    }

    [Differentiable]
    public static double Variational(double[] encoder, double[] decoder, [NoGradient] double x, [NoGradient] double noise)
    {
        var h = Math.Tanh(encoder[0] * x + encoder[1]);
        var mean = encoder[2] * h + encoder[3];
        var logVariance = encoder[4] * h + encoder[5];
        var z = mean + Math.Exp(0.5 * logVariance) * noise;
        var y = decoder[2] * Math.Tanh(decoder[0] * z + decoder[1]) + decoder[3];
        var divergence = -0.5 * (1 + logVariance - mean * mean - Math.Exp(logVariance));
        return (y - x) * (y - x) + divergence;
    }

    [Differentiable]
    public static double Discriminator(double[] w, [NoGradient] double real, [NoGradient] double fake)
    {
        return Losses.BinaryCrossEntropyWithLogits(Score(w, real), 1) + Losses.BinaryCrossEntropyWithLogits(Score(w, fake), 0);
    }

    private static double Score(double[] w, double x) => w[2] * Activations.LeakyRelu(w[0] * x + w[1], 0.2) + w[3];

    [Differentiable]
    public static double Generator(double[] g, [NoGradient] double[] d, [NoGradient] double noise)
    {
        var x = g[2] * Math.Tanh(g[0] * noise + g[1]) + g[3];
        return Activations.Softplus(-Score(d, x));
    }

    [Differentiable]
    public static double Mixture(double[] means, double[] logDeviations, double[] logits, [NoGradient] double[] x)
    {
        var loss = 0.0;
        foreach (var e in x)
        {
            var density = 0.0;
            var total = 0.0;
            for (int k = 0; k < means.Length; k++)
            {
                var d = (e - means[k]) / Math.Exp(logDeviations[k]);
                var weight = Math.Exp(logits[k]);
                total += weight;
                density += weight * Math.Exp(-0.5 * d * d - logDeviations[k]);
            }
            loss -= {|AB0303:Math.Log(density / total)|};
        }
        return loss;
    }
}
