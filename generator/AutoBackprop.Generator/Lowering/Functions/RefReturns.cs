using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoBackprop.Generator;

/// <summary>Members of objects that return a reference, <c>ref double this[int i, int j] => ref _data[i * n + j]</c>: what they name is
/// read and written like any other place.</summary>
internal sealed class RefReturns(Scope scope) : Lowerer(scope)
{
    /// <summary>The place; null where the body is more than some statements and one reference at its end.</summary>
    public Target? Aim(Function function, Action<IParameterSymbol, int> bind, IOperation call)
    {
        if (BodyOf(function.Method) is not var (before, place)) return null;
        Target? target = null;
        Scope.InPlace.Run(function, bind, call, place.SyntaxTree, () =>
        {
            foreach (var statement in before)
                if (Scope.Model.GetOperation(statement, Context.Token) is { } operation) Scope.Statements.Statement(operation);
            if (Scope.Model.GetOperation(place, Context.Token) is { } named) target = Scope.References.Settled(Scope.Targets.Aim(named));
            return Core.Const.False;
        });
        return target is null or Target.Refused or Target.Outside ? null : target;
    }

    private (IReadOnlyList<StatementSyntax> Before, ExpressionSyntax Place)? BodyOf(IMethodSymbol method)
    {
        if (method.OriginalDefinition.DeclaringSyntaxReferences is not [var reference]
            || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
        var syntax = reference.GetSyntax(Context.Token);
        Context.Visited.Add(syntax);
        var (arrow, block) = syntax switch
        {
            ArrowExpressionClauseSyntax a => (a, null),
            AccessorDeclarationSyntax a => (a.ExpressionBody, a.Body),
            MethodDeclarationSyntax m => (m.ExpressionBody, m.Body),
            _ => (null, null),
        };
        if (arrow is { Expression: RefExpressionSyntax only }) return ([], only.Expression);
        if (block?.Statements is not [.., ReturnStatementSyntax { Expression: RefExpressionSyntax last }]) return null;
        List<StatementSyntax> before = [.. block.Statements.Take(block.Statements.Count - 1)];
        return before.SelectMany(s => s.DescendantNodesAndSelf()).Any(n => n is ReturnStatementSyntax) ? null : (before, last.Expression);
    }
}
