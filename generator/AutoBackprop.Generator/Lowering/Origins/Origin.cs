using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>The source of a value: an expression or statement, and where the method around it was called, if it was inlined.</summary>
public sealed record Origin(SyntaxNode Node, Origin? Call = null)
{
    /// <summary>The method on spans whose loop this is a part of, by its full name; null for what the user wrote.</summary>
    public string? Method { get; init; }

    /// <summary>From the method that asked for a gradient inward: the calls that lead here, and the place itself.</summary>
    public IReadOnlyList<SyntaxNode> Path => Call is null ? [Node] : [.. Call.Path, Node];

    /// <summary>The same place, reached through one more call.</summary>
    public Origin From(SyntaxNode call) => this with { Call = Call?.From(call) ?? new Origin(call) };
}
