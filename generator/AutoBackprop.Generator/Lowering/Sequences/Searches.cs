using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>One element of a sequence, or whether there is one.</summary>
internal sealed class Searches(Scope scope) : Lowerer(scope)
{
    private const string None = "Sequence contains no elements";

    /// <param name="some">How many there are, or whether there are any.</param>
    public void NotEmpty(Expr some) => ThrowIf(
        some.Type.Kind == Kind.Bool ? Ops.Not(some) : new Apply(Op.Eq, new[] { some, Const.Int(0) }, IrType.Bool),
        "InvalidOperationException", None);

    public void ThrowIf(Expr condition, string exception, string message)
    {
        condition = Identities.Simplify(condition);
        if (condition is Const { Value: 0 }) return;
        var thrown = new Opaque($"new global::System.{exception}(\"{message}\")", default, IrType.Other("global::System.Exception"));
        Emit(new If(condition, new Block(new Stmt[] { new Throw(thrown) }), Block.Empty, default));
    }

    public Value Any(Sequence sequence, LinqCall call)
    {
        var run = sequence.Begin();
        Scope.Kept.Inside(run, call.Name, call.Call);
        if (run.ByNumber is { } items) return items.Count > Const.Int(0);
        return Found(run, _ => Const.True, call);
    }

    public Value All(Sequence sequence, LinqFunction holds, LinqCall call) =>
        Ops.Not(Found(sequence.Begin(), item => Ops.Not(holds.Of(item).Scalar!), call));

    public Value Contains(Sequence sequence, Value value, LinqCall call)
    {
        var type = Types.Of(sequence.Element);
        if (!type.IsReal && type.Kind != Kind.Int || value.Scalar is not { } wanted)
            return Reject(call.Call, "'Contains' of what is no number", "write a loop in its place");
        var run = sequence.Begin();
        Scope.Kept.Inside(run, call.Name, call.Call, isSureOfLists: true);
        return Found(run, item => AreEqual(item.Scalar!, wanted), call);
    }

    // NaN is found, too.
    public static Expr AreEqual(Expr a, Expr b)
    {
        Expr Same(Expr x, Expr y) => new Apply(Op.Eq, new[] { x, y }, IrType.Bool);
        return !a.Type.IsReal ? Same(a, b) : Ops.Or(Same(a, b), Ops.And(IsNaN(a), IsNaN(b)));
    }

    private static Expr IsNaN(Expr e) => new Apply(Op.IsNaN, new[] { e }, IrType.Bool);

    /// <summary>The number of the first that a condition holds for; -1 if there is none.</summary>
    public Value IndexOf(Sequence sequence, Func<Value, Expr?, Value> holds, IOperation at)
    {
        var (found, index) = (new object(), new object());
        (Variables[found], Variables[index]) = (Const.False, Const.Int(-1));
        Scope.Iterations.WithNumbers(sequence.Begin(), new Visit(_ => { }, [found], at), (item, i) =>
        {
            Variables[found] = Hold(holds(item, i));
            Variables[index] = Hold(Ops.Select(Variables[found]!.Scalar!, i, Const.Int(-1)));
        });
        return Variables[index]!;
    }

    private Expr Found(Run run, Func<Value, Expr> holds, LinqCall call)
    {
        var found = new object();
        Variables[found] = Const.False;
        run.Each(new Visit(item => Variables[found] = Hold(holds(item)), [found], call.Call));
        return Variables[found]!.Scalar!;
    }

    /// <summary>The first, last or only element.</summary>
    /// <param name="otherwise">Where there is none.</param>
    public Value One(Sequence sequence, Value otherwise, Which which, bool isOptional, IInvocationOperation at)
    {
        var run = sequence.Begin();
        if (which == Which.Last && run.HasEnd) Scope.Kept.Quiet(run, at.TargetMethod.Name, at);
        else if (run.ByNumber is not null || which == Which.Last || !run.IsWalked())
            Scope.Kept.Inside(run, at.TargetMethod.Name, at, isSureOfLists: which == Which.First);
        if (run.ByNumber is { } items)
        {
            var count = Hold(items.Count).Scalar!;
            Value Only() => Hold(items.At(which != Which.Last ? Const.Int(0) : Hold(Identities.Simplify(count - 1)).Scalar!));
            if (which == Which.Only) ThrowIf(count > Const.Int(1), "InvalidOperationException", "Sequence contains more than one element");
            if (isOptional) return Scope.Choices.Choose(at, count > Const.Int(0), Only, () => otherwise)!;
            NotEmpty(count);
            return Only();
        }
        var (value, seen) = (new object(), new object());
        (Variables[value], Variables[seen]) = (otherwise, Const.False);
        run.Each(new Visit(item =>
        {
            if (which == Which.Only)
                ThrowIf(Variables[seen]!.Scalar!, "InvalidOperationException", "Sequence contains more than one matching element");
            (Variables[value], Variables[seen]) = (item, Const.True);
        }, which == Which.First ? [seen] : [], at));
        if (!isOptional) ThrowIf(Ops.Not(Variables[seen]!.Scalar!), "InvalidOperationException", "Sequence contains no matching element");
        return Variables[value]!;
    }

