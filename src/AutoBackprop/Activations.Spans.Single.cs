namespace AutoBackprop;

// As in double.
public static partial class Activations
{
    /// <inheritdoc cref="Sigmoid(ReadOnlySpan{double}, Span{double})"/>
    public static void Sigmoid(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        SpanLoops.Map<SigmoidFunction, float>(x, y);
    }

    /// <inheritdoc cref="SigmoidBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Activations), nameof(Sigmoid))]
    public static void SigmoidBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradX, Span<float> gradY) => Pull<SigmoidFunction, float>(x, y, gradX, gradY);

    /// <inheritdoc cref="Tanh(ReadOnlySpan{double}, Span{double})"/>
    public static void Tanh(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        SpanLoops.Map<TanhFunction, float>(x, y);
    }

    /// <inheritdoc cref="TanhBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Activations), nameof(Tanh))]
    public static void TanhBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradX, Span<float> gradY) => Pull<TanhFunction, float>(x, y, gradX, gradY);

    /// <inheritdoc cref="Relu(ReadOnlySpan{double}, Span{double})"/>
    public static void Relu(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        SpanLoops.Map<ReluFunction, float>(x, y);
    }

    /// <inheritdoc cref="ReluBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Activations), nameof(Relu))]
    public static void ReluBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradX, Span<float> gradY) => Pull<ReluFunction, float>(x, y, gradX, gradY);

    /// <inheritdoc cref="Selu(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Selu(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Selu(x[i]);
    }

    /// <inheritdoc cref="Gelu(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Gelu(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Gelu(x[i]);
    }

    /// <inheritdoc cref="GeluTanh(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void GeluTanh(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = GeluTanh(x[i]);
    }

    /// <inheritdoc cref="Softplus(ReadOnlySpan{double}, Span{double})"/>
    public static void Softplus(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        SpanLoops.Map<SoftplusFunction, float>(x, y);
    }

    /// <inheritdoc cref="SoftplusBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Activations), nameof(Softplus))]
    public static void SoftplusBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradX, Span<float> gradY) => Pull<SoftplusFunction, float>(x, y, gradX, gradY);

    /// <inheritdoc cref="Softsign(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Softsign(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Softsign(x[i]);
    }

    /// <inheritdoc cref="ArcTan(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void ArcTan(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = ArcTan(x[i]);
    }

    /// <inheritdoc cref="Silu(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Silu(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Silu(x[i]);
    }

    /// <inheritdoc cref="Mish(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Mish(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Mish(x[i]);
    }

    /// <inheritdoc cref="HardSigmoid(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void HardSigmoid(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = HardSigmoid(x[i]);
    }

    /// <inheritdoc cref="HardTanh(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void HardTanh(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = HardTanh(x[i]);
    }

    /// <inheritdoc cref="LeakyRelu(ReadOnlySpan{double}, Span{double}, double)"/>
    [Differentiable]
    public static void LeakyRelu(ReadOnlySpan<float> x, [Overwritten] Span<float> y, float slope = 0.01f)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = LeakyRelu(x[i], slope);
    }

    /// <inheritdoc cref="Elu(ReadOnlySpan{double}, Span{double}, double)"/>
    [Differentiable]
    public static void Elu(ReadOnlySpan<float> x, [Overwritten] Span<float> y, float alpha = 1)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Elu(x[i], alpha);
    }

    /// <inheritdoc cref="PRelu(ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable]
    public static void PRelu(ReadOnlySpan<float> x, float a, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = PRelu(x[i], a);
    }

    /// <inheritdoc cref="RRelu(ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable]
    public static void RRelu(ReadOnlySpan<float> x, float a, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = RRelu(x[i], a);
    }

    /// <inheritdoc cref="Swish(ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable]
    public static void Swish(ReadOnlySpan<float> x, float beta, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Swish(x[i], beta);
    }

    /// <inheritdoc cref="BinaryStep(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void BinaryStep([NoGradient] ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = BinaryStep(x[i]);
    }

    /// <inheritdoc cref="Maxout(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Maxout(ReadOnlySpan<float> a, ReadOnlySpan<float> b, [Overwritten] Span<float> y)
    {
        Shapes.Same(b.Length, a.Length, nameof(b));
        Shapes.Elementwise<float>(y, a, nameof(y));
        Shapes.Apart<float>(y, b, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = Maxout(a[i], b[i]);
    }

    /// <inheritdoc cref="Maxout(ReadOnlySpan{double})"/>
    [Differentiable]
    public static float Maxout(ReadOnlySpan<float> x)
    {
        Shapes.NotEmpty(x.Length, nameof(x));
        var max = float.NegativeInfinity;
        for (var i = 0; i < x.Length; i++) max = MathF.Max(max, x[i]);
        return max;
    }
}
