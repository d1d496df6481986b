using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>The kinds of C# members that can be [Differentiable], and what they have in common.</summary>
public static class Declared
{
    public static readonly SyntaxKind[] Kinds =
    [
        SyntaxKind.MethodDeclaration, SyntaxKind.OperatorDeclaration, SyntaxKind.ConversionOperatorDeclaration,
        SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration,
    ];

    /// <summary>A member that could be [Differentiable], by its syntax.</summary>
    public static bool Is(SyntaxNode node) =>
        node is MemberDeclarationSyntax { AttributeLists.Count: > 0 } && Array.IndexOf(Kinds, node.Kind()) >= 0;

    /// <summary>The method; of a property or indexer its getter.</summary>
    public static IMethodSymbol? MethodOf(SyntaxNode syntax, Compilation compilation, CancellationToken token) =>
        compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, token) switch
        {
            IMethodSymbol method => method,
            IPropertySymbol { GetMethod: { } getter } => getter,
            _ => null,
        };

    /// <summary>What the attributes stand on: a method, or the property of a getter.</summary>
    public static ISymbol Owner(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } ? property : method;

    /// <summary>How its generated members begin: "Energy", "Addition" for an operator, "Length" for a property, "Item" for an
    /// indexer.</summary>
    public static string Name(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.UserDefinedOperator or MethodKind.Conversion => method.Name.Substring("op_".Length),
        MethodKind.PropertyGet => method.AssociatedSymbol!.MetadataName,
        _ => method.Name,
    };

    /// <summary>Where a message about it as a whole is shown.</summary>
    public static Location NameOf(MemberDeclarationSyntax syntax) => (syntax switch
    {
        MethodDeclarationSyntax m => m.Identifier,
        PropertyDeclarationSyntax p => p.Identifier,
        IndexerDeclarationSyntax i => i.ThisKeyword,
        OperatorDeclarationSyntax o => o.OperatorToken,
        ConversionOperatorDeclarationSyntax c => c.OperatorKeyword,
        _ => syntax.GetFirstToken(),
    }).GetLocation();

    public static TypeSyntax ResultOf(MemberDeclarationSyntax syntax) => syntax switch
    {
        MethodDeclarationSyntax m => m.ReturnType,
        OperatorDeclarationSyntax o => o.ReturnType,
        ConversionOperatorDeclarationSyntax c => c.Type,
        _ => ((BasePropertyDeclarationSyntax)syntax).Type,
    };

    /// <summary>What holds the statements; of a property its getter. Null where there are none.</summary>
    public static SyntaxNode? BodyOf(MemberDeclarationSyntax syntax) => syntax switch
    {
        BaseMethodDeclarationSyntax m => m.Body is null && m.ExpressionBody is null ? null : m,
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        IndexerDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        BasePropertyDeclarationSyntax { AccessorList: { } list } =>
            list.Accessors.FirstOrDefault(a =>
                a.IsKind(SyntaxKind.GetAccessorDeclaration) && (a.Body is not null || a.ExpressionBody is not null)),
        _ => null,
    };
}
