using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests.Duals;

/// <summary>What does not compile on other numbers is left out: it throws what the compiler says.</summary>
internal static class LeftOut
{
    public const string Mark = "left out: ";

    public static bool Is(Exception e) =>
        e is NotSupportedException && e.Message.StartsWith(Mark, StringComparison.Ordinal) || e.InnerException is { } inner && Is(inner);

    public static CSharpCompilation From(CSharpCompilation compilation, IEnumerable<Diagnostic> errors)
    {
        foreach (var ofTree in errors.GroupBy(e => e.Location.SourceTree).ToList())
        {
            if (ofTree.Key is not { } tree) throw new InvalidOperationException(ofTree.First().ToString());
            var root = tree.GetRoot();
            var reasons = new Dictionary<SyntaxNode, string>();
            foreach (var error in ofTree)
                if (root.FindNode(error.Location.SourceSpan).AncestorsAndSelf().FirstOrDefault(n => Covers(n, error)) is { } node)
                    reasons.TryAdd(node, $"{error.Id} {error.GetMessage()}");
            if (reasons.Count == 0) throw new InvalidOperationException(ofTree.First().ToString());
            // The outermost: one may lie in the other.
            var outer = reasons.Keys.Where(n => !n.Ancestors().Any(reasons.ContainsKey)).ToList();
            var gone = outer.Where(n => Replaced(n, "") is null).ToList();
            root = root.ReplaceNodes(outer.Except(gone), (n, _) => Replaced(n, reasons[n])!);
            if (gone.Count > 0) root = tree.GetRoot().RemoveNodes(gone, SyntaxRemoveOptions.KeepNoTrivia)!;
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(root.ToFullString(), (CSharpParseOptions)tree.Options, tree.FilePath));
        }
        return compilation;
    }

    private static bool Covers(SyntaxNode node, Diagnostic error) => node switch
    {
        // A default value is a constant: what calls without it does not compile either.
        ParameterSyntax { Default: not null } => error.Id is "CS1750" or "CS1736",
        // Nor has one before it any.
        ParameterListSyntax => error.Id is "CS1737",
        BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax => true,
        VariableDeclaratorSyntax v => v.Initializer?.Span.Contains(error.Location.SourceSpan) == true && v.Parent!.Parent is FieldDeclarationSyntax,
        FieldDeclarationSyntax or TypeDeclarationSyntax => true,
        _ => false,
    };

    private static SyntaxNode? Replaced(SyntaxNode node, string why)
    {
        var thrown = $"throw new global::System.NotSupportedException({SymbolDisplay.FormatLiteral(Mark + why, quote: true)})";
        return node switch
        {
            BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
            BaseMethodDeclarationSyntax m when why == "" || !why.StartsWith("CS0111", StringComparison.Ordinal) => m.WithBody(SyntaxFactory.Block(SyntaxFactory.ParseStatement(thrown + ";")))
                .WithExpressionBody(null).WithSemicolonToken(default),
            ParameterSyntax p => p.WithDefault(null),
            ParameterListSyntax list => list.ReplaceNodes(list.Parameters, (_, p) => p.WithDefault(null)),
            PropertyDeclarationSyntax { ExpressionBody: not null } p => p.WithExpressionBody(SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(thrown))),
            VariableDeclaratorSyntax v => v.WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.ParseExpression("default!"))),
            _ => null,
        };
    }
}
