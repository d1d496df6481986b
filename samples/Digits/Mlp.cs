using AutoBackprop;

namespace Digits;

/// <summary>The weights of a network, or the gradient by them: a matrix (units × inputs) and a bias for each layer.</summary>
public sealed record Mlp(float[] W1, float[] B1, float[] W2, float[] B2, float[] W3, float[] B3)
{
    /// <summary>All blocks of numbers, for whoever treats them alike.</summary>
    public float[][] Blocks { get; } = [W1, B1, W2, B2, W3, B3];

    public int Inputs => W1.Length / B1.Length;
    public int LastHidden => W3.Length / B3.Length;
    public int Classes => B3.Length;
    public int Weights => Blocks.Sum(block => block.Length);

    /// <summary>Units from input to output.</summary>
    public int[] Layers => B2.Length == 0 ? [Inputs, B1.Length, Classes] : [Inputs, B1.Length, B2.Length, Classes];

    /// <summary>All zero.</summary>
    public static Mlp Zero(params int[] layers) => layers switch
    {
        [var inputs, var hidden, var classes] => Zero(inputs, hidden, 0, classes),
        [var inputs, var hidden1, 0, var classes] => Make(inputs, hidden1, 0, hidden1, classes),
        [var inputs, var hidden1, var hidden2, var classes] => Make(inputs, hidden1, hidden2, hidden2, classes),
        _ => throw new ArgumentException("One or two hidden layers.", nameof(layers)),
    };

    /// <summary>Weights as He et al. draw them, biases zero.</summary>
    public static Mlp Random(int seed, params int[] layers)
    {
        var net = Zero(layers);
        var random = new Random(seed);
        Initializers.He(net.W1, net.Inputs, random);
        Initializers.He(net.W2, net.B1.Length, random);
        Initializers.He(net.W3, net.W3.Length / net.Classes, random);
        return net;
    }

    private static Mlp Make(int inputs, int hidden1, int hidden2, int lastHidden, int classes) => new(
        new float[hidden1 * inputs], new float[hidden1],
        new float[hidden2 * hidden1], new float[hidden2],
        new float[classes * lastHidden], new float[classes]);
}
