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

    /// <summary>log Σ exp xᵢ, with the maximum taken off (GradBench: lse).</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector)]
    internal static double LogSumExp(ReadOnlySpan<double> x)
    {
        var m = x[0];
        foreach (var v in x) m = Math.Max(m, v);
        var s = 0.0;
        foreach (var v in x) s += Math.Exp(v - m);
        return m + Math.Log(s);
    }

    /// <summary>½ Σᵢ (sign tᵢ - Σⱼ xⱼ tᵢʲ)², tᵢ from -1 to 1 (GradBench: llsq).</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector)]
    internal static double LeastSquares(ReadOnlySpan<double> x, int n)
    {
        var loss = 0.0;
        for (var i = 0; i < n; i++)
        {
            var t = -1 + i * 2.0 / (n - 1);
            var (power, sum) = (1.0, t > 0 ? 1.0 : t < 0 ? -1.0 : 0.0);
            for (var j = 0; j < x.Length; j++)
            {
                sum -= x[j] * power;
                power *= t;
            }
            loss += sum * sum;
        }
        return loss / 2;
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
