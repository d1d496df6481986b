using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Whether a method that is called as it stands may write the memory that it is handed: read off its source, as far as there is
/// one.</summary>
internal sealed class ParameterWrites(Compilation compilation, CancellationToken token)
{
    private readonly HashSet<ISymbol> _asked = new(SymbolEqualityComparer.Default);

    public bool MayWrite(IParameterSymbol parameter)
    {
        if (IsReadOnly(parameter)) return false;
        // Whoever asks again while we look is answered by what is found elsewhere.
        if (!_asked.Add(parameter)) return false;
        if (parameter.ContainingSymbol is not IMethodSymbol { DeclaringSyntaxReferences: [var reference] }
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree)) return true;
        var model = compilation.GetSemanticModel(reference.SyntaxTree);
        return reference.GetSyntax(token).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText == parameter.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, token).Symbol, parameter))
            .Any(n => MayWrite(n, model));
    }

    /// <summary>Its type says so: spans that are read-only, collections without a setter.</summary>
    private static bool IsReadOnly(IParameterSymbol parameter) => parameter.RefKind is RefKind.None or RefKind.In
        && parameter.Type is INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" or "ImmutableArray" };

    private bool MayWrite(ExpressionSyntax name, SemanticModel model) => name.Parent switch
    {
        ElementAccessExpressionSyntax element when element.Expression == name =>
            IsTarget(element) || element.ArgumentList.Arguments.Any(a => a.Expression is RangeExpressionSyntax),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "IsEmpty" or "Count" } => false,
        ForEachStatementSyntax loop => loop.Type is RefTypeSyntax,
        ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent.Parent: InvocationExpressionSyntax } argument =>
            model.GetOperation(argument, token) is not Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter: { } into }
            || into.Type.SpecialType != SpecialType.System_Object && MayWrite(into.OriginalDefinition),
        _ => true,
    };

    private static bool IsTarget(ExpressionSyntax element) => element.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == element,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } or PostfixUnaryExpressionSyntax or RefExpressionSyntax or TupleExpressionSyntax => true,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ArgumentSyntax { Parent: TupleExpressionSyntax } => true,
        // A member of an element, or an element of a row.
        MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => IsTarget((ExpressionSyntax)element.Parent)
            || element.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax },
        _ => false,
    };
}
