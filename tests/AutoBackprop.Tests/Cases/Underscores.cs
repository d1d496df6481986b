using AutoBackprop;

namespace Cases;

/// <summary>An underscore as a name: what is evaluated only since it may throw goes nowhere.</summary>
internal static partial class Underscores
{
    [Case("[1,2,3],0"), Case("[1,2,3],5"), Differentiable]
    public static double Parameter(double[] w, int _)
    {
        var unused = w[_];
        return w[1] * w[2];
    }

    [Case("[1,2,3],0.5,1"), Case("[1,2,3],0.5,7"), Differentiable]
    public static double Active(double[] w, double _, int i)
    {
        var unused = w[i];
        return w[1] * w[2] * _;
    }

    [Case("[1,2,3],1"), Case("[1,2,3],7"), Differentiable]
    public static double Local(double[] w, int i)
    {
        var _ = w[0] * 2;
        var unused = w[i];
        _ *= w[1];
        return _ * w[2];
    }

    [Case("[1,2,3],0"), Case("[1,2,3],3"), Differentiable]
    public static double InALoop(double[] w, int _)
    {
        var s = 0.0;
        foreach (var v in w)
        {
            if (w[_] > 100) continue;
            s += v * v;
        }
        return s;
    }

    [Case("[1,2,3],1,2"), Case("[1,2,3],1,0"), Differentiable]
    public static double WholeNumbers(double[] w, int _, int d)
    {
        var unused = _ / d;
        var (_, second) = Twice(w[0], w[1]);
        return second * w[2];
    }

    private static (double First, double Second) Twice(double a, double b) => (2 * a, a * b);
}
