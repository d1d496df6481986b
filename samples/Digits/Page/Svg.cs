using System.Globalization;
using System.Xml.Linq;

namespace Digits;

/// <summary>The few elements that the page is made of. Built as XML, so that what is written is well-formed.</summary>
public static class Svg
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    public static XElement Root(double width, double height, string title, params object[] content) => new(Space + "svg",
        At("viewBox", $"0 0 {width} {height}"), At("width", width), At("height", height),
        At("font-family", "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"),
        new XElement(Space + "title", title), content);

    public static XElement Group(double x, double y, params object?[] content) =>
        new(Space + "g", At("transform", $"translate({x} {y})"), content);

    public static XElement Rect(double x, double y, double width, double height, string fill, params object?[] more) => new(Space + "rect",
        At("x", x), At("y", y), At("width", width), At("height", height), At("fill", fill), more);

    public static XElement Line(double x1, double y1, double x2, double y2, string stroke, double width = 1) => new(Space + "line",
        At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), At("stroke", stroke), At("stroke-width", width));

    public static XElement Circle(double x, double y, double radius, string fill, params object?[] more) => new(Space + "circle",
        At("cx", x), At("cy", y), At("r", radius), At("fill", fill), more);

    public static XElement Curve(IEnumerable<(double X, double Y)> points, string stroke) => new(Space + "polyline",
        At("points", string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")))),
        At("fill", "none"), At("stroke", stroke), At("stroke-width", 2.2), At("stroke-linejoin", "round"), At("stroke-linecap", "round"));

    /// <param name="anchor">start, middle or end: which part of the text is at x.</param>
    public static XElement Text(double x, double y, string text, double size, string fill, string anchor = "start",
        string weight = "400") => new(Space + "text",
        At("x", x), At("y", y), At("font-size", size), At("fill", fill), At("text-anchor", anchor), At("font-weight", weight), text);

    /// <summary>Text that is read from below, with its middle at the origin.</summary>
    public static XElement Upright(string text, double size, string fill)
    {
        var element = Text(0, 0, text, size, fill, "middle");
        element.Add(At("transform", "rotate(-90)"));
        return element;
    }

    /// <summary>Pixels, each a square with sharp edges.</summary>
    public static XElement Picture(double x, double y, double width, double height, byte[] png) => new(Space + "image",
        At("x", x), At("y", y), At("width", width), At("height", height), At("preserveAspectRatio", "none"),
        At("style", "image-rendering: pixelated"), At("href", "data:image/png;base64," + Convert.ToBase64String(png)));

    public static XAttribute At(string name, FormattableString value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    public static XAttribute At(string name, double value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    public static XAttribute At(string name, string value) => new(name, value);
}
