namespace AutoBackprop;

// As in double.
public static partial class Activations
{
    /// <inheritdoc cref="Softmax(ReadOnlySpan{double}, Span{double})"/>
    public static void Softmax(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        var sum = SpanLoops.Exponentials<ExpFunction, float>(x, y, SpanLoops.Largest(x));
        SpanLoops.Scale(1 / sum, y, y);
    }

    /// <inheritdoc cref="SoftmaxBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Activations), nameof(Softmax))]
    public static void SoftmaxBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradX, Span<float> gradY)
    {
        Gradients(x, y, ref gradX, ref gradY);
        SpanLoops.AddProducts(y, gradY, -SpanLoops.Dot(gradY, y), gradX);
        gradY.Clear();
    }

    /// <inheritdoc cref="LogSoftmax(ReadOnlySpan{double}, Span{double})"/>
    public static void LogSoftmax(ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Elementwise<float>(y, x, nameof(y));
        var max = SpanLoops.Largest(x);
        var log = MathF.Log(SpanLoops.Exponentials<ExpFunction, float>(x, y, max));
        x.CopyTo(y);
        // One after the other: their sum would be rounded.
        SpanLoops.Add(-max, y);
        SpanLoops.Add(-log, y);
    }

    /// <inheritdoc cref="LogSoftmaxBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Activations), nameof(LogSoftmax))]
    public static void LogSoftmaxBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradX, Span<float> gradY)
    {
        Gradients(x, y, ref gradX, ref gradY);
        SpanLoops.AddExponentials<ExpFunction, float>(-SpanLoops.Sum<float>(gradY), y, 0, gradX);
        SpanLoops.AddScaled(1, gradY, gradX);
        gradY.Clear();
    }
}
