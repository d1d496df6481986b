using AutoBackprop;

namespace Cases;

/// <summary>Array variables that get another array: in a loop that makes it, in a branch, by way of each other.</summary>
public static partial class ArraysRebuilt
{
    static double[] Step(double[] x, double[] h)
    {
        var r = new double[h.Length];
        for (var i = 0; i < r.Length; i++) r[i] = Math.Tanh(h[i] * 0.9 + x[i]);
        return r;
    }

    static float[] Step(float[] x, float[] h)
    {
        var r = new float[h.Length];
        for (var i = 0; i < r.Length; i++) r[i] = MathF.Tanh(h[i] * 0.9f + x[i]);
        return r;
    }

    static double Sum(double[] h)
    {
        var s = 0.0;
        foreach (var v in h) s += v * v;
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 4")]
    public static double Recurrent(double[] x, int n)
    {
        var h = new double[x.Length];
        for (var t = 0; t < n; t++) h = Step(x, h);
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 4")]
    public static float RecurrentFloat(float[] x, int n)
    {
        var h = new float[x.Length];
        for (var t = 0; t < n; t++) h = Step(x, h);
        return h[0] * h[1] + h[2];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 0"), Case("[0.3, -0.2, 0.5], 3")]
    public static double FromParameter(double[] x, int n)
    {
        var h = x;
        for (var t = 0; t < n; t++) h = Step(x, h);
        return Sum(h) + x[0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], true"), Case("[0.3, -0.2, 0.5], false")]
    public static double InBranch(double[] x, bool twice)
    {
        var h = Step(x, x);
        if (twice) h = Step(x, h);
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], true"), Case("[0.3, -0.2, 0.5], false")]
    public static double Either(double[] x, bool first)
    {
        double[] h;
        if (first) h = Step(x, x);
        else h = [x[1], x[0] * x[2]];
        return Sum(h) * h[1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], true"), Case("[0.3, -0.2, 0.5], false")]
    public static double Choice(double[] x, bool first) => Sum(first ? Step(x, x) : x);

    [Differentiable, Case("[0.3, -0.2, 0.5], 5")]
    public static double SometimesInLoop(double[] x, int n)
    {
        var h = new double[x.Length];
        for (var t = 0; t < n; t++)
            if (t % 2 == 0) h = Step(x, h);
            else h[0] *= 1.5;
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 6")]
    public static double Until(double[] x, int n)
    {
        var h = new double[x.Length];
        for (var t = 0; t < n; t++)
        {
            if (Sum(h) > 0.6) break;
            h = Step(x, h);
        }
        return Sum(h) + h[0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 4")]
    public static double Previous(double[] x, int n)
    {
        var before = new double[x.Length];
        var h = new double[x.Length];
        for (var t = 0; t < n; t++)
        {
            before = h;
            h = Step(x, h);
        }
        return Sum(h) - 2 * Sum(before) + h[0] * before[1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 5")]
    public static double Fibonacci(double[] x, int n)
    {
        double[] a = [1, 0.5, x[0]], b = [x[1], 0.1, 0.2];
        for (var t = 0; t < n; t++) (a, b) = (b, Step(a, b));
        return Sum(a) + a[0] * b[1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 4")]
    public static double Best(double[] x, int n)
    {
        var h = new double[x.Length];
        var best = h;
        for (var t = 0; t < n; t++)
        {
            h = Step(x, h);
            if (Sum(h) < 0.7) best = h;
        }
        return Sum(best) * h[1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static double Nested(double[] x, int n)
    {
        var h = new double[x.Length];
        for (var t = 0; t < n; t++)
        {
            var g = h;
            for (var k = 0; k < t; k++) g = Step(h, g);
            h = Step(x, g);
        }
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double WhileLoop(double[] x)
    {
        var h = new double[x.Length];
        while (Sum(h) < 0.8) h = Step(x, h);
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double DoLoop(double[] x)
    {
        var h = new double[x.Length];
        var k = 0;
        do { h = Step(h, x); k++; } while (k < 3);
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5]")]
    public static double OverItself(double[] x)
    {
        double[] h = [x[0], x[1], x[2]];
        foreach (var v in h)
        {
            for (var k = 0; k < 2; k++) h = Step(x, h);
            h = [h[0] + v, h[1] * v, h[2] - v];
        }
        return Sum(h);
    }

    static double[] Power(double[] x, int n)
    {
        var h = x;
        for (var t = 0; t < n; t++) h = Step(x, h);
        return h;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static double Inlined(double[] x, int n) => Sum(Power(Power(x, n), 2));

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static double Captured(double[] x, int n)
    {
        var h = new double[x.Length];
        void Next() => h = Step(x, h);
        for (var t = 0; t < n; t++) Next();
        return Sum(h);
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static double Higher(double[] x, int n)
    {
        static double[] Iterate(Func<double[], double[]> f, double[] h, int n)
        {
            for (var t = 0; t < n; t++) h = f(h);
            return h;
        }
        return Sum(Iterate(h => Step(x, h), x, n));
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static double InStruct(double[] x, int n)
    {
        (double[] H, double S) state = (new double[x.Length], 0);
        for (var t = 0; t < n; t++)
        {
            state.H = Step(x, state.H);
            state.S += state.H[0];
        }
        return Sum(state.H) + state.S;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5, 0.7], 3")]
    public static double Parts(double[] x, int n)
    {
        var h = new double[2];
        for (var t = 0; t < n; t++) h = [h[1] + x[t], h[0] * x[t + 1]];
        return h[0] * h[1];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static double Folded(double[] x, int n) => Sum(Enumerable.Range(0, n).Aggregate(x, (h, t) => Step(x, h)));

    static double[] Layer(double[] w, double[] x, int n)
    {
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            var s = 0.0;
            for (var j = 0; j < x.Length; j++) s += w[(i + j) % w.Length] * x[j];
            y[i] = Math.Tanh(s);
        }
        return y;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], [1, 5, 40, 3]")]
    public static double Mlp(double[] w, int[] widths)
    {
        var a = w;
        foreach (var n in widths) a = Layer(w, a, n);
        var s = 0.0;
        foreach (var v in a) s += v * v;
        return s;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 30")]
    public static double Longer(double[] x, int n)
    {
        double[] h = [1];
        for (var t = 0; t < n; t++) h = [.. h, x[t % 3] * h[^1]];
        return h[^1] * h[1] + h.Length;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 7")]
    public static double Sometimes(double[] x, int n)
    {
        double[] h = [x[0], x[1], 1, x[2]];
        for (var t = 0; t < n; t++)
            if (h.Length > 2 && t % 2 == 0) h = h[1..];
            else h[0] *= x[0];
        return h[0] * h[1] + h.Length;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 5")]
    public static double Before(double[] x, int n)
    {
        double[] h = [x[0]], g = [1, 2];
        for (var t = 0; t < n; t++)
        {
            g = h;
            h = [.. h, x[t % 3] + h[0] * h[^1]];
        }
        return h[^1] * g[^1] + g.Length;
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 7")]
    public static double SecondOfSometimes(double[] x, int n)
    {
        var g = new double[x.Length];
        SometimesGradient(x, n, g);
        return Sum(g) + g[0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 5")]
    public static double SecondOfBefore(double[] x, int n)
    {
        var g = new double[x.Length];
        BeforeGradient(x, n, g);
        return Sum(g) + g[0];
    }

    [Differentiable, Case("[0.3, -0.2, 0.5], 3")]
    public static float InEachRound(float[] x, int n)
    {
        var s = 0f;
        for (var k = 0; k < n; k++)
        {
            float[] h = [x[k]];
            for (var t = 0; t < k * 4; t++) h = [.. h, h[^1] * 0.9f + x[t % 3]];
            s += h[^1] * h[0];
        }
        return s;
    }
}
