using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0403: a small array of known length on the stack.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StackFix)), Shared]
public sealed class StackFix() : SyntaxFix("AB0403", "Put it on the stack (stackalloc)")
{
    // A kilobyte or two: what a method may take without a thought.
    private const int Longest = 256;

    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) => Declared(node) is { } local
        && Length(node, model, token) is <= Longest && ElementOf(node, model, token) is not null
        // In a loop the stack would grow.
        && !node.Ancestors().Any(a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
        && IsOnlyElements(local, model, token);

    protected override void Fix(SyntaxNode node, DocumentEditor editor)
    {
        var local = Declared(node)!;
        var element = ElementOf(node, editor.SemanticModel, default)!.ToMinimalDisplayString(editor.SemanticModel, node.SpanStart);
        var initializer = node switch { ArrayCreationExpressionSyntax a => a.Initializer,
            ImplicitArrayCreationExpressionSyntax i => i.Initializer, InitializerExpressionSyntax i => i, _ => null };
        var length = node is ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [var size] }] }
            && size is not OmittedArraySizeExpressionSyntax ? size.ToString() : "";
        var value = SyntaxFactory.ParseExpression($"stackalloc {element}[{length}]{(initializer is null ? "" : " " + initializer)}");
        editor.ReplaceNode(local, (current, generator) =>
        {
            var declaration = (VariableDeclarationSyntax)current;
            var span = (TypeSyntax)generator.TypeExpression(editor.SemanticModel.Compilation.GetTypeByMetadataName("System.Span`1")!.Construct(ElementOf(node, editor.SemanticModel, default)!)).WithAdditionalAnnotations(Simplifier.AddImportsAnnotation);
            var variable = declaration.Variables[0];
            return declaration.WithType(span.WithTriviaFrom(declaration.Type))
                .WithVariables([variable.WithInitializer(variable.Initializer!.WithValue(value.WithTriviaFrom(variable.Initializer.Value)))]).WithAdditionalAnnotations(Formatter.Annotation);
        });
    }

    internal static VariableDeclarationSyntax? Declared(SyntaxNode node) =>
        node.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1,
            Parent: LocalDeclarationStatementSyntax } declaration } } ? declaration : null;

    private static int? Length(SyntaxNode node, SemanticModel model, CancellationToken token) => node switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } i } => i.Expressions.Count,
        ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [var size] }] } =>
            model.GetConstantValue(size, token) is { HasValue: true, Value: int n } ? n : null,
        ImplicitArrayCreationExpressionSyntax { Initializer: var i } => i.Expressions.Count,
        InitializerExpressionSyntax i => i.Expressions.Count,
        _ => null,
    };

    internal static ITypeSymbol? ElementOf(SyntaxNode node, SemanticModel model, CancellationToken token) =>
        (model.GetTypeInfo(node, token).Type ?? model.GetTypeInfo(node, token).ConvertedType
            ?? (Declared(node) is { } d ? model.GetTypeInfo(d.Type, token).Type : null)) is IArrayTypeSymbol { Rank: 1,
            ElementType: { IsUnmanagedType: true } element } ? element : null;

    /// <summary>The array is read and written, measured and walked through; nobody asks for it as an array.</summary>
    internal static bool IsOnlyElements(VariableDeclarationSyntax local, SemanticModel model, CancellationToken token)
    {
        var symbol = model.GetDeclaredSymbol(local.Variables[0], token);
        var method = local.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return symbol is not null && method is not null && method.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(i => i.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(i, token).Symbol, symbol))
            .All(i => i.Parent is ElementAccessExpressionSyntax or ForEachStatementSyntax
                || i.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" }
                || i.Parent is ArgumentSyntax
                    && model.GetTypeInfo(i, token).ConvertedType is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" });
    }
}
