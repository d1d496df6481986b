using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Loops. A counted one becomes <see cref="For"/>; every other one a <see cref="While"/> that carries what it assigns.</summary>
internal sealed partial class BodyLowering
{
    private void Loop(IForLoopOperation loop)
    {
        var counted = CountedLoop.Match(loop, Changed(loop.Body), KeyOf);
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
        var body = Inside(() => { Begin(carried); _environment[loop.ContinueLabel] = Const.False; Statement(loop.Body); });
        _steps.Add(new For(index, from, Hold(to).Scalar!, counted.Step, Leave(carried, loop), body));
        End(carried);
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
        var before = _steps.Count;
        var goOn = !conditionFirst || !isSimple ? _environment[run]!.Scalar! : Identities.Simplify(Ops.And(Ops.Not(AnyOf(exits)), test()));
        if (_steps.Count != before) Reject(loop, "A part of an array in the condition of a loop that assigns it");

        var steps = Inside(() =>
        {
            Begin(carried);
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
        _steps.Add(new While(Leave(carried, loop), goOn, steps));
        End(carried);
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
    private IEnumerable<object> Assigned(IOperation operation) => Changed(operation)
        .Concat(Jumps.Of(operation))
        .Concat(operation is ILoopOperation loop ? [loop.ExitLabel] : [])
        .Concat(Jumps.Inside(operation).Any(o => o is IReturnOperation) ? [Environment.Result, Environment.Returned] : [])
        .Distinct().Where(k => _environment[k] is not null);

    /// <summary>Every variable that the operation may change, by whatever name.</summary>
    private IEnumerable<object> Changed(IOperation operation) => Assignments.In(operation).Concat(Receivers(operation)).SelectMany(k => Rooted(k))
        .Concat(Jumps.Inside(operation).OfType<ISimpleAssignmentOperation>().Where(a => a.IsRef).Select(a => a.Target).OfType<ILocalReferenceOperation>().Select(l => l.Local));

    private IEnumerable<object> Rooted(object key) => _references.TryGetValue(key, out var target) ? target.Keys : [Key(key)];

    /// <summary>The key of a variable; null if it is an element of memory.</summary>
    private object? KeyOf(object symbol) => _references.TryGetValue(symbol, out var target) ? target is Target.Variable v ? v.Key : null : Key(symbol);

    /// <summary>Structs on which methods are called that change them.</summary>
    private IEnumerable<object> Receivers(IOperation operation)
    {
        foreach (var inner in Jumps.Inside(operation))
        {
            var (method, instance) = inner switch
            {
                IInvocationOperation i => (i.TargetMethod, i.Instance),
                IPropertyReferenceOperation p => (p.Property.GetMethod, p.Instance),
                _ => (null, null),
            };
            if (instance?.Type is { IsValueType: true } type && method is { IsReadOnly: false } && ChangesThis(method, type))
                foreach (var root in Assignments.Roots(instance)) yield return root;
        }
    }

    private bool ChangesThis(IMethodSymbol method, ITypeSymbol type) => Aggregate.Of(type) is not { } a ? MayChange(method)
        : a.Composition == Composition.Struct && SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
        && method.DeclaringSyntaxReferences is [var reference] && _context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
        && SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && !method.IsGenericMethod && !method.IsAsync
        && _context.BodyOf(method, reference.GetSyntax(_context.Token)) is { ChangesThis: true };

    /// <param name="Arrays">Those among the leaves, in order.</param>
    private sealed record Entered(object Key, string Name, Value Initial, Value Variables, List<CarriedArray> Arrays);

    private List<Entered> Enter(IEnumerable<object> keys, IOperation loop)
    {
        var entered = new List<Entered>();
        foreach (var (key, initial) in keys.Select(k => (k, _environment[k]!)).ToList())
        {
            var (arrays, leaf) = (new List<CarriedArray>(), 0);
            var name = key is ISymbol s and not ILabelSymbol ? Name(s) : "";
            var variables = initial.Map(e => leaf++ is var i && e.Type.IsArray ? Carry(key, e, initial, i, name, loop, arrays)
                : name.Length > 0 ? _fresh.Named(e is Var { IsHidden: false } v ? v.Name : name, e.Type) : _fresh.Hidden(e.Type));
            entered.Add(new Entered(key, name, initial, variables, arrays));
        }
        foreach (var e in entered) _environment[e.Key] = e.Variables;
        return entered;
    }

    /// <summary>Within the loop: arrays get their names.</summary>
    private void Begin(List<Entered> entered)
    {
        foreach (var e in entered.Where(e => e.Arrays.Count > 0)) _environment[e.Key] = Named(e.Variables, e.Name);
    }

    private Value Named(Value value, string name) => value.Map(l => l.Type.IsArray && l is not Var ? Define(name, l).Scalar! : l);

    private EquatableArray<Carried> Leave(List<Entered> entered, IOperation loop)
    {
        var carried = new List<Carried>();
        foreach (var e in entered)
        {
            var nexts = _environment[e.Key]!.Leaves.ToList();
            var (leaf, array) = (0, 0);
            var initials = e.Initial.Leaves.ToList();
            if (nexts.Count != initials.Count)
            {
                Reject(Descriptors.Unsupported, WhereAssigned(loop, e.Key), "A choice between an object and one that stays in one piece");
                _environment[e.Key] = e.Variables;
                continue;
            }
            _environment[e.Key] = e.Variables.Map(v =>
            {
                var i = leaf++;
                Expr Result(Expr variable, Expr initial, Expr next)
                {
                    carried.Add(new Carried((Var)variable, initial, next, _fresh.Version((Var)variable)));
                    return carried[^1].Result;
                }
                if (!v.Type.IsArray) return Result(v, initials[i], nexts[i]);
                var inside = e.Arrays[array++];
                if (Numbers(inside, nexts[i]) is not { } numbers)
                {
                    Reject(Descriptors.Unsupported, WhereAssigned(loop, e.Key), "An array that is made in a loop, and outlives the iteration,");
                    return v;
                }
                var results = numbers.Select(n => Result(n.Variable, n.Initial, n.Next)).ToList();
                Expr Now(Expr number) => numbers.FindIndex(n => n.Variable.Equals(number)) is >= 0 and var k ? results[k] : number;
                var of = inside.Inside;
                return Look(of with { Which = Now(of.Which), Start = of.Start is { } s ? Now(s) : null, Length = of.Length is { } l ? Now(l) : null }, v.Type);
            });
        }
        return carried;
    }

    /// <summary>After the loop: arrays get their names.</summary>
    private void End(List<Entered> entered) => Begin([.. entered.Select(e => e with { Variables = _environment[e.Key]! })]);

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
