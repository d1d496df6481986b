namespace AutoBackprop;

/// <summary>The rules of the products. They do not run the method again: of what it wrote they take the gradient, and set it to 0.
/// A gradient that nobody asks for may be left out.</summary>
public static partial class Linear
{
    /// <summary>The rule of <see cref="MatVec(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>: gradW += gradY xᵀ,
    /// gradX += Wᵀ gradY.</summary>
    /// <param name="W">m × n.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="y">m numbers, not read.</param>
    /// <param name="gradW">The shape of W, added to; empty if it is not wanted.</param>
    /// <param name="gradX">The shape of x, added to; empty if it is not wanted.</param>
    /// <param name="gradY">The gradient of y; afterwards 0.</param>
    /// <param name="overwriteW">Set gradW instead of adding to it.</param>
    /// <param name="overwriteX">Set gradX instead of adding to it.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatVec))]
    public static void MatVecBackward(ReadOnlySpan<double> W, ReadOnlySpan<double> x, [Overwritten] Span<double> y,
        Span<double> gradW = default, Span<double> gradX = default, Span<double> gradY = default, bool overwriteW = false,
        bool overwriteX = false)
    {
        Gradients(W, x, y, ref gradW, ref gradX, ref gradY, nameof(gradW), nameof(gradX), nameof(gradY));
        var (m, n) = (y.Length, x.Length);
        if (!gradW.IsEmpty) MatrixProduct.Multiply(gradY, x, gradW, m, 1, n, add: !overwriteW);
        if (!gradX.IsEmpty) MatrixProduct.Multiply(W, gradY, gradX, n, m, 1, transposeA: true, add: !overwriteX);
        gradY.Clear();
    }

    /// <summary>The rule of <see cref="MatMul(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/>:
    /// gradA += gradC Bᵀ, gradB += Aᵀ gradC.</summary>
    /// <param name="A">m × k.</param>
    /// <param name="B">k × n.</param>
    /// <param name="C">m × n, not read.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="gradA">The shape of A, added to; empty if it is not wanted.</param>
    /// <param name="gradB">The shape of B, added to; empty if it is not wanted.</param>
    /// <param name="gradC">The gradient of C; afterwards 0.</param>
    /// <param name="overwriteA">Set gradA instead of adding to it.</param>
    /// <param name="overwriteB">Set gradB instead of adding to it.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatMul))]
    public static void MatMulBackward(ReadOnlySpan<double> A, ReadOnlySpan<double> B, [Overwritten] Span<double> C, int m, int k, int n,
        Span<double> gradA = default, Span<double> gradB = default, Span<double> gradC = default, bool overwriteA = false,
        bool overwriteB = false)
    {
        Gradients(A, B, C, ref gradA, ref gradB, ref gradC, nameof(gradA), nameof(gradB), nameof(gradC));
        if (!gradA.IsEmpty) MatrixProduct.Multiply(gradC, B, gradA, m, n, k, transposeB: true, add: !overwriteA);
        if (!gradB.IsEmpty) MatrixProduct.Multiply(A, gradC, gradB, k, m, n, transposeA: true, add: !overwriteB);
        gradC.Clear();
    }

    /// <summary>The rule of <see cref="MatMulTransposeA(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/>:
    /// gradA += B gradCᵀ, gradB += A gradC.</summary>
    /// <param name="A">k × m.</param>
    /// <param name="B">k × n.</param>
    /// <param name="C">m × n, not read.</param>
    /// <param name="m">Columns of A, rows of C.</param>
    /// <param name="k">Rows of A and B.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="gradA">The shape of A, added to; empty if it is not wanted.</param>
    /// <param name="gradB">The shape of B, added to; empty if it is not wanted.</param>
    /// <param name="gradC">The gradient of C; afterwards 0.</param>
    /// <param name="overwriteA">Set gradA instead of adding to it.</param>
    /// <param name="overwriteB">Set gradB instead of adding to it.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatMulTransposeA))]
    public static void MatMulTransposeABackward(ReadOnlySpan<double> A, ReadOnlySpan<double> B, [Overwritten] Span<double> C, int m, int k,
        int n, Span<double> gradA = default, Span<double> gradB = default, Span<double> gradC = default, bool overwriteA = false,
        bool overwriteB = false)
    {
        Gradients(A, B, C, ref gradA, ref gradB, ref gradC, nameof(gradA), nameof(gradB), nameof(gradC));
        if (!gradA.IsEmpty) MatrixProduct.Multiply(B, gradC, gradA, k, n, m, transposeB: true, add: !overwriteA);
        if (!gradB.IsEmpty) MatrixProduct.Multiply(A, gradC, gradB, k, m, n, add: !overwriteB);
        gradC.Clear();
    }

    /// <summary>The rule of <see cref="MatMulTransposeB(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int)"/>:
    /// gradA += gradC B, gradB += gradCᵀ A.</summary>
    /// <param name="A">m × k.</param>
    /// <param name="B">n × k.</param>
    /// <param name="C">m × n, not read.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A and B.</param>
    /// <param name="n">Rows of B, columns of C.</param>
    /// <param name="gradA">The shape of A, added to; empty if it is not wanted.</param>
    /// <param name="gradB">The shape of B, added to; empty if it is not wanted.</param>
    /// <param name="gradC">The gradient of C; afterwards 0.</param>
    /// <param name="overwriteA">Set gradA instead of adding to it.</param>
    /// <param name="overwriteB">Set gradB instead of adding to it.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(MatMulTransposeB))]
    public static void MatMulTransposeBBackward(ReadOnlySpan<double> A, ReadOnlySpan<double> B, [Overwritten] Span<double> C, int m, int k,
        int n, Span<double> gradA = default, Span<double> gradB = default, Span<double> gradC = default, bool overwriteA = false,
        bool overwriteB = false)
    {
        Gradients(A, B, C, ref gradA, ref gradB, ref gradC, nameof(gradA), nameof(gradB), nameof(gradC));
        if (!gradA.IsEmpty) MatrixProduct.Multiply(gradC, B, gradA, m, n, k, add: !overwriteA);
        if (!gradB.IsEmpty) MatrixProduct.Multiply(gradC, A, gradB, n, m, k, transposeA: true, add: !overwriteB);
        gradC.Clear();
    }

    /// <summary>The rule of <see cref="Outer(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>: gradX += gradA y,
    /// gradY += gradAᵀ x.</summary>
    /// <param name="x">m numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <param name="A">m × n, not read.</param>
    /// <param name="gradX">The shape of x, added to; empty if it is not wanted.</param>
    /// <param name="gradY">The shape of y, added to; empty if it is not wanted.</param>
    /// <param name="gradA">The gradient of A; afterwards 0.</param>
    /// <param name="overwriteX">Set gradX instead of adding to it.</param>
    /// <param name="overwriteY">Set gradY instead of adding to it.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(Outer))]
    public static void OuterBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, [Overwritten] Span<double> A,
        Span<double> gradX = default, Span<double> gradY = default, Span<double> gradA = default, bool overwriteX = false,
        bool overwriteY = false)
    {
        Gradients(x, y, A, ref gradX, ref gradY, ref gradA, nameof(gradX), nameof(gradY), nameof(gradA));
        var (m, n) = (x.Length, y.Length);
        if (!gradX.IsEmpty) MatrixProduct.Multiply(gradA, y, gradX, m, n, 1, add: !overwriteX);
        if (!gradY.IsEmpty) MatrixProduct.Multiply(gradA, x, gradY, n, m, 1, transposeA: true, add: !overwriteY);
        gradA.Clear();
    }
}
