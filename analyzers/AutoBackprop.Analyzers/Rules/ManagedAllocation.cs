using AutoBackprop.Core;
using AutoBackprop.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoBackprop.Analyzers;

/// <summary>AB0403: an array or an object on the managed heap, in the method and in its gradient. What the gradient takes from the pool
/// costs nothing there, and is left alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManagedAllocation() : MethodRule(Descriptors.ManagedAllocation)
{
    protected override void Analyze(Subject subject)
    {
        foreach (var step in subject.Facts.Steps.Where(s => s is Allocate { IsManaged: true } or Execute or Let { Value: Opaque }))
        {
            if (subject.Origins.Of(step) is not { } origin || Created(subject.Now(origin.Node), subject) is not { } creation) continue;
            // Once: who wants to know looks for the others himself.
            var text = creation.ToString().Split('\n')[0];
            subject.Report(Descriptors.ManagedAllocation, origin with { Node = creation }, [], null,
                (text.IndexOf('{') is > 0 and var end ? text.Substring(0, end) : text).Trim(), subject.Model.Name);
            return;
        }
    }

    /// <summary>The first expression that makes an array or an object.</summary>
    private static SyntaxNode? Created(SyntaxNode node, Subject subject) => node.DescendantNodesAndSelf().FirstOrDefault(n => n switch
    {
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax } => true,
        BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax =>
            subject.ModelOf(n).GetTypeInfo(n, subject.Token).ConvertedType is { IsReferenceType: true },
        InvocationExpressionSyntax => subject.ModelOf(n)
            .GetSymbolInfo(n, subject.Token).Symbol is IMethodSymbol { ContainingType: var type,
            ReturnType.TypeKind: TypeKind.Array or TypeKind.Class }
            && type.ToDisplayString() == "System.Linq.Enumerable",
        _ => false,
    });
}
