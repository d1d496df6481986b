using System.Composition;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0303: the operation of the package that takes the maximum off first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShiftFix)), Shared]
public sealed class ShiftFix() : ChoiceFix("AB0303")
{
    protected override IEnumerable<Choice> Choices(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model, CancellationToken token)
    {
        if (!diagnostic.Properties.TryGetValue(UnshiftedExponentials.Instead, out var text) || text is null || !Names.MeanTheSameAt(text, expression, model, diagnostic)) yield break;
        diagnostic.Properties.TryGetValue(UnshiftedExponentials.Title, out var title);
        yield return new Choice($"Replace by {title}: same value, no overflow", (_, generator) =>
            expression.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax ? Grouped(Parse(text, model, generator)) : Parse(text, model, generator), nameof(ShiftFix));
    }
}
