namespace AutoBackprop;

/// <summary>The activations by element, on spans. The gradient of every one is that of its scalar form.</summary>
public static partial class Activations
{
    /// <summary>yᵢ = <see cref="Sigmoid(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    public static void Sigmoid(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        SpanLoops.Map<SigmoidFunction, double>(x, y);
    }

    /// <summary>The rule of <see cref="Sigmoid(ReadOnlySpan{double}, Span{double})"/>: adds to <paramref name="gradX"/>, and sets
    /// <paramref name="gradY"/> to 0. It does not run the method again.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">What the method left there.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <param name="gradY">n numbers: the gradient of y; afterwards 0.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than y, or overlaps another argument.</exception>
    [DerivativeOf(typeof(Activations), nameof(Sigmoid))]
    public static void SigmoidBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY) =>
        Pull<SigmoidFunction, double>(x, y, gradX, gradY);

    /// <summary>yᵢ = <see cref="Tanh(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    public static void Tanh(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        SpanLoops.Map<TanhFunction, double>(x, y);
    }

    /// <summary>The rule of <see cref="Tanh(ReadOnlySpan{double}, Span{double})"/>: adds to <paramref name="gradX"/>, and sets
    /// <paramref name="gradY"/> to 0. It does not run the method again.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">What the method left there.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <param name="gradY">n numbers: the gradient of y; afterwards 0.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than y, or overlaps another argument.</exception>
    [DerivativeOf(typeof(Activations), nameof(Tanh))]
    public static void TanhBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY) =>
        Pull<TanhFunction, double>(x, y, gradX, gradY);

    /// <summary>yᵢ = <see cref="Relu(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    public static void Relu(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        SpanLoops.Map<ReluFunction, double>(x, y);
    }

    /// <summary>The rule of <see cref="Relu(ReadOnlySpan{double}, Span{double})"/>: adds to <paramref name="gradX"/>, and sets
    /// <paramref name="gradY"/> to 0. It does not run the method again.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">What the method left there.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <param name="gradY">n numbers: the gradient of y; afterwards 0.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than y, or overlaps another argument.</exception>
    [DerivativeOf(typeof(Activations), nameof(Relu))]
    public static void ReluBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY) =>
        Pull<ReluFunction, double>(x, y, gradX, gradY);

    /// <summary>yᵢ = <see cref="Selu(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Selu(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Selu(x[i]);
    }

    /// <summary>yᵢ = <see cref="Gelu(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Gelu(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Gelu(x[i]);
    }

    /// <summary>yᵢ = <see cref="GeluTanh(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void GeluTanh(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = GeluTanh(x[i]);
    }

    /// <summary>yᵢ = <see cref="Softplus(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    public static void Softplus(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        SpanLoops.Map<SoftplusFunction, double>(x, y);
    }

    /// <summary>The rule of <see cref="Softplus(ReadOnlySpan{double}, Span{double})"/>: adds to <paramref name="gradX"/>, and sets
    /// <paramref name="gradY"/> to 0. It does not run the method again.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">What the method left there.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <param name="gradY">n numbers: the gradient of y; afterwards 0.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than y, or overlaps another argument.</exception>
    [DerivativeOf(typeof(Activations), nameof(Softplus))]
    public static void SoftplusBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY) =>
        Pull<SoftplusFunction, double>(x, y, gradX, gradY);

    /// <summary>yᵢ = <see cref="Softsign(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Softsign(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Softsign(x[i]);
    }

    /// <summary>yᵢ = <see cref="ArcTan(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void ArcTan(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = ArcTan(x[i]);
    }

    /// <summary>yᵢ = <see cref="Silu(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Silu(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Silu(x[i]);
    }

    /// <summary>yᵢ = <see cref="Mish(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Mish(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Mish(x[i]);
    }

    /// <summary>yᵢ = <see cref="HardSigmoid(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void HardSigmoid(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = HardSigmoid(x[i]);
    }

    /// <summary>yᵢ = <see cref="HardTanh(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void HardTanh(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = HardTanh(x[i]);
    }

    /// <summary>yᵢ = <see cref="LeakyRelu(double, double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <param name="slope">The slope to the left of 0.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void LeakyRelu(ReadOnlySpan<double> x, [Overwritten] Span<double> y, double slope = 0.01)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = LeakyRelu(x[i], slope);
    }

    /// <summary>yᵢ = <see cref="Elu(double, double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <param name="alpha">Minus the limit to the left.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Elu(ReadOnlySpan<double> x, [Overwritten] Span<double> y, double alpha = 1)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Elu(x[i], alpha);
    }

    /// <summary>yᵢ = <see cref="PRelu(double, double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="a">The slope to the left of 0, the same for all; learned.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void PRelu(ReadOnlySpan<double> x, double a, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = PRelu(x[i], a);
    }

    /// <summary>yᵢ = <see cref="RRelu(double, double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="a">The slope to the left of 0, the same for all; drawn by the caller.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void RRelu(ReadOnlySpan<double> x, double a, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = RRelu(x[i], a);
    }

    /// <summary>yᵢ = <see cref="Swish(double, double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="beta">How steep the gate is; may be learned.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Swish(ReadOnlySpan<double> x, double beta, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Swish(x[i], beta);
    }

    /// <summary>yᵢ = <see cref="BinaryStep(double)"/> of xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void BinaryStep([NoGradient] ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = BinaryStep(x[i]);
    }

    /// <summary>yᵢ = <see cref="Maxout(double, double)"/> of aᵢ and bᵢ: max(aᵢ, bᵢ).</summary>
    /// <param name="a">n numbers.</param>
    /// <param name="b">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="b"/> or <paramref name="y"/> has another length than <paramref name="a"/>, or
    /// <paramref name="y"/> overlaps another argument.</exception>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Maxout(ReadOnlySpan<double> a, ReadOnlySpan<double> b, [Overwritten] Span<double> y)
    {
        Shapes.Same(b.Length, a.Length, nameof(b));
        Shapes.Elementwise<double>(y, a, nameof(y));
        Shapes.Apart<double>(y, b, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Maxout(a[i], b[i]);
    }

    /// <summary>The largest of several linear units: max xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> is empty.</exception>
    /// <remarks>The whole gradient goes to the largest; among equal ones to the last. Source: I. Goodfellow, D. Warde-Farley,
    /// M. Mirza, A. Courville, Y. Bengio, Maxout networks, ICML 2013, pp. 1319-1327.</remarks>
    [Differentiable]
    public static double Maxout(ReadOnlySpan<double> x)
    {
        Shapes.NotEmpty(x.Length, nameof(x));
        var max = double.NegativeInfinity;
        for (var i = 0; i < x.Length; i++) max = Math.Max(max, x[i]);
        return max;
    }
}
