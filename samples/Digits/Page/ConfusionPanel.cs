using System.Globalization;
using System.Xml.Linq;

namespace Digits;

/// <summary>Which class was taken for which: a row for the truth, a column for the answer.</summary>
public static class ConfusionPanel
{
    private const double Left = 74, Top = 58, Bottom = 52, Right = 24;

    public static XElement Draw(double width, double height, int[,] confusion)
    {
        var classes = confusion.GetLength(0);
        var (cellWidth, cellHeight) = ((width - Left - Right) / classes, (height - Top - Bottom) / classes);
        var size = Math.Min(15, 0.42 * cellHeight);

        return Card.Draw(width, height, "Confusion matrix of the test",
            Enumerable.Range(0, classes).SelectMany(truth => Enumerable.Range(0, classes).Select(answer => Cell(truth, answer))),
            Enumerable.Range(0, classes).Select(k => new[]
            {
                Svg.Text(Left - 12, Top + (k + 0.5) * cellHeight + 5, Name(k), 13, Ink.Text, "end"),
                Svg.Text(Left + (k + 0.5) * cellWidth, height - Bottom + 20, Name(k), 13, Ink.Text, "middle"),
            }),
            Svg.Text(Left + classes * cellWidth / 2, height - 12, "answer of the network", 12, Ink.Muted, "middle"),
            Svg.Group(30, Top + classes * cellHeight / 2, Svg.Upright("truth", 12, Ink.Muted)));

        XElement[] Cell(int truth, int answer)
        {
            var count = confusion[truth, answer];
            var share = count / (double)Math.Max(1, Enumerable.Range(0, classes).Sum(k => confusion[truth, k]));

            // A mistake of a hundredth should be seen, too.
            var fill = count == 0 ? "#f6f4ef"
                : truth == answer ? Ink.Tint((20, 149, 138), 0.15 + 0.85 * share)
                : Ink.Tint((232, 119, 46), 0.2 + 0.8 * Math.Sqrt(share));
            var ink = share > 0.55 ? "#ffffff" : Ink.Text;
            var (x, y) = (Left + answer * cellWidth, Top + truth * cellHeight);
            return
            [
                Svg.Rect(x + 1, y + 1, cellWidth - 2, cellHeight - 2, fill, Svg.At("rx", 3)),
                Svg.Text(x + cellWidth / 2, y + cellHeight / 2 + 0.36 * size, count == 0 ? "" : Name(count), size, ink, "middle"),
            ];
        }
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
