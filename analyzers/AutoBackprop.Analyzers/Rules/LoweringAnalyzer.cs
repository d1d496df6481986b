using System.Collections.Immutable;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>Says why a [Differentiable] method has no gradient, or one that is surely not meant. It runs the lowering of the
/// generator, whose rejections these are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoweringAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NotPartial, Descriptors.Unsupported, Descriptors.NoDerivative, Descriptors.NothingToDifferentiate,
        Descriptors.UnsupportedType, Descriptors.NameTaken, Descriptors.NoInfluence, Descriptors.GradientLost, Descriptors.NotPlain,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.MethodDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var method = (MethodDeclarationSyntax)context.Node;
        if (method.AttributeLists.Count == 0) return;
        var rejections = LoweringCache.Lower(method, context.Compilation, context.CancellationToken)?.Rejections ?? [];
        if (rejections.Count == 0 || HasErrors(method, context)) return;
        foreach (var rejection in rejections) context.ReportDiagnostic(rejection.ToDiagnostic());
    }

    // Half-typed code is the compiler's business; ours would only be a second error for the same thing.
    private static bool HasErrors(SyntaxNode method, SyntaxNodeAnalysisContext context) => context.SemanticModel
        .GetDiagnostics(method.Span, context.CancellationToken).Any(d => d.Severity == DiagnosticSeverity.Error);
}
