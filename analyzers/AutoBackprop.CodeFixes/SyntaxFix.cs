using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoBackprop.CodeFixes;

/// <summary>A fix within one document. One diagnostic or all of them: it is the same edit of the same tree.</summary>
public abstract class SyntaxFix(string id, string title) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    public string Title => title;

    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await Apply(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var (node, model) = await Find(context.Document, context.Diagnostics[0], context.CancellationToken).ConfigureAwait(false);
        if (node is null || model is null || !CanFix(node, model, context.CancellationToken)) return;
        context.RegisterCodeFix(
            CodeAction.Create(Title, token => Apply(context.Document, context.Diagnostics, token), equivalenceKey: GetType().Name),
            context.Diagnostics);
    }

    /// <summary>Everything is checked here, so that <see cref="Fix"/> always changes something, and nothing for the worse.</summary>
    protected abstract bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token);

    protected abstract void Fix(SyntaxNode node, DocumentEditor editor);

    private async Task<Document> Apply(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken token)
    {
        var editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        var nodes = new HashSet<SyntaxNode>();
        foreach (var diagnostic in diagnostics)
            if (Node(editor.OriginalRoot, diagnostic) is { } node && nodes.Add(node) && CanFix(node, editor.SemanticModel, token))
                Fix(node, editor);
        return editor.GetChangedDocument();
    }

    private static async Task<(SyntaxNode? Node, SemanticModel? Model)> Find(Document document, Diagnostic diagnostic,
        CancellationToken token) =>
        (await document.GetSyntaxRootAsync(token).ConfigureAwait(false) is { } root ? Node(root, diagnostic) : null,
            await document.GetSemanticModelAsync(token).ConfigureAwait(false));

    private static SyntaxNode? Node(SyntaxNode root, Diagnostic diagnostic) =>
        root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) : null;

    protected static bool UsesInstance(MethodDeclarationSyntax method, SemanticModel model, CancellationToken token) =>
        model.GetOperation(method, token)?.Descendants()
            .Any(o => o is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }) != false;

    // ── syntax for all fixes ─────────────────────────────────────────────────────────────────────────────────

    /// <summary>A name that is as short as the place allows.</summary>
    protected static NameSyntax Name(string qualified) =>
        SyntaxFactory.ParseName($"global::{qualified}").WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Gradients.Stop(x), in the place of x.</summary>
    protected static ExpressionSyntax Stop(ExpressionSyntax value) => SyntaxFactory
        .InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Name("AutoBackprop.Gradients"),
                SyntaxFactory.IdentifierName("Stop"))
                .WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(Bare(value).WithoutTrivia()))))
        .WithTriviaFrom(value);

    private static ExpressionSyntax Bare(ExpressionSyntax value) => value is ParenthesizedExpressionSyntax inner ? inner.Expression : value;
}
