using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What the IR knows of a C# type.</summary>
public static class Types
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Text(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    public static IrType Of(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Double => IrType.Double,
        SpecialType.System_Single => IrType.Float,
        SpecialType.System_Int32 => IrType.Int,
        SpecialType.System_Boolean => IrType.Bool,
        null => IrType.Other("object"),
        _ => ElementOf(type!) is { } element && Of(element) is var of
            ? new IrType(Kind.Array, type!.Text(), of, type is IArrayTypeSymbol array ? array.Rank : 1) : IrType.Other(type!.Text()),
    };

    /// <summary>What an array or a span holds.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element], ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => element,
        _ => null,
    };

    /// <summary>An array or span of reals, or an array of such arrays.</summary>
    public static bool HoldsReals(ITypeSymbol type) => ElementOf(type) is { } element && (element.IsReal() || element is IArrayTypeSymbol && HoldsReals(element));

    public static bool IsReal(this ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    public static bool IsInteger(this ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64
        || type?.TypeKind == TypeKind.Enum || type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_String or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>A scalar that is differentiated, or a tuple with one.</summary>
    public static Shape Shape(ITypeSymbol type, string name, bool isActive) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple
            ? new Shape(new IrType(Kind.Other, type.Text()), name, tuple.TupleElements.Select(e => Shape(e.Type, e.Name, isActive)).ToArray(), false)
            : new Shape(Of(type), name, default, isActive && (type.IsReal() || HoldsReals(type)));

    /// <summary>Holds real numbers that would need a gradient, but in a way that has none: decimal, double?, List of double, ...</summary>
    public static bool HidesReals(ITypeSymbol type) => HidesReals(type, 0);

    private static bool HidesReals(ITypeSymbol type, int depth) => depth < 8 && type switch
    {
        _ when type.IsReal() => depth > 0,
        _ when depth == 0 && HoldsReals(type) => false,
        { SpecialType: SpecialType.System_Decimal } => true,
        { TypeKind: TypeKind.Delegate or TypeKind.Enum or TypeKind.Error or TypeKind.Dynamic } => false,
        IArrayTypeSymbol array => HidesReals(array.ElementType, depth + 1),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => !e.Type.IsReal() && (HidesReals(e.Type, depth) || HoldsReals(e.Type))),
        INamedTypeSymbol named when named.TypeArguments.Any(a => HidesReals(a, depth + 1)) => true,
        INamedTypeSymbol named when IsNumeric(named) => true,
        INamedTypeSymbol { Locations: [{ IsInSource: true }, ..] } named => named.GetMembers().OfType<IFieldSymbol>()
            .Any(f => !f.IsStatic && !f.IsConst && !Symbols.Has(f.AssociatedSymbol ?? f, Symbols.NoGradient) && HidesReals(f.Type, depth + 1)),
        _ => false,
    };

    private static bool IsNumeric(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => type.Name is "Half",
        "System.Numerics" => type.Name is "Complex" or "Vector2" or "Vector3" or "Vector4" or "Quaternion" or "Matrix3x2" or "Matrix4x4" or "Plane",
        _ => false,
    };
}
