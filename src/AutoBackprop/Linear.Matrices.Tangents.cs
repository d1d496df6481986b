namespace AutoBackprop;

/// <summary>The tangents of products: the sum over the factors, one of them changed.</summary>
public static partial class Linear
{
    /// <summary>The rule of <see cref="MatVec(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/> for tangents: each factor
    /// changed in turn.</summary>
    /// <param name="W">m × n.</param>
    /// <param name="tangentW">The tangent of W.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">m numbers, overwritten.</param>
    /// <param name="tangentY">Receives the tangent of y.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatVec), Derivatives.Tangent)]
    public static void MatVecTangent(ReadOnlySpan<double> W, ReadOnlySpan<double> tangentW, ReadOnlySpan<double> x,
        ReadOnlySpan<double> tangentX, [Overwritten] Span<double> y, Span<double> tangentY)
    {
        Tangents(W, ref tangentW, x, ref tangentX, y, ref tangentY, nameof(y), nameof(tangentW), nameof(tangentX), nameof(tangentY));
        MatVec(W, x, y);
        MatrixProduct.Multiply(tangentW, x, tangentY, y.Length, x.Length, 1);
        MatrixProduct.Multiply(W, tangentX, tangentY, y.Length, x.Length, 1, add: true);
    }

    /// <summary>The rule of <see cref="MatMul(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/> for tangents:
    /// each factor changed in turn.</summary>
    /// <param name="A">m × k.</param>
    /// <param name="tangentA">The tangent of A.</param>
    /// <param name="B">k × n.</param>
    /// <param name="tangentB">The tangent of B.</param>
    /// <param name="C">m × n, overwritten.</param>
    /// <param name="tangentC">Receives the tangent of C.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="k">Over so many is summed.</param>
    /// <param name="n">Columns of C.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatMul), Derivatives.Tangent)]
    public static void MatMulTangent(ReadOnlySpan<double> A, ReadOnlySpan<double> tangentA, ReadOnlySpan<double> B,
        ReadOnlySpan<double> tangentB, [Overwritten] Span<double> C, Span<double> tangentC, int m, int k, int n)
    {
        Tangents(A, ref tangentA, B, ref tangentB, C, ref tangentC, nameof(C), nameof(tangentA), nameof(tangentB), nameof(tangentC));
        MatMul(A, B, C, m, k, n);
        MatrixProduct.Multiply(tangentA, B, tangentC, m, k, n);
        MatrixProduct.Multiply(A, tangentB, tangentC, m, k, n, add: true);
    }

    /// <summary>The rule of <see cref="MatMulTransposeA(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/> for
    /// tangents: each factor changed in turn.</summary>
    /// <param name="A">k × m.</param>
    /// <param name="tangentA">The tangent of A.</param>
    /// <param name="B">k × n.</param>
    /// <param name="tangentB">The tangent of B.</param>
    /// <param name="C">m × n, overwritten.</param>
    /// <param name="tangentC">Receives the tangent of C.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="k">Over so many is summed.</param>
    /// <param name="n">Columns of C.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatMulTransposeA), Derivatives.Tangent)]
    public static void MatMulTransposeATangent(ReadOnlySpan<double> A, ReadOnlySpan<double> tangentA, ReadOnlySpan<double> B,
        ReadOnlySpan<double> tangentB, [Overwritten] Span<double> C, Span<double> tangentC, int m, int k, int n)
    {
        Tangents(A, ref tangentA, B, ref tangentB, C, ref tangentC, nameof(C), nameof(tangentA), nameof(tangentB), nameof(tangentC));
        MatMulTransposeA(A, B, C, m, k, n);
        MatrixProduct.Multiply(tangentA, B, tangentC, m, k, n, transposeA: true);
        MatrixProduct.Multiply(A, tangentB, tangentC, m, k, n, transposeA: true, add: true);
    }

    /// <summary>The rule of <see cref="MatMulTransposeB(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/> for
    /// tangents: each factor changed in turn.</summary>
    /// <param name="A">m × k.</param>
    /// <param name="tangentA">The tangent of A.</param>
    /// <param name="B">n × k.</param>
    /// <param name="tangentB">The tangent of B.</param>
    /// <param name="C">m × n, overwritten.</param>
    /// <param name="tangentC">Receives the tangent of C.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="k">Over so many is summed.</param>
    /// <param name="n">Columns of C.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatMulTransposeB), Derivatives.Tangent)]
    public static void MatMulTransposeBTangent(ReadOnlySpan<double> A, ReadOnlySpan<double> tangentA, ReadOnlySpan<double> B,
        ReadOnlySpan<double> tangentB, [Overwritten] Span<double> C, Span<double> tangentC, int m, int k, int n)
    {
        Tangents(A, ref tangentA, B, ref tangentB, C, ref tangentC, nameof(C), nameof(tangentA), nameof(tangentB), nameof(tangentC));
        MatMulTransposeB(A, B, C, m, k, n);
        MatrixProduct.Multiply(tangentA, B, tangentC, m, k, n, transposeB: true);
        MatrixProduct.Multiply(A, tangentB, tangentC, m, k, n, transposeB: true, add: true);
    }

    /// <summary>The rule of <see cref="Outer(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/> for tangents: each factor changed
    /// in turn.</summary>
    /// <param name="x">m numbers.</param>
    /// <param name="tangentX">The tangent of x.</param>
    /// <param name="y">n numbers.</param>
    /// <param name="tangentY">The tangent of y.</param>
    /// <param name="A">m × n, overwritten.</param>
    /// <param name="tangentA">Receives the tangent of A.</param>
    /// <exception cref="ArgumentException">An argument is too short, or overlaps another otherwise than in its place.</exception>
    [DerivativeOf(typeof(Linear), nameof(Outer), Derivatives.Tangent)]
    public static void OuterTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> tangentX, ReadOnlySpan<double> y,
        ReadOnlySpan<double> tangentY, [Overwritten] Span<double> A, Span<double> tangentA)
    {
        Tangents(x, ref tangentX, y, ref tangentY, A, ref tangentA, nameof(A), nameof(tangentX), nameof(tangentY), nameof(tangentA));
        Outer(x, y, A);
        MatrixProduct.Multiply(tangentX, y, tangentA, x.Length, 1, y.Length);
        MatrixProduct.Multiply(x, tangentY, tangentA, x.Length, 1, y.Length, add: true);
    }
}
