using System.Diagnostics;

namespace AutoBackprop.Benchmarks.Editing;

/// <summary>What the generator and the analyzers cost a user: on opening a project, and per keystroke in it.</summary>
public static class EditingTimes
{
    private const int ColdRuns = 5, Edits = 40;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly int[] Sizes = [1, 100, 1000];

    public static void Print()
    {
        new Editor().Check(SyntheticProject.Of(20));

        // An editor has been running for long: let the runtime optimise us and the compiler first.
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;) Run([.. AllSeries([20, 50])]);

        var table = new Table("Milliseconds in generator and analyzers",
            "methods", "what", "generator", "analyzers", "both, min", "both, median", "both, worst", "target", "driver");
        foreach (var methods in Sizes)
            Add(table, methods, "opened (nothing cached)", [.. Enumerable.Range(0, ColdRuns).Select(_ => new Editor().Run(SyntheticProject.Of(methods)))], "");

        var all = AllSeries(Sizes).ToList();
        Run(all);
        foreach (var series in all)
            Add(table, series.Methods, series.Kind == EditKind.Constant ? "a number edited" : "a comment edited", series.Costs, Target(series, all));
        table.Print();
        Console.WriteLine($"""

            generator: a warm CSharpGeneratorDriver, from the new compilation to its result, so with the compiler's binding in it.
            analyzers: all of ours on the edited file, as an editor runs them, on all files when opened: the time in them, by the compiler's telemetry.
            driver: what the compiler's analyzer driver takes around them, as it does around any analyzer.
            {Edits} different edits each, of methods all over the project, the sizes turn by turn; {ColdRuns} times opened. Columns without a name: medians.
            """);
    }

    private static IEnumerable<EditSeries> AllSeries(int[] sizes) =>
        from methods in sizes from kind in Enum.GetValues<EditKind>() select new EditSeries(methods, kind, Edits);

    // Turn by turn, so that what disturbs one disturbs all.
    private static void Run(List<EditSeries> all)
    {
        while (all.Count(s => s.Next()) > 0) { }
    }

    private static string Target(EditSeries series, List<EditSeries> all) => series.Methods switch
    {
        100 => "at most 15",
        1000 => $"at most {2 * all.First(s => s.Methods == 100 && s.Kind == series.Kind).Median:f1}, twice that of 100",
        _ => "",
    };

    private static void Add(Table table, int methods, string what, List<Cost> costs, string target) => table.Add(
        $"{methods}", what, $"{Cost.Median(costs, c => c.Generator):f1}", $"{Cost.Median(costs, c => c.Analyzers):f1}",
        $"{costs.Min(c => c.Both):f1}", $"{Cost.Median(costs, c => c.Both):f1}", $"{costs.Max(c => c.Both):f1}", target,
        $"{Cost.Median(costs, c => c.Driver):f1}");
}
