using System.Globalization;
using Spectre.Console;

namespace Digits;

/// <summary>Tables of what has been learned.</summary>
public static class Summary
{
    public static void Print(Run run)
    {
        var table = new Table().RoundedBorder().HideHeaders().AddColumn("").AddColumn("", column => column.RightAligned());
        table.AddRow("test accuracy", Invariant($"[green]{run.Test.Accuracy:p2}[/]"));
        table.AddRow("right, of", Invariant($"{run.Test.Right} of {run.Test.Count}"));
        table.AddRow("test loss", Invariant($"{run.Test.Loss:f4}"));
        table.AddRow("training", Invariant($"{run.Seconds:f2} s"));
        table.AddRow("samples per second", Invariant($"{run.SamplesPerSecond:n0}"));
        foreach (var layer in run.Test.Layers)
            table.AddRow($"{layer.Name}, dead / saturated", Invariant($"{layer.Dead:p0} / {layer.Saturated:p0}"));
        AnsiConsole.Write(table);
        AnsiConsole.Write(Confusion(run.Test.Confusion));
    }

    private static Table Confusion(int[,] confusion)
    {
        var classes = confusion.GetLength(0);
        var table = new Table().RoundedBorder().Title("truth (rows) and answer (columns)").AddColumn("");
        for (var k = 0; k < classes; k++) table.AddColumn($"[bold]{k}[/]", column => column.RightAligned());
        for (var truth = 0; truth < classes; truth++)
        {
            string[] cells = [.. Enumerable.Range(0, classes).Select(answer => (confusion[truth, answer], truth == answer) switch
            {
                (0, _) => "[grey]·[/]",
                (var right, true) => $"[green]{right}[/]",
                var (wrong, _) => $"[red]{wrong}[/]",
            })];
            table.AddRow([$"[bold]{truth}[/]", .. cells]);
        }
        return table;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
