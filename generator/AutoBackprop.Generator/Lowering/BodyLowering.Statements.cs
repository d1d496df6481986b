using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Statements. After a statement that may have jumped, the rest of its list is conditional.</summary>
internal sealed partial class BodyLowering
{
    private void Statements(IReadOnlyList<IOperation> statements) => Statements(statements, 0);

    private void Statements(IReadOnlyList<IOperation> statements, int from)
    {
        for (var i = from; i < statements.Count; i++)
        {
            _context.Token.ThrowIfCancellationRequested();
            var statement = statements[i];
            var flags = Jumps.Of(statement).ToList();
            if (flags.Count == 0) { Statement(statement); continue; }

            var rest = i + 1;
            if (statement is IBlockOperation block && rest < statements.Count)
                Statements([.. block.Operations, .. statements.Skip(rest)], 0);
            else if (statement is IConditionalOperation choice && (Jumps.Always(choice.WhenTrue) || Jumps.Always(choice.WhenFalse)))
                IfThenRest(choice, statements, rest);
            else
            {
                Statement(statement);
                if (rest < statements.Count && statement is not (IReturnOperation or IBranchOperation))
                    Branch(statement, Ops.Not(AnyOf(flags)), () => Statements(statements, rest), () => { });
            }
            return;
        }
    }

    /// <summary>if (c) return a; rest: the rest is the other branch.</summary>
    private void IfThenRest(IConditionalOperation choice, IReadOnlyList<IOperation> statements, int rest)
    {
        void Side(IOperation? side)
        {
            if (side is null) Statements(statements, rest);
            else if (Jumps.Always(side)) Statements([side], 0);
            else Statements([side, .. statements.Skip(rest)], 0);
        }
        Branch(choice, Condition(choice.Condition), () => Side(choice.WhenTrue), () => Side(choice.WhenFalse));
    }

    private Expr AnyOf(IEnumerable<object> flags) => flags
        .Select(f => _environment[f]?.Scalar ?? Const.False).Distinct().Aggregate((Expr)Const.False, Ops.Or);

    private void Statement(IOperation statement)
    {
        var (steps, from) = (_steps, _steps.Count);
        Take(statement);
        NoteSteps(steps, from, statement);
    }

