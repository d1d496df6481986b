using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AutoBackprop.CodeFixes;

/// <summary>One way to fix a finding.</summary>
/// <param name="Title">What it does and what it keeps; the same for all findings that are fixed alike.</param>
/// <param name="Replace">What takes the place of the expression, which may have been fixed inside meanwhile.</param>
public sealed record Choice(string Title, Func<ExpressionSyntax, SyntaxGenerator, SyntaxNode> Replace);
