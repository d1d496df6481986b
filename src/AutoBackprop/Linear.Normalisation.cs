namespace AutoBackprop;

/// <summary>Normalisation by mean and variance.</summary>
public static partial class Linear
{
    /// <summary>Normalises every column of X over the rows, then scales and shifts it:
    /// Y = gamma (X - μ) / √(σ² + epsilon) + beta, with the mean μ and the variance σ² (divided by the number of rows) of the column.
    /// </summary>
    /// <param name="X">Rows of n numbers: a row per sample.</param>
    /// <param name="gamma">n factors.</param>
    /// <param name="beta">n numbers.</param>
    /// <param name="Y">The shape of X, overwritten.</param>
    /// <param name="epsilon">Keeps a column without variance finite; greater than 0.</param>
    /// <exception cref="ArgumentException"><paramref name="X"/> does not consist of whole rows, <paramref name="beta"/> or
    /// <paramref name="Y"/> has another length, or <paramref name="Y"/> overlaps another argument.</exception>
    /// <remarks>Source: S. Ioffe, C. Szegedy, Batch normalization: accelerating deep network training by reducing internal covariate
    /// shift, ICML 2015, algorithm 1.</remarks>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void BatchNorm(ReadOnlySpan<double> X, ReadOnlySpan<double> gamma, ReadOnlySpan<double> beta,
        [Overwritten] Span<double> Y, [NoGradient] double epsilon = 1e-5)
    {
        Shapes.Rows(X.Length, gamma.Length, nameof(X));
        Shapes.Same(beta.Length, gamma.Length, nameof(beta));
        Shapes.Same(Y.Length, X.Length, nameof(Y));
        Shapes.Apart<double>(Y, X, nameof(Y));
        Shapes.Apart<double>(Y, gamma, nameof(Y));
        Shapes.Apart<double>(Y, beta, nameof(Y));
        var columns = gamma.Length;
        var rows = columns == 0 ? 0 : X.Length / columns;
        for (var j = 0; j < columns; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < rows; i++) sum += X[i * columns + j];
            var mean = sum / rows;
            var squares = 0.0;
            for (var i = 0; i < rows; i++) squares += (X[i * columns + j] - mean) * (X[i * columns + j] - mean);
            var scale = gamma[j] / Math.Sqrt(squares / rows + epsilon);
            for (var i = 0; i < rows; i++) Y[i * columns + j] = scale * (X[i * columns + j] - mean) + beta[j];
        }
    }

    /// <summary>Normalises every row of x, then scales and shifts it: y = gamma (x - μ) / √(σ² + epsilon) + beta, with the mean μ
    /// and the variance σ² (divided by n) of the row.</summary>
    /// <param name="x">n numbers, or rows of n numbers.</param>
    /// <param name="gamma">n factors.</param>
    /// <param name="beta">n numbers.</param>
    /// <param name="y">The shape of x, overwritten.</param>
    /// <param name="epsilon">Keeps a row without variance finite; greater than 0.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> does not consist of whole rows, <paramref name="beta"/> or
    /// <paramref name="y"/> has another length, or <paramref name="y"/> overlaps another argument.</exception>
    /// <remarks>Source: J. Ba, J. Kiros, G. Hinton, Layer normalization, arXiv:1607.06450 (2016), eq. (3) and (4).</remarks>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void LayerNorm(ReadOnlySpan<double> x, ReadOnlySpan<double> gamma, ReadOnlySpan<double> beta,
        [Overwritten] Span<double> y, [NoGradient] double epsilon = 1e-5)
    {
        Shapes.Rows(x.Length, gamma.Length, nameof(x));
        Shapes.Same(beta.Length, gamma.Length, nameof(beta));
        Shapes.Same(y.Length, x.Length, nameof(y));
        Shapes.Apart<double>(y, x, nameof(y));
        Shapes.Apart<double>(y, gamma, nameof(y));
        Shapes.Apart<double>(y, beta, nameof(y));
        var columns = gamma.Length;
        for (var row = 0; row < x.Length; row += columns)
        {
            var sum = 0.0;
            for (var j = 0; j < columns; j++) sum += x[row + j];
            var mean = sum / columns;
            var squares = 0.0;
            for (var j = 0; j < columns; j++) squares += (x[row + j] - mean) * (x[row + j] - mean);
            var scale = 1 / Math.Sqrt(squares / columns + epsilon);
            for (var j = 0; j < columns; j++) y[row + j] = gamma[j] * (scale * (x[row + j] - mean)) + beta[j];
        }
    }
}
