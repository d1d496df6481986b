using System.Composition;
using AutoBackprop.Analyzers;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0203: the cross-entropy that belongs to the output, from its logits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LogitLossFix)), Shared]
public sealed class LogitLossFix() : ReplacementFix("AB0203")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(Remedy.Output, out var output) || LogitLoss.All.FirstOrDefault(l => l.Output == output) is not { } loss)
            yield break;
        var text = TakesSpans(expression, model, token)
            ? Filled(loss.OfSpans, Of(Remedy.Logits), Of(Remedy.Targets), null)
            : Filled(loss.OfNumbers, Of(Remedy.Argument), Of(Remedy.Target), Of(Remedy.Logits));
        if (text is null || !Names.MeanTheSameAt(text, expression, model, diagnostic)) yield break;
        yield return new Replacement($"Use {loss.Name}: another loss, gradient p - y", (_, generator) =>
            expression.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax
                ? Grouped(Parse(text, model, generator)) : Parse(text, model, generator));

        string? Of(string property) => properties.TryGetValue(property, out var value) ? value : null;
    }

    private static string? Filled(string formula, string? logit, string? target, string? logits) =>
        logit is null || target is null || logits is null && formula.Contains("{array}") ? null
            : formula.Replace("{0}", Quotation.Grouped(logit)).Replace("{1}", Quotation.Grouped(target)).Replace("{array}", logits);
}
