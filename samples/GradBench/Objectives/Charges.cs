using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>A charge that flies past two others (GradBench: particle). The second letter tells how the inner gradient is computed:
/// by a forward or the reverse mode.</summary>
public static partial class Charges
{
    private const double Step = 0.1;

    /// <summary>The potential at (x, y) of charges at (10, 10 - w) and (10, 0).</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double Potential(double x, double y, double w) => 1 / Distance(x - 10, y - (10 - w)) + 1 / Distance(x - 10, y);

    /// <summary>The square of the place where the path meets the x-axis.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double LandingF(double w) => Landing((x, y) =>
        (PotentialTangent(x, 1, y, 0, w, 0).Tangent, PotentialTangent(x, 0, y, 1, w, 0).Tangent));

    /// <summary>The square of the place where the path meets the x-axis.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double LandingR(double w) => Landing((x, y) =>
    {
        var (_, gradX, gradY, _) = PotentialGradient(x, y, w);
        return (gradX, gradY);
    });

    /// <summary>By Euler's method.</summary>
    private static double Landing(Func<double, double, (double, double)> gradient)
    {
        var (x, y, vx, vy) = (0.0, 8.0, 0.75, 0.0);
        while (true)
        {
            var (gradX, gradY) = gradient(x, y);
            x += Step * vx;
            y += Step * vy;
            if (y <= 0)
            {
                var end = x - y / vy * vx;
                return end * end;
            }

            vx -= Step * gradX;
            vy -= Step * gradY;
        }
    }

    // No path goes through a charge.
#pragma warning disable AB0304
    private static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);
#pragma warning restore AB0304
}
