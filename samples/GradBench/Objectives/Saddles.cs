using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>min over x of max over y of |x|² - |y|² (GradBench: saddle).</summary>
public static partial class Saddles
{
    [Differentiable]
    public static double Height(double x1, double x2, double y1, double y2) => x1 * x1 + x2 * x2 - (y1 * y1 + y2 * y2);

    /// <summary>The greatest height above x, by descent from the start.</summary>
    [Differentiable]
    public static double Greatest(double x1, double x2, [NoGradient] double[] start)
    {
        var y = Summit(x1, x2, start);
        return Height(x1, x2, y[0], y[1]);
    }

    /// <summary>Where the height above x is greatest.</summary>
    public static double[] Summit(double x1, double x2, double[] start) => Descent.Minimise(
        y => -Height(x1, x2, y[0], y[1]),
        y =>
        {
            var (_, _, _, gradY1, gradY2) = HeightGradient(x1, x2, y[0], y[1]);
            return [-gradY1, -gradY2];
        },
        start);
}
