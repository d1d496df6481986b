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
        place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } method
            && SyntaxFactory.ParseExpression(text) is { ContainsDiagnostics: false } parsed && parsed.FullSpan.Length == text.Length
        && new Names(place, model, method, Quotation.Read(diagnostic.Properties.TryGetValue(Quotation.SinceProperty, out var since)
            ? since : null)).Mean(parsed);

    private bool Mean(ExpressionSyntax parsed)
    {
        foreach (var name in parsed.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(n => !IsMember(n)))
        {
            var symbol = Symbol(name.Identifier.ValueText, place.SpanStart);
            if (symbol is null) return false;
            if (symbol is ILocalSymbol or IParameterSymbol
                && !IsSettled(symbol, IsRead(name), since.TryGetValue(symbol.Name, out var position)
                ? position : method.SpanStart)) return false;
        }
        return Binds(parsed);
    }

    private ISymbol? Symbol(string name, int position) => model.LookupSymbols(position, name: name).FirstOrDefault();

    private static bool IsMember(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is NameColonSyntax;

    // x[i] and x.W read the memory of x; x.Length does not.
    private static bool IsRead(IdentifierNameSyntax name) =>
        name.Parent is ElementAccessExpressionSyntax access && access.Expression == name || name.Parent is ArgumentSyntax
        || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Length" };

    /// <summary>All of it is understood by the compiler, calls inside too.</summary>
    private bool Binds(ExpressionSyntax parsed)
    {
        if (model.GetSpeculativeTypeInfo(place.SpanStart, parsed,
            SpeculativeBindingOption.BindAsExpression).Type is not { TypeKind: not TypeKind.Error,
            SpecialType: not SpecialType.System_Void }) return false;
        return parsed.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().All(call =>
            model.GetSpeculativeSymbolInfo(place.SpanStart, call, SpeculativeBindingOption.BindAsExpression).Symbol is not null);
    }

    // ── nothing is written in between ────────────────────────────────────────────────────────────────────────

    /// <summary>Neither the variable nor, where they are read, its elements are written between the position and the place.</summary>
    private bool IsSettled(ISymbol symbol, bool withElements, int position)
    {
        // Another variable of that name, as in a loop before.
        if (position != method.SpanStart && Symbol(symbol.Name, position) is { } meant
            && !SymbolEqualityComparer.Default.Equals(meant, symbol)) return false;
        foreach (var (written, isMemory) in method.DescendantNodes().SelectMany(Written))
            if (Is(written, symbol) ? (!isMemory || withElements) && !IsStepOfLoop(written, symbol)
                : isMemory && withElements && IsWindow(written, symbol))
                if (IsBetween(written, position)) return false;
        return true;
    }

    private bool Is(ExpressionSyntax expression, ISymbol symbol) =>
        expression is IdentifierNameSyntax { Identifier.ValueText: var text } && text == symbol.Name
        && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(expression).Symbol, symbol);

    /// <summary>A local that was made of the array: a span of it, or the array by another name.</summary>
    private bool IsWindow(ExpressionSyntax expression, ISymbol symbol) =>
        model.GetSymbolInfo(expression).Symbol is ILocalSymbol { Type: var type, DeclaringSyntaxReferences: [var reference] }
        && type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" }
        && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made }
        && made is not (ArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax) && made.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => Is(n, symbol));

    private bool IsBetween(SyntaxNode written, int position)
    {
        var loops = Loops(written).ToList();
        // Before the value was taken, in each round in which it is taken; or after the place, and not in its next round.
        if (written.Span.End <= position) return loops.Any(l => l.Span.Contains(position) && !l.Span.Contains(place.Span));
        if (written.SpanStart >= place.Span.End) return loops.Any(l => l.Span.Contains(place.Span) && !l.Span.Contains(position));
        return true;
    }

    private static IEnumerable<SyntaxNode> Loops(SyntaxNode node) =>
        node.Ancestors().Where(a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    /// <summary>What a node writes: variables, or the memory that they name.</summary>
    private IEnumerable<(ExpressionSyntax Target, bool IsMemory)> Written(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax a =>
            (a.Left is TupleExpressionSyntax tuple ? tuple.Arguments.Select(x => x.Expression) : [a.Left]).Select(Target),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } u =>
            [Target(u.Operand)],
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } u =>
            [Target(u.Operand)],
        ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } a => [Target(a.Expression)],
        // Whoever is handed the memory may write it.
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax } a when model.GetTypeInfo(a.Expression).ConvertedType is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span", ContainingNamespace.Name: "System" } =>
            a.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(n => ((ExpressionSyntax)n, true)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fill" or "Clear",
            Expression: var memory } } => [(Target(memory).Item1, true)],
        _ => [],
    };

    private static (ExpressionSyntax, bool) Target(ExpressionSyntax written) => written switch
    {
        ElementAccessExpressionSyntax element => (Target(element.Expression).Item1, true),
        MemberAccessExpressionSyntax member => (Target(member.Expression).Item1, true),
        ParenthesizedExpressionSyntax inner => Target(inner.Expression),
        _ => (written, false),
    };

    private static bool IsStepOfLoop(SyntaxNode id, ISymbol symbol) => id.Parent?.Parent is ForStatementSyntax loop
        && loop.Declaration?.Variables.Any(v => v.Identifier.ValueText == symbol.Name) == true;
}
