namespace AutoBackprop.Benchmarks.Abstractions;

/// <summary>Sums as chains of LINQ, and as the loops that somebody writes instead.</summary>
public static partial class Sums
{
    [Differentiable(Derivatives.Gradient)]
    public static double Linq(double[] w, double[] x, double k) => w.Zip(x, (a, b) => (a - k * b) * (a - k * b)).Sum() / w.Length;

    [Differentiable(Derivatives.Gradient)]
    public static double Loop(double[] w, double[] x, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(w.Length, x.Length); i++)
        {
            var d = w[i] - k * x[i];
            sum += d * d;
        }
        return sum / w.Length;
    }

    [Differentiable(Derivatives.Gradient)]
    public static double LinqExp(double[] w, double k) => w.Select(v => Math.Exp(-k * v)).Sum() + w.Average(v => v * v);

    [Differentiable(Derivatives.Gradient)]
    public static double LoopExp(double[] w, double k)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var v in w) sum += Math.Exp(-k * v);
        foreach (var v in w) squares += v * v;
        return sum + squares / w.Length;
    }

    [Differentiable(Derivatives.Gradient)]
    public static double LinqWhere(double[] w, double k) => w.Where(v => v > 0).Sum(v => v * v * k);

    [Differentiable(Derivatives.Gradient)]
    public static double LoopWhere(double[] w, double k)
    {
        var sum = 0.0;
        foreach (var v in w)
            if (v > 0) sum += v * v * k;
        return sum;
    }

    [Differentiable(Derivatives.Gradient)]
    public static float LinqFloat(float[] w, float k) => w.Sum(v => v * v * k);

    [Differentiable(Derivatives.Gradient)]
    public static float LoopFloat(float[] w, float k)
    {
        var sum = 0f;
        foreach (var v in w) sum += v * v * k;
        return sum;
    }

    /// <summary>As .NET adds floats.</summary>
    [Differentiable(Derivatives.Gradient)]
    public static float LoopFloatInDouble(float[] w, float k)
    {
        var sum = 0.0;
        foreach (var v in w) sum += v * v * k;
        return (float)sum;
    }
}
