using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>The two smallest objectives over arrays.</summary>
public static partial class Sums
{
    /// <summary>log Σ exp xᵢ, with the maximum taken off.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector)]
    internal static double LogSumExp(ReadOnlySpan<double> x)
    {
        var m = x[0];
        foreach (var v in x) m = Math.Max(m, v);
        var s = 0.0;
        foreach (var v in x) s += Math.Exp(v - m);
        return m + Math.Log(s);
    }

    /// <summary>½ Σᵢ (sign tᵢ - Σⱼ xⱼ tᵢʲ)², tᵢ from -1 to 1 in n equal steps.</summary>
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
}
