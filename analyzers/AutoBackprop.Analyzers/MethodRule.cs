using System.Collections.Concurrent;
using System.Collections.Immutable;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>A rule about the body of a [Differentiable] method: it reads the IR, so it sees through locals, helpers, loops and
/// spans. One rule is one file; what it says is its descriptors'.</summary>
public abstract class MethodRule(params DiagnosticDescriptor[] descriptors) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. descriptors];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Symbols.Differentiable) is null) return;
            // Several methods may call the one that a finding is in.
            var reported = new ConcurrentDictionary<(string, Location), bool>();
            start.RegisterSyntaxNodeAction(node => Analyze(node, reported), Declared.Kinds);
        });
    }

    private void Analyze(SyntaxNodeAnalysisContext context, ConcurrentDictionary<(string, Location), bool> reported)
    {
        var method = (MemberDeclarationSyntax)context.Node;
        if (method.AttributeLists.Count == 0) return;
        if (LoweringCache.Lower(method, context.Compilation, context.CancellationToken) is not { } placed
            || MethodFacts.Of(placed.Lowered) is not { } facts) return;
        // Other methods are looked at meanwhile; what is known of this one grows while it is asked.
        lock (facts) Analyze(new Subject(context, facts, placed.Relocation, reported));
    }

    protected abstract void Analyze(Subject subject);
}
