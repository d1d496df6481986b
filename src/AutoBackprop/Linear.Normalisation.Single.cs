namespace AutoBackprop;

// As in double.
public static partial class Linear
{
    /// <inheritdoc cref="BatchNorm(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, double)"/>
    [Differentiable]
    public static void BatchNorm(ReadOnlySpan<float> X, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, [Overwritten] Span<float> Y, [NoGradient] float epsilon = 1e-5f)
    {
        Shapes.Rows(X.Length, gamma.Length, nameof(X));
        Shapes.Same(beta.Length, gamma.Length, nameof(beta));
        Shapes.Same(Y.Length, X.Length, nameof(Y));
        Shapes.Apart<float>(Y, X, nameof(Y));
        Shapes.Apart<float>(Y, gamma, nameof(Y));
        Shapes.Apart<float>(Y, beta, nameof(Y));
        var columns = gamma.Length;
        var rows = columns == 0 ? 0 : X.Length / columns;
        for (var j = 0; j < columns; j++)
        {
            var sum = 0f;
            for (var i = 0; i < rows; i++) sum += X[i * columns + j];
            var mean = sum / rows;
            var squares = 0f;
            for (var i = 0; i < rows; i++) squares += (X[i * columns + j] - mean) * (X[i * columns + j] - mean);
            var scale = gamma[j] / MathF.Sqrt(squares / rows + epsilon);
            for (var i = 0; i < rows; i++) Y[i * columns + j] = scale * (X[i * columns + j] - mean) + beta[j];
        }
    }

    /// <inheritdoc cref="LayerNorm(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, double)"/>
    [Differentiable]
    public static void LayerNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, [Overwritten] Span<float> y, [NoGradient] float epsilon = 1e-5f)
    {
        Shapes.Rows(x.Length, gamma.Length, nameof(x));
        Shapes.Same(beta.Length, gamma.Length, nameof(beta));
        Shapes.Same(y.Length, x.Length, nameof(y));
        Shapes.Apart<float>(y, x, nameof(y));
        Shapes.Apart<float>(y, gamma, nameof(y));
        Shapes.Apart<float>(y, beta, nameof(y));
        var columns = gamma.Length;
        for (var row = 0; row < x.Length; row += columns)
        {
            var sum = 0f;
            for (var j = 0; j < columns; j++) sum += x[row + j];
            var mean = sum / columns;
            var squares = 0f;
            for (var j = 0; j < columns; j++) squares += (x[row + j] - mean) * (x[row + j] - mean);
            var scale = 1 / MathF.Sqrt(squares / columns + epsilon);
            for (var j = 0; j < columns; j++) y[row + j] = gamma[j] * (scale * (x[row + j] - mean)) + beta[j];
        }
    }
}
