namespace AutoBackprop;

// As in double.
public static partial class Linear
{
    /// <inheritdoc cref="MatVec(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public static void MatVec(ReadOnlySpan<float> W, ReadOnlySpan<float> x, [Overwritten] Span<float> y)
    {
        Shapes.Matrix(W.Length, y.Length, x.Length, nameof(W));
        Shapes.Apart<float>(y, W, nameof(y));
        Shapes.Apart<float>(y, x, nameof(y));
        MatrixProduct.Multiply(W, x, y, y.Length, x.Length, 1);
    }

    /// <inheritdoc cref="MatMul(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/>
    public static void MatMul(ReadOnlySpan<float> A, ReadOnlySpan<float> B, [Overwritten] Span<float> C, int m, int k, int n)
    {
        Shapes.Matrix(A.Length, m, k, nameof(A));
        Shapes.Matrix(B.Length, k, n, nameof(B));
        Shapes.Matrix(C.Length, m, n, nameof(C));
        Shapes.Apart<float>(C, A, nameof(C));
        Shapes.Apart<float>(C, B, nameof(C));
        MatrixProduct.Multiply(A, B, C, m, k, n);
    }

    /// <inheritdoc cref="MatMulTransposeA(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/>
    public static void MatMulTransposeA(ReadOnlySpan<float> A, ReadOnlySpan<float> B, [Overwritten] Span<float> C, int m, int k, int n)
    {
        Shapes.Matrix(A.Length, k, m, nameof(A));
        Shapes.Matrix(B.Length, k, n, nameof(B));
        Shapes.Matrix(C.Length, m, n, nameof(C));
        Shapes.Apart<float>(C, A, nameof(C));
        Shapes.Apart<float>(C, B, nameof(C));
        MatrixProduct.Multiply(A, B, C, m, k, n, transposeA: true);
    }

    /// <inheritdoc cref="MatMulTransposeB(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/>
    public static void MatMulTransposeB(ReadOnlySpan<float> A, ReadOnlySpan<float> B, [Overwritten] Span<float> C, int m, int k, int n)
    {
        Shapes.Matrix(A.Length, m, k, nameof(A));
        Shapes.Matrix(B.Length, n, k, nameof(B));
        Shapes.Matrix(C.Length, m, n, nameof(C));
        Shapes.Apart<float>(C, A, nameof(C));
        Shapes.Apart<float>(C, B, nameof(C));
        MatrixProduct.Multiply(A, B, C, m, k, n, transposeB: true);
    }

    /// <inheritdoc cref="Outer(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public static void Outer(ReadOnlySpan<float> x, ReadOnlySpan<float> y, [Overwritten] Span<float> A)
    {
        Shapes.Matrix(A.Length, x.Length, y.Length, nameof(A));
        Shapes.Apart<float>(A, x, nameof(A));
        Shapes.Apart<float>(A, y, nameof(A));
        MatrixProduct.Multiply(x, y, A, x.Length, 1, y.Length);
    }

    /// <inheritdoc cref="AddBias(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    [Differentiable]
    public static void AddBias(ReadOnlySpan<float> X, ReadOnlySpan<float> b, [Overwritten] Span<float> Y)
    {
        Shapes.Rows(X.Length, b.Length, nameof(X));
        Shapes.Same(Y.Length, X.Length, nameof(Y));
        Shapes.Apart<float>(Y, X, nameof(Y));
        Shapes.Apart<float>(Y, b, nameof(Y));
        for (var row = 0; row < X.Length; row += b.Length)
            for (var j = 0; j < b.Length; j++) Y[row + j] = X[row + j] + b[j];
    }
}
