using System.Composition;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0403: the array becomes a span that the caller owns. Only where nobody calls the method yet: a call would lack it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallerMemoryFix)), Shared]
public sealed class CallerMemoryFix() : SyntaxFix("AB0403", "Take it from the caller (a span parameter)")
{
    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) =>
        node is ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: [{ Sizes: [not OmittedArraySizeExpressionSyntax] }] }
        && StackFix.Declared(node) is { Parent.Parent: BlockSyntax block } local && StackFix.ElementOf(node, model, token) is not null && StackFix.IsOnlyElements(local, model, token)
        && block.Parent is MethodDeclarationSyntax method && !IsMentioned(method, model.Compilation, token);

    protected override void Fix(SyntaxNode node, DocumentEditor editor)
    {
        var (declaration, method) = (StackFix.Declared(node)!, node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!);
        var (variable, statement) = (declaration.Variables[0], (LocalDeclarationStatementSyntax)declaration.Parent!);
        var element = StackFix.ElementOf(node, editor.SemanticModel, default)!;
        var size = ((ArrayCreationExpressionSyntax)node).Type.RankSpecifiers[0].Sizes[0];
        var length = size is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax ? size.ToString() : $"({size})";
        var name = Unused(variable.Identifier.ValueText + "Memory", method);
        var end = statement.GetTrailingTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } line ? line : SyntaxFactory.ElasticCarriageReturnLineFeed;

        // As empty as a new array; of a larger span the rest is left alone.
        editor.InsertAfter(statement, SyntaxFactory.ParseStatement($"{variable.Identifier.Text}.Clear();").WithLeadingTrivia(Indentation(statement)).WithTrailingTrivia(end).WithAdditionalAnnotations(Formatter.Annotation));
        editor.ReplaceNode(declaration, (current, _) => ((VariableDeclarationSyntax)current) is var now
            ? now.WithType(SyntaxFactory.IdentifierName("var").WithTriviaFrom(now.Type)).WithVariables([variable.WithInitializer(variable.Initializer!.WithValue(SyntaxFactory.ParseExpression($"{name}[..{length}]").WithTriviaFrom(variable.Initializer.Value)))])
            : current);
        editor.ReplaceNode(method.ParameterList, (current, generator) =>
        {
            var parameters = (ParameterListSyntax)current;
            var span = (TypeSyntax)generator.TypeExpression(editor.SemanticModel.Compilation.GetTypeByMetadataName("System.Span`1")!.Construct(element), addImport: true);
            var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(span.WithTrailingTrivia(SyntaxFactory.Space));
            var at = parameters.Parameters.TakeWhile(p => p.Default is null && !p.Modifiers.Any(SyntaxKind.ParamsKeyword)).Count();
            return parameters.WithParameters(parameters.Parameters.Insert(at, parameter)).WithAdditionalAnnotations(Formatter.Annotation);
        });
    }

    private static SyntaxTriviaList Indentation(SyntaxNode statement) => [.. statement.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1)];

    private static string Unused(string name, MethodDeclarationSyntax method)
    {
        while (method.DescendantTokens().Any(t => t.ValueText == name)) name += "_";
        return name;
    }

    // The method, or what is generated for it.
    private static bool IsMentioned(MethodDeclarationSyntax method, Compilation compilation, CancellationToken token) => compilation.SyntaxTrees
        .Where(tree => !tree.FilePath.Contains(typeof(GradientGenerator).FullName!))
        .SelectMany(tree => tree.GetRoot(token).DescendantTokens()).Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t != method.Identifier && t.ValueText.StartsWith(method.Identifier.ValueText, StringComparison.Ordinal)
            && t.Parent is SimpleNameSyntax);
}
