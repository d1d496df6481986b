using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>The loops that go through sequences. What they carry shows when their body is lowered on trial.</summary>
internal sealed class Iterations(Scope scope) : Lowerer(scope)
{
    public void Over(Numbered items, Visit visit)
    {
        items = Settled(items, (item, _) => visit.Do(item));
        Count(items.Count, i => visit.Do(Hold(items.At(i))), visit);
    }

    /// <summary>As they were at the beginning, where what is done with them changes what they are read from.</summary>
    public Numbered Settled(Numbered items, Action<Value, Expr> each)
    {
        if (items.Settle is not { } settle) return items;
        var some = Fresh.Hidden(IrType.Int);
        return settle(() => each(Hold(items.At(some)), some));
    }

    /// <summary>For each number below a count.</summary>
    public void Count(Expr count, Action<Expr> round, Visit visit)
    {
        if (visit.Exits.Count > 0)
        {
            Until(count, round, visit);
            return;
        }
        var to = Hold(Identities.Simplify(count)).Scalar!;
        Scope.RebuiltArrays.Around(visit.At, () =>
        {
            var index = Fresh.Hidden(IrType.Int);
            var carried = Scope.LoopVariables.Enter(Scope.Changes.Tried(() => round(index)), visit.At);
            var body = BlockOf(() =>
            {
                Scope.LoopVariables.Begin(carried);
                round(index);
                Scope.RebuiltArrays.Settle(carried, visit.At);
            });
            Emit(new For(index, Const.Int(0), to, 1, Scope.LoopVariables.Leave(carried, visit.At), body));
            Scope.LoopVariables.End(carried);
        });
    }

    private void Until(Expr count, Action<Expr> round, Visit visit)
    {
        var to = Hold(Identities.Simplify(count)).Scalar!;
        var counter = new object();
        Variables[counter] = Const.Int(0);
        void Round()
        {
            var index = Variables[counter]!.Scalar!;
            round(index);
            Variables[counter] = Hold(index + 1);
        }
        Scope.RebuiltArrays.Around(visit.At, () =>
        {
            var carried = Scope.LoopVariables.Enter(Scope.Changes.Tried(Round), visit.At);
            var goOn = Ops.And(Ops.Not(Scope.Statements.AnyOf(visit.Exits)), Variables[counter]!.Scalar! < to);
            var body = BlockOf(() =>
            {
                Scope.LoopVariables.Begin(carried);
                Round();
                Scope.RebuiltArrays.Settle(carried, visit.At);
            });
            Emit(new While(Scope.LoopVariables.Leave(carried, visit.At), goOn, body));
            Scope.LoopVariables.End(carried);
        });
    }

    /// <summary>Each with its number.</summary>
    public void WithNumbers(Run run, Visit visit, Action<Value, Expr> each)
    {
        if (run.ByNumber is { } items)
        {
            items = Settled(items, each);
            Count(items.Count, i => each(Hold(items.At(i)), i), visit);
            return;
        }
        var counter = new object();
        Variables[counter] = Const.Int(0);
        run.Each(visit with
        {
            Do = item =>
            {
                var number = Variables[counter]!.Scalar!;
                each(item, number);
                Variables[counter] = Hold(number + 1);
            },
        });
    }

    /// <summary>What comes of a value when it meets each element in turn.</summary>
    public Value Fold(Run run, Value initial, Func<Value, Value, Value> next, IOperation at)
    {
        var key = new object();
        Variables[key] = initial;
        run.Each(new Visit(item => Variables[key] = Hold(next(Variables[key]!, item)), [], at));
        return Variables[key]!;
    }

    public static Expr Smaller(Expr a, Expr b) => Choose(Op.Min, Math.Min, a, b);

    public static Expr Larger(Expr a, Expr b) => Choose(Op.Max, Math.Max, a, b);

    private static Expr Choose(string op, Func<double, double, double> known, Expr a, Expr b) => a.Equals(b) ? a
        : a is Const x && b is Const y ? Const.Int((int)known(x.Value, y.Value)) : new Apply(op, new[] { a, b }, IrType.Int);
}
