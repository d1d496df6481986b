using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>'foreach' over an array or span: a counted loop, unless it may be left early.</summary>
internal sealed class ForEachLoops(Scope scope) : Lowerer(scope)
{
    public void LowerForEach(IForEachLoopOperation loop)
    {
        var collection = Slices.Unwrapped(loop.Collection)!;
        if (!Types.Of(collection.Type).IsArray || Types.Of(collection.Type).Rank != 1 || Scope.Tables.IsTable(collection)
            || Scope.Sequences.IsKnown(collection)
            || collection is IInvocationOperation or IArrayCreationOperation or ICollectionExpressionOperation
                && Scope.LocalObjects.MayBeMade(collection.Type!))
        {
            OverSequence(loop);
            return;
        }
        if (IsLeftEarly(loop))
        {
            ForEachUntil(loop, Held(Named(Lower(collection).Scalar!)));
            return;
        }
        var array = Held(Named(Lower(collection).Scalar!));
        var index = Fresh.Hidden(IrType.Int);
        var carried = Scope.LoopVariables.Enter(Scope.Changes.Assigned(loop.Body, () => Round(loop, array, index, collection)).ToList(),
            loop);
        var body = BlockOf(() =>
        {
            Scope.LoopVariables.Begin(carried);
            Round(loop, array, index, collection);
            Scope.RebuiltArrays.Settle(carried, loop);
        });
        Emit(new For(index, Const.Int(0), Ops.Length(array), 1, Scope.LoopVariables.Leave(carried, loop), body));
        Scope.LoopVariables.End(carried);
    }

    /// <summary>Over a list, or what LINQ makes.</summary>
    private void OverSequence(IForEachLoopOperation loop)
    {
        if (!Scope.Sequences.IsKnown(loop.Collection) && !Types.Of(Slices.Unwrapped(loop.Collection)!.Type).IsArray
            && Scope.Enumerators.TryLower(loop, () => IsLeftEarly(loop), (item, element) =>
        {
            TakeItem(loop, item, element);
            Scope.Statements.Statement(loop.Body);
        })) return;
        if (Scope.Sequences.Of(loop.Collection) is not { } sequence)
        {
            Reject(loop.Collection, "'foreach' over something that is no array, span or 'IEnumerable<T>'");
            return;
        }
        Variables[loop.ExitLabel] = Const.False;
        IReadOnlyList<object> exits = IsLeftEarly(loop) ? [loop.ExitLabel, .. Jumps.Of(loop)] : [];
        sequence.Begin().Each(new Visit(item =>
        {
            Variables[loop.ContinueLabel] = Const.False;
            TakeItem(loop, item, sequence.Element);
            Scope.Statements.Statement(loop.Body);
            Leave(loop.Body);
        }, exits, loop));
    }

    // A sequence of several parts has the body once for each: what one declares is nothing that another changes.
    private void Leave(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
            if (operation switch
            {
                IVariableDeclaratorOperation o => o.Symbol,
                ILocalReferenceOperation { IsDeclaration: true } o => o.Local,
                IDeclarationPatternOperation o => o.DeclaredSymbol,
                IRecursivePatternOperation o => o.DeclaredSymbol,
                IListPatternOperation o => o.DeclaredSymbol,
                _ => null,
            } is { } declared) Variables.Remove(declared);
    }

    private static bool IsLeftEarly(IForEachLoopOperation loop) => Jumps.Inside(loop.Body).Any(o =>
        o is IReturnOperation || o is IBranchOperation b && !SymbolEqualityComparer.Default.Equals(b.Target, loop.ContinueLabel)
            && Jumps.Of(loop.Body).Contains(b.Target));

    private void TakeItem(IForEachLoopOperation loop, Value item, ITypeSymbol element)
    {
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var variable })
            Assign(variable, Scope.Conversions.Convert(item, element, variable.Type, loop.Collection, false), variable.Type);
        else Scope.Updates.Spread(Scope.Targets.Aim(loop.LoopControlVariable), item, element, loop);
    }

    // It goes by a name of its own, which no variable of the user has.
    private Expr Held(Expr array)
    {
        Variables[new object()] = array;
        return array;
    }

    private void Round(IForEachLoopOperation loop, Expr array, Expr index, IOperation collection)
    {
        Variables[loop.ContinueLabel] = Const.False;
        TakeItem(loop, new ElementPlace(array, new[] { index }), collection);
        Scope.Statements.Statement(loop.Body);
    }

    private void TakeItem(IForEachLoopOperation loop, ElementPlace place, IOperation collection)
    {
        var element = Types.ElementOf(collection.Type!)!;
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var item })
            Scope.Updates.Spread(Scope.Targets.Aim(loop.LoopControlVariable), Hold(Scope.Elements.Read(place, element)), element, loop);
        else if (item.IsRef) Scope.References.Bind(item, new Target.Element(place, item.Type, loop));
        else Assign(item, Scope.Conversions.Convert(Scope.Elements.Read(place, element), element, item.Type, collection, false), item.Type);
    }

    /// <summary>A foreach that may be left early.</summary>
    private void ForEachUntil(IForEachLoopOperation loop, Expr array)
    {
        var exits = new object[] { loop.ExitLabel }.Concat(Jumps.Of(loop)).ToList();
        var counter = new object();
        Variables[loop.ExitLabel] = Const.False;
        Variables[counter] = Const.Int(0);
        var carried = Scope.LoopVariables.Enter(Scope.Changes.Assigned(loop,
            () => Round(loop, array, Variables[counter]!.Scalar!, Slices.Unwrapped(loop.Collection)!)).Append(counter).ToList(), loop);
        var index = Variables[counter]!.Scalar!;
        var goOn = Ops.And(Ops.Not(Scope.Statements.AnyOf(exits)), index < Ops.Length(array));
        var body = BlockOf(() =>
        {
            Scope.LoopVariables.Begin(carried);
            Round(loop, array, index, Slices.Unwrapped(loop.Collection)!);
            Variables[counter] = Hold(index + 1);
            Scope.RebuiltArrays.Settle(carried, loop);
        });
        Emit(new While(Scope.LoopVariables.Leave(carried, loop), goOn, body));
        Scope.LoopVariables.End(carried);
    }
}
