using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0010: makes an instance method static, if that is all that is wrong and it does not use its instance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticFix)), Shared]
public sealed class MakeStaticFix() : SyntaxFix("AB0010", "Make the method static")
{
    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) =>
        node is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } syntax
        && model.GetDeclaredSymbol(syntax, token) is
        {
            IsStatic: false, IsVirtual: false, IsAbstract: false, IsOverride: false, IsAsync: false, IsGenericMethod: false, IsPartialDefinition: false, PartialDefinitionPart: null,
            ContainingType.TypeKind: not TypeKind.Interface,
        } method
        && !method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(method.Name))
            .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method))
        && !UsesInstance(syntax, model, token);

    protected override void Fix(SyntaxNode node, DocumentEditor editor) => editor.ReplaceNode(node, static (current, generator) =>
    {
        var method = (MethodDeclarationSyntax)current;
        // A static method cannot be readonly; it keeps the comments in front of that word.
        var modifiers = method.Modifiers;
        var after = modifiers.Count(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword);
        var keyword = SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var index = modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        if (index >= 0) return method.WithModifiers(modifiers.Replace(modifiers[index], keyword.WithTriviaFrom(modifiers[index])));
        if (modifiers.Count == 0)
            return method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).WithModifiers([keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia())]);
        if (after == 0)
            return method.WithModifiers(modifiers.Replace(modifiers[0], modifiers[0].WithLeadingTrivia()).Insert(0, keyword.WithLeadingTrivia(modifiers[0].LeadingTrivia)));
        return method.WithModifiers(modifiers.Insert(after, keyword));
    });
}
