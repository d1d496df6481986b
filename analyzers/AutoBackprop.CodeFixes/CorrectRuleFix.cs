using System.Composition;
using AutoBackprop.Analyzers;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0006: gives a rule the signature that its target asks for. Parameters keep their names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectRuleFix)), Shared]
public sealed class CorrectRuleFix() : SyntaxFix("AB0006", "Correct the signature of the rule")
{
    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) =>
        node is MethodDeclarationSyntax syntax && !HasComments(syntax.ParameterList)
        && model.GetDeclaredSymbol(syntax, token) is { IsGenericMethod: false, ContainingType.IsGenericType: false } rule
            && RuleAnalyzer.Missed(rule) is not null
        && (rule.IsStatic || !UsesInstance(syntax, model, token));

    protected override void Fix(SyntaxNode node, DocumentEditor editor)
    {
        var syntax = (MethodDeclarationSyntax)node;
        var rule = editor.SemanticModel.GetDeclaredSymbol(syntax)!;
        var target = RuleAnalyzer.Missed(rule)!;
        var result = SyntaxFactory.ParseTypeName(target.ReturnType.Text()).WithTriviaFrom(syntax.ReturnType)
            .WithAdditionalAnnotations(Simplifier.Annotation);
        var names = rule.Parameters.Select(p => p.Name).ToList();
        var parameters = SyntaxFactory.ParseParameterList($"({RuleSignature.Parameters(target, names)})")
            .WithTriviaFrom(syntax.ParameterList).WithAdditionalAnnotations(Simplifier.Annotation);

        editor.ReplaceNode(syntax, (current, generator) =>
        {
            var method = (MethodDeclarationSyntax)current;
            var corrected = method.WithReturnType(result).WithParameterList(parameters);
            return rule.IsStatic ? corrected : generator.WithModifiers(corrected, generator.GetModifiers(corrected).WithIsStatic(true));
        });
    }

    // We could not say which parameter they belong to afterwards.
    private static bool HasComments(ParameterListSyntax parameters) =>
        parameters.DescendantTrivia(parameters.Span)
            .Any(t => parameters.Span.Contains(t.Span) && !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
}
