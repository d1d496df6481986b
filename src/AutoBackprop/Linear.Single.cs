namespace AutoBackprop;

// As in double.
public static partial class Linear
{
    /// <inheritdoc cref="Dot(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Shapes.Same(y.Length, x.Length, nameof(y));
        return SpanLoops.Dot(x, y);
    }

    /// <inheritdoc cref="DotBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, double, double, Span{double}, Span{double})"/>
    [DerivativeOf(typeof(Linear), nameof(Dot))]
    public static void DotBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float result, float gradResult, Span<float> gradX = default, Span<float> gradY = default)
    {
        if (!gradX.IsEmpty) gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        if (!gradY.IsEmpty) gradY = Destinations.Fitting(gradY, y.Length, nameof(gradY));
        Destinations.Apart<float>(nameof(gradX), gradX, x, y);
        Destinations.Apart<float>(nameof(gradY), gradY, x, y, gradX);
        if (!gradX.IsEmpty) SpanLoops.AddScaled(gradResult, y, gradX);
        if (!gradY.IsEmpty) SpanLoops.AddScaled(gradResult, x, gradY);
    }

    /// <inheritdoc cref="Sum(ReadOnlySpan{double})"/>
    public static float Sum(ReadOnlySpan<float> x)
    {
        return SpanLoops.Sum(x);
    }

    /// <inheritdoc cref="SumBackward(ReadOnlySpan{double}, double, double, Span{double})"/>
    [DerivativeOf(typeof(Linear), nameof(Sum))]
    public static void SumBackward(ReadOnlySpan<float> x, float result, float gradResult, Span<float> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<float>(nameof(gradX), gradX, x);
        SpanLoops.Add(gradResult, gradX);
    }

    /// <inheritdoc cref="Mean(ReadOnlySpan{double})"/>
    public static float Mean(ReadOnlySpan<float> x)
    {
        return SpanLoops.Sum(x) / x.Length;
    }

    /// <inheritdoc cref="MeanBackward(ReadOnlySpan{double}, double, double, Span{double})"/>
    [DerivativeOf(typeof(Linear), nameof(Mean))]
    public static void MeanBackward(ReadOnlySpan<float> x, float result, float gradResult, Span<float> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<float>(nameof(gradX), gradX, x);
        SpanLoops.Add(gradResult / x.Length, gradX);
    }

    /// <inheritdoc cref="Norm(ReadOnlySpan{double})"/>
    public static float Norm(ReadOnlySpan<float> x)
    {
        return MathF.Sqrt(SpanLoops.Dot(x, x));
    }

    /// <inheritdoc cref="NormBackward(ReadOnlySpan{double}, double, double, Span{double})"/>
    [DerivativeOf(typeof(Linear), nameof(Norm))]
    public static void NormBackward(ReadOnlySpan<float> x, float result, float gradResult, Span<float> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<float>(nameof(gradX), gradX, x);
        if (result != 0) SpanLoops.AddScaled(gradResult / result, x, gradX);
    }

    /// <inheritdoc cref="LogSumExp(ReadOnlySpan{double})"/>
    public static float LogSumExp(ReadOnlySpan<float> x)
    {
        var max = SpanLoops.Largest(x);
        // An infinite maximum taken off would leave NaN.
        var shift = float.IsInfinity(max) ? 0 : max;
        return shift + MathF.Log(SpanLoops.Exponentials<ExpFunction, float>(x, default, shift));
    }

    /// <inheritdoc cref="LogSumExpBackward(ReadOnlySpan{double}, double, double, Span{double})"/>
    [DerivativeOf(typeof(Linear), nameof(LogSumExp))]
    public static void LogSumExpBackward(ReadOnlySpan<float> x, float result, float gradResult, Span<float> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<float>(nameof(gradX), gradX, x);
        SpanLoops.AddExponentials<ExpFunction, float>(gradResult, x, result, gradX);
    }

    /// <inheritdoc cref="Scale(double, ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Scale(float k, ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Same(y.Length, x.Length, nameof(y));
        Shapes.Apart<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = k * x[i];
    }

    /// <inheritdoc cref="Axpy(double, ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void Axpy(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        Shapes.Same(y.Length, x.Length, nameof(y));
        Shapes.Apart<float>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] += a * x[i];
    }
}
