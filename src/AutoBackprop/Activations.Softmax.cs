namespace AutoBackprop;

/// <summary>Activations of a whole layer at once. Their rules read the result, so nothing is computed twice.</summary>
public static partial class Activations
{
    /// <summary>yᵢ = exp(xᵢ) / Σ exp(xⱼ), computed with the maximum taken off; in (0, 1), and the sum is 1.</summary>
    /// <param name="x">n finite numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    /// <remarks>The gradient in x is yᵢ (gᵢ - Σ gⱼ yⱼ). Source: J. Bridle, Probabilistic interpretation of feedforward classification
    /// network outputs, Neurocomputing (1990), pp. 227-236.</remarks>
    public static void Softmax(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        var sum = SpanLoops.Exponentials<ExpFunction, double>(x, y, SpanLoops.Largest(x));
        SpanLoops.Scale(1 / sum, y, y);
    }

    /// <summary>The rule of <see cref="Softmax(ReadOnlySpan{double}, Span{double})"/>: adds to <paramref name="gradX"/>, and sets
    /// <paramref name="gradY"/> to 0. It does not run the method again.</summary>
    /// <param name="x">Not read.</param>
    /// <param name="y">What the method left there.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <param name="gradY">n numbers: the gradient of y; afterwards 0.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than y.</exception>
    [DerivativeOf(typeof(Activations), nameof(Softmax))]
    public static void SoftmaxBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY)
    {
        Gradients(x, y, ref gradX, ref gradY);
        SpanLoops.AddProducts(y, gradY, -SpanLoops.Dot(gradY, y), gradX);
        gradY.Clear();
    }

    /// <summary>yᵢ = xᵢ - log Σ exp(xⱼ), the logarithm of the softmax, computed with the maximum taken off; in (-∞, 0].</summary>
    /// <param name="x">n finite numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    /// <remarks>The gradient in x is gᵢ - exp(yᵢ) Σ gⱼ. Source: as for <see cref="Linear.LogSumExp(ReadOnlySpan{double})"/>.</remarks>
    public static void LogSoftmax(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        var max = SpanLoops.Largest(x);
        var top = x.IndexOf(max);
        // Of the largest, exp(0) = 1, the logarithm takes the rest alone: it may be too small beside 1.
        var log = top < 0 ? double.NaN : Special.LogP1(
            SpanLoops.Exponentials<ExpFunction, double>(x[..top], default, max)
                + SpanLoops.Exponentials<ExpFunction, double>(x[(top + 1)..], default, max));
        x.CopyTo(y);
        // One after the other: their sum would be rounded.
        SpanLoops.Add(-max, y);
        SpanLoops.Add(-log, y);
    }

    // At most one is.
    private static int MoreThanHalf(ReadOnlySpan<double> logarithms)
    {
        const double LogOfHalf = -0.6931471805599453;
        for (var i = 0; i < logarithms.Length; i++)
            if (logarithms[i] > LogOfHalf) return i;
        return -1;
    }

    /// <summary>The rule of <see cref="LogSoftmax(ReadOnlySpan{double}, Span{double})"/>: adds to <paramref name="gradX"/>, and sets
    /// <paramref name="gradY"/> to 0. It does not run the method again.</summary>
    /// <param name="x">Not read.</param>
    /// <param name="y">What the method left there.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <param name="gradY">n numbers: the gradient of y; afterwards 0.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than y.</exception>
    [DerivativeOf(typeof(Activations), nameof(LogSoftmax))]
    public static void LogSoftmaxBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY)
    {
        Gradients(x, y, ref gradX, ref gradY);
        var top = MoreThanHalf(y);
        var before = top < 0 ? 0 : gradX[top];
        SpanLoops.AddExponentials<ExpFunction, double>(-SpanLoops.Sum<double>(gradY), y, 0, gradX);
        SpanLoops.AddScaled(1, gradY, gradX);
        // What it lacks of probability 1 is -ExpM1 of its logarithm: 1 less its own would round to 0.
        if (top >= 0) gradX[top] = before - gradY[top] * Special.ExpM1(y[top])
            - Math.Exp(y[top]) * (SpanLoops.Sum<double>(gradY[..top]) + SpanLoops.Sum<double>(gradY[(top + 1)..]));
        gradY.Clear();
    }
}
