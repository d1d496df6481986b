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
        Descriptors.NotPartial, Descriptors.Unsupported, Descriptors.NoDerivative, Descriptors.NoVectorRule,
            Descriptors.NothingToDifferentiate,
        Descriptors.UnsupportedType, Descriptors.NameTaken, Descriptors.NoInfluence, Descriptors.GradientLost, Descriptors.NotPlain,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A program that throws is no better where a tool wrote it, or the debugger does not look.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSyntaxNodeAction(Analyze, Declared.Kinds);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var method = (MemberDeclarationSyntax)context.Node;
        if (method.AttributeLists.Count == 0 || GeneratedMembers.IsIn(method.SyntaxTree)) return;
        if (LoweringCache.Lower(method, context.Compilation, context.CancellationToken) is not { } placed) return;
        List<Rejection> rejections = [.. placed.Rejections];
        if (placed.Lowered.Model is { Body: not null, Refused: AutoBackprop.Core.Derivatives.None }
            && GeneratedMembers.AnyIsRefused(context.Compilation)
            && Declared.MethodOf(method, context.Compilation, context.CancellationToken) is { } symbol
                && GeneratedMembers.AreRefused(symbol))
            rejections = [Rejection.Unsupported(Declared.NameOf(method),
                $"'{symbol.Name}', which does not compile without what other generators write,")];
        if (rejections.Count == 0 || HasErrors(method, context)) return;
        foreach (var rejection in rejections) context.ReportDiagnostic(rejection.ToDiagnostic());
    }

    // Half-typed code is the compiler's business; ours would only be a second error for the same thing.
    private static bool HasErrors(SyntaxNode method, SyntaxNodeAnalysisContext context) => context.SemanticModel
        .GetDiagnostics(method.Span, context.CancellationToken).Any(d => d.Severity == DiagnosticSeverity.Error);
}
