using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>A list that grows: memory that grows, and a variable that holds how many elements there are.</summary>
internal sealed record GrowingList(SyntaxNode Syntax, ITypeSymbol Element, Var Memory, object Count) : Entity(Syntax)
{
    /// <summary>Of a queue, a variable that holds where it begins.</summary>
    public object? Head { get; init; }

    /// <summary>The last is the first.</summary>
    public bool IsStack { get; init; }

    /// <summary>Of a list of arrays, whose elements lie in the memory: where each begins, how long it is, and the key of where the free
    /// memory begins.</summary>
    public (Var Starts, Var Lengths, object Used)? Rows { get; init; }

    /// <summary>Its elements are places in memory.</summary>
    public bool HasPlaces => Rows is null && ReferenceEquals(Stored, Element);

    /// <summary>What an element is in memory: of a record a tuple of its members.</summary>
    public ITypeSymbol Stored { get; init; } = Element;

    public override string Called => "A list that grows";
}
