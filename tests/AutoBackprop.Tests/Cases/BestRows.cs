using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0403

/// <summary>A row, or an array made before, that a loop chooses and keeps: what it is at the end shows where the loop ends.</summary>
public static partial class BestRows
{
    [Differentiable, Case("[0.2, -0.1], [[1, 2], [3, 5]]"), Case("[0.2, -0.1], [[-1, 2], [-3, 5]]"), Case("[0.2, -0.1], []")]
    public static double First(double[] x, double[][] rows)
    {
        var best = x;
        foreach (var row in rows)
            if (row[0] * x[0] > best[0] * x[0]) best = row;
        return best[0] * best[1] * x[1];
    }

    [Differentiable, Case("[0.2, -0.1], [[1, 2], [3, 5, 4]]")]
    public static double NoneYet(double[] x, double[][] rows)
    {
        double[]? best = null;
        foreach (var row in rows)
            if (best == null || row[0] * x[0] > best[0] * x[0]) best = row;
        return best![0] * best[^1] * x[1];
    }

    [Differentiable, Case("[0.2, -0.1, 0.4], [[1, 2, 3], [3, 5, 1], [0.1, 0.2, 0.3]]")]
    public static float Nearest(float[] x, float[][] rows)
    {
        float Distance(float[] a) => a.Zip(x, (p, q) => (p - q) * (p - q)).Sum();
        var (best, least) = (rows[0], float.MaxValue);
        foreach (var row in rows)
        {
            var d = Distance(row);
            if (d < least) (best, least) = (row, d);
        }
        return best[0] * best[2] + least;
    }

    [Differentiable, Case("[0.2, -0.1], [[1, 2], [3, 5]]")]
    public static double InAMethod(double[] x, double[][] rows) => Chosen(rows, x)[1] * Chosen(rows, rows[0])[0];

    private static double[] Chosen(double[][] rows, double[] best)
    {
        foreach (var row in rows)
            if (row.Sum() > best.Sum()) best = row;
        return best;
    }
}
