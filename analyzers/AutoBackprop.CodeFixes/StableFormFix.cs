using System.Composition;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0301, AB0302, AB0305: the formula of the same value that does not fail, as the analyzer found it in its table.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StableFormFix)), Shared]
public sealed class StableFormFix() : ReplacementFix("AB0301", "AB0302", "AB0305")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        if (Of(UnstableFormula.Title) is not { } title) yield break;
        if (Of(UnstableFormula.Method) is { } method)
        {
            if (WithMethod(method, title, expression, model) is { } other) yield return other;
        }
        else if (TakesSpans(expression, model, token))
        {
            if (Of(UnstableFormula.OfSpans) is { } call && Names.MeanTheSameAt(call, expression, model, diagnostic))
                yield return Replacing(call);
        }
        else if (Of(UnstableFormula.Instead) is { } text && Names.MeanTheSameAt(text, expression, model, diagnostic))
            yield return Replacing(text);

        // The value stays in all of them: they are fixed together, whatever the formula.
        Replacement Replacing(string text) =>
            new(title, (_, generator) => Placed(Parse(text, model, generator), expression), diagnostic.Id);

        string? Of(string property) => diagnostic.Properties.TryGetValue(property, out var value) ? value : null;
    }

    // A sum or a minus in a place where it would bind otherwise.
    private static ExpressionSyntax Placed(ExpressionSyntax replacement, ExpressionSyntax original) =>
        original.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax
            ? Grouped(replacement) : replacement;
}
