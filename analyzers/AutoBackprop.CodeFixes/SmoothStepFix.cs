using System.Composition;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0101: a smooth step in the place of a step; or the step with the slope of the line through it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SmoothStepFix)), Shared]
public sealed class SmoothStepFix() : ReplacementFix("AB0101")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        if (expression is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null }, ..] arguments }
            || model.GetSymbolInfo(expression, token).Symbol is not IMethodSymbol method
            || Rules.Find(Symbols.FullName(method), method.Parameters.Length) is not { Derivative.IsStep: true } row) yield break;
        if (row.Analytic.Range is { } range && arguments.Count == 1)
        {
            // Each has the limits of the step that it stands for.
            if (range.Low < 0) yield return new Replacement("Replace by Tanh: a smooth step from -1 to 1",
                (current, generator) => Call("AutoBackprop.Activations.Tanh", current, model, generator));
            else yield return new Replacement("Replace by Sigmoid: a smooth step from 0 to 1",
                (current, generator) => Call("AutoBackprop.Activations.Sigmoid", current, model, generator));
        }
        else if (IsPlain(arguments[0].Expression) && method.ReturnType.IsReal())
            yield return new Replacement("Keep the value, with slope 1 (straight-through)", (current, generator) =>
                Grouped(Parse($"{Through(current)} + AutoBackprop.Gradients.Stop({current.WithoutTrivia()} - {Through(current)})", model,
                    generator)));
        yield return new Replacement("Stop the gradient here", (current, generator) =>
        {
            var first = ((InvocationExpressionSyntax)current).ArgumentList.Arguments[0];
            return current.ReplaceNode(first.Expression, Parse($"AutoBackprop.Gradients.Stop({first.Expression.WithoutTrivia()})", model,
                generator));
        });
    }

    private static ExpressionSyntax Call(string method, ExpressionSyntax step, SemanticModel model,
        Microsoft.CodeAnalysis.Editing.SyntaxGenerator generator) =>
        Parse($"{method}{((InvocationExpressionSyntax)step).ArgumentList.WithoutTrivia()}", model, generator);

    private static string Through(ExpressionSyntax step) =>
        Grouped(((InvocationExpressionSyntax)step).ArgumentList.Arguments[0].Expression).ToString();
}
