using System.Composition;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0009: says that the gradient is meant to end here.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopGradientFix)), Shared]
public sealed class StopGradientFix() : SyntaxFix("AB0009", "Stop the gradient here")
{
    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) => Lost(node, model).Any();

    protected override void Fix(SyntaxNode node, DocumentEditor editor)
    {
        foreach (var value in Lost(node, editor.SemanticModel))
            editor.ReplaceNode(value, static (current, _) => Stop((ExpressionSyntax)current));
    }

    /// <summary>The real numbers that go in.</summary>
    private static IEnumerable<ExpressionSyntax> Lost(SyntaxNode node, SemanticModel model)
    {
        ExpressionSyntax[] values = node switch
        {
            CastExpressionSyntax cast => [cast.Expression],
            AssignmentExpressionSyntax assignment => [assignment.Right],
            InvocationExpressionSyntax call =>
                [.. call.ArgumentList.Arguments.Where(a => a.RefKindKeyword.IsKind(SyntaxKind.None)).Select(a => a.Expression)],
            _ => [],
        };
        return values.Where(v => model.GetTypeInfo(v).Type.IsReal() && !model.GetConstantValue(v).HasValue);
    }
}
