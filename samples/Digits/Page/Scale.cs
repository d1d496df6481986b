namespace Digits;

/// <summary>From values to places along an axis, from 0 to 1, with the values that get a tick.</summary>
public sealed record Scale(double Low, double High, bool IsLogarithmic, double[] Ticks)
{
    private const int MostTicks = 6;

    public double Place(double value) => IsLogarithmic
        ? Math.Log(Math.Max(value, Low) / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>Even steps of 1, 2 or 5 times a power of ten, from a tick to a tick unless the ends are given.</summary>
    public static Scale Linear(double low, double high, bool keepEnds = false)
    {
        if (!(high > low)) high = low + 1;
        var step = Steps().First(step => (high - low) / step <= MostTicks - 0.5);
        if (!keepEnds) (low, high) = (Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);

        var first = Math.Ceiling(low / step - 1e-9);
        return new(low, high, false, [.. Enumerable.Range(0, (int)Math.Floor((high - first * step) / step + 1e-9) + 1)
            .Select(i => (first + i) * step)]);

        IEnumerable<double> Steps()
        {
            for (var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / MostTicks))); ; power *= 10)
                foreach (var digit in (double[])[1, 2, 5]) yield return digit * power;
        }
    }

    /// <summary>Ticks at 1, 2 and 5 times the powers of ten, or at the powers alone where that would be too many.</summary>
    public static Scale Logarithmic(double low, double high)
    {
        low = Math.Max(low, 1e-6);
        high = Math.Max(high, 2 * low);
        var powers = Enumerable.Range((int)Math.Floor(Math.Log10(low)),
            (int)Math.Ceiling(Math.Log10(high)) - (int)Math.Floor(Math.Log10(low)) + 1).Select(e => Math.Pow(10, e));
        double[] all = [.. powers.SelectMany(p => (double[])[p, 2 * p, 5 * p])];
        low = all.Last(tick => tick <= low * (1 + 1e-9));
        high = all.First(tick => tick >= high * (1 - 1e-9));

        double[] ticks = [.. all.Where(tick => tick >= low * 0.999 && tick <= high * 1.001)];
        if (ticks.Length > MostTicks + 2)
            ticks = [.. ticks.Where(tick => Math.Abs(Math.Log10(tick) - Math.Round(Math.Log10(tick))) < 1e-6)];
        return new(low, high, true, ticks);
    }
}
