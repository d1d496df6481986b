using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Which row of <see cref="VectorRules"/> a member of System.Numerics means.</summary>
internal static class VectorSymbols
{
    /// <summary>The members that hold the numbers; null for all types but those of the table.</summary>
    public static IReadOnlyList<string>? MembersOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsGenericType: false } && IsThere(type) ? VectorRules.MembersOf(type.Name) : null;

    public static bool IsVector(ITypeSymbol? type) => MembersOf(type) is not null;

    public static VectorRow? RowOf(IMethodSymbol? method) =>
        method is { IsGenericMethod: false } && IsThere(method.ContainingType) ? VectorRules.Find(Name(method)) : null;

    public static VectorRow? RowOf(IFieldSymbol field) =>
        field.IsStatic && IsThere(field.ContainingType) ? VectorRules.Find($"{field.ContainingType.Name}.{field.Name}") : null;

    private static bool IsThere(ITypeSymbol type) => type is { ContainingType: null, ContainingNamespace: { Name: "Numerics",
        ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } };

    private static string Name(IMethodSymbol method)
    {
        var type = method.ContainingType.Name;
        List<string> given = [.. method.Parameters.Select(Text)];
        string List(IEnumerable<string> items) => string.Join(",", items);
        return (method.MethodKind, method.AssociatedSymbol) switch
        {
            (MethodKind.Constructor, _) => $"new {type}({List(given)})",
            (MethodKind.Conversion, _) => $"({Text(method.ReturnType)}){given[0]}",
            (MethodKind.UserDefinedOperator, _) when Sign(method.Name) is var (before, after) =>
                given.Count == 2 ? $"{given[0]} {before} {given[1]}" : before + given[0] + after,
            (MethodKind.PropertyGet, IPropertySymbol { IsIndexer: true }) => $"{type}[{List(given)}]",
            (MethodKind.PropertyGet, { } property) => $"{type}.{property.Name}",
            (MethodKind.PropertySet, IPropertySymbol { IsIndexer: true }) =>
                $"{type}[{List(given.Take(given.Count - 1))}] = {given.Last()}",
            (MethodKind.PropertySet, { } property) => $"{type}.{property.Name} = {given[0]}",
            _ => $"{type}.{method.Name}({List(given)})",
        };
    }

    private static string Text(IParameterSymbol parameter) => (parameter.RefKind == RefKind.Out ? "out " : "") + Text(parameter.Type);

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static (string Before, string After)? Sign(string method) => method switch
    {
        "op_Addition" or "op_UnaryPlus" => ("+", ""),
        "op_Subtraction" or "op_UnaryNegation" => ("-", ""),
        "op_Multiply" => ("*", ""),
        "op_Division" => ("/", ""),
        "op_Equality" => ("==", ""),
        "op_Inequality" => ("!=", ""),
        "op_Increment" => ("", "++"),
        "op_Decrement" => ("", "--"),
        _ => null,
    };
}
