using System.Xml.Linq;

namespace Digits;

/// <summary>A white field with a title.</summary>
public static class Card
{
    public static XElement Draw(double width, double height, string title, params object?[] content) => Svg.Group(0, 0,
        Svg.Rect(0, 0, width, height, Ink.Card, Svg.At("rx", 10), Svg.At("stroke", Ink.Edge)),
        Svg.Text(20, 29, title, 15, Ink.Text, weight: "600"),
        content);

    /// <summary>A number that matters, with what it is.</summary>
    public static XElement Figure(double width, double height, string number, string what, string colour) => Svg.Group(0, 0,
        Svg.Rect(0, 0, width, height, Ink.Card, Svg.At("rx", 10), Svg.At("stroke", Ink.Edge)),
        Svg.Rect(0, 14, 4, height - 28, colour),
        Svg.Text(20, 38, number, 25, Ink.Text, weight: "600"),
        Svg.Text(20, 60, what, 12.5, Ink.Muted));
}
