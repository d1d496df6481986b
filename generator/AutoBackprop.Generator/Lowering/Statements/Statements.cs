using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Statements. After a statement that may have jumped, the rest of its list is conditional.</summary>
internal sealed class Statements(Scope scope) : Lowerer(scope)
{
    public void Sequence(IReadOnlyList<IOperation> statements) => Sequence(statements, 0);

    private void Sequence(IReadOnlyList<IOperation> statements, int from)
    {
        for (var i = from; i < statements.Count; i++)
        {
            Context.Token.ThrowIfCancellationRequested();
            var statement = statements[i];
            if (statement is IUsingDeclarationOperation resource)
            {
                Scope.Endings.LowerUsing(resource, () => Sequence(statements, i + 1));
                return;
            }
            var flags = Jumps.Of(statement).ToList();
            if (flags.Count == 0) { Statement(statement); continue; }

            var rest = i + 1;
            if (statement is IBlockOperation block && rest < statements.Count)
                Sequence([.. block.Operations, .. statements.Skip(rest)], 0);
            else if (statement is IConditionalOperation choice && (Jumps.Always(choice.WhenTrue) || Jumps.Always(choice.WhenFalse)))
                IfThenRest(choice, statements, rest);
            else
            {
                var target = LabelAfter(statements, rest, flags);
                if (target is not null) Begin(statements, rest, flags);
                Statement(statement);
                if (target is { } label) UpTo(label, statement, statements, rest, flags);
                else if (rest < statements.Count
                    && statement is not (IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation))
                    Scope.Choices.Branch(statement, Ops.Not(AnyOf(flags)), () => Sequence(statements, rest), () => { });
            }
            return;
        }
    }

    /// <summary>The first statement after it that it may go to.</summary>
    private static int? LabelAfter(IReadOnlyList<IOperation> statements, int from, List<object> flags)
    {
        for (var i = from; i < statements.Count; i++)
            if (statements[i] is ILabeledOperation { Label: var label } && flags.Contains(label)) return i;
        return null;
    }

    /// <summary>goto a statement further down: those before it are left out, and there it goes on.</summary>
    private void UpTo(int label, IOperation statement, IReadOnlyList<IOperation> statements, int rest, List<object> flags)
    {
        List<IOperation> between = [.. statements.Skip(rest).Take(label - rest)];
        Begin(statements, rest, between.SelectMany(Jumps.Of).ToList());
        Scope.Choices.Branch(statement, Ops.Not(AnyOf(flags)), () => Sequence(between, 0), () => { });
        var name = ((ILabeledOperation)statements[label]).Label;
        Variables[name] = Const.False;
        var others = flags.Concat(between.SelectMany(Jumps.Of)).Where(f => !Equals(f, name)).Distinct().ToList();
        if (others.Count == 0) Sequence(statements, label);
        else if (LabelAfter(statements, label + 1, others) is { } next) UpTo(next, statement, statements, label, others);
        else Scope.Choices.Branch(statement, Ops.Not(AnyOf(others)), () => Sequence(statements, label), () => { });
    }

    // Nobody has gone to them yet.
    private void Begin(IReadOnlyList<IOperation> statements, int from, List<object> flags)
    {
        foreach (var labeled in statements.Skip(from).OfType<ILabeledOperation>())
            if (flags.Contains(labeled.Label) && Variables[labeled.Label] is null) Variables[labeled.Label] = Const.False;
    }

    /// <summary>if (c) return a; rest: the rest is the other branch.</summary>
    private void IfThenRest(IConditionalOperation choice, IReadOnlyList<IOperation> statements, int rest)
    {
        void Side(IOperation? side)
        {
            if (side is null) Sequence(statements, rest);
            else if (Jumps.Always(side)) Sequence([side], 0);
            else Sequence([side, .. statements.Skip(rest)], 0);
        }
        Scope.Choices.Branch(choice, Scope.Choices.Condition(choice.Condition), () => Side(choice.WhenTrue), () => Side(choice.WhenFalse));
    }

    public void Statement(IOperation statement)
    {
        var (steps, from) = (Scope.Steps, Scope.Steps.Count);
        ByKind(statement);
        Scope.NoteSteps(steps, from, statement);
    }

