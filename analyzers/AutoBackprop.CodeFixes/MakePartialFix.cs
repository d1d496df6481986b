using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0001: makes the type of the method partial, and every type around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix() : SyntaxFix("AB0001", "Make the type partial")
{
    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) => NotPartial(node).Any();

    protected override void Fix(SyntaxNode node, DocumentEditor editor)
    {
        foreach (var type in NotPartial(node))
            editor.ReplaceNode(type, static (current, _) => WithPartial((TypeDeclarationSyntax)current));
    }

    private static IEnumerable<TypeDeclarationSyntax> NotPartial(SyntaxNode node) =>
        node.Ancestors().OfType<TypeDeclarationSyntax>().Where(t => !IsPartial(t));

    private static bool IsPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        // Another method of the type may have seen to it.
        if (IsPartial(type)) return type;
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(partial))
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }
}
