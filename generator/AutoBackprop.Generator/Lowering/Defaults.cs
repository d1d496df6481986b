using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Values of variables that nothing was assigned to yet.</summary>
internal static class Defaults
{
    public static Value Of(ITypeSymbol? type) => Aggregate.Of(type) switch
    {
        { } a => Value.Tuple(a.Members.Select(m => m.IsConstant ? Leaf(m.Type) : Of(m.Type)).ToList()),
        _ => Leaf(type),
    };

    public static Value Leaf(ITypeSymbol? type) => Types.Of(type) is { Kind: not (Kind.Other or Kind.Array) } known
        ? new Const(0, known)
        : new Opaque($"default({type?.Text() ?? "object"})", default, Types.Of(type), IsPure: true);
}
