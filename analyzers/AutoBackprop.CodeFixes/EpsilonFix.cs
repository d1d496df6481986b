using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0304: keeps the argument of a root away from 0.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EpsilonFix)), Shared]
public sealed class EpsilonFix() : ChoiceFix("AB0304")
{
    protected override IEnumerable<Choice> Choices(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model, CancellationToken token)
    {
        // Elsewhere than at 0 a small number more does not help.
        if (!diagnostic.Properties.ContainsKey("argument") || expression is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null } first, ..] }) yield break;
        var epsilon = model.GetTypeInfo(first.Expression, token).ConvertedType?.SpecialType == SpecialType.System_Single ? "1e-12f" : "1e-12";
        yield return new Choice("Add 1e-12 under the root: the slope stays finite, the value grows by at most 1e-6", (current, _) =>
        {
            var argument = ((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression;
            var operand = argument is BinaryExpressionSyntax b && b.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression ? argument.WithoutTrivia() : Grouped(argument.WithoutTrivia());
            return current.ReplaceNode(argument, SyntaxFactory.ParseExpression($"{operand} + {epsilon}").WithTriviaFrom(argument));
        });
    }
}
