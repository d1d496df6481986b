namespace AutoBackprop;

// As in double.
public static partial class Linear
{
    /// <inheritdoc cref="MatVecBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double}, Span{double}, Span{double}, bool, bool)"/>
    [DerivativeOf(typeof(Linear), nameof(MatVec))]
    public static void MatVecBackward(ReadOnlySpan<float> W, ReadOnlySpan<float> x, [Overwritten] Span<float> y, Span<float> gradW = default, Span<float> gradX = default, Span<float> gradY = default, bool overwriteW = false, bool overwriteX = false)
    {
        Gradients(W, x, y, ref gradW, ref gradX, ref gradY, nameof(gradW), nameof(gradX), nameof(gradY));
        var (m, n) = (y.Length, x.Length);
        if (!gradW.IsEmpty) MatrixProduct.Multiply(gradY, x, gradW, m, 1, n, add: !overwriteW);
        if (!gradX.IsEmpty) MatrixProduct.Multiply(W, gradY, gradX, n, m, 1, transposeA: true, add: !overwriteX);
        gradY.Clear();
    }

    /// <inheritdoc cref="MatMulBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int, Span{double}, Span{double}, Span{double}, bool, bool)"/>
    [DerivativeOf(typeof(Linear), nameof(MatMul))]
    public static void MatMulBackward(ReadOnlySpan<float> A, ReadOnlySpan<float> B, [Overwritten] Span<float> C, int m, int k, int n, Span<float> gradA = default, Span<float> gradB = default, Span<float> gradC = default, bool overwriteA = false, bool overwriteB = false)
    {
        Gradients(A, B, C, ref gradA, ref gradB, ref gradC, nameof(gradA), nameof(gradB), nameof(gradC));
        if (!gradA.IsEmpty) MatrixProduct.Multiply(gradC, B, gradA, m, n, k, transposeB: true, add: !overwriteA);
        if (!gradB.IsEmpty) MatrixProduct.Multiply(A, gradC, gradB, k, m, n, transposeA: true, add: !overwriteB);
        gradC.Clear();
    }

    /// <inheritdoc cref="MatMulTransposeABackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int, Span{double}, Span{double}, Span{double}, bool, bool)"/>
    [DerivativeOf(typeof(Linear), nameof(MatMulTransposeA))]
    public static void MatMulTransposeABackward(ReadOnlySpan<float> A, ReadOnlySpan<float> B, [Overwritten] Span<float> C, int m, int k, int n, Span<float> gradA = default, Span<float> gradB = default, Span<float> gradC = default, bool overwriteA = false, bool overwriteB = false)
    {
        Gradients(A, B, C, ref gradA, ref gradB, ref gradC, nameof(gradA), nameof(gradB), nameof(gradC));
        if (!gradA.IsEmpty) MatrixProduct.Multiply(B, gradC, gradA, k, n, m, transposeB: true, add: !overwriteA);
        if (!gradB.IsEmpty) MatrixProduct.Multiply(A, gradC, gradB, k, m, n, add: !overwriteB);
        gradC.Clear();
    }

    /// <inheritdoc cref="MatMulTransposeBBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, int, int, int, Span{double}, Span{double}, Span{double}, bool, bool)"/>
    [DerivativeOf(typeof(Linear), nameof(MatMulTransposeB))]
    public static void MatMulTransposeBBackward(ReadOnlySpan<float> A, ReadOnlySpan<float> B, [Overwritten] Span<float> C, int m, int k, int n, Span<float> gradA = default, Span<float> gradB = default, Span<float> gradC = default, bool overwriteA = false, bool overwriteB = false)
    {
        Gradients(A, B, C, ref gradA, ref gradB, ref gradC, nameof(gradA), nameof(gradB), nameof(gradC));
        if (!gradA.IsEmpty) MatrixProduct.Multiply(gradC, B, gradA, m, n, k, add: !overwriteA);
        if (!gradB.IsEmpty) MatrixProduct.Multiply(gradC, A, gradB, n, m, k, transposeA: true, add: !overwriteB);
        gradC.Clear();
    }

    /// <inheritdoc cref="OuterBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double}, Span{double}, Span{double}, bool, bool)"/>
    [DerivativeOf(typeof(Linear), nameof(Outer))]
    public static void OuterBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, [Overwritten] Span<float> A, Span<float> gradX = default, Span<float> gradY = default, Span<float> gradA = default, bool overwriteX = false, bool overwriteY = false)
    {
        Gradients(x, y, A, ref gradX, ref gradY, ref gradA, nameof(gradX), nameof(gradY), nameof(gradA));
        var (m, n) = (x.Length, y.Length);
        if (!gradX.IsEmpty) MatrixProduct.Multiply(gradA, y, gradX, m, n, 1, add: !overwriteX);
        if (!gradY.IsEmpty) MatrixProduct.Multiply(gradA, x, gradY, n, m, 1, transposeA: true, add: !overwriteY);
        gradA.Clear();
    }
}
