using MathNet.Numerics.Optimization;
using Spectre.Console;

namespace Curves;

/// <summary>What the terminal shows.</summary>
public static class Report
{
    /// <summary>All minimisers: with the misfit as it falls where somebody looks at it, the outcome alone where the output goes to a
    /// file.</summary>
    /// <returns>What was found by those that found something.</returns>
    public static IReadOnlyList<Fit> Follow(Measurements data, double[] start)
    {
        var table = new Table().AddColumns("Minimiser", "on", "Calls", "Steps", "Misfit", "ms");
        foreach (var column in table.Columns) column.NoWrap();
        foreach (var column in table.Columns.Skip(2)) column.RightAligned();
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            var found = Run(data, start, table, () => { });
            AnsiConsole.Write(table);
            return found;
        }

        return AnsiConsole.Live(table).Start(live => Run(data, start, table, live.Refresh));
    }

    private static List<Fit> Run(Measurements data, double[] start, Table table, Action refresh)
    {
        var (fits, row) = (new List<Fit>(), 0);
        var fitting = new Fitting(data, start, (count, misfit) =>
        {
            table.UpdateCell(row, 2, $"{count}").UpdateCell(row, 4, $"{misfit:g8}");
            refresh();
        });
        foreach (var (method, run) in fitting.All)
        {
            table.AddRow(method, "", "", "", "", "");
            try
            {
                var fit = run();
                table.UpdateCell(row, 1, fit.Derivatives).UpdateCell(row, 3, $"{fit.Iterations}")
                    .UpdateCell(row, 4, $"{fit.Misfit:g8}").UpdateCell(row, 5, $"{1000 * fit.Seconds:f1}");
                fits.Add(fit);
            }
            catch (OptimizationException e)
            {
                // From some starts a line search runs into an overflow; another minimiser need not.
                table.UpdateCell(row, 1, Markup.Escape(e.Message));
            }

            refresh();
            row++;
        }

        return fits;
    }

    /// <summary>The parameters with their intervals, beside what they truly are where that is known.</summary>
    public static void Print(Fit fit, Confidence confidence, double[]? truth)
    {
        var table = new Table().AddColumns("Parameter", fit.Method, "±");
        if (truth is not null) table.AddColumn("truth");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        var width = confidence.OfParameters();
        for (var i = 0; i < width.Length; i++)
            table.AddRow([Ringing.Names[i], $"{fit.Parameters[i]:f4}", $"{width[i]:f4}",
                .. truth is null ? (string[])[] : [$"{truth[i]:g4}"]]);
        AnsiConsole.Write(table);
    }
}
