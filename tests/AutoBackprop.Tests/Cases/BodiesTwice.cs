using AutoBackprop;

namespace Cases;

/// <summary>The body of a 'foreach' over several parts is written once for each: what it declares ends with it.</summary>
internal static partial class BodiesTwice
{
    [Case("[1,2,3],0.5"), Differentiable]
    public static double Local(double[] w, double y)
    {
        var s = 0.0;
        foreach (var v in w.Prepend(y))
        {
            var t = v * v;
            s += t * y;
        }
        return s;
    }

    [Case("[1,2,3],0.5"), Differentiable]
    public static double LocalArray(double[] w, double y)
    {
        var s = 0.0;
        foreach (var v in w.Append(y))
        {
            var t = new double[3];
            for (var i = 0; i < t.Length; i++) t[i] = v * i + y;
            s += t[1] * t[2];
        }
        return s;
    }

    [Case("[1,2,3],[0.5,2]"), Differentiable]
    public static double Nested(double[] w, double[] x)
    {
        var s = 0.0;
        foreach (var v in w.Concat(x))
        {
            var rows = new double[w.Length];
            foreach (var u in x.Prepend(v))
            {
                var t = u * v;
                rows[1] += t;
                s += t * rows[1];
            }
        }
        return s;
    }

    [Case("[1,2,3],[0.5,2]"), Differentiable]
    public static double Deconstructed(double[] w, double[] x)
    {
        var s = 0.0;
        foreach (var v in w.Concat(x))
        {
            var (a, b) = (v * v, v + s);
            s += a * b;
        }
        return s;
    }

    [Case("[1,2,3],0.5"), Differentiable]
    public static double LeftEarly(double[] w, double y)
    {
        var s = 0.0;
        foreach (var v in w.Prepend(y).Append(7))
        {
            var t = new[] { v, v * y };
            if (t[0] > 2.5) break;
            s += t[0] * t[1];
        }
        return s;
    }

    [Case("[1,2,3],0.5"), Differentiable]
    public static double InLoop(double[] w, double y)
    {
        var s = 0.0;
        for (var k = 0; k < 3; k++)
            foreach (var v in w.Prepend(y * k))
            {
                var t = new double[2];
                t[0] = v * s;
                t[1] = t[0] + y;
                s += t[1];
            }
        return s;
    }

    [Case("[1,2,3],0.5"), Differentiable]
    public static double Patterns(double[] w, double y)
    {
        var s = 0.0;
        foreach (var v in w.Prepend(y))
            if (v * y is > 0.3 and var t) s += t * t;
            else s -= v;
        return s;
    }
}
