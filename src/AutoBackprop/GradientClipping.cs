using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoBackprop;

/// <summary>Keeps a step against an exploding gradient short.</summary>
public static class GradientClipping
{
    /// <summary>Scales a gradient down to a norm of at most <paramref name="maxNorm"/>; its direction stays.</summary>
    /// <remarks>A gradient that is not finite is left alone: look at the norm that is returned. Source: R. Pascanu, T. Mikolov,
    /// Y. Bengio, On the difficulty of training recurrent neural networks, ICML 2013, pp. 1310-1318, algorithm 1.</remarks>
    /// <param name="gradient">What to scale.</param>
    /// <param name="maxNorm">The largest Euclidean norm that is left as it is; positive.</param>
    /// <returns>The norm before clipping.</returns>
    public static double ByNorm(Span<double> gradient, double maxNorm)
    {
        var norm = new Norm();
        norm.Add(gradient);
        Scale(gradient, norm.Clip(maxNorm));
        return norm.Value;
    }

    /// <inheritdoc cref="ByNorm(Span{double}, double)"/>
    public static float ByNorm(Span<float> gradient, float maxNorm)
    {
        var norm = new Norm();
        norm.Add(gradient);
        Scale(gradient, norm.Clip(maxNorm));
        return (float)norm.Value;
    }

    /// <summary>Scales the blocks of one gradient together, by their common norm.</summary>
    /// <param name="gradients">The blocks, one per block of parameters.</param>
    /// <param name="maxNorm">The largest Euclidean norm that is left as it is; positive.</param>
    /// <returns>The norm before clipping.</returns>
    public static double ByNorm(double[][] gradients, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var norm = new Norm();
        foreach (var gradient in gradients) norm.Add(gradient);
        var factor = norm.Clip(maxNorm);
        foreach (var gradient in gradients) Scale(gradient, factor);
        return norm.Value;
    }

    /// <inheritdoc cref="ByNorm(double[][], double)"/>
    public static float ByNorm(float[][] gradients, float maxNorm)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var norm = new Norm();
        foreach (var gradient in gradients) norm.Add(gradient);
        var factor = norm.Clip(maxNorm);
        foreach (var gradient in gradients) Scale(gradient, factor);
        return (float)norm.Value;
    }

    private static void Scale(Span<double> gradient, double factor)
    {
        if (factor == 1) return;
        var i = 0;
        for (var f = Vector512.Create(factor); i + 8 <= gradient.Length; i += 8)
            (f * Vector512.LoadUnsafe(ref gradient[i])).StoreUnsafe(ref gradient[i]);
        for (; i < gradient.Length; i++) gradient[i] *= factor;
    }

    // In double precision: a small factor may be less than the smallest float.
    private static void Scale(Span<float> gradient, double factor)
    {
        if (factor == 1) return;
        var i = 0;
        for (var f = Vector512.Create(factor); i + 16 <= gradient.Length; i += 16)
        {
            var (lower, upper) = Vector512.Widen(Vector512.LoadUnsafe(ref gradient[i]));
            Vector512.Narrow(f * lower, f * upper).StoreUnsafe(ref gradient[i]);
        }
        for (; i < gradient.Length; i++) gradient[i] = (float)(gradient[i] * factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Squares(ReadOnlySpan<double> gradient)
    {
        var (i, sum0, sum1) = (0, Vector512<double>.Zero, Vector512<double>.Zero);
        for (; i + 16 <= gradient.Length; i += 16)
        {
            var (g0, g1) = (Vector512.LoadUnsafe(in gradient[i]), Vector512.LoadUnsafe(in gradient[i + 8]));
            sum0 += g0 * g0;
            sum1 += g1 * g1;
        }

        var rest = 0.0;
        for (; i < gradient.Length; i++) rest += gradient[i] * gradient[i];
        return Vector512.Sum(sum0 + sum1) + rest;
    }

    // In double precision no square overflows, and none of these vanishes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Squares(ReadOnlySpan<float> gradient)
    {
        var (i, sum0, sum1) = (0, Vector512<double>.Zero, Vector512<double>.Zero);
        for (; i + 16 <= gradient.Length; i += 16)
        {
            var (g0, g1) = Vector512.Widen(Vector512.LoadUnsafe(in gradient[i]));
            sum0 += g0 * g0;
            sum1 += g1 * g1;
        }

        var rest = 0.0;
        for (; i < gradient.Length; i++) rest += (double)gradient[i] * gradient[i];
        return Vector512.Sum(sum0 + sum1) + rest;
    }

    // Scaled by the largest part so far: squares of an exploding gradient would overflow.
    private struct Norm()
    {
        private double _largest;
        private double _sum;

        public readonly double Value => double.IsFinite(_largest) ? _largest * Math.Sqrt(_sum) : _largest;

        public void Add(ReadOnlySpan<double> gradient)
        {
            // The norm of a whole block is one part, unless its squares leave the range of numbers.
            var squares = Squares(gradient);
            if (squares is >= 1e-280 and <= 1e280) Add(Math.Sqrt(squares));
            else foreach (var g in gradient) Add(Math.Abs(g));
        }

        public void Add(ReadOnlySpan<float> gradient)
        {
            var squares = Squares(gradient);
            if (double.IsFinite(squares)) Add(Math.Sqrt(squares));
            else foreach (var g in gradient) Add(Math.Abs((double)g));
        }

        private void Add(double part)
        {
            if (part == 0) return;
            if (!(part <= _largest))
            {
                _sum *= _largest / part * (_largest / part);
                _largest = part;
            }

            _sum += part / _largest * (part / _largest);
        }

        public readonly double Clip(double maxNorm)
        {
            if (!(maxNorm > 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "Must be positive.");
            return Value > maxNorm && double.IsFinite(Value) ? maxNorm / Value : 1;
        }
    }
}
