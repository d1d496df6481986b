using System;

namespace AutoBackprop.Tests;

/// <summary>Many tiny methods; adding a case is adding a method. Each file shows one part of the language. ZooTests compares
/// the gradient of each, in every mode, with what it must be.</summary>
public static partial class Zoo
{
    [Differentiable] public static double Horner(double x, double a, double b, double c) => (a * x + b) * x + c;

    [Differentiable] public static double Neuron(double w0, double x0, double w1, double x1, double w2) =>
        Activations.Sigmoid(w0 * x0 + w1 * x1 + w2);

    [Differentiable] public static double ReluByHand(double x) => x > 0 ? x : 0;

    [Differentiable]
    public static double Newton([On(0.5, 3)] double x)
    {
        var root = x;
        for (var i = 0; i < 6; i++) root = (root + x / root) / 2;
        return root;
    }
}

/// <summary>Where tests draw the numbers of a parameter; on a method, of all its parameters. Usual: reals from -2 to 2, whole
/// numbers from 0 to 5.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class OnAttribute(double low, double high) : Attribute
{
    public double Low => low;
    public double High => high;
}

/// <summary>Differences tell nothing here: a gradient is stopped on purpose, or a number is rounded to a float on its way.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoDifferencesAttribute : Attribute;
