using System.Collections.Immutable;
using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.CodeFixes;

/// <summary>Whether what was quoted from one place of a method means the same in another.</summary>
internal sealed class Names(SyntaxNode place, SemanticModel model, MemberDeclarationSyntax method, ImmutableDictionary<string, int> since)
{
    /// <param name="text">C# for that place, from what the finding quotes.</param>
    public static bool MeanTheSameAt(string text, SyntaxNode place, SemanticModel model, Diagnostic diagnostic) =>
        place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } method && SyntaxFactory.ParseExpression(text) is { ContainsDiagnostics: false } parsed && parsed.FullSpan.Length == text.Length
        && new Names(place, model, method, Quotation.Read(diagnostic.Properties.TryGetValue(Quotation.SinceProperty, out var since) ? since : null)).Mean(parsed);

    private bool Mean(ExpressionSyntax parsed)
    {
        foreach (var name in parsed.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => !IsMember(n)))
        {
            var symbol = Symbol(name.Identifier.ValueText, place.SpanStart);
            if (symbol is null) return false;
            if (symbol is ILocalSymbol or IParameterSymbol && !IsSettled(symbol, IsRead(name), since.TryGetValue(symbol.Name, out var position) ? position : method.SpanStart)) return false;
        }
        return Binds(parsed);
    }

    private ISymbol? Symbol(string name, int position) => model.LookupSymbols(position, name: name).FirstOrDefault();

    private static bool IsMember(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is NameColonSyntax;

    // x[i] reads the memory of x; x.Length does not.
    private static bool IsRead(IdentifierNameSyntax name) => name.Parent is ElementAccessExpressionSyntax access && access.Expression == name || name.Parent is ArgumentSyntax;

    /// <summary>All of it is understood by the compiler, calls inside too.</summary>
    private bool Binds(ExpressionSyntax parsed)
    {
        if (model.GetSpeculativeTypeInfo(place.SpanStart, parsed, SpeculativeBindingOption.BindAsExpression).Type is not { TypeKind: not TypeKind.Error, SpecialType: not SpecialType.System_Void }) return false;
        return parsed.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().All(call =>
            model.GetSpeculativeSymbolInfo(place.SpanStart, call, SpeculativeBindingOption.BindAsExpression).Symbol is not null);
    }

    // ── nothing is written in between ────────────────────────────────────────────────────────────────────────

    /// <summary>Neither the variable nor, where they are read, its elements are written between the position and the place.</summary>
    private bool IsSettled(ISymbol symbol, bool withElements, int position)
    {
        // Another variable of that name, as in a loop before.
        if (position != method.SpanStart && Symbol(symbol.Name, position) is { } meant && !SymbolEqualityComparer.Default.Equals(meant, symbol)) return false;
        foreach (var (written, isMemory) in method.DescendantNodes().SelectMany(Written))
            if ((!isMemory || withElements) && written is IdentifierNameSyntax { Identifier.ValueText: var text } id && text == symbol.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(id).Symbol, symbol) && !IsStepOfLoop(id, symbol) && IsBetween(id, position)) return false;
        return true;
    }

    private bool IsBetween(SyntaxNode written, int position)
    {
        var loops = Loops(written).ToList();
        // Before the value was taken, in each round in which it is taken; or after the place, and not in its next round.
        if (written.Span.End <= position) return loops.Any(l => l.Span.Contains(position) && !l.Span.Contains(place.Span));
        if (written.SpanStart >= place.Span.End) return loops.Any(l => l.Span.Contains(place.Span) && !l.Span.Contains(position));
        return true;
    }

    private static IEnumerable<SyntaxNode> Loops(SyntaxNode node) => node.Ancestors().Where(a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    /// <summary>What a node writes: variables, or the memory that they name.</summary>
    private IEnumerable<(ExpressionSyntax Target, bool IsMemory)> Written(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax a => (a.Left is TupleExpressionSyntax tuple ? tuple.Arguments.Select(x => x.Expression) : [a.Left]).Select(Target),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } u => [Target(u.Operand)],
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } u => [Target(u.Operand)],
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } a => [Target(a.Expression)],
        // Whoever is handed the memory may write it.
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax } a when model.GetTypeInfo(a.Expression).ConvertedType is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span", ContainingNamespace.Name: "System" } =>
            a.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(n => ((ExpressionSyntax)n, true)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fill" or "Clear", Expression: var memory } } => [(memory, true)],
        _ => [],
    };

    private static (ExpressionSyntax, bool) Target(ExpressionSyntax written) => written is ElementAccessExpressionSyntax element ? (element.Expression, true) : (written, false);

    private static bool IsStepOfLoop(SyntaxNode id, ISymbol symbol) => id.Parent?.Parent is ForStatementSyntax loop && loop.Declaration?.Variables.Any(v => v.Identifier.ValueText == symbol.Name) == true;
}
