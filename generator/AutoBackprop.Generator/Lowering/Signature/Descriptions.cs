using System.Xml;
using System.Xml.Linq;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What the user has written in the comment above a method, line by line, for the members that are generated for it.</summary>
internal static class Descriptions
{
    // A reference in such a line may have been written as a number, and would end the comment.
    private static readonly char[] Ends = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    public static (EquatableArray<string> Summary, Func<string, EquatableArray<string>> Of) Of(ISymbol method, CancellationToken token)
    {
        var comment = Parsed(method.GetDocumentationCommentXml(cancellationToken: token));
        return (Lines(comment?.Element("summary")), name =>
            Lines(comment?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == name)));
    }

    private static XElement? Parsed(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml)) return null;
        try
        {
            return XElement.Parse(xml!, LoadOptions.PreserveWhitespace);
        }
        // Of a comment that is no XML the compiler tells.
        catch (XmlException)
        {
            return null;
        }
    }

    private static EquatableArray<string> Lines(XElement? element)
    {
        if (element is null) return default;
        var lines = string.Concat(element.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))).Split(Ends)
            .Select(l => l.TrimEnd())
            .SkipWhile(l => l.Length == 0).Reverse().SkipWhile(l => l.Length == 0).Reverse().ToList();
        var indentation = lines.Where(l => l.Length > 0).Skip(1).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return lines.Select((l, i) => i == 0 ? l.TrimStart() : l.Length > indentation ? l.Substring(indentation) : "").ToArray();
    }
}
