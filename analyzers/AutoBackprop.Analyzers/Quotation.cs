using System.Collections.Immutable;
using System.Globalization;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Analyzers;

/// <summary>Values as C# of the user's own, for a fix to write elsewhere in the same method. The fix checks that the names
/// still mean the same there, by <see cref="Since"/>.</summary>
/// <param name="at">The value in whose place it will be written.</param>
/// <param name="frame">How many calls that place is inside of.</param>
internal sealed class Quotation(Subject subject, Var at, int frame)
{
    private readonly SortedDictionary<string, int> _since = new(StringComparer.Ordinal);
    private readonly Correspondence _elements = new(subject.Values, at);

    /// <summary>Of each name in what was quoted, the position from which on it has had the value that is meant: "x@120 y@98".</summary>
    public string Since => string.Join(" ", _since.Select(s => $"{s.Key}@{s.Value.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>The name of the property that tells a fix.</summary>
    internal const string SinceProperty = "since";

    public static ImmutableDictionary<string, int> Read(string? since) =>
        (since ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('@'))
        .ToImmutableDictionary(s => s[0], s => int.Parse(s[1], CultureInfo.InvariantCulture));

    /// <summary>With a cast where the float that is quoted would make a float of a double.</summary>
    public string? Of(Expr value) => Of(value, 8) is { } text ? IsWidened(value.Type) ? $"(double){Grouped(text)}" : text : null;

    private bool IsWidened(IrType type) => type.Kind == Kind.Float && at.Type.Kind == Kind.Double;

    private string? Of(Expr value, int depth)
    {
        if (depth == 0) return null;
        switch (value)
        {
            case Const c: return Number(c);
            case Var v when Copied(v) is { } same: return Of(same, depth - 1);
            case Var v when subject.Values.Definition(v) is Let { Value: Load load }
                && (load.Indices.Any(i => _elements.Has(i, out _)) || IsOfSpans(v)): return Element(v, load, depth);
            case Var { IsHidden: false } v: return IsName(v.Name) ? Noted(v) : null;
            case Var v when subject.Values.Definition(v) is Let { Value: Var same }: return Of(same, depth - 1);
            case Var v when subject.Origins.Of(v) is { Node: ExpressionSyntax node } origin && origin.Path.Count == frame + 1
                && !IsOfSpans(v) && !_elements.AreIn(v): return Noted(node);
            case Var v when subject.Values.Definition(v) is Let let && let.Value is not Var: return Of(let.Value, depth - 1);
            // An array that is taken for a span; a length.
            case Slice { Array: Var whole, Start: Const { Value: 0 }, Length: Apply { Op: Op.Length,
                Args: [Var measured] } } when whole.Equals(measured): return Of(whole, depth - 1);
            case Apply { Op: Op.Length, Args: [var array] }: return Of(array, depth - 1) is { } name && IsName(name) ? name + ".Length" :
                null;
            case Apply { Op: Op.Neg, Args: [var a] }: return Of(a, depth - 1) is { } x ? "-" + Grouped(x) : null;
            case Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Div, Args: [var a, var b] } binary:
                var sign = binary.Op switch { Op.Add => "+", Op.Sub => "-", Op.Mul => "*", _ => "/" };
                return Of(a, depth - 1) is { } left && Of(b, depth - 1) is { } right ? $"{Grouped(left)} {sign} {Grouped(right)}" : null;
            default: return null;
        }
    }

    /// <summary>The array that a value is an element of.</summary>
    /// <param name="sums">Values that are sums over it: over all of it.</param>
    public string? OfArray(Expr element, IEnumerable<Var> sums)
    {
        if (subject.Values.Element(element) is not { Array: Var array } || IsWidened(array.Type.Scalar)
            || !Reductions.AreWhole(subject.Facts, array, sums) || Of(array, 8) is not { } name) return null;
        // Its elements are meant as they were when this one was read.
        if (IsName(name) && Place(subject.Origins.Of(element)) is { } read) Note(name, read.SpanStart);
        return name;
    }

    /// <summary>An element that was read in a loop before, by the index that belongs to it here.</summary>
    private string? Element(Var v, Load load, int depth)
    {
        if (load.Indices is not [var index] || !_elements.Has(index, out var here) || here is null) return null;
        if (Of(load.Array, depth - 1) is not { } name || Of(here, depth - 1) is not { } position) return null;
        if (IsName(name) && Place(subject.Origins.Of(v)) is { } read) Note(name, read.SpanStart);
        return $"{name}[{position}]";
    }

    /// <summary>A part of what a call does to spans, which is written nowhere.</summary>
    private bool IsOfSpans(Var v) =>
        subject.Origins.Of(v) is { Node: InvocationExpressionSyntax call } && subject.Values.Definition(v) switch
    {
        Call or Let { Value: Opaque or Var { Type.IsArray: false } } => false,
        Let { Value: Apply a } => !Rules.Of(a.Op).Methods.Any(m => m.EndsWith("."
            + (call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression), StringComparison.Ordinal)),
        _ => true,
    };

    public static string Grouped(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '[' or ']' or '@') || IsCall(text) ? text : $"({text})";

    // A name and one pair of parentheses or brackets around all the rest.
    private static bool IsCall(string text)
    {
        var open = text.IndexOfAny(['(', '[']);
        if (open <= 0 || !text.EndsWith(text[open] == '(' ? ")" : "]", StringComparison.Ordinal)
            || !text.Take(open).All(c => char.IsLetterOrDigit(c) || c is '_' or '.')) return false;
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0) return i == text.Length - 1;
        }
        return false;
    }

    // ── since when ───────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A variable has its value from its definition on; what a loop hands on, from the beginning of an iteration.</summary>
    private string Noted(Var v)
    {
        var (node, here) = (Place(subject.Origins.Of(v)), Place(subject.Origins.Of(at)));
        Note(v.Name, node is null ? 0 : here is not null && node.Span.Contains(here.Span) ? node.SpanStart : node.Span.End);
        return v.Name;
    }

    /// <summary>What is repeated word for word means what it meant there.</summary>
    private string Noted(ExpressionSyntax node)
    {
        foreach (var name in node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            Note(name.Identifier.ValueText, subject.Now(node).SpanStart);
        return node.ToString();
    }

    private void Note(string name, int position) =>
        _since[name] = _since.TryGetValue(name, out var known) ? Math.Min(known, position) : position;

    private SyntaxNode? Place(Origin? origin) => origin?.Path is { } path && path.Count > frame ? subject.Now(path[frame]) : null;

    // A name of the inlined method means nothing to its caller: what was handed to it does.
    private Expr? Copied(Var v) => v is { IsMarked: true, IsHidden: false } && subject.Values.Definition(v) is Let { Value: var value }
        && value is Var or Const ? value : null;

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static string Number(Const c)
    {
        var text = c.Value.ToString("R", CultureInfo.InvariantCulture);
        return c.Type.Kind == Kind.Float ? text + "f" : text;
    }
}
