namespace AutoBackprop;

/// <summary>Products with matrices, on the kernel of <see cref="MatrixProduct"/>.</summary>
public static partial class Linear
{
    /// <summary>y = W x.</summary>
    /// <param name="W">m × n, row-major.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="y">m numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="W"/> does not hold y.Length × x.Length numbers, or <paramref name="y"/>
    /// overlaps <paramref name="W"/> or <paramref name="x"/>.</exception>
    /// <remarks>Gradient: g xᵀ in W, Wᵀ g in x. Source: G. Golub, C. Van Loan, Matrix Computations (2013), section 1.1.</remarks>
    public static void MatVec(ReadOnlySpan<double> W, ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Matrix(W.Length, y.Length, x.Length, nameof(W));
        Shapes.Apart<double>(y, W, nameof(y));
        Shapes.Apart<double>(y, x, nameof(y));
        MatrixProduct.Multiply(W, x, y, y.Length, x.Length, 1);
    }

    /// <summary>C = A B.</summary>
    /// <param name="A">m × k, row-major.</param>
    /// <param name="B">k × n, row-major.</param>
    /// <param name="C">m × n, row-major, overwritten.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <exception cref="ArgumentException">A matrix has another shape, or <paramref name="C"/> overlaps another.</exception>
    /// <remarks>Gradient: G Bᵀ in A, Aᵀ G in B. Source: M. Giles, Collected matrix derivative results for forward and reverse mode
    /// algorithmic differentiation, Advances in Automatic Differentiation (2008), pp. 35-44, section 2.2.2.</remarks>
    public static void MatMul(ReadOnlySpan<double> A, ReadOnlySpan<double> B, [Overwritten] Span<double> C, int m, int k, int n)
    {
        Shapes.Matrix(A.Length, m, k, nameof(A));
        Shapes.Matrix(B.Length, k, n, nameof(B));
        Shapes.Matrix(C.Length, m, n, nameof(C));
        Shapes.Apart<double>(C, A, nameof(C));
        Shapes.Apart<double>(C, B, nameof(C));
        MatrixProduct.Multiply(A, B, C, m, k, n);
    }

    /// <summary>C = Aᵀ B.</summary>
    /// <param name="A">k × m, row-major.</param>
    /// <param name="B">k × n, row-major.</param>
    /// <param name="C">m × n, row-major, overwritten.</param>
    /// <param name="m">Columns of A, rows of C.</param>
    /// <param name="k">Rows of A and B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <exception cref="ArgumentException">A matrix has another shape, or <paramref name="C"/> overlaps another.</exception>
    /// <remarks>Gradient: B Gᵀ in A, A G in B. Source: as for <see cref="MatMul(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double},
    /// int, int, int)"/>.</remarks>
    public static void MatMulTransposeA(ReadOnlySpan<double> A, ReadOnlySpan<double> B, [Overwritten] Span<double> C, int m, int k, int n)
    {
        Shapes.Matrix(A.Length, k, m, nameof(A));
        Shapes.Matrix(B.Length, k, n, nameof(B));
        Shapes.Matrix(C.Length, m, n, nameof(C));
        Shapes.Apart<double>(C, A, nameof(C));
        Shapes.Apart<double>(C, B, nameof(C));
        MatrixProduct.Multiply(A, B, C, m, k, n, transposeA: true);
    }

    /// <summary>C = A Bᵀ.</summary>
    /// <param name="A">m × k, row-major.</param>
    /// <param name="B">n × k, row-major.</param>
    /// <param name="C">m × n, row-major, overwritten.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A and B.</param>
    /// <param name="n">Rows of B, columns of C.</param>
    /// <exception cref="ArgumentException">A matrix has another shape, or <paramref name="C"/> overlaps another.</exception>
    /// <remarks>Gradient: G B in A, Gᵀ A in B. Source: as for <see cref="MatMul(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double},
    /// int, int, int)"/>.</remarks>
    public static void MatMulTransposeB(ReadOnlySpan<double> A, ReadOnlySpan<double> B, [Overwritten] Span<double> C, int m, int k, int n)
    {
        Shapes.Matrix(A.Length, m, k, nameof(A));
        Shapes.Matrix(B.Length, n, k, nameof(B));
        Shapes.Matrix(C.Length, m, n, nameof(C));
        Shapes.Apart<double>(C, A, nameof(C));
        Shapes.Apart<double>(C, B, nameof(C));
        MatrixProduct.Multiply(A, B, C, m, k, n, transposeB: true);
    }

    /// <summary>A = x yᵀ.</summary>
    /// <param name="x">m numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <param name="A">m × n, row-major, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="A"/> has another shape, or overlaps another argument.</exception>
    /// <remarks>Gradient: G y in x, Gᵀ x in y. Source: G. Golub, C. Van Loan, Matrix Computations (2013), section 1.1.</remarks>
    public static void Outer(ReadOnlySpan<double> x, ReadOnlySpan<double> y, [Overwritten] Span<double> A)
    {
        Shapes.Matrix(A.Length, x.Length, y.Length, nameof(A));
        Shapes.Apart<double>(A, x, nameof(A));
        Shapes.Apart<double>(A, y, nameof(A));
        MatrixProduct.Multiply(x, y, A, x.Length, 1, y.Length);
    }

    /// <summary>Y = X, with b added to every row.</summary>
    /// <param name="X">Rows of n numbers.</param>
    /// <param name="b">n numbers.</param>
    /// <param name="Y">The shape of X, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="X"/> does not consist of whole rows, or <paramref name="Y"/> has another
    /// length, or overlaps another argument.</exception>
    /// <remarks>Gradient: G in X, the sum of the rows of G in b.</remarks>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void AddBias(ReadOnlySpan<double> X, ReadOnlySpan<double> b, [Overwritten] Span<double> Y)
    {
        Shapes.Rows(X.Length, b.Length, nameof(X));
        Shapes.Same(Y.Length, X.Length, nameof(Y));
        Shapes.Apart<double>(Y, X, nameof(Y));
        Shapes.Apart<double>(Y, b, nameof(Y));
        for (var row = 0; row < X.Length; row += b.Length)
            for (var j = 0; j < b.Length; j++) Y[row + j] = X[row + j] + b[j];
    }
}
