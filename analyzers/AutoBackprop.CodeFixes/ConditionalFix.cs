using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0105: chooses the value instead of multiplying with 0 or 1.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConditionalFix)), Shared]
public sealed class ConditionalFix() : ReplacementFix("AB0105")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        if (expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product
            && (Mask(product.Left, model) ?? Mask(product.Right, model)) is not null)
            yield return new Replacement("Choose with '? :': what is not taken is not evaluated",
                (current, _) => Chosen((BinaryExpressionSyntax)current));
    }

    private static ExpressionSyntax Chosen(BinaryExpressionSyntax product)
    {
        var (mask, value) = Inner(product.Left) is ConditionalExpressionSyntax left && IsBit(left.WhenTrue)
            ? (left, product.Right) : ((ConditionalExpressionSyntax)Inner(product.Right), product.Left);
        var kept = Inner(value).WithoutTrivia();
        var (onTrue, onFalse) = IsOne(mask.WhenTrue) ? (kept, Zero) : (Zero, kept);
        var choice = SyntaxFactory.ConditionalExpression(mask.Condition.WithoutTrivia(), onTrue, onFalse).NormalizeWhitespace();
        return product.Parent is ExpressionSyntax and not ParenthesizedExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(choice) : choice;
    }

    private static ExpressionSyntax Zero => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0));

    private static ConditionalExpressionSyntax? Mask(ExpressionSyntax expression, SemanticModel model) =>
        Inner(expression) is ConditionalExpressionSyntax choice
        && model.GetConstantValue(choice.WhenTrue).HasValue && IsBit(choice.WhenTrue) && IsBit(choice.WhenFalse) ? choice : null;

    private static bool IsBit(ExpressionSyntax e) => e is LiteralExpressionSyntax { Token.ValueText: "0" or "1" or "0.0" or "1.0" };

    private static bool IsOne(ExpressionSyntax e) => e.ToString().StartsWith("1", StringComparison.Ordinal);

    private static ExpressionSyntax Inner(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax p ? Inner(p.Expression) : expression;
}