    private void Take(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation s: Statements(s.Operations); break;
            case IEmptyOperation or ILocalFunctionOperation: break;
            case IExpressionStatementOperation s: Effect(s.Operation); break;
            case IVariableDeclarationGroupOperation s:
                foreach (var declarator in s.Declarations.SelectMany(d => d.Declarators)) Declare(declarator);
                break;
            case IConditionalOperation s:
                Branch(s, Condition(s.Condition), () => Statement(s.WhenTrue), () => { if (s.WhenFalse is { } other) Statement(other); });
                break;
            case IReturnOperation { Kind: OperationKind.Return } s:
                if (s.ReturnedValue is { } value) Assign(Environment.Result, Lower(value) is var result && Aggregate.Of(value.Type) is { } a ? Expanded(result, a) : result, value.Type);
                _environment[Environment.Returned] = Const.True;
                break;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } s: _environment[s.Target] = Const.True; break;
            case IThrowOperation s: Raise(s); break;
            case IForLoopOperation s: Loop(s); break;
            case IWhileLoopOperation s: Loop(s); break;
            case ISwitchOperation s: Switch(s); break;
            case IForEachLoopOperation s: Loop(s); break;
            case ITryOperation: Reject(statement, "'try'"); break;
            case IUsingOperation or IUsingDeclarationOperation: Reject(statement, "'using'"); break;
            case ILockOperation: Reject(statement, "'lock'"); break;
            case IBranchOperation: Reject(statement, "'goto'"); break;
            // A loop may have a name, to be left or continued by.
            case ILabeledOperation { Operation: { } named } s when !IsJumpedTo(s): Statement(named); break;
            case ILabeledOperation: Reject(statement, "A label"); break;
            case IReturnOperation: Reject(statement, "'yield'"); break;
            case IInvalidOperation: Invalid(statement); break;
            default: Reject(statement, "This statement"); break;
        }
    }

    private static bool IsJumpedTo(ILabeledOperation label)
    {
        IOperation root = label;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().OfType<IBranchOperation>().Any(b => b.BranchKind == BranchKind.GoTo && SymbolEqualityComparer.Default.Equals(b.Target, label.Label));
    }

    // The compiler reports it; one error is enough.
    private Value Invalid(IOperation operation)
    {
        _context.HasCompilerErrors = true;
        return Default(operation.Type);
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var local = declarator.Symbol;
        if (local.IsRef)
        {
            DeclareReference(declarator);
            return;
        }
        if (declarator.GetVariableInitializer() is not { } initializer)
            _environment[local] = Default(local.Type);
        else
        {
            // A new array is called by the name of its first variable.
            _nameOfNext = Types.Of(local.Type).IsArray ? Name(local) : null;
            Assign(local, Lower(initializer.Value), local.Type);
            _nameOfNext = null;
        }
    }

    private string? _nameOfNext;

    /// <summary>An expression for what it does.</summary>
    private void Effect(IOperation operation)
    {
        _isStatement = operation;
        foreach (var leaf in Lower(operation).Leaves)
            if (leaf is Opaque { IsPure: false } code) _steps.Add(new Execute(code));
    }

    private IOperation? _isStatement;

    private void Raise(IThrowOperation s)
    {
        if (s.Exception is null) { Reject(s, "'throw' without an exception"); return; }
        var watched = Watches.Count;
        var created = s.Exception is IConversionOperation { OperatorMethod: null } c ? c.Operand : s.Exception;
        _isStatement = created;
        var exception = Lower(created).Scalar!;
        // Nothing follows, so no gradient is lost in the message.
        Watches.RemoveRange(watched, Watches.Count - watched);
        _steps.Add(new Throw(exception));
    }

    // ── choices ──────────────────────────────────────────────────────────────────────────────────────────────

    private Expr Condition(IOperation operation) => Lower(operation).Scalar ?? Const.True;

    private void Branch(IOperation at, Expr condition, Action then, Action @else) => Choose(at, condition, () => { then(); return null; }, () => { @else(); return null; });

    /// <summary>Lowers both sides in their own block; whatever they leave different comes out as a <see cref="Phi"/>.</summary>
    private Value? Choose(IOperation at, Expr condition, Func<Value?> then, Func<Value?> @else)
    {
        if (condition is Const known) return known.Value != 0 ? then() : @else();

        var before = _environment.Snapshot();
        var (thenSteps, thenValue, afterThen) = Side(then, before);
        var (elseSteps, elseValue, afterElse) = Side(@else, before);
        _environment.Restore(before);

        var phis = new List<Phi>();
        var after = new List<Stmt>();
        Value Merge(object? key, Value onTrue, Value onFalse)
        {
            var name = key is ISymbol s and not ILabelSymbol ? Name(s) : "";
            if (!onTrue.HasShapeOf(onFalse))
            {
                Reject(Descriptors.Unsupported, WhereAssigned(at, key), "A choice between an object and one that stays in one piece");
                return onTrue;
            }
            return onTrue.With(onTrue.Leaves.Zip(onFalse.Leaves, (a, b) =>
        {
            if (a.Equals(b)) return a;
            if (a.Type.IsArray && b.Type.IsArray)
            {
                if (MergeArrays(name, a, b, thenSteps.Concat(elseSteps), phis, after) is { } array) return array;
                Reject(Descriptors.Unsupported, WhereAssigned(at, key), "An array that is made in a branch, and outlives it,");
                return a;
            }
            var target = name.Length == 0 ? _fresh.Hidden(a.Type) : _fresh.Named(name, a.Type);
            phis.Add(new Phi(target, a, b));
            _origins.Note(target, at.Syntax);
            return (Expr)target;
        }).ToList());
        }

        var (thenEnds, elseEnds) = (Ends(thenSteps), Ends(elseSteps));
        foreach (var key in before.Keys)
        {
            var (a, b) = (afterThen[key], afterElse[key]);
            // What a throwing branch assigned, nobody sees.
            if (thenEnds) a = Unseen(b, before[key]);
            if (elseEnds) b = Unseen(a, before[key]);
            if (!ReferenceEquals(a, b)) _environment[key] = Merge(key, a, b);
        }
        var result = thenValue is null || elseValue is null ? null
            : Merge(null, thenEnds ? Unseen(elseValue, thenValue) : thenValue, elseEnds ? Unseen(thenValue, elseValue) : elseValue);
        _steps.Add(new If(condition, new Block(thenSteps), new Block(elseSteps), phis));
        _origins.Note(_steps[^1], at.Syntax);
        _steps.AddRange(after);
        return result;
    }

    private static Value Unseen(Value other, Value before) =>
        ReferenceEquals(other, before) ? before : other.Map(e => e.IsAtom && e is Const ? e : Blank(e.Type));

    private static Expr Blank(IrType type) =>
        type.Kind is Kind.Other or Kind.Array ? new Opaque($"default({type.Name})", default, type, IsPure: true) : new Const(0, type);

    private static bool Ends(List<Stmt> steps) => steps.Count > 0 && steps[^1] is Throw;

    private (List<Stmt> Steps, Value? Value, IReadOnlyDictionary<object, Value> After) Side(Func<Value?> side, IReadOnlyDictionary<object, Value> before)
    {
        var outer = _steps;
        _steps = [];
        _environment.Restore(before);
        var value = side();
        var steps = _steps;
        _steps = outer;
        return (steps, value, _environment.Snapshot());
    }
}
