namespace AutoBackprop;

/// <summary>Linear algebra on spans, and what goes with it. Matrices are row-major. Every method can be called in a
/// differentiable method; what it writes must not overlap what it reads.</summary>
public static partial class Linear
{
    /// <summary>Σ xᵢ yᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <returns>The inner product; 0 for n = 0.</returns>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>.</exception>
    /// <remarks>Gradient: y and x. Source: G. Golub, C. Van Loan, Matrix Computations (2013), section 1.1.</remarks>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Shapes.Same(y.Length, x.Length, nameof(y));
        return SpanLoops.Dot(x, y);
    }

    /// <summary>The rule of <see cref="Dot(ReadOnlySpan{double}, ReadOnlySpan{double})"/>: gradX += gradResult y, gradY += gradResult x. It
    /// is handed the result, and does not compute it again.
    /// A gradient that nobody asks for may be left out.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <param name="result">What the method returned.</param>
    /// <param name="gradResult">The gradient of the result.</param>
    /// <param name="gradX">n numbers, added to; empty if they are not wanted.</param>
    /// <param name="gradY">n numbers, added to; empty if they are not wanted.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(Dot))]
    public static void DotBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double result, double gradResult,
        Span<double> gradX = default, Span<double> gradY = default)
    {
        if (!gradX.IsEmpty) gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        if (!gradY.IsEmpty) gradY = Destinations.Fitting(gradY, y.Length, nameof(gradY));
        Destinations.Apart<double>(nameof(gradX), gradX, x, y);
        Destinations.Apart<double>(nameof(gradY), gradY, x, y, gradX);
        if (gradResult == 0) return;
        if (!gradX.IsEmpty) SpanLoops.AddScaled(gradResult, y, gradX);
        if (!gradY.IsEmpty) SpanLoops.AddScaled(gradResult, x, gradY);
    }

    /// <summary>Σ xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <returns>The sum; 0 for n = 0.</returns>
    /// <remarks>Gradient: 1 for every element.</remarks>
    public static double Sum(ReadOnlySpan<double> x)
    {
        return SpanLoops.Sum(x);
    }

    /// <summary>The rule of <see cref="Sum(ReadOnlySpan{double})"/>: gradX += gradResult. It is handed the result, and does not compute it
    /// again. A gradient that nobody asks for may be left out.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="result">What the method returned.</param>
    /// <param name="gradResult">The gradient of the result.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(Sum))]
    public static void SumBackward(ReadOnlySpan<double> x, double result, double gradResult, Span<double> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<double>(nameof(gradX), gradX, x);
        SpanLoops.Add(gradResult, gradX);
    }

    /// <summary>(1/n) Σ xᵢ.</summary>
    /// <param name="x">n numbers.</param>
    /// <returns>The mean; NaN for n = 0.</returns>
    /// <remarks>Gradient: 1/n for every element.</remarks>
    public static double Mean(ReadOnlySpan<double> x)
    {
        return SpanLoops.Sum(x) / x.Length;
    }

    /// <summary>The rule of <see cref="Mean(ReadOnlySpan{double})"/>: gradX += gradResult / n. It is handed the result, and does not
    /// compute it again. A gradient that nobody asks for may be left out.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="result">What the method returned.</param>
    /// <param name="gradResult">The gradient of the result.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(Mean))]
    public static void MeanBackward(ReadOnlySpan<double> x, double result, double gradResult, Span<double> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<double>(nameof(gradX), gradX, x);
        SpanLoops.Add(gradResult / x.Length, gradX);
    }

    /// <summary>√(Σ xᵢ²), the Euclidean norm.</summary>
    /// <param name="x">n numbers.</param>
    /// <returns>The norm, in [0, ∞); 0 for n = 0.</returns>
    /// <remarks>Gradient: x / |x|; at 0 it is 0. Squares that overflow or underflow are scaled. Source: G. Golub, C. Van Loan, Matrix
    /// Computations (2013), section 2.2; J. Blue, A portable Fortran program to find the Euclidean norm of a vector, ACM TOMS 4
    /// (1978).</remarks>
    public static double Norm(ReadOnlySpan<double> x)
    {
        return SpanLoops.Norm(x);
    }

    /// <summary>The rule of <see cref="Norm(ReadOnlySpan{double})"/>: gradX += gradResult x / result, and nothing where the result is 0. It
    /// is handed the result, and does not compute it again.
    /// A gradient that nobody asks for may be left out.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="result">What the method returned.</param>
    /// <param name="gradResult">The gradient of the result.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(Norm))]
    public static void NormBackward(ReadOnlySpan<double> x, double result, double gradResult, Span<double> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<double>(nameof(gradX), gradX, x);
        if (result != 0 && gradResult != 0) SpanLoops.AddQuotients(gradResult, x, result, gradX);
    }

    /// <summary>log Σ exp(xᵢ), computed with the maximum m taken off: m + log Σ exp(xᵢ - m).</summary>
    /// <param name="x">n numbers.</param>
    /// <returns>The soft maximum, in [m, m + log n]; -∞ for n = 0.</returns>
    /// <remarks>Gradient: softmax(x). Where all xᵢ are -∞ (nothing is possible) it is 0; several that are +∞ share it equally. Source: P.
    /// Blanchard, D. Higham, N. Higham, Accurately computing the log-sum-exp and softmax
    /// functions, IMA J. Numer. Anal. 41 (2021), pp. 2311-2330.</remarks>
    public static double LogSumExp(ReadOnlySpan<double> x)
    {
        var max = SpanLoops.Largest(x);
        // An infinite maximum taken off would leave NaN.
        var shift = double.IsInfinity(max) ? 0 : max;
        return shift + Math.Log(SpanLoops.Exponentials<ExpFunction, double>(x, default, shift));
    }

    /// <summary>The rule of <see cref="LogSumExp(ReadOnlySpan{double})"/>: gradX += gradResult exp(x - result). It is handed the result,
    /// and does not compute it again. A gradient that nobody asks for may be left out.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="result">What the method returned.</param>
    /// <param name="gradResult">The gradient of the result.</param>
    /// <param name="gradX">n numbers, added to.</param>
    /// <exception cref="ArgumentException">A gradient is shorter than its argument, or overlaps another.</exception>
    [DerivativeOf(typeof(Linear), nameof(LogSumExp))]
    public static void LogSumExpBackward(ReadOnlySpan<double> x, double result, double gradResult, Span<double> gradX)
    {
        gradX = Destinations.Fitting(gradX, x.Length, nameof(gradX));
        Destinations.Apart<double>(nameof(gradX), gradX, x);
        if (gradResult == 0 || double.IsNegativeInfinity(result)) return;
        if (double.IsPositiveInfinity(result)) SpanLoops.AddShares(gradResult, x, result, gradX);
        else SpanLoops.AddExponentials<ExpFunction, double>(gradResult, x, result, gradX);
    }

    /// <summary>y = k x.</summary>
    /// <param name="k">The factor.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it in
    /// part.</exception>
    /// <remarks>Gradient: k gᵧ in x, Σ xᵢ gᵧᵢ in k.</remarks>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Scale(double k, ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        Shapes.Elementwise<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] = k * x[i];
    }

    /// <summary>y += a x.</summary>
    /// <param name="a">The factor.</param>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers, added to.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> has another length than <paramref name="x"/>, or overlaps it.</exception>
    /// <remarks>Gradient: a gᵧ in x, Σ xᵢ gᵧᵢ in a, gᵧ in what y held before. Source: C. Lawson, R. Hanson, D. Kincaid, F. Krogh,
    /// Basic linear algebra subprograms for Fortran usage, ACM TOMS 5 (1979), pp. 308-323.</remarks>
    [Differentiable(Derivatives.Backward | Derivatives.Tangent)]
    public static void Axpy(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        Shapes.Same(y.Length, x.Length, nameof(y));
        Shapes.Apart<double>(y, x, nameof(y));
        for (var i = 0; i < y.Length; i++) y[i] += a * x[i];
    }
}
