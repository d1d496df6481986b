using System.Composition;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0008: says that the parameter is meant to have no gradient.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkNoGradientFix)), Shared]
public sealed class MarkNoGradientFix() : SyntaxFix("AB0008", "Mark the parameter [NoGradient]")
{
    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) =>
        node is ParameterSyntax && model.GetDeclaredSymbol(node, token) is { } parameter && !Symbols.Has(parameter, Symbols.NoGradient);

    protected override void Fix(SyntaxNode node, DocumentEditor editor) => editor.ReplaceNode(node, static (current, _) =>
    {
        var parameter = (ParameterSyntax)current;
        var attribute = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(Name("AutoBackprop.NoGradient"))])
            .WithLeadingTrivia(parameter.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        parameter = parameter.WithoutLeadingTrivia();
        return parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, attribute));
    });
}
