using System.Composition;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0303: the operation of the package that takes the maximum off first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShiftFix)), Shared]
public sealed class ShiftFix() : ReplacementFix("AB0303")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        diagnostic.Properties.TryGetValue(UnshiftedExponentials.Title, out var title);
        if (diagnostic.Properties.TryGetValue(UnstableFormula.Method, out var method))
        {
            if (WithMethod(method!, title!, expression, model) is { } other) yield return other;
            yield break;
        }
        if (!diagnostic.Properties.TryGetValue(UnshiftedExponentials.Instead, out var text) || text is null
            || !Names.MeanTheSameAt(text, expression, model, diagnostic)) yield break;
        yield return new Replacement($"Replace by {title}: same value, no overflow", (_, generator) =>
            expression.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax
                ? Grouped(Parse(text, model, generator)) : Parse(text, model, generator), nameof(ShiftFix));
    }
}
