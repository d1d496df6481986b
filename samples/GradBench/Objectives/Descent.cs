namespace GradBench.Objectives;

/// <summary>Gradient descent as particle and saddle define it: steps grow while they succeed, and halve when they do not.</summary>
public static class Descent
{
    private const double Enough = 1e-5;

    /// <summary>Where the objective is least, as far as descent from the start finds it.</summary>
    public static double[] Minimise(Func<double[], double> objective, Func<double[], double[]> gradient, double[] start)
    {
        var x = start;
        var value = objective(x);
        var slope = gradient(x);
        var (size, successes) = (1e-5, 0);
        while (Length(slope) > Enough)
        {
            if (successes == 10)
            {
                (size, successes) = (2 * size, 0);
                continue;
            }

            var next = new double[x.Length];
            for (var i = 0; i < x.Length; i++) next[i] = x[i] - size * slope[i];
            if (Distance(x, next) <= Enough) break;

            var better = objective(next);
            if (better < value)
            {
                (x, value) = (next, better);
                slope = gradient(x);
                successes++;
            }
            else (size, successes) = (size / 2, 0);
        }

        return x;
    }

    private static double Length(double[] v)
    {
        var sum = 0.0;
        foreach (var x in v) sum += x * x;
        return Math.Sqrt(sum);
    }

    private static double Distance(double[] v, double[] w)
    {
        var sum = 0.0;
        for (var i = 0; i < v.Length; i++) sum += (v[i] - w[i]) * (v[i] - w[i]);
        return Math.Sqrt(sum);
    }
}
