using System;
using AutoBackprop;

namespace Corpus;

public static partial class Regression
{
    [Differentiable]
    public static double Linear(ReadOnlySpan<double> w, double b, double[][] x, double[] y)
    {
        var loss = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            var prediction = b;
            for (int j = 0; j < w.Length; j++) prediction += w[j] * x[i][j];
            var error = prediction - y[i];
            loss += error * error;
        }
        return loss / x.Length;
    }

    [Differentiable]
    public static double Ridge(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y, [NoGradient] double lambda)
    {
        double loss = 0, penalty = 0;
        for (int i = 0; i < y.Length; i++)
            loss += Losses.SquaredError(Dot(w, x.Slice(i * w.Length, w.Length)), y[i]);
        for (int j = 0; j < w.Length; j++) penalty += w[j] * w[j];
        return loss + lambda * penalty;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    [Differentiable]
    public static double Logistic(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            var z = b;
            for (int j = 0; j < w.Length; j++) z += w[j] * x[i * w.Length + j];
            loss += Losses.BinaryCrossEntropyWithLogits(z, y[i]);
        }
        return loss / y.Length;
    }

    // A probability at the output is right under cross-entropy.
    [Differentiable]
    public static double LogisticOnProbabilities(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            var p = Activations.Sigmoid(Dot(w, x.Slice(i * w.Length, w.Length)) + b);
            loss += {|AB0302:Losses.BinaryCrossEntropy(p, y[i])|};
        }
        return loss / y.Length;
    }

    [Differentiable]
    public static double LogisticOnSquares(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            var p = Activations.Sigmoid(Dot(w, x.Slice(i * w.Length, w.Length)) + b);
            loss += {|AB0203:Losses.SquaredError(p, y[i])|};
        }
        return loss / y.Length;
    }

    [Differentiable]
    public static double Poisson(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> counts)
    {
        var loss = 0.0;
        for (int i = 0; i < counts.Length; i++)
        {
            var rate = Dot(w, x.Slice(i * w.Length, w.Length));
            loss += Math.Exp(rate) - counts[i] * rate;
        }
        return loss;
    }

    // Rates must be positive, but a ReLU that is 0 learns nothing.
    [Differentiable]
    public static double PoissonOfRelu(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> counts)
    {
        var loss = 0.0;
        for (int i = 0; i < counts.Length; i++)
        {
            var rate = {|AB0207:Activations.Relu(Dot(w, x.Slice(i * w.Length, w.Length)))|};
            loss += rate - counts[i] * Math.Log(rate);
        }
        return loss;
    }

    [Differentiable]
    public static double Robust(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++) loss += Losses.Huber(Dot(w, x.Slice(i * w.Length, w.Length)), y[i], 1);
        return loss;
    }

    [Differentiable]
    public static double Quantile(double a, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y, [NoGradient] double tau)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            var error = y[i] - (a * x[i] + b);
            loss += Math.Max(tau * error, (tau - 1) * error);
        }
        return loss;
    }

    [Differentiable]
    public static double Polynomial(ReadOnlySpan<double> c, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            var value = 0.0;
            for (int k = c.Length - 1; k >= 0; k--) value = value * x[i] + c[k];
            loss += (value - y[i]) * (value - y[i]);
        }
        return loss;
    }

    [Differentiable]
    public static double Growth(double capacity, double rate, double middle, ReadOnlySpan<double> t, ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < t.Length; i++)
        {
            var size = capacity / (1 + Math.Exp(-rate * (t[i] - middle)));
            loss += (size - y[i]) * (size - y[i]);
        }
        return loss;
    }

    [Differentiable]
    public static double ClippedScore(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, double y)
    {
        var score = {|AB0204:Math.Clamp(Dot(w, x) + b, 0, 1)|};
        return Losses.SquaredError(score, y);
    }
}
