using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>min over x of max over y of |x|² - |y|² (GradBench: saddle). A last letter tells how gradients along y are computed: by a
/// forward or the reverse mode.</summary>
public static partial class Saddles
{
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double Height(double x1, double x2, double y1, double y2) => x1 * x1 + x2 * x2 - (y1 * y1 + y2 * y2);

    /// <summary>The greatest height above x, by descent from the start.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double GreatestF(double x1, double x2, [NoGradient] double[] start)
    {
        var y = SummitF(x1, x2, start);
        return Height(x1, x2, y[0], y[1]);
    }

    /// <summary>The greatest height above x, by descent from the start.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
    public static double GreatestR(double x1, double x2, [NoGradient] double[] start)
    {
        var y = SummitR(x1, x2, start);
        return Height(x1, x2, y[0], y[1]);
    }

    /// <summary>Where the height above x is greatest.</summary>
    public static double[] SummitF(double x1, double x2, double[] start) => Descent.Minimise(
        y => -Height(x1, x2, y[0], y[1]),
        y => [-HeightTangent(x1, 0, x2, 0, y[0], 1, y[1], 0).Tangent, -HeightTangent(x1, 0, x2, 0, y[0], 0, y[1], 1).Tangent],
        start);

    /// <summary>Where the height above x is greatest.</summary>
    public static double[] SummitR(double x1, double x2, double[] start) => Descent.Minimise(
        y => -Height(x1, x2, y[0], y[1]),
        y =>
        {
            var (_, _, _, gradY1, gradY2) = HeightGradient(x1, x2, y[0], y[1]);
            return [-gradY1, -gradY2];
        },
        start);
}
