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
        for (var i = 0; diagnostic.Properties.TryGetValue(UnstableFormula.Instead + i, out var text); i++)
        {
            if (text is null || !Names.MeanTheSameAt(text, expression, model)) continue;
            diagnostic.Properties.TryGetValue(UnstableFormula.Title + i, out var title);
            yield return new Choice($"Replace by {title}: same value, no loss", (_, generator) => Placed(Parse(text, model, generator), expression));
        }
    }

    // A sum or a minus in a place where it would bind otherwise.
    private static ExpressionSyntax Placed(ExpressionSyntax replacement, ExpressionSyntax original) =>
        original.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax ? Grouped(replacement) : replacement;
}
