using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>Whether an expression that was read in one place of a method means the same in another.</summary>
internal static class Names
{
    public static bool MeanTheSameAt(string text, SyntaxNode place, SemanticModel model)
    {
        var parsed = SyntaxFactory.ParseExpression(text);
        if (parsed.ContainsDiagnostics || parsed.FullSpan.Length != text.Length) return false;
        var method = place.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (method is null) return false;
        foreach (var name in parsed.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => !IsMember(n)))
        {
            var symbols = model.LookupSymbols(place.SpanStart, name: name.Identifier.ValueText);
            if (symbols.IsEmpty) return false;
            if (symbols[0] is ILocalSymbol or IParameterSymbol && !IsSettled(symbols[0], method, model, IsRead(name))) return false;
        }
        return model.GetSpeculativeTypeInfo(place.SpanStart, parsed, SpeculativeBindingOption.BindAsExpression).Type is { TypeKind: not TypeKind.Error };
    }

    private static bool IsMember(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is NameColonSyntax;

    // x[i] reads the memory of x; x.Length does not.
    private static bool IsRead(IdentifierNameSyntax name) => name.Parent is ElementAccessExpressionSyntax access && access.Expression == name || name.Parent is ArgumentSyntax;

    /// <summary>A local that is never assigned again; loop variables count as such within their loop. Of an array, neither are its elements.</summary>
    private static bool IsSettled(ISymbol symbol, MemberDeclarationSyntax method, SemanticModel model, bool withElements)
    {
        foreach (var written in method.DescendantNodes().SelectMany(Written))
        {
            var target = written is ElementAccessExpressionSyntax element ? withElements ? element.Expression : null : written;
            if (target is IdentifierNameSyntax { Identifier.ValueText: var text } id && text == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(id).Symbol, symbol)
                && !IsStepOfLoop(id, symbol)) return false;
        }
        return true;
    }

    private static IEnumerable<ExpressionSyntax> Written(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax a => a.Left is TupleExpressionSyntax tuple ? tuple.Arguments.Select(x => x.Expression) : [a.Left],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } u => [u.Operand],
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } u => [u.Operand],
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } a => [a.Expression],
        _ => [],
    };

    private static bool IsStepOfLoop(SyntaxNode id, ISymbol symbol) => id.Parent?.Parent is ForStatementSyntax loop && loop.Declaration?.Variables.Any(v => v.Identifier.ValueText == symbol.Name) == true;
}
