using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Loops. A counted one becomes <see cref="For"/>; every other one a <see cref="While"/> that carries what it assigns.</summary>
internal sealed partial class BodyLowering
{
    private void Loop(IForLoopOperation loop)
    {
        var counted = CountedLoop.Match(loop);
        Expr? from = null;
        foreach (var before in loop.Before)
            if (before is IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var declarator] }] } && SymbolEqualityComparer.Default.Equals(declarator.Symbol, counted?.Index)
                && declarator.GetVariableInitializer() is { } initializer)
                from = Hold(Lower(initializer.Value)).Scalar;
            else Statement(before);
        if (counted is null) Uncounted(loop, loop.Condition, loop.Body, loop.AtLoopBottom, conditionFirst: true);
        else Counted(loop, counted, from ?? _environment[counted.Index]!.Scalar!);
    }

    private void Loop(IWhileLoopOperation loop)
    {
        if (loop.ConditionIsUntil) { Reject(loop, "'until'"); return; }
        Uncounted(loop, loop.Condition, loop.Body, [], loop.ConditionIsTop);
    }

    private void Counted(IForLoopOperation loop, CountedLoop counted, Expr from)
    {
        var limit = Lower(counted.Limit).Scalar!;
        var to = counted.IsInclusive ? limit + Math.Sign(counted.Step) : limit;
        to = Identities.Simplify(to);
        var index = _fresh.Named(Name(counted.Index), IrType.Int);

        var keys = Assigned(loop.Body).Where(k => !Equals(k, counted.Index)).ToList();
        var carried = Enter(keys, loop);
        _environment[counted.Index] = index;
        var body = Inside(() => { _environment[loop.ContinueLabel] = Const.False; Statement(loop.Body); });
        _steps.Add(new For(index, from, Hold(to).Scalar!, counted.Step, Leave(carried), body));
    }

    private void Uncounted(ILoopOperation loop, IOperation? condition, IOperation body, IReadOnlyList<IOperation> atBottom, bool conditionFirst)
    {
        var exits = new object[] { loop.ExitLabel }.Concat(Jumps.Of(loop)).ToList();
        var mayExit = Jumps.Inside(body).Any(o => o is IReturnOperation
            || o is IBranchOperation b && !SymbolEqualityComparer.Default.Equals(b.Target, loop.ContinueLabel));
        _environment[loop.ExitLabel] = Const.False;

        var assigned = Assigned(loop).ToList();
        var (test, isSimple) = Peek(condition, assigned);
        var run = new object();
        if (!conditionFirst || !isSimple)
        {
            _environment[run] = Const.True;
            assigned.Add(run);
        }
        var carried = Enter(assigned, loop);
        var goOn = !conditionFirst || !isSimple ? _environment[run]!.Scalar! : Identities.Simplify(Ops.And(Ops.Not(AnyOf(exits)), test()));

        var steps = Inside(() =>
        {
            void Round()
            {
                _environment[loop.ContinueLabel] = Const.False;
                Statement(body);
                if (atBottom.Count > 0)
                    Branch(loop, mayExit ? Ops.Not(AnyOf(exits)) : Const.True, () => { foreach (var s in atBottom) Bottom(s); }, () => { });
            }
            void Ask() => _environment[run] = condition is null ? Const.True : Hold(Condition(condition));
            void AskUnlessExited() => Branch(loop, mayExit ? Ops.Not(AnyOf(exits)) : Const.True, Ask, () => _environment[run] = Const.False);

            if (!conditionFirst) { Round(); AskUnlessExited(); }
            else if (isSimple) Round();
            else
            {
                Ask();
                Branch(loop, _environment[run]!.Scalar!, () =>
                {
                    Round();
                    if (mayExit) _environment[run] = Hold(Ops.Not(AnyOf(exits)));
                }, () => { });
            }
        });
        _steps.Add(new While(Leave(carried), goOn, steps));
    }

    private void Bottom(IOperation statement)
    {
        if (statement is IExpressionStatementOperation) Statement(statement);
        else Effect(statement);
    }

    /// <summary>Whether a condition is an expression and no more, so that it can stand in the head of the loop.</summary>
    private (Func<Expr> Test, bool IsSimple) Peek(IOperation? condition, List<object> assigned)
    {
        if (condition is null) return (() => Const.True, true);
        var before = _environment.Snapshot();
        var (noted, watched) = (Rejections.Count, Watches.Count);
        var (steps, value, after) = Side(() => Condition(condition), before);
        _environment.Restore(before);
        Rejections.RemoveRange(noted, Rejections.Count - noted);
        Watches.RemoveRange(watched, Watches.Count - watched);
        var isSimple = steps.Count == 0 && value!.Scalar!.IsPure() && after.All(a => before.TryGetValue(a.Key, out var b) && ReferenceEquals(a.Value, b));
        return (() => Condition(condition), isSimple);
    }

    // ── what a loop carries ──────────────────────────────────────────────────────────────────────────────────

    /// <summary>Variables from outside, and jump flags, that the operation may change.</summary>
    private IEnumerable<object> Assigned(IOperation operation) => Assignments.In(operation)
        .Concat(Jumps.Of(operation))
        .Concat(operation is ILoopOperation loop ? [loop.ExitLabel] : [])
        .Concat(Jumps.Inside(operation).Any(o => o is IReturnOperation) ? [Environment.Result, Environment.Returned] : [])
        .Distinct().Where(k => _environment[k] is not null);

    private List<(object Key, Value Initial, Value Variables)> Enter(IEnumerable<object> keys, IOperation loop)
    {
        var entered = new List<(object, Value, Value)>();
        foreach (var key in keys)
        {
            var initial = _environment[key]!;
            if (initial.Leaves.Any(l => l.Type.IsArray))
            {
                Reject(Descriptors.Unsupported, loop.Syntax.GetLocation(), $"An array variable that is assigned in a loop ('{(key as ISymbol)?.Name}')");
                continue;
            }
            var variables = initial.Map(e => key is ISymbol s and not ILabelSymbol
                ? _fresh.Named(e is Var { IsHidden: false } v ? v.Name : Name(s), e.Type) : _fresh.Hidden(e.Type));
            entered.Add((key, initial, variables));
            _environment[key] = variables;
        }
        return entered;
    }

    private EquatableArray<Carried> Leave(List<(object Key, Value Initial, Value Variables)> entered)
    {
        var carried = new List<Carried>();
        foreach (var (key, initial, variables) in entered)
        {
            var nexts = _environment[key]!.Leaves.ToList();
            var results = variables.Map(v => _fresh.Version((Var)v));
            var i = 0;
            foreach (var (variable, first, result) in variables.Leaves.Zip(initial.Leaves, (v, f) => (v, f)).Zip(results.Leaves, (p, r) => ((Var)p.v, p.f, (Var)r)))
                carried.Add(new Carried(variable, first, nexts[i++], result));
            _environment[key] = results;
        }
        return carried;
    }

    private Block Inside(Action body)
    {
        var outer = _steps;
        _steps = [];
        body();
        var block = new Block(_steps);
        _steps = outer;
        return block;
    }
}
