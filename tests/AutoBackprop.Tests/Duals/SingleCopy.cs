using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AutoBackprop.Tests.Duals;

/// <summary>The same C# with float in the place of double.</summary>
internal sealed class SingleCopy(SemanticModel model) : CSharpSyntaxRewriter
{
    public static SyntaxNode Of(SyntaxTree tree, Compilation compilation) =>
        new SingleCopy(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot());

    public override SyntaxNode VisitPredefinedType(PredefinedTypeSyntax node) =>
        node.Keyword.IsKind(SyntaxKind.DoubleKeyword) ? PredefinedType(Token(SyntaxKind.FloatKeyword)).WithTriviaFrom(node) : node;

    public override SyntaxNode VisitAttribute(AttributeSyntax node) => node;

    public override SyntaxNode VisitLiteralExpression(LiteralExpressionSyntax node) =>
        node.Token.Value is double && float.IsFinite((float)(double)node.Token.Value)
            ? ParseExpression(node.Token.Text.TrimEnd('d', 'D') + "f").WithTriviaFrom(node) : node;

    public override SyntaxNode VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        var symbol = model.GetSymbolInfo(node).Symbol;
        var isReal = symbol is IMethodSymbol { ReturnType: var result } method
            ? result.SpecialType == SpecialType.System_Double || method.Name == "SinCos" : symbol is IFieldSymbol;
        return isReal && symbol!.ContainingType is { Name: "Math", ContainingNamespace.Name: "System" } && typeof(MathF).GetMember(symbol.Name).Length > 0
            ? node.WithExpression(ParseExpression("MathF").WithTriviaFrom(node.Expression)) : base.VisitMemberAccessExpression(node)!;
    }
}
