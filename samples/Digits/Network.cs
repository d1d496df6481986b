using AutoBackprop;

namespace Digits;

/// <summary>A network of one or two hidden layers of rectifiers, over minibatches. Matrices are row-major, a row an example or a
/// unit. All of it is plain C#; the gradient of the loss is written by the compiler, next to it.</summary>
public static partial class Network
{
    /// <summary>The mean cross-entropy of what the network says about a minibatch. Without a second hidden layer B2 is empty.</summary>
    [Differentiable(Derivatives.Gradient)]
    public static float Loss(
        float[] W1, float[] B1, float[] W2, float[] B2, float[] W3, float[] B3,
        [NoGradient] ReadOnlySpan<float> inputs, [NoGradient] ReadOnlySpan<int> labels)
    {
        var n = labels.Length;
        var hidden1 = new float[n * B1.Length];
        var hidden2 = new float[n * (W3.Length / B3.Length)];
        var logits = new float[n * B3.Length];
        Forward(W1, B1, W2, B2, W3, B3, inputs, hidden1, hidden2, logits);
        return CrossEntropy(logits, labels);
    }

    /// <summary>From inputs to logits, layer by layer. Without a second hidden layer its outputs are those of the first.</summary>
    public static void Forward(
        float[] W1, float[] B1, float[] W2, float[] B2, float[] W3, float[] B3,
        ReadOnlySpan<float> inputs, Span<float> hidden1, Span<float> hidden2, Span<float> logits)
    {
        Dense(W1, B1, inputs, hidden1);
        Relu(hidden1);
        if (B2.Length == 0) hidden1.CopyTo(hidden2);
        else Dense(W2, B2, hidden1, hidden2);
        Relu(hidden2);
        Dense(W3, B3, hidden2, logits);
    }

    /// <summary>y = x Wᵀ + b, a row an example.</summary>
    private static void Dense(ReadOnlySpan<float> W, ReadOnlySpan<float> b, ReadOnlySpan<float> x, Span<float> y)
    {
        var (units, examples) = (b.Length, y.Length / b.Length);
        Linear.MatMulTransposeB(x, W, y, examples, W.Length / units, units);
        for (var e = 0; e < examples; e++)
            for (var i = 0; i < units; i++) y[e * units + i] += b[i];
    }

    private static void Relu(Span<float> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = Activations.Relu(y[i]);
    }

    /// <summary>The mean over the examples of log Σ exp z - z[label], with the maximum taken off.</summary>
    public static float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        var classes = logits.Length / labels.Length;
        var exps = new float[logits.Length];
        var loss = 0f;
        for (var e = 0; e < labels.Length; e++)
        {
            var max = float.NegativeInfinity;
            for (var k = 0; k < classes; k++) max = Math.Max(max, logits[e * classes + k]);

            // The maximum cancels out of the value, so it has no gradient.
            max = Gradients.Stop(max);
            for (var k = 0; k < classes; k++) exps[e * classes + k] = logits[e * classes + k] - max;
            loss -= logits[e * classes + labels[e]] - max;
        }

        // All in one row: a loop that runs on vectors, however few classes there are.
        for (var i = 0; i < exps.Length; i++) exps[i] = MathF.Exp(exps[i]);

        for (var e = 0; e < labels.Length; e++)
        {
            var sum = 0f;
            for (var k = 0; k < classes; k++) sum += exps[e * classes + k];
            loss += MathF.Log(sum);
        }
        return loss / labels.Length;
    }
}
