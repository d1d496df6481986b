using System.Collections.Immutable;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0006: a [DerivativeOf] rule that does not fit its target would never be used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RuleAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.RuleMismatch];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var rule = (IMethodSymbol)context.Symbol;
        if (rule.MethodKind != MethodKind.Ordinary || rule.Locations[0].SourceTree is { } tree && GeneratedMembers.IsIn(tree)) return;
        foreach (var attribute in rule.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == Symbols.DerivativeOf))
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax) continue;
            if (Complaint(rule, attribute, context.Compilation) is not var (complaint, isAboutName)) continue;
            var location = isAboutName && syntax.ArgumentList is { Arguments: [_, { } name] } ? name.GetLocation() : rule.Locations[0];
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.RuleMismatch, location, complaint));
        }
    }

    private static (string Complaint, bool IsAboutName)? Complaint(IMethodSymbol rule, AttributeData attribute, Compilation compilation)
    {
        // Else the compiler has an error there.
        if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } type }, { Value: var name },
            ..]) return null;
        var targets = name is string text ? type.GetMembers(text).OfType<IMethodSymbol>().ToList() : [];
        if (targets.Count == 0) return ($"'{type.Name}' has no method '{name}'", true);
        if (rule.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error) || rule.ReturnType.TypeKind == TypeKind.Error) return null;
        if (rule.ContainingType.IsGenericType) return ($"'{rule.Name}' is a member of a generic type; a rule cannot be", false);

        var usable = targets.Where(CanHaveRule).ToList();
        if (usable.Count == 0) return ($"'{type.Name}.{name}' cannot have a rule: only a static method can that takes real numbers by value, or arrays or spans of them, and returns a real number or writes them", true);
        switch (HandWritten.KindOf(attribute))
        {
            case Derivatives.Tangent: return usable.Exists(t => TangentRules.Mismatch(rule, t) is null) ? null :
                (TangentRules.Mismatch(rule, usable[0])!, false);
            case not Derivatives.Backward: return ("a rule is one of Derivatives.Backward or of Derivatives.Tangent", false);
        }
        if (usable.Find(t => HandWritten.Mismatch(rule, t) is null) is not { } target)
            return (HandWritten.Mismatch(rule, usable[0])!, false);
        return HandWritten.Find(compilation, target) is { } other && !SymbolEqualityComparer.Default.Equals(other.Method, rule)
            ? ($"'{type.Name}.{name}' has a rule already, '{other.Method.Name}'", false) : null;
    }

    /// <summary>Whether a rule can be written for the method.</summary>
    internal static bool CanHaveRule(IMethodSymbol target) =>
        target is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary } && HandWritten.HasOutput(target)
        && target.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In) && target.Parameters.Any(HandWritten.IsActive);

    /// <summary>The method that a rule means and does not fit; null if it fits one.</summary>
    internal static IMethodSymbol? Missed(IMethodSymbol rule)
    {
        if (rule.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == Symbols.DerivativeOf).ToList() is not
            [{ ConstructorArguments: [{ Value: INamedTypeSymbol type }, { Value: string name }, ..] } attribute]
                || HandWritten.KindOf(attribute) != Derivatives.Backward) return null;
        var usable = type.GetMembers(name).OfType<IMethodSymbol>().Where(CanHaveRule).ToList();
        return usable.Exists(t => HandWritten.Mismatch(rule, t) is null) ? null : usable.FirstOrDefault();
    }
}
