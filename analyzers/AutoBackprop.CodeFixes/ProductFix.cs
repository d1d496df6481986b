using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0306: the product that a small power stands for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProductFix)), Shared]
public sealed class ProductFix() : ReplacementFix("AB0306")
{
    protected override IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token)
    {
        if (expression is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null } x, { NameColon: null } n] }
            || !IsPlain(x.Expression)
            || model.GetConstantValue(n.Expression, token) is not { HasValue: true, Value: IConvertible exponent }) yield break;
        var (count, type) = (exponent.ToInt32(null), model.GetTypeInfo(x.Expression, token));
        if (count is < 2 or > 4 || !SymbolEqualityComparer.Default.Equals(type.Type, type.ConvertedType)) yield break;
        yield return new Replacement("Replace by a product: same value up to rounding", (current, generator) =>
        {
            var factor = Grouped(((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression.WithoutTrivia()).ToString();
            var product = Parse(string.Join(" * ", Enumerable.Repeat(factor, count)), model, generator);
            return expression.Parent is BinaryExpressionSyntax { OperatorToken.Text: "*" or "/" or "%" } or PrefixUnaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax ? Grouped(product) : product;
        });
    }
}
