using System.Composition;
using AutoBackprop.Analyzers;
using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0201, AB0204, AB0207: another activation, which <see cref="Substitutes"/> has for this place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SubstituteFix)), Shared]
public sealed class SubstituteFix() : ReplacementFix("AB0201", "AB0204", "AB0207")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(Remedy.Place, out var name) || !Enum.TryParse<UnitPlace>(name, out var place)) yield break;
        properties.TryGetValue(Remedy.Argument, out var argument);
        properties.TryGetValue(Remedy.Preferred, out var preferred);
        foreach (var substitute in Substitutes.Of(place, preferred))
            if ((substitute.Row is { } row ? Applied(row, expression, argument, diagnostic, model, token)
                : Removed(expression, argument, diagnostic, model, token)) is { } replace)
                yield return new Replacement($"{(substitute.Row is null ? "Leave the output linear" : $"Replace by {Name(substitute.Row)}")}: {substitute.Virtue}", replace);
    }

    private static string Name(Rule row) => Substitutes.MethodOf(row)!.Split('.').Last();

    private static Func<ExpressionSyntax, SyntaxGenerator, SyntaxNode>? Applied(Rule row, ExpressionSyntax expression, string? argument,
        Diagnostic diagnostic, SemanticModel model, CancellationToken token)
    {
        var method = Substitutes.MethodOf(row)!;
        // Called on a number, or on spans: the arguments stay as they are, with their comments.
        if (expression is InvocationExpressionSyntax { ArgumentList: var list } && IsActivation(expression, model, token))
            return WithMethod(method, "", expression, model)?.Replace;
        return Typed(argument, expression, model, token) is { } x && $"{method}({x})" is var text
            && Names.MeanTheSameAt(text, expression, model, diagnostic) ? (_, generator) => Parse(text, model, generator) : null;
    }

    /// <summary>What the activation was applied to.</summary>
    private static Func<ExpressionSyntax, SyntaxGenerator, SyntaxNode>? Removed(ExpressionSyntax expression, string? argument,
        Diagnostic diagnostic, SemanticModel model, CancellationToken token)
    {
        if (expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null } only] }
            && IsActivation(expression, model, token))
            return IsSameType(only.Expression, expression, model, token)
                ? (current, _) => Placed(((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression.WithoutTrivia(),
                    expression) : null;
        return Typed(argument, expression, model, token) is { } x && Names.MeanTheSameAt(x, expression, model, diagnostic)
            ? (_, generator) => Placed(Parse(x, model, generator), expression) : null;
    }

    private static ExpressionSyntax Placed(ExpressionSyntax value,
        ExpressionSyntax original) =>
        original.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or ParenthesizedExpressionSyntax
        ? value : Grouped(value);

    /// <summary>A call of the activation itself, with all its arguments there: f(x), or f(x, y) of spans.</summary>
    private static bool IsActivation(ExpressionSyntax expression, SemanticModel model, CancellationToken token) =>
        expression is InvocationExpressionSyntax call && model.GetSymbolInfo(call, token).Symbol is IMethodSymbol { IsStatic: true } method
        && (method.Parameters.Length == 1 && Rules.Find(Symbols.FullName(method), 1) is { Analytic.IsActivation: true }
            || method is { ReturnsVoid: true, Parameters: [_, { Type.Name: "Span" }] } && call.ArgumentList.Arguments.Count == 2
                && method.DeclaringSyntaxReferences.IsEmpty);

    private static bool IsSameType(ExpressionSyntax a, ExpressionSyntax b, SemanticModel model, CancellationToken token) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(a, token).Type, model.GetTypeInfo(b, token).Type);

    /// <summary>The argument, if the result will have the type that it had.</summary>
    private static string? Typed(string? argument, ExpressionSyntax expression, SemanticModel model, CancellationToken token) =>
        argument is not null && model.GetTypeInfo(expression, token).Type is { } type && type.IsReal()
        && SymbolEqualityComparer.Default.Equals(model.GetSpeculativeTypeInfo(expression.SpanStart, SyntaxFactory.ParseExpression(argument),
            SpeculativeBindingOption.BindAsExpression).Type, type) ? argument : null;
}
