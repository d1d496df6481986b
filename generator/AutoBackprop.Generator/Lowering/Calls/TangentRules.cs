using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoBackprop.Generator;

/// <summary>Tangents that stand ready: a [DerivativeOf(.., Derivatives.Tangent)] rule, or the generated FTangent of another
/// assembly.</summary>
internal static class TangentRules
{
    private static readonly ConditionalWeakTable<Compilation, Dictionary<ISymbol, IMethodSymbol>> OfCompilation = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, List<(IMethodSymbol Target, IMethodSymbol Rule)>> OfAssembly = new();

    public static IMethodSymbol? Find(Compilation compilation, IMethodSymbol method) =>
        OfCompilation.GetValue(compilation, Collect).TryGetValue(method.OriginalDefinition, out var rule) ? rule
        : SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
            || !Symbols.Has(Declared.Owner(method), Symbols.Differentiable) ? null
        : method.ContainingType.GetMembers(Declared.Name(method) + Core.Member.Tangent.Suffix).OfType<IMethodSymbol>()
            .FirstOrDefault(t => Mismatch(t, method) is null);

    private static Dictionary<ISymbol, IMethodSymbol> Collect(Compilation compilation)
    {
        var rules = new Dictionary<ISymbol, IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            foreach (var (target, rule) in OfAssembly.GetValue(assembly, static a => [.. HandWritten.RulesIn(a).SelectMany(Fitting)]))
                rules[target] = rule;
        foreach (var syntax in HandWritten.RulesIn(compilation))
            if (compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax) is { } method)
                foreach (var (target, rule) in Fitting(method)) rules[target] = rule;
        return rules;
    }

    private static IEnumerable<(IMethodSymbol Target, IMethodSymbol Rule)> Fitting(IMethodSymbol rule) =>
        from attribute in rule.GetAttributes()
        where attribute.AttributeClass?.ToDisplayString() == Symbols.DerivativeOf && HandWritten.KindOf(attribute) == Derivatives.Tangent
        let type = attribute.ConstructorArguments[0].Value as INamedTypeSymbol
        let name = attribute.ConstructorArguments[1].Value as string
        where type is not null && name is not null
        let target = type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(t => Mismatch(rule, t) is null)
        where target is not null
        select (target.OriginalDefinition, rule);

    /// <summary>The signature that such a rule for this method must have: that of the generated FTangent.</summary>
    public static string Expected(IMethodSymbol target, string name)
    {
        static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var parameters = target.Parameters.SelectMany(p => HandWritten.IsActive(p)
            ? new[] { $"{Text(p.Type)} {p.Name}", $"{Along(p.Type, Text)} tangent{Names.Raised(p.Name)}" } : [$"{Text(p.Type)} {p.Name}"]);
        var result = target.ReturnsVoid ? "void" : target.ReturnType.IsReal()
            ? $"({Text(target.ReturnType)} Value, {Text(target.ReturnType)} Tangent)" : Text(target.ReturnType);
        return $"static {result} {name}({string.Join(", ", parameters)})";
    }

    /// <summary>Why a rule cannot serve a target; null when it can.</summary>
    public static string? Mismatch(IMethodSymbol rule, IMethodSymbol target)
    {
        var expected = $"'{rule.Name}' must be '{Expected(target, rule.Name)}'";
        if (!rule.IsStatic || rule.IsGenericMethod || !target.IsStatic || !HandWritten.HasOutput(target)
            || !target.Parameters.Any(HandWritten.IsActive)) return expected;
        if (target.ReturnType.IsReal() ? !IsPair(rule.ReturnType, target.ReturnType) : !Same(rule.ReturnType, target.ReturnType))
            return expected;
        var fits = target.Parameters.SelectMany(p =>
        {
            Func<IParameterSymbol, bool> itself = r => r.RefKind == p.RefKind && Same(r.Type, p.Type);
            return HandWritten.IsActive(p) ? new[] { itself, r => r.RefKind == RefKind.None && IsAlong(r.Type, p.Type) } : [itself];
        }).ToList();
        return rule.Parameters.Length == fits.Count && rule.Parameters.Zip(fits, (p, fit) => fit(p)).All(ok => ok) ? null : expected;
    }

    private static bool IsFlat(ITypeSymbol type) =>
        Types.ElementOf(type) is { } element && element.IsReal() && type is not IArrayTypeSymbol { Rank: > 1 };

    private static string Along(ITypeSymbol type, Func<ITypeSymbol, string> text) =>
        !IsFlat(type) || type is not IArrayTypeSymbol array ? text(type) : $"Span<{text(array.ElementType)}>";

    // Of memory that is written the tangent is, too; of an array that is not it may be what can only be read.
    private static bool IsAlong(ITypeSymbol given, ITypeSymbol type) => !IsFlat(type) ? Same(given, type)
        : given is INamedTypeSymbol { Name: var name }
            && (name == "ReadOnlySpan" && type is not INamedTypeSymbol { Name: "Span" }
            || name == "Span" && type is not INamedTypeSymbol { Name: "ReadOnlySpan" })
            && Types.ElementOf(given) is { } element && Same(element, Types.ElementOf(type)!);

    private static bool IsPair(ITypeSymbol type, ITypeSymbol of) => type is INamedTypeSymbol { IsTupleType: true,
        TupleElements: [var value, var tangent] } && Same(value.Type, of) && Same(tangent.Type, of);

    private static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);
}
