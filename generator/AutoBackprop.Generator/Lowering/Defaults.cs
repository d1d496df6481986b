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

    /// <summary>What stands where nothing was assigned: nobody looks at it.</summary>
    public static Expr Blank(IrType type) =>
        type.Kind is Kind.Other or Kind.Array ? new Opaque($"default({type.Name})", default, type, IsPure: true) : new Const(0, type);

    public static bool IsBlank(Expr value) => value is Opaque && value.Equals(Blank(value.Type));

    public static Value Leaf(ITypeSymbol? type) => Types.Of(type) is { Kind: not (Kind.Other or Kind.Array) } known
        ? new Const(0, known)
        : Types.Of(type) is { IsManagedArray: true, Rank: 1, Element: { IsArray: false } element } ? Opaque.NoArray(element)
        : new Opaque($"default({type?.Text() ?? "object"})", default, Types.Of(type), IsPure: true);
}
