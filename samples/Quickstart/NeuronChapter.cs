using AutoBackprop;
using Spectre.Console;

namespace Quickstart;

/// <summary>One neuron: its generated gradient, called and checked.</summary>
public static class NeuronChapter
{
    /// <returns>Whether the gradient is right.</returns>
    public static bool Run()
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Panel(GeneratedCode.BodyOf("Quickstart.Model.Neuron.g.cs", "NeuronGradient"))
            .Header(" generated: Model.NeuronGradient(w0, x0, w1, x1, w2) ").RoundedBorder());

        double[] at = [2, -1, -3, -2, -3];
        var (value, gradW0, gradX0, gradW1, gradX1, gradW2) = Model.NeuronGradient(at[0], at[1], at[2], at[3], at[4]);

        var check = Gradients.Check(p => Model.Neuron(p[0], p[1], p[2], p[3], p[4]), at, [gradW0, gradX0, gradW1, gradX1, gradW2]);

        var table = new Table().RoundedBorder().AddColumn("input").AddColumn("at", right).AddColumn("generated gradient", right)
            .AddColumn("finite difference", right).AddColumn("relative error", right);
        foreach (var (name, row) in ((string[])["w0", "x0", "w1", "x1", "w2"]).Zip(check.Components))
            table.AddRow(name, $"{at[row.Index]}", $"[green]{row.Analytic:f15}[/]", $"{row.Numeric:f12}", $"{row.RelativeError:0e-00}");
        AnsiConsole.Write(table);

        AnsiConsole.MarkupLine($"Neuron(2, -1, -3, -2, -3) = {value:f6}, and its gradient is {(check.Passed ? "[green]right[/]" : "[red]wrong[/]")}.");
        AnsiConsole.WriteLine();
        return check.Passed;

        static void right(TableColumn column) => column.RightAligned();
    }
}
