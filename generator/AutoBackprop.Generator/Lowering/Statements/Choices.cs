using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Branches: both sides in a block of their own, and what they leave different.</summary>
internal sealed class Choices(Scope scope) : Lowerer(scope)
{
    public Expr Condition(IOperation operation) => Lower(operation).Scalar ?? Const.True;

    public void Branch(IOperation at, Expr condition, Action then, Action @else) =>
        Choose(at, condition, () => { then(); return null; }, () => { @else(); return null; });

    /// <summary>Lowers both sides in their own block; whatever they leave different comes out as a <see cref="Phi"/>.</summary>
    public Value? Choose(IOperation at, Expr condition, Func<Value?> then, Func<Value?> @else)
    {
        if (condition is Const known) return known.Value != 0 ? then() : @else();

        var before = Variables.Snapshot();
        var (thenSteps, thenValue, afterThen) = Scope.Side(then, before);
        var (elseSteps, elseValue, afterElse) = Scope.Side(@else, before);
        Variables.Restore(before);

        var (thenEnds, elseEnds) = (Ends(thenSteps), Ends(elseSteps));
        var unseen = (First: thenEnds, Second: elseEnds);
        var phis = new List<Phi>();
        var after = new List<Stmt>();
        Value Merge(object? key, Value onTrue, Value onFalse)
        {
            if (!ReferenceEquals(onTrue, onFalse) && onTrue.Scalar is { } one && !one.Equals(onFalse.Scalar)
                && Scope.LocalObjects.CanMerge(onTrue, onFalse))
                return Scope.Constructors.Merged(Scope.LocalObjects.Of(onTrue)!, Scope.LocalObjects.Of(onFalse)!,
                    (place, a, b) => Merge(place, afterThen.TryGetValue(a, out var x) ? x : before[a],
                    afterElse.TryGetValue(b, out var y) ? y : before[b]));
            var name = key is null ? "" : Scope.NameOf(Variables.KeyOf(key));
            if (!onTrue.HasShapeOf(onFalse))
                (onTrue, onFalse) = Scope.Composites.Alike(onTrue, onFalse, key is null ? at.Type : Scope.TypeOf(Variables.KeyOf(key)));
            if (!onTrue.HasShapeOf(onFalse))
            {
                if (key is ObjectRows.Row)
                    Reject(at, "A branch that adds objects to a list", "add them in each branch, or choose which is added");
                else Reject(LoopVariables.WhereAssigned(at,
                    key), "A choice between an object whose members are numbers here and one that comes from elsewhere",
                    "choose what is assigned to its members");
                return onTrue;
            }
            return onTrue.With(onTrue.Leaves.Zip(onFalse.Leaves, (a, b) => MergeLeaves(key, name, a, b)).ToList());
        }

        // What an object holds that a branch made, and that lives on: nobody looks where the other branch ran.
        Expr Kept(Expr made, bool isThen)
        {
            if (Scope.ChosenObjects.Of(made) is { } one)
            {
                var isInside = new Block(isThen ? thenSteps : elseSteps).AllSteps().SelectMany(s => s.Defines().Concat(s.Enters()))
                    .Any(one.Condition.Variables().Contains);
                var which = isInside ? MergeLeaves(null, "", isThen ? one.Condition : Const.False, isThen ? Const.False : one.Condition)
                    : one.Condition;
                Value Side(Value side) => side.Scalar is { } entity && Entities.Is(entity) ? Kept(entity, isThen) : side;
                return Scope.ChosenObjects.New(which, Side(one.OnTrue), Side(one.OnFalse), one.Syntax).Scalar!;
            }
            var after = isThen ? afterThen : afterElse;
            foreach (var place in Scope.ChosenObjects.Each(made).SelectMany(o => o.Places)
                .Where(p => !before.ContainsKey(p) && Variables[p] is null && after.ContainsKey(p)).ToList())
            {
                var held = after[place];
                if (held.Leaves.Any(l => Entities.Is(l) && !Scope.ChosenObjects.CanKeep(l, before)))
                    Reject(at, $"'{(place.Symbol is IFieldSymbol { AssociatedSymbol: { } p } ? p : place.Symbol).Name}' of an object that is made in a branch, and outlives it,", "make the object, or what it holds, before");
                var blank = held.Map(e => e is Const || Entities.Is(e) ? e : Defaults.Blank(e.Type));
                var were = unseen;
                unseen = (unseen.First || !isThen, unseen.Second || isThen);
                Variables[place] = isThen ? Merge(place, held, blank) : Merge(place, blank, held);
                unseen = were;
            }
            return made;
        }

        Expr MergeLeaves(object? key, string name, Expr a, Expr b)
        {
            if (a.Equals(b)) return Entities.Is(a) && (unseen.First || unseen.Second) ? Kept(a, isThen: !unseen.First) : a;
            if (Scope.ChosenObjects.CanChoose(a, b))
            {
                condition = Hold(condition).Scalar!;
                return Scope.ChosenObjects.New(condition, Kept(a, isThen: true), Kept(b, isThen: false), at.Syntax).Scalar!;
            }
            if (Entities.Is(a) || Entities.Is(b))
            {
                Reject(LoopVariables.WhereAssigned(at, key), WhatIsChosen(a, b),
                    "choose what is assigned to the members, or call each in its branch");
                return a;
            }
            if (a.Type.IsArray && b.Type.IsArray)
            {
                Expr Holds() => condition = Hold(condition).Scalar!;
                Scope.BranchArrays.TakeOut(a, thenSteps, Holds);
                Scope.BranchArrays.TakeOut(b, elseSteps, () => Ops.Not(Holds()));
                if (Scope.Extents.MergeArrays(name, a, b, unseen, (r => Scope.BranchArrays.InOnePiece(r, thenSteps, Holds),
                    r => Scope.BranchArrays.InOnePiece(r, elseSteps, () => Ops.Not(Holds()))), thenSteps.Concat(elseSteps), phis,
                    after) is { } array) return array;
                Reject(LoopVariables.WhereAssigned(at, key), "An array that is made in a branch, and outlives it,",
                    "make it before, and fill it in the branch");
                return a;
            }
            var target = name.Length == 0 ? Fresh.Hidden(a.Type) : Fresh.Named(name, a.Type);
            phis.Add(new Phi(target, a, b));
            Origins.Note(target, at.Syntax);
            return target;
        }

        foreach (var key in before.Keys)
        {
            var (a, b) = (afterThen[key], afterElse[key]);
            // What a throwing branch assigned, nobody sees.
            if (thenEnds) a = Unseen(b, before[key]);
            if (elseEnds) b = Unseen(a, before[key]);
            if (!ReferenceEquals(a, b)) Variables[key] = Merge(key, a, b);
        }
        var result = thenValue is null || elseValue is null ? null
            : Merge(null, thenEnds ? Unseen(elseValue, thenValue) : thenValue, elseEnds ? Unseen(thenValue, elseValue) : elseValue);
        Emit(new If(condition, new Block(thenSteps), new Block(elseSteps), phis));
        Origins.Note(Scope.Steps[^1], at.Syntax);
        Scope.Steps.AddRange(after);
        return result;
    }

    private static Value Unseen(Value other, Value before) =>
        ReferenceEquals(other, before) ? before : other.Map(e => e is Const || Entities.Is(e) ? e : Defaults.Blank(e.Type));

    private string WhatIsChosen(Expr a, Expr b) => (Scope.LocalObjects.Of(a) ?? Scope.LocalObjects.Of(b)) is { } o
        ? $"A choice between an object of '{o.Type.Name}' that is made here and one that comes from elsewhere,"
        : "A choice between lambdas or objects";

    private static bool Ends(List<Stmt> steps) => steps.Count > 0 && steps[^1] is Throw;
}
