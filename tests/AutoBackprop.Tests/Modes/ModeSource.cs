using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests;

/// <summary>A source file whose differentiable methods ask for every mode.</summary>
internal sealed class ModeSource(IReadOnlyCollection<string>? withoutSecond, IReadOnlyCollection<string> refused) : CSharpSyntaxRewriter
{
    /// <param name="withoutSecond">Methods that have no second derivative: they call themselves, or what has a rule of its own. Null if nobody asks for any.</param>
    /// <param name="refused">Methods that stay as they are.</param>
    public static string Of(string source, IReadOnlyCollection<string>? withoutSecond, params IReadOnlyCollection<string> refused) =>
        new ModeSource(withoutSecond, refused).Visit(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot()).ToFullString();

    public override SyntaxNode VisitAttribute(AttributeSyntax node)
    {
        if (node.Name.ToString() != "Differentiable" || node.ArgumentList?.Arguments.Any(a => a.NameEquals is null) == true) return node;
        var (type, name) = node.Parent!.Parent switch
        {
            MethodDeclarationSyntax m => (m.ReturnType.ToString(), m.Identifier.Text),
            BasePropertyDeclarationSyntax p => (p.Type.ToString(), ""),
            OperatorDeclarationSyntax o => (o.ReturnType.ToString(), ""),
            ConversionOperatorDeclarationSyntax c => (c.Type.ToString(), ""),
            _ => ("", ""),
        };
        if (refused.Contains(name)) return node;
        var modes = Derivatives.Backward | Derivatives.Value | Derivatives.Tangent | Derivatives.Jacobian;
        if (type is "double" or "float" or "T") modes |= Derivatives.Gradient | (withoutSecond?.Contains(name) != false ? 0 : Derivatives.HessianVector | Derivatives.Hessian);
        var argument = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"(AutoBackprop.Derivatives){(int)modes}"));
        var list = node.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        return node.WithArgumentList(list.WithArguments(list.Arguments.Insert(0, argument)));
    }
}
