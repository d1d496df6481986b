using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>One way to fix a finding.</summary>
/// <param name="Title">What it does and what it keeps.</param>
/// <param name="Replace">What takes the place of the expression, which may have been fixed inside meanwhile.</param>
/// <param name="Key">The same for all findings that are fixed alike, together; the title where that says it.</param>
public sealed record Replacement(string Title, Func<ExpressionSyntax, SyntaxGenerator, SyntaxNode> Replace, string? Key = null)
{
    public string EquivalenceKey => Key ?? Title;
}
