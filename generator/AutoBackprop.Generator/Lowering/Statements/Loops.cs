using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Loops. A counted one becomes <see cref="For"/>; every other one a <see cref="While"/> that carries what it assigns.</summary>
internal sealed class Loops(Scope scope) : Lowerer(scope)
{
    public void LowerFor(IForLoopOperation loop)
    {
        var counted = CountedLoop.Match(loop, Scope.Changes.Changed(loop.Body), Scope.Changes.KeyOf, IsFixed);
        Expr? from = null;
        foreach (var before in loop.Before)
            if (before is IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var declarator] }] }
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, counted?.Index)
                && declarator.GetVariableInitializer() is { } initializer)
                from = Hold(Lower(initializer.Value)).Scalar;
            else Scope.Statements.Statement(before);
        if (counted is null) Uncounted(loop, loop.Condition, loop.Body, loop.AtLoopBottom, conditionFirst: true);
        else Counted(loop, counted, from ?? Variables[counted.Index]!.Scalar!);
    }

    // A list that is memory to us does not grow.
    private bool IsFixed(IOperation operation) => Context.FixedMembers.IsFixed(operation)
        || operation is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } of }
            && Views.Of(of.Type) is not null
            && (Scope.Views.IsMemory(of)
                || Scope.Lists.Of(of) is not null && LoopOf(of) is { } loop
                    && !Jumps.Inside(loop.Body).Any(o => Lists.IsInPlace(o) || Scope.FunctionCalls.IsInPlace(o)));

    private static IForLoopOperation? LoopOf(IOperation operation)
    {
        for (var o = operation.Parent; o is not null; o = o.Parent)
            if (o is IForLoopOperation loop) return loop;
        return null;
    }

    public void LowerWhile(IWhileLoopOperation loop)
    {
        if (loop.ConditionIsUntil) { Reject(loop, "'until'"); return; }
        Uncounted(loop, loop.Condition, loop.Body, [], loop.ConditionIsTop);
    }

    private void Counted(IForLoopOperation loop, CountedLoop counted, Expr from)
    {
        var limit = Lower(counted.Limit).Scalar!;
        var to = counted.IsInclusive ? limit + Math.Sign(counted.Step) : limit;
        to = Identities.Simplify(to);
        var index = Fresh.Named(Scope.Name(counted.Index), IrType.Int);

        var keys = Scope.Changes.Assigned(loop.Body, () =>
        {
            Variables[counted.Index] = index;
            Variables[loop.ContinueLabel] = Const.False;
            Scope.Statements.Statement(loop.Body);
        }).Where(k => !Equals(k, counted.Index)).ToList();
        var carried = Scope.LoopVariables.Enter(keys, loop);
        Variables[counted.Index] = index;
        var body = BlockOf(() => { Scope.LoopVariables.Begin(carried); Variables[loop.ContinueLabel] = Const.False;
            Scope.Statements.Statement(loop.Body); Scope.RebuiltArrays.Settle(carried, loop); });
        Emit(new For(index, from, Hold(to).Scalar!, counted.Step, Scope.LoopVariables.Leave(carried, loop), body));
        Scope.LoopVariables.End(carried);
    }

    private void Uncounted(ILoopOperation loop, IOperation? condition, IOperation body, IReadOnlyList<IOperation> atBottom,
        bool conditionFirst)
    {
        var exits = new object[] { loop.ExitLabel }.Concat(Jumps.Of(loop)).ToList();
        var mayExit = Jumps.Inside(body).Any(o => o is IReturnOperation
            || o is IBranchOperation b && !SymbolEqualityComparer.Default.Equals(b.Target, loop.ContinueLabel));
        Variables[loop.ExitLabel] = Const.False;

        var assigned = Scope.Changes.Assigned(loop, () =>
        {
            Variables[loop.ContinueLabel] = Const.False;
            if (condition is not null) Scope.Choices.Condition(condition);
            Scope.Statements.Statement(body);
            foreach (var s in atBottom) Bottom(s);
        }).ToList();
        var (test, isSimple) = Peek(condition, assigned);
        var run = new object();
        if (!conditionFirst || !isSimple)
        {
            Variables[run] = Const.True;
            assigned.Add(run);
        }
        var carried = Scope.LoopVariables.Enter(assigned, loop);
        var before = Scope.Steps.Count;
        var goOn = !conditionFirst || !isSimple
            ? Variables[run]!.Scalar! : Identities.Simplify(Ops.And(Ops.Not(Scope.Statements.AnyOf(exits)), test()));
        if (Scope.Steps.Count != before)
            Reject(loop, "A part of an array in the condition of a loop that assigns it", "give the part a name in the loop");

        var steps = BlockOf(() =>
        {
            Scope.LoopVariables.Begin(carried);
            void Round()
            {
                Variables[loop.ContinueLabel] = Const.False;
                Scope.Statements.Statement(body);
                if (atBottom.Count > 0)
                    Scope.Choices.Branch(loop, mayExit ? Ops.Not(Scope.Statements.AnyOf(exits)) : Const.True,
                        () => { foreach (var s in atBottom) Bottom(s); }, () => { });
            }
            void Ask() => Variables[run] = condition is null ? Const.True : Hold(Scope.Choices.Condition(condition));
            void AskUnlessExited() => Scope.Choices.Branch(loop, mayExit ? Ops.Not(Scope.Statements.AnyOf(exits)) : Const.True, Ask,
                () => Variables[run] = Const.False);

            if (!conditionFirst) { Round(); AskUnlessExited(); }
            else if (isSimple) Round();
            else
            {
                Ask();
                Scope.Choices.Branch(loop, Variables[run]!.Scalar!, () =>
                {
                    Round();
                    if (mayExit) Variables[run] = Hold(Ops.Not(Scope.Statements.AnyOf(exits)));
                }, () => { });
            }
            Scope.RebuiltArrays.Settle(carried, loop);
        });
        Emit(new While(Scope.LoopVariables.Leave(carried, loop), goOn, steps));
        Scope.LoopVariables.End(carried);
    }

    private void Bottom(IOperation statement)
    {
        if (statement is IExpressionStatementOperation) Scope.Statements.Statement(statement);
        else Scope.Statements.Effect(statement);
    }

    /// <summary>Whether a condition is an expression and no more, so that it can stand in the head of the loop.</summary>
    private (Func<Expr> Test, bool IsSimple) Peek(IOperation? condition, List<object> assigned)
    {
        if (condition is null) return (() => Const.True, true);
        var before = Variables.Snapshot();
        var (noted, watched) = (Rejections.Count, Watches.Count);
        var (steps, value, after) = Scope.Side(() => Scope.Choices.Condition(condition), before);
        Variables.Restore(before);
        Rejections.RemoveRange(noted, Rejections.Count - noted);
        Watches.RemoveRange(watched, Watches.Count - watched);
        var isSimple = steps.Count == 0 && value!.Scalar!.IsPure()
            && after.All(a => before.TryGetValue(a.Key, out var b) && ReferenceEquals(a.Value, b));
        return (() => Scope.Choices.Condition(condition), isSimple);
    }
}
