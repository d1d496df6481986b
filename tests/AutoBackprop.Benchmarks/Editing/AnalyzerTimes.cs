namespace AutoBackprop.Benchmarks.Editing;

/// <summary>What our analyzers cost a build: all of them, over a whole project that was never analyzed before.</summary>
public static class AnalyzerTimes
{
    private const int Methods = 100, Runs = 15;
    private const double Target = 25;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    public static void Print()
    {
        new Editor().Check(SyntheticProject.Of(20));

        // The compiler server, or the editor, has been running for long.
        while (Environment.CpuUsage.TotalTime < WarmUp) new Editor().Run(SyntheticProject.Of(Methods));

        List<IReadOnlyDictionary<string, double>> runs = [];
        var costs = Enumerable.Range(0, Runs).Select(_ => new Editor().Run(SyntheticProject.Of(Methods), each: runs.Add)).ToList();
        var total = new Sample([.. costs.Select(c => c.Analyzers)]);
        var table = new Table($"Milliseconds in analyzers, over a project of {Methods} annotated methods that nobody has analyzed before", "analyzer", "min", "median", "target");
        table.Add("all", $"{costs.Min(c => c.Analyzers):f1}", $"{total.Median:f1}", $"at most {Target:f0}");
        foreach (var name in runs[0].Keys.OrderByDescending(name => runs.Average(r => r[name])))
            table.Add(name, $"{runs.Min(r => r[name]):f1}", $"{new Sample([.. runs.Select(r => r[name])]).Median:f1}", "");
        table.Print();
        Console.WriteLine($"""

            Time in our analyzers' own code by the compiler's telemetry, one after the other, {Runs} new projects, each after a collection of what
            was there before. Whoever asks first pays for what all share: binding, lowering, the facts. The compiler's driver around them took {new Sample([.. costs.Select(c => c.Driver)]).Median:f1} ms.
            """);
    }
}
