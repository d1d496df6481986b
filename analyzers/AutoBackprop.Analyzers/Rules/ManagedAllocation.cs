using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0403: an array on the managed heap.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManagedAllocation() : MethodRule(Descriptors.ManagedAllocation)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var memory in subject.Facts.Steps.OfType<Allocate>())
            if (subject.Origins.Of(memory) is { } origin && Created(origin.Node) is { } creation)
                subject.Report(Descriptors.ManagedAllocation, origin with { Node = creation }, [], null, creation.ToString().Split('{', '\n')[0].Trim(), subject.Model.Name);
    }

    /// <summary>The expression that makes an array; a span of a collection lies on the stack.</summary>
    private static ExpressionSyntax? Created(SyntaxNode node) => node switch
    {
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax => (ExpressionSyntax)node,
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax }] } slice => slice,
        InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax } initializer => initializer,
        _ => null,
    };
}
