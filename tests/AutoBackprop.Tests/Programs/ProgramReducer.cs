using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Tests.Programs;

/// <summary>Makes a failing program smaller, as long as it fails in the same way. Candidates are tried many at a time.</summary>
internal static class ProgramReducer
{
    private const int Together = 24;

    public static (ProgramSource Program, string Why, string Generated) Reduce(ProgramSource program, string why, IProduct product,
        string forwardFolder, TimeSpan limit)
    {
        var (watch, generated) = (Stopwatch.StartNew(), "");
        for (var found = true; found;)
        {
            found = false;
            foreach (var texts in Smaller(program.Text).Where(t => t.Length < program.Text.Length).Distinct().Chunk(Together))
            {
                if (watch.Elapsed > limit) return (program, why, generated);
                // Each under a name of its own: they are compiled together.
                ProgramSource[] candidates = [.. texts.Select((t, i) =>
                    program with { Text = t.Replace(program.Name, $"P{i + 1}00000{program.Seed}"),
                        Alias = $"P{i + 1}00000{program.Seed}" })];
                try
                {
                    var batch = new ProgramBatch(candidates, product, forwardFolder);
                    var best = batch.Verdicts.Where(v => v.Verdict == Verdict.Wrong && Kind(v.Why) == Kind(why)).OrderBy(v =>
                        v.Program.Text.Length).FirstOrDefault();
                    if (best.Program is null) continue;
                    generated = batch.Generated(best.Program);
                    (program, why) = (program with { Text = best.Program.Text.Replace(best.Program.Name, program.Name) }, best.Why);
                }
                catch (InvalidOperationException) { continue; }
                found = true;
                break;
            }
        }
        return (program, why, generated);
    }

    /// <summary>"Gradient is wrong by", "does not compile: CS0165".</summary>
    public static string Kind(string why) => why.StartsWith("#error", StringComparison.Ordinal) ? "#error"
        : why.Contains("by a fault of") ? string.Join(" ", why.Split('(', ')')[1].Split(' ').Take(3))
        : why.Contains("does not compile") ? string.Join(" ", why.Split(' ').Take(4))
        : string.Join(" ", why.Split(' ').Take(3)).Replace("Backward", "Gradient");

    private static IEnumerable<string> Smaller(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();

        // All helpers that nothing calls, at once.
        var unused = root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.Text is not ("F" or "Make")
            && !root.DescendantTokens().Any(t => t.Text == m.Identifier.Text && t.Parent != m && !m.Span.Contains(t.Span)));
        yield return root.RemoveNodes(unused, SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
        foreach (var member in root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(m => m.Parent is TypeDeclarationSyntax
            && m is not MethodDeclarationSyntax { Identifier.Text: "F" or "Make" }))
            yield return root.RemoveNode(member, SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
        foreach (var statement in root.DescendantNodes().OfType<StatementSyntax>().Where(s => !Ends(s)).OrderByDescending(s =>
            s.Span.Length))
        {
            if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
                yield return root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
            foreach (var body in Bodies(statement)) yield return root.ReplaceNode(statement, body).ToFullString();
        }
        foreach (var clause in root.DescendantNodes().OfType<ElseClauseSyntax>()) yield return root.RemoveNode(clause,
            SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
        foreach (var block in root.DescendantNodes().OfType<BlockSyntax>().Where(b => b.Statements.Count > 0
            && b.Parent is BlockSyntax outer))
            yield return root.ReplaceNode(block, block.Statements).ToFullString();
        foreach (var expression in root.DescendantNodes(n =>
            n is not (AttributeListSyntax or ParameterListSyntax)).OfType<ExpressionSyntax>()
            .Where(e => e is not (LiteralExpressionSyntax or TypeSyntax or InitializerExpressionSyntax) && !Ends(e)).OrderByDescending(e => e.Span.Length))
        {
            foreach (var inner in expression.DescendantNodes().OfType<ExpressionSyntax>().Where(e =>
                e is not LiteralExpressionSyntax).Take(12))
                yield return root.ReplaceNode(expression, inner.WithoutTrivia()).ToFullString();
            foreach (var simple in new[] { "0.5", "1", "true", "0", "1.0" }.Where(t => t.Length < expression.Span.Length))
                yield return root.ReplaceNode(expression, SyntaxFactory.ParseExpression(simple)).ToFullString();
        }
    }

    // Without it the program might never end, or call itself for ever.
    private static bool Ends(SyntaxNode node) => node switch
    {
        ExpressionSyntax e => IsInOpenLoop(e) || e.FirstAncestorOrSelf<WhileStatementSyntax>() is { } loop
            && loop.Condition.Span.Contains(e.Span)
            || e.FirstAncestorOrSelf<DoStatementSyntax>() is { } last && last.Condition.Span.Contains(e.Span)
            || e.Parent is IfStatementSyntax s && s.Condition.ToString().Contains("k <= 0")
            || e.ToString().Contains("k - 1") || e.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier.Text: "Total" }
            || e.Ancestors().Any(a => a is ForStatementSyntax f && !f.Statement.Span.Contains(e.Span)),
        IfStatementSyntax s => s.Condition.ToString().Contains("k <= 0"),
        StatementSyntax s => IsInOpenLoop(s),
        _ => false,
    };

    // A loop that no counter of its own ends.
    private static bool IsInOpenLoop(SyntaxNode node) =>
        node.Ancestors().OfType<WhileStatementSyntax>().Any(w => !w.Condition.ToString().Contains("--"))
            || node.Ancestors().OfType<DoStatementSyntax>().Any(d => !d.Condition.ToString().Contains("--"));

    private static IEnumerable<StatementSyntax> Bodies(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax s => s.Else is { } other ? [s.Statement, other.Statement] : [s.Statement],
        ForStatementSyntax s => [s.Statement],
        ForEachStatementSyntax s => [s.Statement],
        WhileStatementSyntax s => [s.Statement],
        DoStatementSyntax s => [s.Statement],
        SwitchStatementSyntax s => s.Sections.Select(c => c.Statements.FirstOrDefault()).OfType<BlockSyntax>(),
        _ => [],
    };

}
