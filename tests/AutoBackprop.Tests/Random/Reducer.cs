using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests;

/// <summary>Makes a failing random method smaller, as long as it fails in the same way.</summary>
internal static class Reducer
{
    public static (RandomMethod Method, string Why, string Generated) Reduce(RandomMethod method, string why, bool single, int points, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        var generated = "";
        for (var found = true; found;)
        {
            found = false;
            foreach (var text in Smaller(method.Text))
            {
                if (watch.Elapsed > limit) return (method, why, generated);
                if (text.Length >= method.Text.Length || Try(method with { Text = text }) is not { } smaller) continue;
                (method, why, generated) = smaller;
                found = true;
                break;
            }
        }
        return (method, why, generated);

        (RandomMethod, string, string)? Try(RandomMethod candidate)
        {
            try
            {
                var batch = new RandomBatch([candidate], single);
                return batch.Problems(points).FirstOrDefault() is { Why: { } problem } && Kind(problem) == Kind(why) ? (candidate, problem, batch.Generated(candidate)) : null;
            }
            catch (Exception e) when (e.Message.Contains("errors:")) { return null; }
        }
    }

    // "Gradient is wrong by", "AB0002 This conversion", "CS0165".
    public static string Kind(string why) => why.Contains("error CS") ? why.Substring(why.IndexOf("error CS", StringComparison.Ordinal), 12)
        : string.Join(" ", why.Split(' ').Take(3)).Replace("Backward", "Gradient");

    private static IEnumerable<string> Smaller(string text)
    {
        var root = CSharpSyntaxTree.ParseText("class P {\n" + text + "}").GetRoot();
        string Text(SyntaxNode node) => node.ToFullString()["class P {\n".Length..^1];

        foreach (var member in root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.Count == 0))
            yield return Text(root.RemoveNode(member, SyntaxRemoveOptions.KeepNoTrivia)!);
        foreach (var statement in root.DescendantNodes().OfType<StatementSyntax>().Where(s => !Ends(s)).OrderByDescending(s => s.Span.Length))
        {
            if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
                yield return Text(root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!);
            foreach (var body in Bodies(statement)) yield return Text(root.ReplaceNode(statement, body));
        }
        foreach (var clause in root.DescendantNodes().OfType<ElseClauseSyntax>()) yield return Text(root.RemoveNode(clause, SyntaxRemoveOptions.KeepNoTrivia)!);
        foreach (var expression in root.DescendantNodes(n => n is not (AttributeListSyntax or ParameterListSyntax)).OfType<ExpressionSyntax>().Where(e => e is not (LiteralExpressionSyntax or TypeSyntax) && !Ends(e)).OrderByDescending(e => e.Span.Length))
        {
            foreach (var inner in expression.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e is not LiteralExpressionSyntax && !e.ToString().EndsWith('ǃ')).Take(12))
                yield return Text(root.ReplaceNode(expression, inner.WithoutTrivia()));
            foreach (var simple in new[] { "0.5", "x", "1", "true", "n" }.Where(t => t.Length < expression.Span.Length))
                yield return Text(root.ReplaceNode(expression, SyntaxFactory.ParseExpression(simple)));
        }
    }

    // Without it the program might never end, or call itself for ever.
    private static bool Ends(SyntaxNode node) => node switch
    {
        ExpressionStatementSyntax s => s.ToString().Contains("fuel"),
        IfStatementSyntax s => s.Condition.ToString() is var c && (c.Contains("fuel") || c.Contains("k > 4")),
        ExpressionSyntax e => e.Parent is IfStatementSyntax s && Ends(s) || e.ToString().Contains("fuel") || e.ToString().Contains("k - 1") || e.Ancestors().Any(a => a is MethodDeclarationSyntax { Identifier.Text: var name } && !name.StartsWith('F') && !name.StartsWith('H')
            || a is ForStatementSyntax loop && !loop.Statement.Span.Contains(e.Span)),
        _ => false,
    };

    private static IEnumerable<StatementSyntax> Bodies(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax s => s.Else is { } other ? [s.Statement, other.Statement] : [s.Statement],
        ForStatementSyntax s => [s.Statement],
        WhileStatementSyntax s => [s.Statement],
        DoStatementSyntax s => [s.Statement],
        SwitchStatementSyntax s => s.Sections.Select(c => c.Statements.First()).OfType<BlockSyntax>(),
        _ => [],
    };
}
