using AutoBackprop;

namespace Curves;

/// <summary>A bell that was struck: an oscillation that dies away, a · exp(-λ t) · cos(ω t + φ) + c.</summary>
public static partial class Ringing
{
    public static readonly string[] Names = ["amplitude a", "decay λ", "frequency ω", "phase φ", "offset c"];

    /// <summary>The curve. p: a, λ, ω, φ, c.</summary>
    private static double At(double t, ReadOnlySpan<double> p) => p[0] * Math.Exp(-p[1] * t) * Math.Cos(p[2] * t + p[3]) + p[4];

    /// <summary>The curve at all times. values: one per time.</summary>
    [Differentiable(Derivatives.Value | Derivatives.Jacobian)]
    public static void Curve(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> times, Span<double> values)
    {
        for (var i = 0; i < times.Length; i++) values[i] = At(times[i], p);
    }

    /// <summary>½ Σ (curve - measured)².</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Hessian)]
    public static double Misfit(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> times, [NoGradient] ReadOnlySpan<double> measured)
    {
        var sum = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            var error = At(times[i], p) - measured[i];
            sum += error * error;
        }

        return sum / 2;
    }
}
