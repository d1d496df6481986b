namespace AutoBackprop;

/// <summary>Losses of one sample with several classes.</summary>
public static partial class Losses
{
    /// <summary>The cross-entropy of Softmax(z) and the targets y: -Σ yᵢ log softmax(z)ᵢ, computed from the logits as
    /// log Σ exp(zⱼ) Σ yᵢ - Σ yᵢ zᵢ with the maximum taken off.</summary>
    /// <param name="z">n finite logits.</param>
    /// <param name="y">n targets, which usually sum to 1.</param>
    /// <exception cref="ArgumentException"><paramref name="z"/> is empty, or <paramref name="y"/> has another length.</exception>
    /// <remarks>The gradient in z is softmax(z) - y, at most 1 in size, for targets that sum to 1. Source: C. Bishop, Pattern Recognition
    /// and Machine Learning (2006), eq. (4.108) and (4.109), p. 209.</remarks>
    [Differentiable]
    public static double SoftmaxCrossEntropy(ReadOnlySpan<double> z, ReadOnlySpan<double> y)
    {
        Shapes.NotEmpty(z.Length, nameof(z));
        Shapes.Same(y.Length, z.Length, nameof(y));
        var (top, max) = (0, double.NegativeInfinity);
        for (var i = 0; i < z.Length; i++)
            if (z[i] > max) (top, max) = (i, z[i]);
        // What the largest lacks of probability 1 are the others: 1 less its own would round to 0.
        var (largest, others) = (z[top], 0.0);
        for (var i = 0; i < z.Length; i++) others += i == top ? 0 : Math.Exp(z[i] - largest);
        var log = Special.LogP1(others);
        var loss = 0.0;
        for (var i = 0; i < z.Length; i++) loss += y[i] * (i == top ? log : log + (largest - z[i]));
        return loss;
    }

    /// <summary>The cross-entropy of Softmax(z) and the class that is right: log Σ exp(zⱼ) - z[label], with the maximum taken
    /// off; in [0, ∞).</summary>
    /// <param name="z">n finite logits.</param>
    /// <param name="label">The right class, in [0, n).</param>
    /// <exception cref="ArgumentException"><paramref name="z"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <remarks>The gradient in z is softmax(z), less 1 at the label. Source: as for <see cref="SoftmaxCrossEntropy(ReadOnlySpan{double},
    /// ReadOnlySpan{double})"/>.</remarks>
    [Differentiable]
    public static double SoftmaxCrossEntropy(ReadOnlySpan<double> z, int label)
    {
        Shapes.NotEmpty(z.Length, nameof(z));
        Shapes.Index(label, z.Length, nameof(label));
        var max = double.NegativeInfinity;
        for (var i = 0; i < z.Length; i++) max = Math.Max(max, z[i]);
        var (right, sum) = (z[label], 0.0);
        if (right >= max)
        {
            // What the right class lacks of probability 1 are the others: 1 less its own would round to 0.
            for (var i = 0; i < z.Length; i++) sum += i == label ? 0 : Math.Exp(z[i] - right);
            return Special.LogP1(sum);
        }
        // Any shift gives the same value: no gradient passes it.
        var shift = Gradients.Stop(max);
        for (var i = 0; i < z.Length; i++) sum += Math.Exp(z[i] - shift);
        return Math.Log(sum) - (right - shift);
    }

    /// <summary>Σ max(0, 1 + scores[j] - scores[label]) over the other classes j, in [0, ∞): every wrong class is to score
    /// less than the right one by the margin 1.</summary>
    /// <param name="scores">n numbers.</param>
    /// <param name="label">The right class, in [0, n).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <remarks>At the margin the slope is 0. Source: J. Weston, C. Watkins, Support vector machines for multi-class pattern recognition,
    /// ESANN 1999, pp. 219-224.</remarks>
    [Differentiable]
    public static double MulticlassHinge(ReadOnlySpan<double> scores, int label)
    {
        Shapes.Index(label, scores.Length, nameof(label));
        var right = scores[label];
        var sum = 0.0;
        for (var j = 0; j < scores.Length; j++) sum += j == label ? 0 : Activations.Relu(1 + scores[j] - right);
        return sum;
    }
}
