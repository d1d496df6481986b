namespace AutoBackprop.Tests;

/// <summary>Centred differences, extrapolated to step zero (Ridders).</summary>
internal static class Differences
{
    public static double Slope(Func<double, double> f, double x) => Estimate(f, x, 0.02).Slope;

    /// <summary>The slope, and by how much the best two estimates differ: large where the function is not smooth.</summary>
    public static (double Slope, double Error) Estimate(Func<double, double> f, double x, double step)
    {
        const int Rows = 8;
        const double Shrink = 1.6;
        var table = new double[Rows, Rows];
        var (best, error) = (double.NaN, double.PositiveInfinity);
        for (var i = 0; i < Rows; i++, step /= Shrink)
        {
            var h = x + step - x;
            table[0, i] = (f(x + h) - f(x - h)) / (2 * h);
            if (i == 0) best = table[0, 0];
            var factor = Shrink * Shrink;
            for (var j = 1; j <= i; j++, factor *= Shrink * Shrink)
            {
                table[j, i] = (table[j - 1, i] * factor - table[j - 1, i - 1]) / (factor - 1);
                var difference = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (difference > error) continue;
                (best, error) = (table[j, i], difference);
            }
        }
        return (best, error);
    }
}
