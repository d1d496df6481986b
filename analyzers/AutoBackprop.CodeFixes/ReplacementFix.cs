using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoBackprop.CodeFixes;

/// <summary>A fix that replaces an expression, in one of several ways. Fix All takes the same way everywhere it is open.</summary>
public abstract class ReplacementFix(params string[] ids) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await Apply(document, diagnostics, context.CodeActionEquivalenceKey ?? "", context.CancellationToken).ConfigureAwait(false));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var token = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model) return;
        var diagnostic = context.Diagnostics[0];
        if (Expression(root, diagnostic) is not { } expression) return;
        foreach (var replacement in Replacements(expression, diagnostic, model, token))
            context.RegisterCodeFix(CodeAction.Create(replacement.Title,
                t => Apply(context.Document, [diagnostic], replacement.EquivalenceKey, t), equivalenceKey: replacement.EquivalenceKey),
                diagnostic);
    }

    /// <summary>Everything is checked here: what is offered can be done, and keeps or changes the value as its title says.</summary>
    protected abstract IEnumerable<Replacement> Replacements(ExpressionSyntax expression, Diagnostic diagnostic, SemanticModel model,
        CancellationToken token);

    private async Task<Document> Apply(Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken token)
    {
        var editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        var done = new HashSet<SyntaxNode>();
        // What is inside of another comes first: afterwards it might be gone.
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Location.SourceSpan.Length))
            if (Expression(editor.OriginalRoot, diagnostic) is { } expression && done.Add(expression)
                && Replacements(expression, diagnostic, editor.SemanticModel, token)
                    .FirstOrDefault(c => c.EquivalenceKey == key) is { } choice)
                editor.ReplaceNode(expression, (current, generator) => WithComments(choice.Replace((ExpressionSyntax)current, generator),
                    current).WithAdditionalAnnotations(Formatter.Annotation));
        return editor.GetChangedDocument();
    }

    private static ExpressionSyntax? Expression(SyntaxNode root, Diagnostic diagnostic) =>
        root.FullSpan.Contains(diagnostic.Location.SourceSpan)
        ? root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<ExpressionSyntax>(e => e.Span == diagnostic.Location.SourceSpan) : null;

    /// <summary>What was around it, and the comments in it: those that are not repeated come first.</summary>
    private static SyntaxNode WithComments(SyntaxNode replacement, SyntaxNode original)
    {
        var text = replacement.ToFullString();
        var trivia = original.DescendantTrivia().Where(t => original.Span.Contains(t.Span)).ToList();
        var lost = trivia.Where(t =>
            t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && !text.Contains(t.ToString()));
        // As far in as the line that followed.
        var line = trivia.SkipWhile(t => !t.IsKind(SyntaxKind.EndOfLineTrivia)).Take(2)
            .Where(t => t.Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.WhitespaceTrivia).ToList();
        return replacement.WithTriviaFrom(original).WithLeadingTrivia(original.GetLeadingTrivia()
            .Concat(lost.SelectMany(c => new[] { c }.Concat(c.IsKind(SyntaxKind.SingleLineCommentTrivia) ? line : [SyntaxFactory.Space]))));
    }

    // ── syntax ───────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>C# with "AutoBackprop.Type.Member" or "System.Type.Member" in it: each type is written as short as the place allows, its
    /// using added.</summary>
    protected static ExpressionSyntax Parse(string text, SemanticModel model, SyntaxGenerator generator)
    {
        var parsed = SyntaxFactory.ParseExpression(text);
        parsed = parsed.ReplaceNodes(parsed.DescendantNodes().OfType<ArgumentSyntax>(),
            static (_, a) => a.Expression is ParenthesizedExpressionSyntax p ? a.WithExpression(p.Expression) : a);
        return parsed.ReplaceNodes(parsed.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Where(m => IsOurs(m, model)),
            (original, _) => (ExpressionSyntax)generator.TypeExpression(model.Compilation.GetTypeByMetadataName(original.ToString())!)
                .WithTriviaFrom(original).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
    }

    private static bool IsOurs(MemberAccessExpressionSyntax access, SemanticModel model) =>
        access.Expression is IdentifierNameSyntax { Identifier.Text: "AutoBackprop" or "System" }
            && model.Compilation.GetTypeByMetadataName(access.ToString()) is not null;

    /// <summary>The same call of another method, if the compiler understands that.</summary>
    protected static Replacement? WithMethod(string method, string title, ExpressionSyntax expression, SemanticModel model) =>
        expression is InvocationExpressionSyntax { ArgumentList: var list }
        && model.GetSpeculativeSymbolInfo(expression.SpanStart, SyntaxFactory.ParseExpression($"{method}{list}"),
            SpeculativeBindingOption.BindAsExpression).Symbol is not null
        ? new(title, (current, generator) => ((InvocationExpressionSyntax)current).WithExpression(Parse(method, model, generator))) : null;

    /// <summary>A call that is about whole spans.</summary>
    protected static bool TakesSpans(ExpressionSyntax expression, SemanticModel model, CancellationToken token) =>
        expression is InvocationExpressionSyntax
            && model.GetSymbolInfo(expression, token).Symbol is IMethodSymbol { Parameters: [{ Type.Name: "ReadOnlySpan" }, ..] };

    /// <summary>In parentheses where it would bind otherwise.</summary>
    protected static ExpressionSyntax Grouped(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax ? expression
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The value could be read again, at no cost worth a word.</summary>
    protected static bool IsPlain(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or LiteralExpressionSyntax => true,
        MemberAccessExpressionSyntax m => IsPlain(m.Expression),
        ElementAccessExpressionSyntax e => IsPlain(e.Expression) && e.ArgumentList.Arguments.All(a => IsPlain(a.Expression)),
        ParenthesizedExpressionSyntax p => IsPlain(p.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } u => IsPlain(u.Operand),
        BinaryExpressionSyntax b when b.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression => IsPlain(b.Left) && IsPlain(b.Right),
        _ => false,
    };
}
