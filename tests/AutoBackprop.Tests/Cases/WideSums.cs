using AutoBackprop;

namespace Cases;

/// <summary>Sums of floats that are added as doubles, as LINQ does, and loops up to the shorter of two arrays.</summary>
public static partial class WideSums
{
    [Differentiable, Case("[1, 2, 3], 0.7"), Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static float Linq(float[] w, float k) => w.Sum(v => v * v * k);

    [Differentiable, Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static float Where(float[] w, float k) => w.Where(v => v > 0).Sum(v => v * v * k);

    [Differentiable, Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static float Average(float[] w, float k) => w.Average() * k + w.Select(v => v * v).Average() + w.Zip(w, (a, b) => a * b * k).Sum();

    [Differentiable, Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static float Loop(float[] w, float k)
    {
        var sum = 0.0;
        foreach (var v in w) sum += v * v * k;
        return (float)sum;
    }

    [Differentiable, Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static float Several(float[] w, float k)
    {
        double s = 0, t = 1;
        foreach (var v in w)
        {
            s += v * k;
            t -= v * v;
            if (v > k) s += v;
            else t += k * v;
        }
        return (float)(s * t);
    }

    [Differentiable, Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static double Downwards(float[] w, float k)
    {
        double s = k;
        for (var i = w.Length - 1; i >= 0; i--) s += MathF.Exp(-w[i] * k);
        return s;
    }

    [Differentiable, Case("\"r:33:1\", 0.7"), Case("\"r:100:1\", 0.7")]
    public static double BesideFloats(float[] w, float k)
    {
        double s = k;
        var m = 0f;
        foreach (var v in w)
        {
            var d = (double)(v * k);
            s += d;
            m += v;
        }
        return s * m;
    }

    [Differentiable, Case("\"r:33:1\", \"r:30:1\", 0.7"), Case("\"r:20:1\", \"r:30:1\", 0.7")]
    public static double Shorter(double[] w, double[] x, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(w.Length, x.Length); i++) sum += (w[i] - k * x[i]) * w[i];
        return sum;
    }

    // Here it is another bound in every round.
    [Differentiable, Case("\"r:20:1\", 0.7, 9")]
    public static double Moving(double[] w, double k, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Max(n, 3); i++)
        {
            sum += w[i] * k * sum + w[i];
            if (i % 2 == 0) n--;
        }
        return sum;
    }
}
