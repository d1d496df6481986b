using System.Collections.Immutable;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>[Differentiable] and [DerivativeOf] where C# allows them and the generator does not look: on a local function, a
/// lambda, an accessor; a rule on an operator.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedAttributeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NotPlain, Descriptors.RuleMismatch];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.AttributeList);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var list = (AttributeListSyntax)context.Node;
        if (GeneratedMembers.IsIn(list.SyntaxTree) || list.Parent is not { } owner || What(owner) is not { } what) return;
        foreach (var attribute in list.Attributes)
        {
            var type = context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol?.ContainingType.ToDisplayString();
            if (type == Symbols.Differentiable && !Declared.Is(owner))
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotPlain, Name(owner) ?? attribute.GetLocation(), NameText(owner),
                    what));
            else if (type == Symbols.DerivativeOf)
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.RuleMismatch, Name(owner) ?? attribute.GetLocation(),
                    $"'{NameText(owner)}' is {what}; a rule must be a plain static method"));
        }
    }

    private static string? What(SyntaxNode owner) => owner switch
    {
        LocalFunctionStatementSyntax => "a local function",
        AnonymousFunctionExpressionSyntax => "a lambda",
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => "an operator",
        AccessorDeclarationSyntax => "an accessor",
        DestructorDeclarationSyntax => "a finalizer",
        _ => null,
    };

    private static Location? Name(SyntaxNode owner) => (owner as LocalFunctionStatementSyntax)?.Identifier.GetLocation();

    private static string NameText(SyntaxNode owner) => owner switch
    {
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        OperatorDeclarationSyntax declaration => $"operator {declaration.OperatorToken.Text}",
        ConversionOperatorDeclarationSyntax declaration => $"operator {declaration.Type}",
        DestructorDeclarationSyntax declaration => $"~{declaration.Identifier.Text}",
        _ => "=>",
    };
}
