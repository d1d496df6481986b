using System.Globalization;
using System.Text;

namespace AutoBackprop.Tests.Pictures;

/// <summary>Curves over one axis, drawn as a small SVG that reads on light and on dark pages.</summary>
public sealed class Plot(string title, double left, double right, double bottom, double top)
{
    private const double Width = 360, Height = 220, Margin = 34, Header = 44, Footer = 22, LetterWidth = 5.6;
    private const int Steps = 400;
    private static readonly string[] Colours = ["#1f6feb", "#d9480f", "#2b8a3e"];

    private readonly List<(string Name, Func<double, double> Of)> _curves = [];

    public Plot With(string name, Func<double, double> curve)
    {
        _curves.Add((name, curve));
        return this;
    }

    public string Svg()
    {
        var svg = new StringBuilder();
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{Escaped(title)}" font-family="system-ui, sans-serif" font-size="11">""");
        Line($"""<rect width="{Width}" height="{Height}" rx="6" fill="#ffffff"/>""");
        Line($"""<text x="{Margin}" y="17" font-size="12" font-weight="600" fill="#1c1e21">{Escaped(title)}</text>""");
        Axes(svg);
        var x = Margin;
        for (var i = 0; i < _curves.Count; i++)
        {
            Line($"""<path d="M{Number(x)} 32h14" stroke="{Colours[i]}" stroke-width="2"{Dashes(i)}/><text x="{Number(x + 18)}" y="36" fill="#1c1e21">{Escaped(_curves[i].Name)}</text>""");
            Line($"""<path d="{Path(_curves[i].Of)}" fill="none" stroke="{Colours[i]}" stroke-width="2"{Dashes(i)}/>""");
            x += 32 + LetterWidth * _curves[i].Name.Length;
        }

        Line("</svg>");
        return svg.ToString();

        void Line(string text) => svg.Append(text).Append('\n');
    }

    private static string Dashes(int curve) => curve == 0 ? "" : " stroke-dasharray=\"5 3\"";

    private void Axes(StringBuilder svg)
    {
        foreach (var x in Ticks(left, right))
            svg.Append($"""<path d="M{Number(X(x))} {Header}V{Height - Footer}" stroke="{(x == 0 ? "#868e96" : "#e9ecef")}"/><text x="{Number(X(x))}" y="{Height - 7}" text-anchor="middle" fill="#5c636a">{Number(x)}</text>""").Append('\n');
        foreach (var y in Ticks(bottom, top))
            svg.Append($"""<path d="M{Margin} {Number(Y(y))}H{Width - Margin}" stroke="{(y == 0 ? "#868e96" : "#e9ecef")}"/><text x="{Margin - 4}" y="{Number(Y(y) + 4)}" text-anchor="end" fill="#5c636a">{Number(y)}</text>""").Append('\n');
    }

    /// <summary>Round numbers, four to eight of them.</summary>
    private static IEnumerable<double> Ticks(double low, double high)
    {
        var rough = (high - low) / 6;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        for (var k = Math.Ceiling(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) yield return Math.Round(k * step, 6) + 0.0;
    }

    // A curve is broken where it leaves the picture, jumps, or has no value.
    private string Path(Func<double, double> curve)
    {
        var path = new StringBuilder();
        var (isOpen, last) = (false, double.NaN);
        for (var i = 0; i <= Steps; i++)
        {
            var x = left + (right - left) * i / Steps;
            var y = curve(x);
            var isInside = y >= bottom - 1e-9 && y <= top + 1e-9;
            if (isInside) path.Append(isOpen && Math.Abs(y - last) < (top - bottom) / 8 ? "L" : "M").Append(Number(X(x))).Append(' ').Append(Number(Y(y)));
            (isOpen, last) = (isInside, y);
        }

        return path.ToString();
    }

    private double X(double x) => Margin + (x - left) / (right - left) * (Width - 2 * Margin);

    private double Y(double y) => Height - Footer - (y - bottom) / (top - bottom) * (Height - Header - Footer);

    // Two decimals: the pictures are the same on every machine.
    private static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
