namespace AutoBackprop;

// As in double.
public static partial class Losses
{
    /// <inheritdoc cref="SoftmaxCrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float SoftmaxCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y)
    {
        Shapes.NotEmpty(z.Length, nameof(z));
        Shapes.Same(y.Length, z.Length, nameof(y));
        var max = float.NegativeInfinity;
        for (var i = 0; i < z.Length; i++) max = MathF.Max(max, z[i]);
        // Any shift gives the same value: no gradient passes it.
        var shift = Gradients.Stop(max);
        var sum = 0f;
        for (var i = 0; i < z.Length; i++) sum += MathF.Exp(z[i] - shift);
        var log = MathF.Log(sum);
        var loss = 0f;
        for (var i = 0; i < z.Length; i++) loss += y[i] * (log - (z[i] - shift));
        return loss;
    }

    /// <inheritdoc cref="SoftmaxCrossEntropy(ReadOnlySpan{double}, int)"/>
    [Differentiable]
    public static float SoftmaxCrossEntropy(ReadOnlySpan<float> z, int label)
    {
        Shapes.NotEmpty(z.Length, nameof(z));
        Shapes.Index(label, z.Length, nameof(label));
        var max = float.NegativeInfinity;
        for (var i = 0; i < z.Length; i++) max = MathF.Max(max, z[i]);
        // Any shift gives the same value: no gradient passes it.
        var shift = Gradients.Stop(max);
        var sum = 0f;
        for (var i = 0; i < z.Length; i++) sum += MathF.Exp(z[i] - shift);
        return MathF.Log(sum) - (z[label] - shift);
    }

    /// <inheritdoc cref="MulticlassHinge(ReadOnlySpan{double}, int)"/>
    [Differentiable]
    public static float MulticlassHinge(ReadOnlySpan<float> scores, int label)
    {
        Shapes.Index(label, scores.Length, nameof(label));
        var right = scores[label];
        var sum = 0f;
        for (var j = 0; j < scores.Length; j++) sum += j == label ? 0 : Activations.Relu(1 + scores[j] - right);
        return sum;
    }
}
