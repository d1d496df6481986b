namespace AutoBackprop.Benchmarks.Arrays;

/// <summary>Objectives over arrays, as a user writes them; the plain C# is the primal that gradients are measured against.</summary>
public static partial class Objectives
{
    /// <summary>Σ (σ(wᵢ) - yᵢ)².</summary>
    [Differentiable]
    internal static double Sigmoid(ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            var p = Activations.Sigmoid(w[i]);
            loss += (p - y[i]) * (p - y[i]);
        }
        return loss;
    }

    /// <summary>The same in single precision.</summary>
    [Differentiable]
    internal static float Sigmoid(ReadOnlySpan<float> w, [NoGradient] ReadOnlySpan<float> y)
    {
        var loss = 0f;
        for (var i = 0; i < w.Length; i++)
        {
            var p = Activations.Sigmoid(w[i]);
            loss += (p - y[i]) * (p - y[i]);
        }
        return loss;
    }

    /// <summary>½ |relu(W x + b) - t|²; W: b.Length × x.Length, row-major.</summary>
    [Differentiable]
    internal static float Dense(ReadOnlySpan<float> W, ReadOnlySpan<float> b, ReadOnlySpan<float> x, [NoGradient] ReadOnlySpan<float> t)
    {
        var loss = 0f;
        for (var i = 0; i < b.Length; i++)
        {
            var z = b[i];
            for (var j = 0; j < x.Length; j++) z += W[i * x.Length + j] * x[j];
            var e = Activations.Relu(z) - t[i];
            loss += 0.5f * e * e;
        }
        return loss;
    }

    /// <summary>½ |X W|²; X: m × k, W: k × n, row-major.</summary>
    [Differentiable]
    internal static float Product(ReadOnlySpan<float> X, ReadOnlySpan<float> W, int m, int k, int n)
    {
        var loss = 0f;
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var z = 0f;
                for (var p = 0; p < k; p++) z += X[i * k + p] * W[p * n + j];
                loss += 0.5f * z * z;
            }
        return loss;
    }
}
