using System.Diagnostics;
using Spectre.Console;

namespace Quickstart;

/// <summary>A 2-3-1 network, trained until it answers all four questions of XOR right.</summary>
public static class XorChapter
{
    private const int BarWidth = 30, MostEpochs = 10_000;

    // What the loss is when every answer is just about right.
    private static readonly double Goal = -Math.Log(0.9);

    /// <returns>Whether it has learned it, with the right gradient.</returns>
    public static bool Run()
    {
        var training = new Training(seed: 1);
        var check = training.Check();
        AnsiConsole.MarkupLine($"\nGradient of the loss by {check.Components.Count} weights, through loops and calls: {(check.Passed ? "[green]right[/]" : "[red]wrong[/]")}, to {check.Worst!.RelativeError:0e-00}.");
        var losses = new List<double>();
        var clock = Stopwatch.StartNew();

        while (training.Right < 4 && losses.Count < MostEpochs)
        {
            losses.Add(training.Step());
            if (!Console.IsOutputRedirected) AnsiConsole.Markup("\r" + Progress(losses, training.Right));
        }

        var time = clock.Elapsed.TotalMilliseconds;
        AnsiConsole.Markup((Console.IsOutputRedirected ? "" : "\r") + Progress(losses, training.Right));
        AnsiConsole.MarkupLine($" [grey]in {time:f0} ms[/]");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new LossCurve(losses));
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Answers(training));
        return check.Passed && training.Right == 4;
    }

    // The loss falls by a factor at a time, so the way to the goal is measured on a logarithmic scale.
    private static string Progress(List<double> losses, int right)
    {
        var share = right == 4 ? 1 : Math.Clamp(Math.Log(losses[0] / losses[^1]) / Math.Log(losses[0] / Goal), 0, 1);
        var done = (int)(share * BarWidth);
        return $"training [green]{new string('━', done)}[/][grey]{new string('━', BarWidth - done)}[/] epoch {losses.Count}, loss {losses[^1]:f3}, {right} of 4 right";
    }

    private static Table Answers(Training training)
    {
        var table = new Table().RoundedBorder().AddColumns("x", "y", "x xor y", "network", "");
        foreach (var (x, y) in Training.Questions)
            table.AddRow($"{x}", $"{y}", $"{x ^ y}", $"{training.Answer(x, y):f3}",
                training.IsRight(x, y) ? "[green]right[/]" : "[red]wrong[/]");
        return table;
    }
}
