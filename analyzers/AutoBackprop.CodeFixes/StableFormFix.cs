using System.Composition;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0301, AB0302, AB0305: the formula of the same value that does not fail, as the analyzer found it in its table.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StableFormFix)), Shared]
public sealed class StableFormFix() : ChoiceFix("AB0301", "AB0302", "AB0305")
{
    protected override IEnumerable<Choice> Choices(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model, CancellationToken token)
    {
        if (TakesSpans(expression, model, token))
        {
            if (Of(UnstableFormula.OfSpans) is { } call && Names.MeanTheSameAt(call, expression, model, diagnostic))
                yield return Replacing(0, call);
            yield break;
        }
        for (var i = 0; Of(UnstableFormula.Title + i) is not null; i++)
            if (Of(UnstableFormula.Instead + i) is { } text && Names.MeanTheSameAt(text, expression, model, diagnostic))
                yield return Replacing(i, text);

        // The value stays in all of them: they are fixed together, whatever the formula.
        Choice Replacing(int i, string text) => new(Of(UnstableFormula.Title + i)!, (_, generator) => Placed(Parse(text, model, generator), expression), $"{diagnostic.Id} {i}");

        string? Of(string property) => diagnostic.Properties.TryGetValue(property, out var value) ? value : null;
    }

    // A sum or a minus in a place where it would bind otherwise.
    private static ExpressionSyntax Placed(ExpressionSyntax replacement, ExpressionSyntax original) =>
        original.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax ? Grouped(replacement) : replacement;
}
