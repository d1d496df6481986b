using System.Diagnostics;

namespace AutoBackprop.Benchmarks;

/// <summary>Times several ways to do the same thing turn by turn, so that what disturbs one disturbs all.</summary>
public static class Interleaved
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Seconds per turn, of each variant.</summary>
    public static Sample[] Measure(int rounds, params Action[] variants)
    {
        // Long enough for the runtime to notice, recompile with its profile, and switch over.
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
            foreach (var variant in variants) variant();

        var times = variants.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // Starts with another variant each time: the first of a round has no advantage.
            for (var k = 0; k < variants.Length; k++)
            {
                var v = (round + k) % variants.Length;
                var start = Stopwatch.GetTimestamp();
                variants[v]();
                times[v][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        return [.. times.Select(t => new Sample(t))];
    }
}

/// <summary>Times of repeated runs of one thing.</summary>
public sealed record Sample(double[] Seconds)
{
    public double Minimum { get; } = Seconds.Min();
    public double Median { get; } = Seconds.Order().ElementAt(Seconds.Length / 2);
}
