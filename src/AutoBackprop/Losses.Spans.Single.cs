namespace AutoBackprop;

// As in double.
public static partial class Losses
{
    /// <inheritdoc cref="SquaredError(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float SquaredError(ReadOnlySpan<float> y, ReadOnlySpan<float> t)
    {
        Shapes.Same(t.Length, y.Length, nameof(t));
        var sum = 0f;
        for (var i = 0; i < y.Length; i++) sum += (y[i] - t[i]) * (y[i] - t[i]);
        return 0.5f * sum;
    }

    /// <inheritdoc cref="MeanSquaredError(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float MeanSquaredError(ReadOnlySpan<float> y, ReadOnlySpan<float> t)
    {
        Shapes.Same(t.Length, y.Length, nameof(t));
        var sum = 0f;
        for (var i = 0; i < y.Length; i++) sum += (y[i] - t[i]) * (y[i] - t[i]);
        return sum / y.Length;
    }

    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float BinaryCrossEntropy(ReadOnlySpan<float> p, ReadOnlySpan<float> y)
    {
        Shapes.Same(y.Length, p.Length, nameof(y));
        var sum = 0f;
        for (var i = 0; i < p.Length; i++) sum += BinaryCrossEntropy(p[i], y[i]);
        return sum;
    }

    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float BinaryCrossEntropyWithLogits(ReadOnlySpan<float> z, ReadOnlySpan<float> y)
    {
        Shapes.Same(y.Length, z.Length, nameof(y));
        var sum = 0f;
        for (var i = 0; i < z.Length; i++) sum += BinaryCrossEntropyWithLogits(z[i], y[i]);
        return sum;
    }

    /// <inheritdoc cref="CrossEntropy(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float CrossEntropy(ReadOnlySpan<float> p, ReadOnlySpan<float> y)
    {
        Shapes.Same(y.Length, p.Length, nameof(y));
        var sum = 0f;
        for (var i = 0; i < p.Length; i++) sum += CrossEntropy(p[i], y[i]);
        return sum;
    }

    /// <inheritdoc cref="Hinge(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    [Differentiable]
    public static float Hinge(ReadOnlySpan<float> z, ReadOnlySpan<float> y)
    {
        Shapes.Same(y.Length, z.Length, nameof(y));
        var sum = 0f;
        for (var i = 0; i < z.Length; i++) sum += Hinge(z[i], y[i]);
        return sum;
    }

    /// <inheritdoc cref="Huber(ReadOnlySpan{double}, ReadOnlySpan{double}, double)"/>
    [Differentiable]
    public static float Huber(ReadOnlySpan<float> y, ReadOnlySpan<float> t, float delta = 1)
    {
        Shapes.Same(t.Length, y.Length, nameof(t));
        var sum = 0f;
        for (var i = 0; i < y.Length; i++) sum += Huber(y[i], t[i], delta);
        return sum;
    }

    /// <inheritdoc cref="L1Penalty(ReadOnlySpan{double})"/>
    [Differentiable]
    public static float L1Penalty(ReadOnlySpan<float> w)
    {
        var sum = 0f;
        for (var i = 0; i < w.Length; i++) sum += MathF.Abs(w[i]);
        return sum;
    }

    /// <inheritdoc cref="L2Penalty(ReadOnlySpan{double})"/>
    [Differentiable]
    public static float L2Penalty(ReadOnlySpan<float> w)
    {
        var sum = 0f;
        for (var i = 0; i < w.Length; i++) sum += w[i] * w[i];
        return sum;
    }
}
