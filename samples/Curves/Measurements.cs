using System.Globalization;

namespace Curves;

/// <summary>What was measured, and when.</summary>
public sealed record Measurements(double[] Times, double[] Values)
{
    /// <summary>A ringing with noise of the normal distribution.</summary>
    public static Measurements Made(double[] parameters, int count, double noise, int seed)
    {
        var random = new Random(seed);
        var (times, values) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++) times[i] = 10.0 * i / (count - 1);
        Ringing.CurveValue(parameters, times, values);
        for (var i = 0; i < count; i++) values[i] += noise * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
        return new(times, values);
    }

    /// <summary>Lines of two numbers, time and value, with a comma or a semicolon between them; lines that begin with # are
    /// comments.</summary>
    /// <exception cref="InvalidDataException">A line is something else, or there are fewer than six.</exception>
    public static Measurements Read(string path)
    {
        var (times, values) = (new List<double>(), new List<double>());
        foreach (var (number, line) in File.ReadLines(path).Index().Where(l => l.Item.Trim() is not "" and not ['#', ..]))
        {
            var parts = line.Split(',', ';');
            if (parts.Length != 2 || !Number(parts[0], out var time) || !Number(parts[1], out var value))
                throw new InvalidDataException($"{path}, line {number + 1}: two numbers were expected, not '{line}'.");
            times.Add(time);
            values.Add(value);
        }

        if (times.Count <= Ringing.Names.Length)
            throw new InvalidDataException($"{path} has {times.Count} points; {Ringing.Names.Length + 1} are needed.");
        return new([.. times], [.. values]);
    }

    private static bool Number(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