    private void ByKind(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation s: Sequence(s.Operations); break;
            case IEmptyOperation or ILocalFunctionOperation: break;
            case IExpressionStatementOperation s: Effect(s.Operation); break;
            case IVariableDeclarationGroupOperation s:
                foreach (var declarator in s.Declarations.SelectMany(d => d.Declarators)) Declare(declarator);
                break;
            case IConditionalOperation s:
                Scope.Choices.Branch(s, Scope.Choices.Condition(s.Condition), () => Statement(s.WhenTrue),
                    () => { if (s.WhenFalse is { } other) Statement(other); });
                break;
            case IReturnOperation { Kind: OperationKind.Return } s:
                if (s.ReturnedValue is { } value)
                {
                    var result = Lower(value) is var given && Aggregate.Of(value.Type) is { } a
                        ? Scope.Composites.Expanded(given, a) : given;
                    Assign(Environment.Result, Scope.IsOutermost ? Scope.ArrayResults.Returned(result, value.Type, value) : result,
                        value.Type);
                }
                Variables[Environment.Returned] = Const.True;
                break;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } s: Variables[s.Target] = Const.True; break;
            case IThrowOperation s: Raise(s); break;
            case IForLoopOperation s: Scope.RebuiltArrays.Around(s, () => Scope.Loops.LowerFor(s)); break;
            case IWhileLoopOperation s: Scope.RebuiltArrays.Around(s, () => Scope.Loops.LowerWhile(s)); break;
            case ISwitchOperation s: Scope.Switches.LowerStatement(s); break;
            case IForEachLoopOperation s: Scope.RebuiltArrays.Around(s, () => Scope.ForEachLoops.LowerForEach(s)); break;
            case ITryOperation s: Scope.Endings.LowerTry(s); break;
            case IUsingOperation s: Scope.Endings.LowerUsing(s); break;
            case ILockOperation s: Scope.Endings.LowerLock(s); break;
            case IBranchOperation s when Jumps.SwitchOf(s) is { } choice: Scope.Switches.LowerGoTo(s, choice); break;
            case IBranchOperation s when IsForward(s): Variables[s.Target] = Const.True; break;
            case IBranchOperation: Reject(statement, "'goto'", "write a loop with 'continue' and 'break'"); break;
            // A loop may have a name, to be left or continued by.
            case ILabeledOperation { Operation: { } named } s when !IsJumpedTo(s): Statement(named); break;
            case ILabeledOperation { Operation: { } named }: Statement(named); break;
            case IReturnOperation { Kind: OperationKind.YieldBreak }: Variables[Environment.Returned] = Const.True; break;
            case IReturnOperation s: Scope.Iterators.Yield(s); break;
            case IInvalidOperation: Invalid(statement); break;
            default: Reject(statement); break;
        }
    }

    public Expr AnyOf(IEnumerable<object> flags) => flags
        .Select(f => Variables[f]?.Scalar ?? Const.False).Distinct().Aggregate((Expr)Const.False, Ops.Or);

    /// <summary>It goes to a statement of a block around it, further down.</summary>
    private static bool IsForward(IBranchOperation jump)
    {
        for (IOperation inner = jump; inner.Parent is { } outer; inner = outer)
            if (outer is IBlockOperation block)
                foreach (var statement in block.Operations.SkipWhile(o => o != inner).Skip(1))
                    if (statement is ILabeledOperation { Label: var label } && SymbolEqualityComparer.Default.Equals(label, jump.Target))
                        return true;
        return false;
    }

    private static bool IsJumpedTo(ILabeledOperation label)
    {
        IOperation root = label;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().OfType<IBranchOperation>()
            .Any(b => b.BranchKind == BranchKind.GoTo && SymbolEqualityComparer.Default.Equals(b.Target, label.Label));
    }

    // The compiler reports it; one error is enough.
    public Value Invalid(IOperation operation)
    {
        Context.HasCompilerErrors = true;
        return Defaults.Of(operation.Type);
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var local = declarator.Symbol;
        if (local.IsRef)
        {
            Scope.ReferenceLocals.Declare(declarator);
            return;
        }
        if (declarator.GetVariableInitializer() is not { } initializer)
            Variables[local] = InlineArrays.Is(local.Type) ? Scope.InlineArrays.New(local.Type, declarator)
                : Scope.LocalObjects.IsMadeHere(local.Type) ? Scope.Constructors.DefaultOf(local.Type) : Defaults.Of(local.Type);
        else if (Dictionaries.Holds(local, declarator, initializer.Value))
            Variables[local] = Scope.Dictionaries.New(local, initializer.Value);
        else if (Lists.Grows(local, declarator)) Variables[local] = Scope.Lists.New(local, initializer.Value);
        else
            Assign(local, Types.Of(local.Type).IsArray ? Scope.NewArrays.Called(Scope.Name(local), initializer.Value)
                : local.Type.IsReferenceType || Scope.LocalObjects.IsClosed(local.Type)
                    ? Scope.Constructors.Called(Scope.Name(local), initializer.Value) : Lower(initializer.Value), local.Type);
    }

    /// <summary>An expression for what it does.</summary>
    public void Effect(IOperation operation) => Done(Lower(operation));

    /// <summary>Nobody wants the value.</summary>
    public void Done(Value value)
    {
        foreach (var leaf in value.Leaves)
            if (leaf is Opaque { IsPure: false } code) Emit(new Execute(code));
    }

    public void Raise(IThrowOperation s)
    {
        if (s.Exception is null) { Reject(s, "'throw' without an exception", "write 'throw new ...'"); return; }
        var watched = Watches.Count;
        var created = s.Exception is IConversionOperation { OperatorMethod: null } c ? c.Operand : s.Exception;
        var exception = Lower(created).Scalar!;
        // Nothing follows, so no gradient is lost in the message.
        Watches.RemoveRange(watched, Watches.Count - watched);
        Emit(new Throw(exception));
    }
}
