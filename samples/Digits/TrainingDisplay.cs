using System.Globalization;
using Spectre.Console;

namespace Digits;

/// <summary>The training as it goes: a bar where somebody looks at it, some plain lines where the output goes to a file.</summary>
public static class TrainingDisplay
{
    private const int Lines = 10;

    /// <returns>All epochs.</returns>
    public static IReadOnlyList<Epoch> Follow(IEnumerable<Epoch> epochs, int count, string watched)
    {
        var done = new List<Epoch>();
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            foreach (var epoch in epochs)
            {
                done.Add(epoch);
                if (epoch.Number == 1 || epoch.Number == count || epoch.Number * Lines / count != (epoch.Number - 1) * Lines / count)
                    Console.WriteLine(Text(epoch, count, watched));
            }
            return done;
        }

        AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("training", maxValue: count);
                foreach (var epoch in epochs)
                {
                    done.Add(epoch);
                    task.Description = Markup.Escape(Text(epoch, count, watched));
                    task.Increment(1);
                }
            });
        return done;
    }

    private static string Text(Epoch epoch, int count, string watched) => string.Create(CultureInfo.InvariantCulture,
        $"epoch {epoch.Number}/{count}: loss {epoch.Loss:f4}, {watched} loss {epoch.WatchedLoss:f4}, accuracy {epoch.WatchedAccuracy:p1}, {epoch.SamplesPerSecond:n0} samples/s");
}
