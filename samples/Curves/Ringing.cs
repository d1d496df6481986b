using AutoBackprop;

namespace Curves;

/// <summary>A ringing that dies away: y(t) = a exp(-t / τ) cos(2 π f t + φ) + c. Parameters: a, τ, f, φ, c.</summary>
public static partial class Ringing
{
    public static readonly string[] Names = ["amplitude", "decay time", "frequency", "phase", "offset"];

    /// <summary>The curve at each time, and its Jacobian: what Levenberg and Marquardt's method and the confidence band need.</summary>
    [Differentiable(Derivatives.Jacobian)]
    public static void Curve(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> t, Span<double> y)
    {
        for (var i = 0; i < t.Length; i++)
            y[i] = p[0] * Math.Exp(-t[i] / p[1]) * Math.Cos(2 * Math.PI * p[2] * t[i] + p[3]) + p[4];
    }

    /// <summary>½ Σ (y(tᵢ) - yᵢ)², with what a descent needs: its gradient, and for Newton its Hessian.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Hessian)]
    public static double Misfit(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> t, [NoGradient] ReadOnlySpan<double> measured)
    {
        var sum = 0.0;
        for (var i = 0; i < t.Length; i++)
        {
            var e = p[0] * Math.Exp(-t[i] / p[1]) * Math.Cos(2 * Math.PI * p[2] * t[i] + p[3]) + p[4] - measured[i];
            sum += e * e;
        }

        return sum / 2;
    }
}
