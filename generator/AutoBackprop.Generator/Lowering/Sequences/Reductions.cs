using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Sequences that are gone through in one loop, for one value.</summary>
internal sealed class Reductions(Scope scope) : Lowerer(scope)
{
    // As .NET does: floats are summed in double precision, whole numbers with a check.
    public Value Sum(Sequence sequence, LinqCall call)
    {
        if (sequence.Element.IsReal()) return Ops.Cast(Types.Of(sequence.Element), Total(sequence.Begin(), call).Scalar!);
        if (sequence.Element.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal))
            return Unsuitable(sequence, call);
        var type = Types.Of(sequence.Element);
        return Scope.Iterations.Fold(sequence.Begin(), Defaults.Of(sequence.Element), (sum, item) =>
            new Opaque($"checked({Opaque.Hole(0)} + {Opaque.Hole(1)})", new[] { sum.Scalar!, item.Scalar! }, type, IsPure: true)
            {
                CanThrow = true,
            }, call.Call);
    }

    private Value Total(Run run, LinqCall call) =>
        Scope.Iterations.Fold(run, new Const(0, IrType.Double),
            (sum, item) => sum.Scalar! + Ops.Cast(IrType.Double, item.Scalar!), call.Call);

    public Value Average(Sequence sequence, LinqCall call)
    {
        if (!sequence.Element.IsReal() && sequence.Element.SpecialType is not SpecialType.System_Int32) return Unsuitable(sequence, call);
        var type = Types.Of(call.Call.Type);
        var run = sequence.Begin();
        if (run.ByNumber is { } items)
        {
            var number = Hold(items.Count).Scalar!;
            Scope.Searches.NotEmpty(number);
            return Ops.Cast(type, Total(run, call).Scalar!) / Ops.Cast(type, number);
        }
        var sums = Scope.Iterations.Fold(run, Value.Tuple([new Const(0, IrType.Double), Const.Int(0)]), (sum, item) =>
            Value.Tuple([sum.Items[0].Scalar! + Ops.Cast(IrType.Double, item.Scalar!), sum.Items[1].Scalar! + 1]), call.Call);
        Scope.Searches.NotEmpty(sums.Items[1].Scalar!);
        return Ops.Cast(type, sums.Items[0].Scalar!) / Ops.Cast(type, sums.Items[1].Scalar!);
    }

    public Value Count(Sequence sequence, LinqCall call)
    {
        var run = sequence.Begin();
        if (run.ByNumber is { } items && items.IsQuiet()) return items.Count;
        Scope.Kept.Inside(run, call.Name, call.Call, isSureOfLists: true);
        return Scope.Iterations.Fold(run, Const.Int(0), (count, _) => count.Scalar! + 1, call.Call);
    }

    /// <summary>The largest element, which is NaN only among its like, or the smallest, which is NaN where there is one.</summary>
    public Value Extreme(Sequence sequence, bool isMax, LinqCall call)
    {
        var type = Types.Of(sequence.Element);
        if (!type.IsReal && type.Kind != Kind.Int) return Unsuitable(sequence, call);
        var run = sequence.Begin();
        if (type.IsReal && isMax) return Largest(run, type, call);
        Expr first = type.IsReal ? new Const(double.PositiveInfinity, type) : Const.Int(isMax ? int.MinValue : int.MaxValue);
        Expr Next(Value best, Value item) => new Apply(isMax ? Op.Max : Op.Min, new[] { best.Scalar!, item.Scalar! }, type);
        if (run.ByNumber is { } items)
        {
            Scope.Searches.NotEmpty(Hold(items.Count).Scalar!);
            return Scope.Iterations.Fold(run, first, (best, item) => Next(best, item), call.Call);
        }
        var found = Scope.Iterations.Fold(run, Value.Tuple([first, Const.Int(0)]),
            (best, item) => Value.Tuple([Next(best.Items[0], item), best.Items[1].Scalar! + 1]), call.Call);
        Scope.Searches.NotEmpty(found.Items[1].Scalar!);
        return found.Items[0];
    }

    // NaN is never larger; it comes out where there is nothing else.
    private Value Largest(Run run, IrType type, LinqCall call)
    {
        Expr Next(Value best, Value item) => Ops.Select(item.Scalar! >= best.Scalar!, item.Scalar!, best.Scalar!);
        var (zero, one) = (new Const(0, type), new Const(1, type));
        Expr Numbers(Value count, Value item) =>
            count.Scalar! + Ops.Select(new Apply(Op.IsNaN, new[] { item.Scalar! }, IrType.Bool), zero, one);
        if (run.ByNumber is { } items) Scope.Searches.NotEmpty(Hold(items.Count).Scalar!);
        Value[] initial = [new Const(double.NegativeInfinity, type), zero, .. run.ByNumber is null ? new Value[] { Const.Int(0) } : []];
        var found = Scope.Iterations.Fold(run, Value.Tuple(initial), (so, item) => Value.Tuple(
        [
            Next(so.Items[0], item), Numbers(so.Items[1], item), .. so.Items.Skip(2).Select(count => (Value)(count.Scalar! + 1)),
        ]), call.Call);
        if (run.ByNumber is null) Scope.Searches.NotEmpty(found.Items[2].Scalar!);
        return Hold(Ops.Select(found.Items[1].Scalar! > zero, found.Items[0].Scalar!, new Const(double.NaN, type)));
    }

    public Value Aggregate(Sequence sequence, Value seed, LinqFunction next, LinqFunction? result, LinqCall call)
    {
        var end = Scope.Iterations.Fold(sequence.Begin(), seed, (value, item) => next.Of([value, item]), call.Call);
        return result is null ? end : result.Of([end]);
    }

    /// <summary>The first element is what the others meet.</summary>
    public Value Aggregate(Sequence sequence, LinqFunction next, LinqCall call)
    {
        var run = sequence.Begin();
        if (run.ByNumber is { } items)
        {
            var count = Hold(items.Count).Scalar!;
            Scope.Searches.NotEmpty(count);
            var first = Hold(items.At(Const.Int(0)));
            var rest = items.Then(all => all with
            {
                Count = Hold(Identities.Simplify(count - 1)).Scalar!,
                At = i => all.At(Identities.Simplify(i + 1)),
            });
            return Scope.Iterations.Fold(Scope.Sequences.RunOf(rest), first, (value, item) => next.Of([value, item]), call.Call);
        }
        var end = Scope.Iterations.Fold(run, Value.Tuple([Sequences.Empty(sequence.Element), Const.False]), (value, item) =>
            Value.Tuple(
            [
                Scope.Choices.Choose(call.Call, value.Items[1].Scalar!, () => next.Of([value.Items[0], item]), () => item)!, Const.True,
            ]), call.Call);
        Scope.Searches.NotEmpty(end.Items[1].Scalar!);
        return end.Items[0];
    }

    private Value Unsuitable(Sequence sequence, LinqCall call) =>
        Reject(call.Call, $"'{call.Name}' over elements of type '{Sequences.NameOf(sequence.Element)}'", "write a loop in its place");
}
