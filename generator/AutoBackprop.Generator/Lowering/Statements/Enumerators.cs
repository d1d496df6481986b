using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>'foreach' over a type that has an enumerator of its own, with its source here: an object on which 'MoveNext' is called until it
/// says no.</summary>
internal sealed class Enumerators(Scope scope) : Lowerer(scope)
{
    private sealed record Parts(IMethodSymbol Get, IMethodSymbol Next, IPropertySymbol Current, IMethodSymbol? Dispose,
        ITypeSymbol Element);

    // Null for what is enumerated in another way.
    private Parts? Of(IForEachLoopOperation loop) =>
        loop.Syntax is CommonForEachStatementSyntax syntax && Context.ModelOf(syntax.SyntaxTree).GetForEachStatementInfo(syntax) is
        { GetEnumeratorMethod: { } get, MoveNextMethod: { } next, CurrentProperty: { } current, ElementType: { } element } info
        && InPlace.HasSource(get, Context) && InPlace.HasSource(next, Context) && !InPlace.IsIterator(get, Context)
            ? new Parts(get, next, current, info.DisposeMethod, element) : null;

    /// <returns>False, and nothing done, for what is enumerated in another way.</returns>
    public bool TryLower(IForEachLoopOperation loop, Func<bool> isLeftEarly, Action<Value, ITypeSymbol> body)
    {
        if (Of(loop) is not { } parts) return false;
        foreach (var type in new[] { parts.Get.ContainingType, parts.Get.ReturnType }) Context.Enumerators.Add(type.OriginalDefinition);
        var collection = loop.Collection is IConversionOperation { OperatorMethod: null, Operand: { } inner } ? inner : loop.Collection;
        var value = Run(parts.Get, Hold(Lower(collection)), loop);
        if (Scope.LocalObjects.Of(value) is not { } enumerator)
        {
            Reject(loop.Collection, $"'foreach' by an enumerator, '{Constructs.NameOf(parts.Get.ReturnType)}', that is not made in '{parts.Get.Name}'", "write a 'for', or return a new enumerator");
            return true;
        }
        Variables[loop.ExitLabel] = Const.False;
        IReadOnlyList<object> exits = isLeftEarly() ? [loop.ExitLabel, .. Jumps.Of(loop)] : [];
        var goesOn = new object();
        Variables[goesOn] = Const.True;
        void Round()
        {
            Variables[goesOn] = Hold(Run(parts.Next, value, loop));
            Scope.Choices.Branch(loop, Variables[goesOn]!.Scalar!, () =>
            {
                Variables[loop.ContinueLabel] = Const.False;
                body(Current(parts.Current, enumerator, loop), parts.Element);
                if (exits.Count > 0) Variables[goesOn] = Hold(Ops.Not(Scope.Statements.AnyOf(exits)));
            }, () => { });
        }
        Scope.RebuiltArrays.Around(loop, () =>
        {
            var carried = Scope.LoopVariables.Enter(Scope.Changes.Tried(Round), loop);
            var test = Variables[goesOn]!.Scalar!;
            var steps = BlockOf(() =>
            {
                Scope.LoopVariables.Begin(carried);
                Round();
                Scope.RebuiltArrays.Settle(carried, loop);
            });
            Emit(new While(Scope.LoopVariables.Leave(carried, loop), test, steps));
            Scope.LoopVariables.End(carried);
        });
        if (parts.Dispose is { } dispose && InPlace.HasSource(dispose, Context)) Run(dispose, value, loop);
        return true;
    }

    private Value Run(IMethodSymbol method, Value of, IOperation at) =>
        Scope.InPlace.Run(new Function(at.Syntax, method, null, null, of), [], at);

    private Value Current(IPropertySymbol property, LocalObject of, IOperation at) =>
        LocalObjects.FieldBehind(property, of) is { } field ? Variables[of.Of(field)] ?? Reject(at)
        : property.GetMethod is { } get && InPlace.HasSource(get, Context) ? Hold(Run(get, Scope.LocalObjects.ValueOf(of), at))
            : Reject(at, "'foreach' by an enumerator whose 'Current' is a reference", "return the value");
}
