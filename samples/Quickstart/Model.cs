using AutoBackprop;

namespace Quickstart;

/// <summary>All that this sample differentiates. The gradients are written by the compiler, next to it.</summary>
public static partial class Model
{
    /// <summary>Of a network with two inputs, three hidden units and one output.</summary>
    public const int Weights = 13;

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
    public static double Loss(ReadOnlySpan<double> w)
    {
        var loss = 0.0;
        for (var x = 0; x <= 1; x++)
            for (var y = 0; y <= 1; y++)
                loss += Losses.BinaryCrossEntropyWithLogits(Logit(w, x, y), x ^ y);
        return loss / 4;
    }

    /// <summary>The network. Plain C#, differentiated where Loss calls it.</summary>
    public static double Logit(ReadOnlySpan<double> w, double x, double y)
    {
        var logit = w[12];
        for (var unit = 0; unit < 3; unit++)
        {
            var hidden = Math.Tanh(w[3 * unit] * x + w[3 * unit + 1] * y + w[3 * unit + 2]);
            logit += w[9 + unit] * hidden;
        }
        return logit;
    }
}
