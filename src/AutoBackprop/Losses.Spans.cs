namespace AutoBackprop;

/// <summary>Losses of many outputs: the sum over the outputs of what the scalar form says, unless the name says mean.</summary>
public static partial class Losses
{
    /// <summary>½ Σ (yᵢ - tᵢ)², in [0, ∞).</summary>
    /// <param name="y">n predictions.</param>
    /// <param name="t">n targets.</param>
    /// <exception cref="ArgumentException"><paramref name="t"/> has another length than <paramref name="y"/>.</exception>
    /// <remarks>The gradient in y is the error y - t. Source: C. Bishop, Pattern Recognition and Machine Learning (2006), eq. (1.2),
    /// p. 5.</remarks>
    [Differentiable]
    public static double SquaredError(ReadOnlySpan<double> y, ReadOnlySpan<double> t)
    {
        Shapes.Same(t.Length, y.Length, nameof(t));
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += (y[i] - t[i]) * (y[i] - t[i]);
        return 0.5 * sum;
    }

    /// <summary>(1/n) Σ (yᵢ - tᵢ)², in [0, ∞).</summary>
    /// <param name="y">n predictions.</param>
    /// <param name="t">n targets.</param>
    /// <returns>The mean; NaN for n = 0.</returns>
    /// <exception cref="ArgumentException"><paramref name="t"/> has another length than <paramref name="y"/>.</exception>
    /// <remarks>The gradient in y is 2/n (y - t). Source: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 5.1.4.
    /// </remarks>
    [Differentiable]
    public static double MeanSquaredError(ReadOnlySpan<double> y, ReadOnlySpan<double> t)
    {
        Shapes.Same(t.Length, y.Length, nameof(t));
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += (y[i] - t[i]) * (y[i] - t[i]);
        return sum / y.Length;
    }

    /// <summary>Σ <see cref="BinaryCrossEntropy(double, double)"/> of pᵢ and yᵢ: several labels, each of which is there or not.</summary>
    /// <param name="p">n probabilities.</param>
    /// <param name="y">n targets in [0, 1].</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="p"/>.</exception>
    [Differentiable]
    public static double BinaryCrossEntropy(ReadOnlySpan<double> p, ReadOnlySpan<double> y)
    {
        Shapes.Same(y.Length, p.Length, nameof(y));
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) sum += BinaryCrossEntropy(p[i], y[i]);
        return sum;
    }

    /// <summary>Σ <see cref="BinaryCrossEntropyWithLogits(double, double)"/> of zᵢ and yᵢ: several labels, each of which is there or
    /// not.</summary>
    /// <param name="z">n logits.</param>
    /// <param name="y">n targets in [0, 1].</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="z"/>.</exception>
    [Differentiable]
    public static double BinaryCrossEntropyWithLogits(ReadOnlySpan<double> z, ReadOnlySpan<double> y)
    {
        Shapes.Same(y.Length, z.Length, nameof(y));
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++) sum += BinaryCrossEntropyWithLogits(z[i], y[i]);
        return sum;
    }

    /// <summary>-Σ yᵢ log pᵢ, in [0, ∞]; 0 · log 0 = 0.</summary>
    /// <param name="p">n probabilities.</param>
    /// <param name="y">n targets, which usually sum to 1.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="p"/>.</exception>
    /// <remarks>The gradient in p is -y / p: unbounded; with logits it is not. Source: C. Bishop, Pattern Recognition and Machine
    /// Learning (2006), eq. (4.108), p. 209.</remarks>
    [Differentiable]
    public static double CrossEntropy(ReadOnlySpan<double> p, ReadOnlySpan<double> y)
    {
        Shapes.Same(y.Length, p.Length, nameof(y));
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) sum += CrossEntropy(p[i], y[i]);
        return sum;
    }

    /// <summary>Σ <see cref="Hinge(double, double)"/> of zᵢ and yᵢ.</summary>
    /// <param name="z">n scores.</param>
    /// <param name="y">n classes, ±1.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="z"/>.</exception>
    [Differentiable]
    public static double Hinge(ReadOnlySpan<double> z, ReadOnlySpan<double> y)
    {
        Shapes.Same(y.Length, z.Length, nameof(y));
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++) sum += Hinge(z[i], y[i]);
        return sum;
    }

    /// <summary>Σ <see cref="Huber(double, double, double)"/> of yᵢ and tᵢ.</summary>
    /// <param name="y">n predictions.</param>
    /// <param name="t">n targets.</param>
    /// <param name="delta">Where the square becomes a line.</param>
    /// <exception cref="ArgumentException"><paramref name="t"/> has another length than <paramref name="y"/>.</exception>
    [Differentiable]
    public static double Huber(ReadOnlySpan<double> y, ReadOnlySpan<double> t, double delta = 1)
    {
        Shapes.Same(t.Length, y.Length, nameof(t));
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += Huber(y[i], t[i], delta);
        return sum;
    }

    /// <summary>Σ |wᵢ|, in [0, ∞).</summary>
    /// <param name="w">n weights.</param>
    /// <remarks>The slope at 0 is 0. Source: R. Tibshirani, Regression shrinkage and selection via the lasso, J. R. Statist. Soc. B 58
    /// (1996), pp. 267-288.</remarks>
    [Differentiable]
    public static double L1Penalty(ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var i = 0; i < w.Length; i++) sum += Math.Abs(w[i]);
        return sum;
    }

    /// <summary>Σ wᵢ², in [0, ∞).</summary>
    /// <param name="w">n weights.</param>
    /// <remarks>The gradient is 2 w. Source: C. Bishop, Pattern Recognition and Machine Learning (2006), eq. (1.4), p. 10, without the
    /// factor ½.</remarks>
    [Differentiable]
    public static double L2Penalty(ReadOnlySpan<double> w)
    {
        var sum = 0.0;
        for (var i = 0; i < w.Length; i++) sum += w[i] * w[i];
        return sum;
    }
}
