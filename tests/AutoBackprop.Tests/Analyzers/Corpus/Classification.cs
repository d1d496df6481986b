using System;
using AutoBackprop;

namespace Corpus;

public static partial class Classification
{
    [Differentiable]
    public static double SoftmaxRegression(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [NoGradient] int label, [NoGradient] int classes)
    {
        Span<double> z = stackalloc double[10];
        var greatest = double.NegativeInfinity;
        for (int k = 0; k < classes; k++)
        {
            z[k] = 0;
            for (int j = 0; j < x.Length; j++) z[k] += w[k * x.Length + j] * x[j];
            greatest = Math.Max(greatest, z[k]);
        }
        var sum = 0.0;
        for (int k = 0; k < classes; k++) sum += Math.Exp(z[k] - greatest);
        return greatest + Math.Log(sum) - z[label];
    }

    [Differentiable]
    public static double SquaredSoftmax(ReadOnlySpan<double> z, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (int k = 0; k < z.Length; k++) sum += Math.Exp(z[k]);
        var loss = 0.0;
        for (int k = 0; k < z.Length; k++)
        {
            var p = {|AB0303:Math.Exp(z[k]) / sum|};
            loss += {|AB0203:Losses.SquaredError(p, y[k])|};
        }
        return loss;
    }

    [Differentiable]
    public static double SupportVectors(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y, [NoGradient] double c)
    {
        double loss = 0, norm = 0;
        for (int i = 0; i < y.Length; i++)
        {
            var score = b;
            for (int j = 0; j < w.Length; j++) score += w[j] * x[i * w.Length + j];
            loss += Math.Max(0, 1 - y[i] * score);
        }
        foreach (var e in w) norm += e * e;
        return 0.5 * norm + c * loss;
    }

    [Differentiable]
    public static double Focal(double w, double b, ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (int i = 0; i < y.Length; i++)
        {
            var p = Activations.Sigmoid(w * x[i] + b);
            var right = y[i] > 0 ? p : 1 - p;
            loss -= (1 - right) * (1 - right) * Math.Log(right + 1e-9);
        }
        return loss;
    }

    [Differentiable]
    public static double Dice(ReadOnlySpan<double> z, ReadOnlySpan<double> t)
    {
        double both = 0, all = 0;
        for (int i = 0; i < z.Length; i++)
        {
            var p = Activations.Sigmoid(z[i]);
            both += p * t[i];
            all += p + t[i];
        }
        return 1 - (2 * both + 1) / (all + 1);
    }

    [Differentiable]
    public static double Contrastive(ReadOnlySpan<double> a, ReadOnlySpan<double> b, [NoGradient] bool same)
    {
        var square = 0.0;
        for (int i = 0; i < a.Length; i++) square += (a[i] - b[i]) * (a[i] - b[i]);
        var gap = Math.Max(0, 1 - Math.Sqrt(square + 1e-12));
        return same ? square : gap * gap;
    }

    [Differentiable]
    public static double Triplet(ReadOnlySpan<double> anchor, ReadOnlySpan<double> near, ReadOnlySpan<double> far)
    {
        double close = 0, away = 0;
        for (int i = 0; i < anchor.Length; i++)
        {
            close += (anchor[i] - near[i]) * (anchor[i] - near[i]);
            away += (anchor[i] - far[i]) * (anchor[i] - far[i]);
        }
        return Math.Max(0, close - away + 0.2);
    }

    [Differentiable]
    public static double Factorisation(ReadOnlySpan<double> u, ReadOnlySpan<double> v, double bias, double rating)
    {
        var prediction = bias;
        for (int k = 0; k < u.Length; k++) prediction += u[k] * v[k];
        return (prediction - rating) * (prediction - rating);
    }
}
