using System.Globalization;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What is known of a value while lowering and has no number: the body of a lambda. A value that is one stands as a constant
/// that no C# can spell, until it is called.</summary>
internal sealed class Entities
{
    private const char Mark = '\u0006';

    private readonly Dictionary<string, Entity> _known = [];

    public Expr Add(Entity entity, ITypeSymbol? type)
    {
        var text = Mark + _known.Count.ToString(CultureInfo.InvariantCulture);
        _known[text] = entity;
        return new Opaque(text, default, Types.Of(type), IsPure: true);
    }

    public Entity? Of(Expr? value) =>
        value is Opaque { Text: { Length: > 1 } text } && text[0] == Mark && _known.TryGetValue(text, out var entity) ? entity : null;

    public static bool Is(Expr? value) => value is Opaque { Text: { Length: > 1 } text } && text[0] == Mark;

    /// <summary>Those that stand in what was lowered, where nobody can make C# of them.</summary>
    public IEnumerable<Entity> LeftIn(IEnumerable<Expr> values) =>
        _known.Count == 0 ? [] : values.SelectMany(All).Select(Of).OfType<Entity>().Distinct();

    private static IEnumerable<Expr> All(Expr value) => value.Children().SelectMany(All).Prepend(value);
}

/// <summary>A value that only lowering knows.</summary>
/// <param name="Syntax">Where it is made.</param>
internal abstract record Entity(SyntaxNode Syntax)
{
    /// <summary>For a message.</summary>
    public abstract string Called { get; }
}
