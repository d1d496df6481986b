using System;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What the IR knows of a C# type.</summary>
public static class Types
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Text(this ITypeSymbol type) => Instances.Closed(type).ToDisplayString(Qualified);

    public static IrType Of(ITypeSymbol? type) => type is ITypeParameterSymbol
        && Instances.Closed(type) is not ITypeParameterSymbol and var closed ? Of(closed) : type?.SpecialType switch
    {
        SpecialType.System_Double => IrType.Double,
        SpecialType.System_Single => IrType.Float,
        SpecialType.System_Int32 => IrType.Int,
        SpecialType.System_Boolean => IrType.Bool,
        null => IrType.Other("object"),
        _ => ElementOf(type!) is { } element && Of(element) is var of
            ? new IrType(Kind.Array, type!.Text(), of, type is IArrayTypeSymbol array ? array.Rank : 1) { ArrayKind = KindOf(type) }
                : IrType.Other(type!.Text()),
    };

    private static ArrayKind KindOf(ITypeSymbol type) =>
        type is IArrayTypeSymbol ? ArrayKind.Managed : type.Name == "ReadOnlySpan" ? ArrayKind.ReadOnlySpan : ArrayKind.Span;

    /// <summary>What an array or a span holds.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element],
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => element,
        ITypeParameterSymbol when Instances.Closed(type) is not ITypeParameterSymbol and var closed => ElementOf(closed),
        _ => null,
    };

    /// <summary>An array or span of reals or of structs of reals, or an array of such arrays.</summary>
    public static bool HoldsReals(ITypeSymbol type) => ElementOf(type) is { } element
        && (element.IsReal() || element is IArrayTypeSymbol && HoldsReals(element)
            || Aggregate.Of(element) is { IsElement: true } a && a.Members.Any(m => m.IsActive));

    public static bool IsReal(this ITypeSymbol? type) => (type is ITypeParameterSymbol
        ? Instances.Closed(type) : type)?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    public static bool IsInteger(this ITypeSymbol? type) => type is ITypeParameterSymbol
        && Instances.Closed(type) is not ITypeParameterSymbol and var closed
        ? closed.IsInteger() : type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64
        || type?.TypeKind == TypeKind.Enum
            || type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_String or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>A leaf that is differentiated, or an aggregate of such. A constant is a leaf, whatever it is.</summary>
    public static Shape Shape(ITypeSymbol type, string name, bool isActive, bool isMember = false)
    {
        if (isActive && !isMember && Views.Of(type) is var (element, text, isReadOnly))
            return new Shape(Views.TypeOf(element, isReadOnly), name, default, true) { View = text, Declared = type.Text() };
        if (Aggregate.Of(type) is not { } a || !isActive && a.Composition != Composition.Tuple)
            return new Shape(Of(type), name, default, isActive
                && (type.IsReal() || HoldsReals(type))) { IsNullable = type.NullableAnnotation == NullableAnnotation.Annotated,
                Numbers = isActive ? NumbersOf(type).ToArray() : Array.Empty<ElementNumber>() };
        var itself = a.Composition == Composition.Class ? new[] { new Shape(IrType.Other(type.Text()), "", default, false) } : [];
        return new Shape(IrType.Other(type.Text()), name, itself.Concat(a.Members.Select(m =>
            Shape(m.Type, m.Name, isActive && !m.IsConstant,
                isMember: true) with { Access = m.Access == Access.Init && a is { Composition: Composition.Class, Type.IsRecord: false }
                ? Access.None : m.Access, IsField = m.IsField })).ToArray(), false) { Composition = a.Composition, Make = a.Make
                    ?? "" };
    }

    /// <summary>The numbers in an element of an array of structs.</summary>
    private static IEnumerable<ElementNumber> NumbersOf(ITypeSymbol type)
    {
        if (ElementOf(type) is not { } element) return [];
        return element.IsReal() ? [] : element is IArrayTypeSymbol
            ? NumbersOf(element) : Aggregate.Of(element) is { } a ? In(a, new ElementPlace(Const.False, default)) : [];

        static IEnumerable<ElementNumber> In(Aggregate a, ElementPlace place) =>
            a.Members.Where(m => m.IsActive).SelectMany(m => place.Member(m, CSharp.Escape(m.Name)) is var at
            && Aggregate.Of(m.Type) is { } inner ? In(inner, at) : [new ElementNumber((Field)at.At[0], Of(m.Type))]);
    }

    /// <summary>Holds real numbers that would need a gradient, but in a way that has none: decimal, double?, List of double, ...</summary>
    public static bool HidesReals(ITypeSymbol type) => HidesReals(type, [], isMember: false);

    /// <summary>It holds a value of one of several types.</summary>
    public static bool IsUnion(ITypeSymbol type) => Symbols.Has(type, "System.Runtime.CompilerServices.UnionAttribute")
        || type.AllInterfaces.Any(i => i.ToDisplayString() == "System.Runtime.CompilerServices.IUnion")
        || type.DeclaringSyntaxReferences.Any(r =>
            r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax { Keyword.ValueText: "union" });

    /// <summary>Holds real numbers, in whatever way.</summary>
    public static bool HoldsAnyReals(ITypeSymbol type) => HidesReals(type, [], isMember: true);

    private static bool HidesReals(ITypeSymbol type, HashSet<(ITypeSymbol, bool)> seen, bool isMember) =>
        seen.Count < 1000 && seen.Add((type, isMember)) && type switch
    {
        _ when type.IsReal() => isMember,
        _ when Nullables.Inner(type) is { } inner => HidesReals(inner, seen, true),
        _ when !isMember && (HoldsReals(type) || Views.Of(type) is not null) => false,
        { SpecialType: SpecialType.System_Decimal } => true,
        { TypeKind: TypeKind.Delegate or TypeKind.Enum or TypeKind.Error or TypeKind.Dynamic } => false,
        _ when !isMember && Aggregate.Of(type) is { } a =>
            a.Members.Any(m => !m.IsConstant && (Views.Of(m.Type) is not null || HidesReals(m.Type, seen, false))),
        IArrayTypeSymbol array => HidesReals(array.ElementType, seen, true),
        // What only takes numbers, as a comparer does, holds none.
        INamedTypeSymbol named when named.TypeArguments.Where((_, i) => named.TypeParameters[i].Variance != VarianceKind.In)
            .Any(a => HidesReals(a, seen, true)) => true,
        INamedTypeSymbol named when IsNumeric(named) => true,
        INamedTypeSymbol named when IsUnion(named) =>
            named.InstanceConstructors.SelectMany(c => c.Parameters).Any(p => HidesReals(p.Type, seen, true)),
        INamedTypeSymbol named when named.Locations.Any(l => l.IsInSource) || named.TypeKind == TypeKind.Struct =>
            named.GetMembers().OfType<IFieldSymbol>()
            .Any(f => !f.IsStatic && !f.IsConst && !Symbols.Has(f.AssociatedSymbol ?? f, Symbols.NoGradient)
                && HidesReals(f.Type, seen, true)),
        _ => false,
    };

    /// <summary>Numbers alone, which can be put together again.</summary>
    public static bool IsResult(ITypeSymbol type) => ArrayResults.CanReturn(type)
        || !HoldsReals(type) && (Aggregate.Of(type) is not { } a || a is { IsMadeWhole: true } && a.Members.All(m => IsResult(m.Type)));

    /// <summary>A number in an aggregate that cannot be given a gradient, by its path; null if there is none.</summary>
    public static string? Unsettable(Shape shape, bool isObject = false)
    {
        if (shape.Element is { } element) return Unsettable(element);
        foreach (var item in shape.Items.Where(i => i.HasActive))
        {
            if (item.Type.IsArray ? item.Type.IsReadOnly
                : item.Composition == Composition.Class ? item.IsReplaced && item.Access == Access.None
                : item.HasNumbers && item.Access == Access.None) return item.Name;
            if (Unsettable(item) is { } inner) return $"{item.Name}.{inner}";
        }
        return null;
    }

    public static bool IsNumeric(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => type.Name is "Half",
        _ => false,
    };
}
