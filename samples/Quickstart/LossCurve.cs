using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Quickstart;

/// <summary>The loss over the epochs, in Braille dots on a logarithmic scale.</summary>
public sealed class LossCurve(IReadOnlyList<double> losses) : Renderable
{
    private const int Rows = 9, LabelWidth = 8, MostColumns = 72;

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var columns = Math.Max(8, Math.Min(MostColumns, maxWidth - LabelWidth - 4));
        var (top, bottom) = (Math.Log(losses.Max()), Math.Log(losses.Min()));
        var dots = Dots(columns, top, bottom);

        for (var row = 0; row < Rows; row++)
        {
            var label = Math.Exp(top + (bottom - top) * row / (Rows - 1));
            yield return new Segment((row % 2 == 0 ? label.ToString("f3", CultureInfo.InvariantCulture) : "").PadLeft(LabelWidth),
                new Style(Color.Grey));
            yield return new Segment(row % 2 == 0 ? " ┤" : " │", new Style(Color.Grey));
            yield return new Segment(new string([.. Enumerable.Range(0, columns).Select(column => (char)(0x2800 + dots[row, column]))]),
                new Style(Color.Green));
            yield return Segment.LineBreak;
        }

        var end = $"epoch {losses.Count}";
        yield return new Segment(new string(' ', LabelWidth) + " └" + new string('─', columns), new Style(Color.Grey));
        yield return Segment.LineBreak;
        yield return new Segment(new string(' ', LabelWidth + 2) + "loss" + end.PadLeft(columns - 4), new Style(Color.Grey));
        yield return Segment.LineBreak;
    }

    // A Braille sign is two dots wide and four high; these are the bits of its dots.
    private static readonly int[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private int[,] Dots(int columns, double top, double bottom)
    {
        var dots = new int[Rows, columns];
        var previous = Height(0);
        for (var x = 0; x < 2 * columns; x++)
        {
            var height = Height(x);
            for (var y = Math.Min(previous, height); y <= Math.Max(previous, height); y++) dots[y / 4, x / 2] |= Bits[y % 4, x % 2];
            previous = height;
        }
        return dots;

        // In dots from above.
        int Height(int x)
        {
            var loss = Math.Log(losses[(int)((long)x * (losses.Count - 1) / (2 * columns - 1))]);
            return top == bottom ? 0 : (int)Math.Round((top - loss) / (top - bottom) * (4 * Rows - 1));
        }
    }
}
