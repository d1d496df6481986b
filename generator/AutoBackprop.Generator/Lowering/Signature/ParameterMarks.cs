using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>What a declaration says of a parameter to callers and their compiler, and a generated member must repeat.</summary>
internal static class ParameterMarks
{
    /// <summary>Attributes and modifiers, with a blank behind each.</summary>
    public static string Of(IParameterSymbol parameter) => Attributes(parameter, IsOfFlow)
        + (parameter.DeclaringSyntaxReferences.Any(r =>
            r.GetSyntax() is ParameterSyntax syntax && syntax.Modifiers.Any(SyntaxKind.ScopedKeyword)) ? "scoped " : "");

    /// <summary>Those that stand only beside a default value.</summary>
    public static string OfDefault(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? Attributes(parameter, IsOfCaller) : "";

    public static bool HasPointers(IMethodSymbol method) => method.Parameters.Any(p => IsPointer(p.Type)) || IsPointer(method.ReturnType);

    private static bool IsPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => IsPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsPointer),
        _ => false,
    };

    private static bool IsOfFlow(INamedTypeSymbol attribute) =>
        Namespace(attribute) == "System.Diagnostics.CodeAnalysis" || attribute.Name == "InterpolatedStringHandlerArgumentAttribute";

    private static bool IsOfCaller(INamedTypeSymbol attribute) =>
        Namespace(attribute) == "System.Runtime.CompilerServices" && attribute.Name.StartsWith("Caller", StringComparison.Ordinal);

    private static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    private static string Attributes(IParameterSymbol parameter, Func<INamedTypeSymbol, bool> isWanted) =>
        string.Concat(parameter.GetAttributes().Where(a => a.AttributeClass is { } type && isWanted(type)).Select(a => $"[{Text(a)}] "));

    private static string Text(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments.SelectMany(a => a.Kind == TypedConstantKind.Array ? a.Values.AsEnumerable() : [a])
            .Select(a => a.ToCSharpString())
            .Concat(attribute.NamedArguments.Select(n => $"{n.Key} = {n.Value.ToCSharpString()}")).ToList();
        return attribute.AttributeClass!.Text() + (arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "");
    }
}
