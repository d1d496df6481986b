using System.Globalization;
using System.Xml.Linq;

namespace Digits;

/// <summary>All of a training on one page: figures, curves, confusion, weights, and the health of the layers.</summary>
public static class Page
{
    private const double Width = 1200, Height = 1232, Margin = 32, Gap = 20;

    private static readonly string[] LayerColours = [Ink.Purple, Ink.Teal];

    public static void Save(Run run, string path)
    {
        using var writer = new StreamWriter(path);
        Draw(run).Save(writer);
    }

    public static XElement Draw(Run run)
    {
        var (epochs, half) = (run.Epochs, (Width - 2 * Margin - Gap) / 2);
        var (left, right) = (Margin, Margin + half + Gap);
        var watched = run.Problem.WatchedName;
        Series[] losses = [new("training", Ink.Blue, [.. epochs.Select(e => e.Loss)]),
            new(watched, Ink.Orange, [.. epochs.Select(e => e.WatchedLoss)])];
        Series[] accuracies = [new("training", Ink.Blue, [.. epochs.Select(e => e.Accuracy)]),
            new(watched, Ink.Orange, [.. epochs.Select(e => e.WatchedAccuracy)])];

        return Svg.Root(Width, Height, run.Problem.Title,
            Svg.Rect(0, 0, Width, Height, Ink.Paper),
            Svg.Text(Margin, 54, run.Problem.Title, 27, Ink.Text, weight: "700"),
            Svg.Text(Margin, 79, Subtitle(run), 13.5, Ink.Muted),
            Svg.Text(Margin, 98, run.Settings + ".", 13.5, Ink.Muted),
            Figures(run).Select((figure, i) => Svg.Group(Margin + i * (Width - 2 * Margin + Gap) / 4, 116, figure)),
            Svg.Group(left, 212, Chart.Draw(half, 290, "Loss (cross-entropy, logarithmic)", "", Range(losses), losses)),
            Svg.Group(right, 212, Chart.Draw(half, 290, "Accuracy", "%", Scale.Linear(Lowest(accuracies), 1), accuracies)),
            Svg.Group(left, 522, ConfusionPanel.Draw(half, 410, run.Test.Confusion)),
            Svg.Group(right, 522, WeightPanel.Draw(half, 410, run)),
            Svg.Group(left, 952, Shares(half, "Dead units", epochs, layer => layer.Dead)),
            Svg.Group(right, 952, Shares(half, "Saturated units", epochs, layer => layer.Saturated)),
            Svg.Text(Margin, Height - 22,
                $"Dead: a unit that is 0 for every {watched} example, so no gradient passes. Saturated: one that is above 0 for at most 5 % of them.", 12, Ink.Muted));
    }

    private static string Subtitle(Run run) => string.Create(CultureInfo.InvariantCulture,
        $"Network {string.Join("-", run.Net.Layers)}, rectifiers and softmax; {run.Problem.Training.Count:n0} examples, {run.Epochs.Count} epochs.");

    private static XElement[] Figures(Run run)
    {
        var width = (Width - 2 * Margin - 3 * Gap) / 4;
        return
        [
            Figure($"{100 * run.Test.Accuracy:f2} %", $"right on the test ({run.Test.Right} of {run.Test.Count})", Ink.Teal),
            Figure($"{run.Seconds:f2} s", "of training, on one thread", Ink.Blue),
            Figure($"{run.SamplesPerSecond:n0}", "samples per second", Ink.Purple),
            Figure($"{run.Net.Weights:n0}", "weights and biases", Ink.Orange),
        ];

        XElement Figure(FormattableString number, string what, string colour) =>
            Card.Figure(width, 76, number.ToString(CultureInfo.InvariantCulture), what, colour);
    }

    private static XElement Shares(double width, string title, IReadOnlyList<Epoch> epochs, Func<LayerState, double> share)
    {
        Series[] series = [.. epochs[0].Layers.Select((layer, l) =>
            new Series(layer.Name, LayerColours[l], [.. epochs.Select(e => share(e.Layers[l]))]))];
        var most = series.Max(s => s.Values.Max());
        return Chart.Draw(width, 226, title, "%", Scale.Linear(0, Math.Max(most, 0.05)), series);
    }

    private static Scale Range(Series[] series)
    {
        double[] values = [.. series.SelectMany(s => s.Values).Where(double.IsFinite)];
        return values.Length == 0 ? Scale.Linear(0, 1) : Scale.Logarithmic(values.Min(), values.Max());
    }

    private static double Lowest(Series[] series) => series.Min(s => s.Values.Min());
}