    public Value ElementAt(Sequence sequence, Expr index, LinqCall call)
    {
        var run = Scope.Kept.BegunInside(sequence, "ElementAt", call.Call);
        if (run.ByNumber is { } items)
        {
            var isOutside = Hold(Ops.Or(index < Const.Int(0), index >= items.Count)).Scalar!;
            if (call.IsOptional)
                return Scope.Choices.Choose(call.Call, isOutside, () => Sequences.Empty(sequence.Element), () => Hold(items.At(index)))!;
            ThrowIf(isOutside, "ArgumentOutOfRangeException", "index");
            return Hold(items.At(index));
        }
        var (value, found) = (new object(), new object());
        (Variables[value], Variables[found]) = (Sequences.Empty(sequence.Element), Const.False);
        Scope.Iterations.WithNumbers(run, new Visit(_ => { }, [found], call.Call), (item, i) =>
            (Variables[value], Variables[found]) = (item, Hold(new Apply(Op.Eq, new[] { i, index }, IrType.Bool))));
        if (call.IsOptional)
            return Scope.Choices.Choose(call.Call, Variables[found]!.Scalar!, () => Variables[value]!, () => Sequences.Empty(sequence.Element))!;
        ThrowIf(Ops.Not(Variables[found]!.Scalar!), "ArgumentOutOfRangeException", "index");
        return Variables[value]!;
    }

    /// <summary>The element with the largest or smallest key. NaN is smaller than all else.</summary>
    public Value ExtremeBy(Sequence sequence, LinqFunction key, bool isMax, LinqCall call)
    {
        var type = Types.Of(key.Result);
        if (!type.IsReal && type.Kind != Kind.Int)
            return Reject(call.Call, $"'{call.Name}' by a key that is no number", "write a loop in its place");
        var run = sequence.Begin();
        if (!Scope.Kept.IsQuiet(run, call.Call))
            return Kept.CanKeep(sequence.Element) ? ExtremeOnTheWay(run, sequence.Element, key, isMax, call)
                : Reject(call.Call, $"'{call.Name}' of objects after a lambda that changes something", "write a loop in its place");
        var items = Scope.Kept.ByNumber(run, sequence.Element, call.Call);
        NotEmpty(Hold(items.Count).Scalar!);
        var (best, at) = (new object(), new object());
        (Variables[best], Variables[at]) = (new Const(0, type), Const.Int(-1));
        Scope.Iterations.Count(items.Count, i =>
        {
            var (next, old) = (key.Of(Hold(items.At(i))).Scalar!, Variables[best]!.Scalar!);
            var isTaken = Hold(Ops.Or(Variables[at]!.Scalar! < Const.Int(0), IsBetter(next, old, isMax))).Scalar!;
            (Variables[best], Variables[at]) = (Hold(Ops.Select(isTaken, next, old)), Hold(Ops.Select(isTaken, i, Variables[at]!.Scalar!)));
        }, new Visit(_ => { }, [], call.Call));
        return Hold(items.At(Variables[at]!.Scalar!));
    }

    // Each key is computed when its element has been, before the next one is.
    private Value ExtremeOnTheWay(Run run, ITypeSymbol element, LinqFunction key, bool isMax, LinqCall call)
    {
        var (best, value, seen) = (new object(), new object(), new object());
        (Variables[best], Variables[value]) = (new Const(0, Types.Of(key.Result)), Sequences.Empty(element));
        Variables[seen] = Const.False;
        run.Each(new Visit(item =>
        {
            var held = Hold(item);
            var (next, old) = (Hold(key.Of(held)).Scalar!, Variables[best]!.Scalar!);
            var isTaken = Hold(Ops.Or(Ops.Not(Variables[seen]!.Scalar!), IsBetter(next, old, isMax))).Scalar!;
            (Variables[best], Variables[seen]) = (Hold(Ops.Select(isTaken, next, old)), Const.True);
            Scope.Choices.Branch(call.Call, isTaken, () => Variables[value] = held, () => { });
        }, [], call.Call));
        NotEmpty(Variables[seen]!.Scalar!);
        return Variables[value]!;
    }

    private static Expr IsBetter(Expr next, Expr old, bool isMax)
    {
        var isBetter = isMax ? next > old : next < old;
        var (less, more) = isMax ? (old, next) : (next, old);
        return next.Type.IsReal ? Ops.Or(isBetter, Ops.And(IsNaN(less), Ops.Not(IsNaN(more)))) : isBetter;
    }
}
