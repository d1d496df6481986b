using System.Composition;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0304: keeps the argument of a root away from 0.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EpsilonFix)), Shared]
public sealed class EpsilonFix() : ReplacementFix("AB0304")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        // Elsewhere than at 0 a small number more does not help.
        if (!diagnostic.Properties.TryGetValue(InfiniteSlope.Growth, out var growth)
            || expression is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null } first, ..] }) yield break;
        var epsilon = model.GetTypeInfo(first.Expression, token).ConvertedType?.SpecialType == SpecialType.System_Single
            ? "1e-12f" : "1e-12";
        yield return new Replacement($"Add 1e-12 under the root: the slope stays finite, the value grows by at most {growth}",
            (current, _) =>
        {
            var argument = ((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression;
            var operand = argument is BinaryExpressionSyntax b
                && b.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression ? argument.WithoutTrivia() : Grouped(argument.WithoutTrivia());
            return current.ReplaceNode(argument, SyntaxFactory.ParseExpression($"{operand} + {epsilon}").WithTriviaFrom(argument));
        });
    }
}
