using System.Globalization;
using System.Xml.Linq;

namespace Digits;

/// <summary>A value per epoch.</summary>
public sealed record Series(string Name, string Colour, double[] Values);

/// <summary>Curves over the epochs, with axes and a legend.</summary>
public static class Chart
{
    private const double Left = 58, Right = 20, Top = 58, Bottom = 46;

    public static XElement Draw(double width, double height, string title, string unit, Scale y, IReadOnlyList<Series> series)
    {
        var epochs = series.Max(s => s.Values.Length);
        var x = Scale.Linear(1, Math.Max(epochs, 2), keepEnds: true);
        var (innerWidth, innerHeight) = (width - Left - Right, height - Top - Bottom);

        return Card.Draw(width, height, title,
            y.Ticks.Select(tick => new[]
            {
                Svg.Line(Left, Y(tick), width - Right, Y(tick), Ink.Grid),
                Svg.Text(Left - 8, Y(tick) + 4, Label(tick, unit), 12, Ink.Muted, "end"),
            }),
            x.Ticks.Where(tick => tick == Math.Round(tick)).Append(1).Distinct().Select(tick => new[]
            {
                Svg.Line(X(tick), Top + innerHeight, X(tick), Top + innerHeight + 4, Ink.Muted),
                Svg.Text(X(tick), Top + innerHeight + 18, Label(tick, ""), 12, Ink.Muted, "middle"),
            }),
            Svg.Line(Left, Top + innerHeight, width - Right, Top + innerHeight, Ink.Muted),
            Svg.Text(Left + innerWidth / 2, height - 10, "epoch", 12, Ink.Muted, "middle"),
            series.Select(s => Svg.Curve(s.Values.Select((value, i) => (X(i + 1), Y(value))), s.Colour)),
            series.Where(s => s.Values.Length > 0)
                .Select(s => Svg.Circle(X(s.Values.Length), Y(s.Values[^1]), 3.5, s.Colour, Svg.At("stroke", Ink.Card),
                Svg.At("stroke-width", 1.5))),
            Legend(width, series));

        double X(double epoch) => Left + x.Place(epoch) * innerWidth;
        double Y(double value) => Top + (1 - Math.Clamp(y.Place(double.IsFinite(value) ? value : y.High), 0, 1)) * innerHeight;
    }

    // From the right; text is about as wide as 0.53 of its height per letter.
    private static IEnumerable<XElement> Legend(double width, IReadOnlyList<Series> series)
    {
        var x = width - Right;
        foreach (var s in series.Reverse())
        {
            x -= 0.53 * 12 * s.Name.Length;
            yield return Svg.Text(x, 28, s.Name, 12, Ink.Text);
            x -= 22;
            yield return Svg.Line(x, 24, x + 16, 24, s.Colour, 3);
            x -= 16;
        }
    }

    private static string Label(double tick, string unit) => unit == "%"
        ? (100 * tick).ToString("0.##", CultureInfo.InvariantCulture) + " %"
        : tick.ToString("0.#####", CultureInfo.InvariantCulture);
}
