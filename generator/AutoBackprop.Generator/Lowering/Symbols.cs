using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Attributes of the package on symbols of the user.</summary>
public static class Symbols
{
    public const string Differentiable = "AutoBackprop.DifferentiableAttribute";
    public const string NoGradient = "AutoBackprop.NoGradientAttribute";
    public const string Unchanged = "AutoBackprop.UnchangedAttribute";
    public const string Overwritten = "AutoBackprop.OverwrittenAttribute";
    public const string DerivativeOf = "AutoBackprop.DerivativeOfAttribute";

    public static bool Has(ISymbol symbol, string attribute) => Find(symbol, attribute) is not null;

    public static AttributeData? Find(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
            // The last part of the name first: the whole of it has to be put together.
            if (data.AttributeClass is { } type && attribute.EndsWith(type.Name, StringComparison.Ordinal)
                && type.ToDisplayString() == attribute) return data;
        return null;
    }

    /// <summary>Namespace and type and method: "System.Math.Sin", "double.Hypot".</summary>
    public static string FullName(IMethodSymbol method) => method.ContainingType.ToDisplayString() + "." + method.Name;

    public static string Accessibility(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary>Other assemblies can call it.</summary>
    public static bool IsExposed(ISymbol symbol)
    {
        for (var s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
            if (s.DeclaredAccessibility is not (Microsoft.CodeAnalysis.Accessibility.Public or Microsoft.CodeAnalysis.Accessibility.Protected
                or Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal)) return false;
        return true;
    }
}
