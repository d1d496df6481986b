namespace AutoBackprop.Benchmarks.Editing;

/// <summary>What the generator and the analyzers cost a user: on opening a project, and per keystroke in it.</summary>
public static class EditingTimes
{
    private const int ColdRuns = 5, Edits = 30;

    public static void Print()
    {
        new Editor().Check(SyntheticProject.Of(20));
        for (var i = 0; i < 3; i++) Keystrokes(20, EditKind.Constant, seed: i);   // lets the runtime compile us and the compiler

        var table = new Table($"Milliseconds in generator and analyzers; median and worst of {Edits} different edits, or of {ColdRuns} cold runs",
            "methods", "what", "generator", "analyzers", "both", "both, worst", "target", "driver");
        var small = 0.0;
        foreach (var methods in (int[])[1, 100, 1000])
        {
            Add(table, methods, "cold", [.. Enumerable.Range(0, ColdRuns).Select(_ => new Editor().Run(SyntheticProject.Of(methods)))], "");

            var edits = Add(table, methods, "a number edited", Keystrokes(methods, EditKind.Constant, seed: methods), Target(methods, small));
            Add(table, methods, "a comment edited", Keystrokes(methods, EditKind.Comment, seed: methods), Target(methods, small));
            if (methods == 100) small = edits;
        }
        table.Print();
        Console.WriteLine();
        Console.WriteLine("generator: a warm CSharpGeneratorDriver, from the new compilation to its result, so with the compiler's binding in it.");
        Console.WriteLine("analyzers: all of ours on the edited file, as an editor runs them (on all files when cold): the time in them, by the compiler's telemetry.");
        Console.WriteLine("driver: what the compiler's analyzer driver takes around them, as it does around any analyzer.");
    }

    private static List<Cost> Keystrokes(int methods, EditKind kind, int seed)
    {
        var (project, editor) = (SyntheticProject.Of(methods), new Editor());
        editor.Run(project);

        var costs = new List<Cost>();
        foreach (var edit in Edit.Random(Edits, methods, kind, seed))
        {
            (project, var edited) = project.With(edit);
            costs.Add(editor.Run(project, edited));
        }
        return costs;
    }

    private static string Target(int methods, double small) => methods switch
    {
        100 => "at most 15",
        1000 => $"at most {2 * small:f1} (2 x 100 methods)",
        _ => "",
    };

    private static double Add(Table table, int methods, string what, List<Cost> costs, string target)
    {
        var both = Median(costs.Select(c => c.Both));
        table.Add($"{methods}", what, Text(Median(costs.Select(c => c.Generator))), Text(Median(costs.Select(c => c.Analyzers))),
            Text(both), Text(costs.Max(c => c.Both)), target, Text(Median(costs.Select(c => c.Driver))));
        return both;
    }

    private static double Median(IEnumerable<double> values) => new Sample([.. values]).Median;

    private static string Text(double milliseconds) => $"{milliseconds:f1}";
}
