using System;

namespace AutoBackprop.Tests;

// Derivatives in the body: the gradient of a gradient.
public static partial class Zoo
{
    private static double Energy(double q, double k) => k * q * q / 2 + Math.Cos(q);

    [Differentiable] public static double Potential(double q, double k) => k * q * q / 2 + Math.Cos(q);

    [Differentiable] public static double Force(double q, double k) => -PotentialGradient(q, k).GradQ;

    [Differentiable]
    public static double GradientNorm(double x, double a, double b, double c)
    {
        var (value, gradX, _, gradB, _) = HornerGradient(x, a, b, c);
        return Math.Sqrt(gradX * gradX + gradB * gradB + 1) + value;
    }

    [Differentiable]
    public static double NewtonStep(double x, double k)
    {
        for (var i = 0; i < 3; i++)
        {
            var g = PotentialGradient(x, k);
            x -= 0.1 * g.GradQ + 0.01 * g.Value;
        }
        return x;
    }

    [Differentiable] public static double GradientOfLoop(double x, int n) => PowerByLoopGradient(x, n).GradX + x;

    [Differentiable] public static double GradientOfBranches(double x, double y) { var g = TernariesGradient(x, y); return g.GradX * y + g.GradY; }

    [Differentiable] public static double ThirdDerivative(double q, double k) => ForceGradient(q, k).GradQ * k + Energy(q, k);

    [Differentiable] public static double GradientInBranch(double q, double k, bool b) => b ? PotentialGradient(q, k).GradK : Energy(q, k);
}
