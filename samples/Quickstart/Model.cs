global using Output = (double Weight0, double Weight1, double Weight2, double Bias);
global using Unit = (double WeightX, double WeightY, double Bias);
using AutoBackprop;

namespace Quickstart;

/// <summary>All that this sample differentiates. The gradients are written by the compiler, next to it.</summary>
public static partial class Model
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

    /// <summary>How wrong a network with these weights is about XOR: the mean over all four questions.</summary>
    [Differentiable]
    public static double Loss(Unit h0, Unit h1, Unit h2, Output o)
    {
        var loss00 = Losses.BinaryCrossEntropyWithLogits(Logit(h0, h1, h2, o, 0, 0), 0);
        var loss01 = Losses.BinaryCrossEntropyWithLogits(Logit(h0, h1, h2, o, 0, 1), 1);
        var loss10 = Losses.BinaryCrossEntropyWithLogits(Logit(h0, h1, h2, o, 1, 0), 1);
        var loss11 = Losses.BinaryCrossEntropyWithLogits(Logit(h0, h1, h2, o, 1, 1), 0);
        return (loss00 + loss01 + loss10 + loss11) / 4;
    }

    /// <summary>The network: two inputs, three hidden units, one output. Plain C#, differentiated where Loss calls it.</summary>
    public static double Logit(Unit h0, Unit h1, Unit h2, Output o, double x, double y) =>
        o.Weight0 * Hidden(h0, x, y) + o.Weight1 * Hidden(h1, x, y) + o.Weight2 * Hidden(h2, x, y) + o.Bias;

    private static double Hidden(Unit h, double x, double y) => Math.Tanh(h.WeightX * x + h.WeightY * y + h.Bias);
}
