using System;

namespace AutoBackprop.Tests;

/// <summary>The functions of the lecture slides, with the slides' names.</summary>
public static partial class Slides
{
    [Differentiable]
    public static double Neuron(double w0, double x0, double w1, double x1, double w2)
    {
        var s0 = w0 * x0;
        var s1 = w1 * x1;
        var s2 = s0 + s1;
        var s3 = s2 + w2;
        var L = Activations.Sigmoid(s3);
        return L;
    }

    [Differentiable]
    public static double NeuronWrittenOut(double w0, double x0, double w1, double x1, double w2)
    {
        var s = w0 * x0 + w1 * x1 + w2;
        var m = -s;
        var e = Math.Exp(m);
        var d = 1 + e;
        var L = 1 / d;
        return L;
    }

    [Differentiable]
    public static double SumTimes(double x, double y, double z)
    {
        var q = x + y;
        var f = q * z;
        return f;
    }

    [Differentiable]
    public static double CosineOfSine(double x)
    {
        var t = x * x;
        var u1 = Math.Sin(t);
        var u2 = 3 * t;
        var u = u1 + u2;
        var J = Math.Cos(u);
        return J;
    }

    [Differentiable]
    public static double SharedTerms(double x, double z)
    {
        var a = x * z;
        var b = Math.Log(x);
        var c = Math.Exp(a);
        var d = a / b;
        var e = Math.Sin(b);
        var f = e / c;
        var y = c + d + f;
        return y;
    }

    [Differentiable]
    public static double Polynomial(double x1, double x2)
    {
        var a = x1 * x1 * x2;
        var b = x1 * x2 * x2 * x2;
        var f = a + b;
        return f;
    }

    [Differentiable]
    public static double Curve(double t)
    {
        var x1 = t * Math.Cos(t);
        var x2 = t * Math.Sin(t);
        var h = Math.Exp(x1 * x2 * x2);
        return h;
    }

    [Differentiable]
    public static double LogOfTriple(double a)
    {
        var b = 3 * a;
        var c = Math.Log(b);
        return c;
    }

    [Differentiable]
    public static double TwoPaths(double a)
    {
        var b = 2 * a;
        var d = a * a;
        var c = b + d;
        return c;
    }

    [Differentiable]
    public static double ProductPlus(double x, double y)
    {
        var p = x * y;
        var z = p + x;
        return z;
    }

    [Differentiable] public static double Maximum(double x, double y) => Math.Max(x, y);

    [Differentiable]
    public static double LogisticRegression(double w1, double w2, double b, [NoGradient] double x1, [NoGradient] double x2, [NoGradient] double y)
    {
        var z = w1 * x1 + w2 * x2 + b;
        var p = Activations.Sigmoid(z);
        var loss = Losses.BinaryCrossEntropy(p, y);
        return loss;
    }

    [Differentiable]
    public static double LogisticRegressionOnLogits(double w1, double w2, double b, [NoGradient] double x1, [NoGradient] double x2, [NoGradient] double y)
    {
        var z = w1 * x1 + w2 * x2 + b;
        return Losses.BinaryCrossEntropyWithLogits(z, y);
    }

    [Differentiable]
    public static double QuadraticLoss(
        (double A, double B) w1, (double A, double B) w2, (double A, double B) b, (double A, double B) v, double c,
        [NoGradient] (double A, double B) x, [NoGradient] double y)
    {
        var h1 = Activations.Tanh(w1.A * x.A + w1.B * x.B + b.A);
        var h2 = Activations.Tanh(w2.A * x.A + w2.B * x.B + b.B);
        var p = v.A * h1 + v.B * h2 + c;
        var loss = Losses.SquaredError(p, y);
        return loss;
    }

    [Differentiable]
    public static double CrossEntropyLoss(
        (double A, double B) w1, (double A, double B) w2, (double A, double B) b, (double A, double B) v, double c,
        [NoGradient] (double A, double B) x, [NoGradient] double y)
    {
        var h1 = Activations.Relu(w1.A * x.A + w1.B * x.B + b.A);
        var h2 = Activations.Relu(w2.A * x.A + w2.B * x.B + b.B);
        var z = v.A * h1 + v.B * h2 + c;
        var p = Activations.Sigmoid(z);
        var loss = Losses.BinaryCrossEntropy(p, y);
        return loss;
    }
}
