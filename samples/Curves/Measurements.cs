namespace Curves;

/// <summary>Points of a ringing, with noise.</summary>
/// <param name="Noise">Standard deviation.</param>
public sealed record Measurements(double[] Times, double[] Values, double[] Truth, double Noise)
{
    public static Measurements Make(int count, double noise, int seed)
    {
        double[] truth = [2.0, 1.5, 1.1, 0.4, 0.25];
        var random = new Random(seed);
        double[] times = [.. Enumerable.Range(0, count).Select(i => 4.0 * i / (count - 1))];
        var values = new double[count];
        Ringing.Curve(truth, times, values);
        for (var i = 0; i < count; i++) values[i] += noise * Normal(random);
        return new Measurements(times, values, truth, noise);
    }

    // Box and Muller.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
