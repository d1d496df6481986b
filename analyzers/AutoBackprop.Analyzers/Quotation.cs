using System.Globalization;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Analyzers;

/// <summary>A value as C# of the user's own, for a fix to write elsewhere in the same method. The fix checks that the names
/// still mean the same there.</summary>
internal static class Quotation
{
    /// <param name="frame">How many calls the place to write to is inside of.</param>
    public static string? Of(Subject subject, Expr value, int frame, int depth = 8)
    {
        if (depth == 0) return null;
        switch (value)
        {
            case Const c: return Number(c);
            case Var v when Copied(subject, v) is { } same: return Of(subject, same, frame, depth - 1);
            case Var { IsHidden: false } v: return IsName(v.Name) ? v.Name : null;
            case Var v when subject.Origins.Of(v) is { Node: ExpressionSyntax node } origin && origin.Path.Count == frame + 1: return node.ToString();
            case Var v when subject.Values.Definition(v) is Let let && let.Value is not Var: return Of(subject, let.Value, frame, depth - 1);
            case Apply { Op: "Neg", Args: [var a] }: return Of(subject, a, frame, depth - 1) is { } x ? "-" + Grouped(x) : null;
            case Apply { Op: "Add" or "Sub" or "Mul" or "Div", Args: [var a, var b] } binary:
                var sign = binary.Op switch { "Add" => "+", "Sub" => "-", "Mul" => "*", _ => "/" };
                return Of(subject, a, frame, depth - 1) is { } left && Of(subject, b, frame, depth - 1) is { } right ? $"{Grouped(left)} {sign} {Grouped(right)}" : null;
            default: return null;
        }
    }

    public static string Grouped(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '[' or ']' or '@') || IsCall(text) ? text : $"({text})";

    // A name and one pair of parentheses around all the rest.
    private static bool IsCall(string text)
    {
        var open = text.IndexOf('(');
        if (open <= 0 || !text.EndsWith(")", StringComparison.Ordinal) || !text.Take(open).All(c => char.IsLetterOrDigit(c) || c is '_' or '.')) return false;
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0) return i == text.Length - 1;
        }
        return false;
    }

    // A name of the inlined method means nothing to its caller: what was handed to it does.
    private static Expr? Copied(Subject subject, Var v) => v.Name.Contains('#') && !v.IsHidden && subject.Values.Definition(v) is Let { Value: var value } && value is Var or Const ? value : null;

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static string Number(Const c)
    {
        var text = c.Value.ToString("R", CultureInfo.InvariantCulture);
        return c.Type.Kind == Kind.Float ? text + "f" : text;
    }
}
