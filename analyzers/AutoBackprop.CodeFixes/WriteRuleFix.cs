using System.Composition;
using AutoBackprop.Analyzers;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoBackprop.CodeFixes;

/// <summary>AB0003: writes the stub of a rule for the called method, behind the method that calls it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteRuleFix)), Shared]
public sealed class WriteRuleFix() : SyntaxFix("AB0003", "Write a [DerivativeOf] rule for it")
{
    private const string Written = "AutoBackprop.Rule";

    protected override bool CanFix(SyntaxNode node, SemanticModel model, CancellationToken token) =>
        Target(node, model) is { ContainingType.IsGenericType: false } target && RuleAnalyzer.CanHaveRule(target)
        && Caller(node) is { } caller && model.GetDeclaredSymbol(caller, token) is { ContainingType.IsGenericType: false };

    protected override void Fix(SyntaxNode node, DocumentEditor editor)
    {
        var (target, caller) = (Target(node, editor.SemanticModel)!, Caller(node)!);
        var id = target.ToDisplayString();
        // Two calls need one rule.
        if (editor.GetChangedRoot().GetAnnotatedNodes(Written).Any(n => n.GetAnnotations(Written).Any(a => a.Data == id))) return;

        var type = editor.SemanticModel.GetDeclaredSymbol(caller)!.ContainingType;
        var name = $"{target.Name}Backward";
        for (var i = 2; !type.GetMembers(name).IsEmpty; i++) name = $"{target.Name}Backward{i}";
        var end = editor.OriginalRoot.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia))
            .ToString() is { Length: > 0 } found ? found : "\n";
        var of = target.ContainingType.Text();
        var stub = SyntaxFactory.ParseMemberDeclaration($$"""

            [global::AutoBackprop.DerivativeOf(typeof({{of}}), nameof({{of}}.{{Core.CSharp.Escape(target.Name)}}))]
            static {{target.ReturnType.Text()}} {{name}}({{RuleSignature.Parameters(target, [])}})
            {
                throw new global::System.NotImplementedException();
            }

            """.Replace("\r\n", "\n").Replace("\n", end))!;
        editor.InsertAfter(caller, stub.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation,
            new SyntaxAnnotation(Written, id)));
    }

    private static IMethodSymbol? Target(SyntaxNode node, SemanticModel model) => node is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol method ? method.ReducedFrom ?? method : null;

    private static MethodDeclarationSyntax? Caller(SyntaxNode node) => node.FirstAncestorOrSelf<MethodDeclarationSyntax>();
}
