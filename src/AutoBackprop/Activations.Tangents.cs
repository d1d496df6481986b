namespace AutoBackprop;

/// <summary>The tangents of activations of a whole layer.</summary>
public static partial class Activations
{
    /// <summary>The rule of <see cref="Sigmoid(ReadOnlySpan{double}, Span{double})"/> for tangents: each element by its slope.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers, overwritten; may be x.</param>
    /// <param name="tangentY">Receives the tangent of y; may be that of x, where y is x.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Activations), nameof(Sigmoid), Derivatives.Tangent)]
    public static void SigmoidTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y,
        Span<double> tangentY) => Along<SigmoidFunction, double>(x, tangentX, y, tangentY);

    /// <summary>The rule of <see cref="Tanh(ReadOnlySpan{double}, Span{double})"/> for tangents: each element by its slope.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers, overwritten; may be x.</param>
    /// <param name="tangentY">Receives the tangent of y; may be that of x, where y is x.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Activations), nameof(Tanh), Derivatives.Tangent)]
    public static void TanhTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y,
        Span<double> tangentY) => Along<TanhFunction, double>(x, tangentX, y, tangentY);

    /// <summary>The rule of <see cref="Relu(ReadOnlySpan{double}, Span{double})"/> for tangents: each element by its slope.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers, overwritten; may be x.</param>
    /// <param name="tangentY">Receives the tangent of y; may be that of x, where y is x.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Activations), nameof(Relu), Derivatives.Tangent)]
    public static void ReluTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y,
        Span<double> tangentY) => Along<ReluFunction, double>(x, tangentX, y, tangentY);

    /// <summary>The rule of <see cref="Softplus(ReadOnlySpan{double}, Span{double})"/> for tangents: each element by its slope.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers, overwritten; may be x.</param>
    /// <param name="tangentY">Receives the tangent of y; may be that of x, where y is x.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Activations), nameof(Softplus), Derivatives.Tangent)]
    public static void SoftplusTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y,
        Span<double> tangentY) => Along<SoftplusFunction, double>(x, tangentX, y, tangentY);

    /// <summary>The rule of <see cref="Softmax(ReadOnlySpan{double}, Span{double})"/> for tangents: yᵢ (tᵢ - Σ tⱼ yⱼ).</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers, overwritten; may be x.</param>
    /// <param name="tangentY">Receives the tangent of y; may be that of x, where y is x.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Activations), nameof(Softmax), Derivatives.Tangent)]
    public static void SoftmaxTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y,
        Span<double> tangentY)
    {
        Tangents(x, ref tangentX, y, ref tangentY);
        Softmax(x, y);
        var mean = SpanLoops.Dot<double>(tangentX, y);
        for (var i = 0; i < y.Length; i++) tangentY[i] = y[i] * (tangentX[i] - mean);
    }

    /// <summary>The rule of <see cref="LogSoftmax(ReadOnlySpan{double}, Span{double})"/> for tangents: tᵢ - Σ tⱼ exp(yⱼ).</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers, overwritten; may be x.</param>
    /// <param name="tangentY">Receives the tangent of y; may be that of x, where y is x.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Activations), nameof(LogSoftmax), Derivatives.Tangent)]
    public static void LogSoftmaxTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y,
        Span<double> tangentY)
    {
        Tangents(x, ref tangentX, y, ref tangentY);
        LogSoftmax(x, y);
        var top = MoreThanHalf(y);
        var (rest, own) = (0.0, top < 0 ? 0 : tangentX[top]);
        for (var i = 0; i < y.Length; i++)
            if (i != top) rest += Math.Exp(y[i]) * tangentX[i];
        var mean = top < 0 ? rest : rest + Math.Exp(y[top]) * own;
        for (var i = 0; i < y.Length; i++) tangentY[i] = tangentX[i] - mean;
        // What it lacks of probability 1 is -ExpM1 of its logarithm: 1 less its own would round to 0.
        if (top >= 0) tangentY[top] = -Special.ExpM1(y[top]) * own - rest;
    }
}
