using System.Numerics;

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
        norm.Add<double>(gradient);
        Scale(gradient, norm.Clip(maxNorm));
        return norm.Value;
    }

    /// <inheritdoc cref="ByNorm(Span{double}, double)"/>
    public static float ByNorm(Span<float> gradient, float maxNorm)
    {
        var norm = new Norm();
        norm.Add<float>(gradient);
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
        foreach (var gradient in gradients) norm.Add<double>(gradient);
        var factor = norm.Clip(maxNorm);
        foreach (var gradient in gradients) Scale<double>(gradient, factor);
        return norm.Value;
    }

    /// <inheritdoc cref="ByNorm(double[][], double)"/>
    public static float ByNorm(float[][] gradients, float maxNorm)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var norm = new Norm();
        foreach (var gradient in gradients) norm.Add<float>(gradient);
        var factor = norm.Clip(maxNorm);
        foreach (var gradient in gradients) Scale<float>(gradient, factor);
        return (float)norm.Value;
    }

    private static void Scale<T>(Span<T> gradient, double factor) where T : IFloatingPointIeee754<T>
    {
        if (factor == 1) return;
        foreach (ref var g in gradient) g = T.CreateTruncating(double.CreateTruncating(g) * factor);
    }

    // Scaled by the largest component so far: squares of an exploding gradient would overflow.
    private struct Norm()
    {
        private double _largest;
        private double _sum;

        public readonly double Value => double.IsFinite(_largest) ? _largest * Math.Sqrt(_sum) : _largest;

        public void Add<T>(ReadOnlySpan<T> gradient) where T : IFloatingPointIeee754<T>
        {
            foreach (var g in gradient)
            {
                var size = Math.Abs(double.CreateTruncating(g));
                if (size == 0) continue;
                if (!(size <= _largest))
                {
                    _sum *= _largest / size * (_largest / size);
                    _largest = size;
                }

                _sum += size / _largest * (size / _largest);
            }
        }

        public readonly double Clip(double maxNorm)
        {
            if (!(maxNorm > 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "Must be positive.");
            return Value > maxNorm && double.IsFinite(Value) ? maxNorm / Value : 1;
        }
    }
}
