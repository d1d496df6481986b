using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>References: locals that name a place, and parameters by <c>ref</c>, <c>in</c> and <c>out</c>. A place is read and written in the
/// method that is called, so after all arguments are evaluated.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>What <c>ref</c> locals and bound parameters name. The array and the indices of an element are values in the environment,
    /// so that another element can be named instead.</summary>
    private readonly Dictionary<object, Target> _references = [];

    private readonly Dictionary<object, object> _same = [];

    /// <summary>The key of a variable that may have two names.</summary>
    private object Key(object symbol) => _same.TryGetValue(symbol, out var same) ? same : symbol;

    private Target? Bound(IOperation operation) => operation switch
    {
        ILocalReferenceOperation l => Bound(l.Local, l),
        IParameterReferenceOperation p => Bound(p.Parameter, p),
        IInstanceReferenceOperation t => Bound(Environment.This, t),
        _ => null,
    };

    private Target? Bound(object key, IOperation at)
    {
        if (!_references.TryGetValue(key, out var target)) return null;
        if (target is not Target.Element { Place: var place }) return target with { At = at };
        var leaves = _environment[key]!.Leaves.ToList();
        return new Target.Element(place with { Array = Named(leaves[0]), Indices = leaves.Skip(1).ToArray() }, target.Type, at);
    }

    private void Bind(object key, Target target)
    {
        _references[key] = target;
        if (target is Target.Element { Place: var place }) _environment[key] = Value.Tuple(place.Indices.Prepend(place.Array).Select(Value.Of).ToList());
    }

    private Target Settled(Target target) => target switch
    {
        Target.Element e => e with { Place = e.Place.Settled(Hold) },
        Target.Part p => p with { Of = Settled(p.Of) },
        Target.Choice c => c with { Condition = Hold(c.Condition).Scalar! },
        _ => target,
    };

    // ── ref locals ───────────────────────────────────────────────────────────────────────────────────────────

    private void DeclareReference(IVariableDeclaratorOperation declarator)
    {
        var local = declarator.Symbol;
        if (declarator.GetVariableInitializer() is { Value: var of } && IsVariable(of) && Settled(Aim(of)) is var target and not (Target.Refused or Target.Outside))
        {
            Bind(local, target);
            return;
        }
        Reject(declarator, "A 'ref' local");
        _environment[local] = Default(local.Type);
    }

    /// <summary>A ref local names another element.</summary>
    private Value Rebind(ISimpleAssignmentOperation a)
    {
        if (a.Target is ILocalReferenceOperation { Local: var local } && IsVariable(a.Value) && _references.TryGetValue(local, out var old) && Settled(Aim(a.Value)) is var target)
        {
            if (old is Target.Element { Place: var was } && target is Target.Element { Place: var place } && IsLike(was, place))
            {
                Bind(local, target);
                return Read(target);
            }
        }
        return Reject(a, "A 'ref' assignment");
    }

    /// <summary>The variable or element, of two, that a condition names.</summary>
    private Target AimChoice(IConditionalOperation c)
    {
        if (!c.IsRef || c.WhenFalse is null || !IsVariable(c.WhenTrue) || !IsVariable(c.WhenFalse)) return Refused(c, "A 'ref' choice");
        var condition = Hold(Condition(c.Condition)).Scalar!;
        if (IsPlace(c.WhenTrue) && IsPlace(c.WhenFalse)) return AimElement(c, condition);
        var (steps, watched) = (_steps.Count, _environment.Snapshot());
        var (onTrue, onFalse) = (Settled(Aim(c.WhenTrue)), Settled(Aim(c.WhenFalse)));
        // What computes the operands of one must not run for the other.
        return _steps.Count == steps && _environment.Snapshot().All(p => watched.TryGetValue(p.Key, out var v) && ReferenceEquals(v, p.Value))
            && onTrue is not (Target.Refused or Target.Outside) && onFalse is not (Target.Refused or Target.Outside)
            ? new Target.Choice(condition, onTrue, onFalse, c.Type, c) : Refused(c, "A 'ref' choice");
    }

    private Target AimElement(IConditionalOperation c, Expr condition)
    {
        var places = new List<ElementPlace>();
        Value? Side(IOperation side)
        {
            if (Place(side)?.Settled(Hold) is not { } place) return null;
            places.Add(place);
            return Value.Tuple(place.Indices.Prepend(place.Array).Select(Value.Of).ToList());
        }
        var chosen = Choose(c, condition, () => Side(c.WhenTrue), () => Side(c.WhenFalse!));
        if (chosen is null || places.Count == 0 || places.Any(p => !IsLike(places[0], p))) return Refused(c, "A 'ref' choice");
        var leaves = chosen.Leaves.ToList();
        return new Target.Element(places[0] with { Array = Named(leaves[0]), Indices = leaves.Skip(1).ToArray() }, c.Type, c);
    }

    // But for where it lies.
    private static bool IsLike(ElementPlace a, ElementPlace b) => a with { Array = b.Array, Indices = b.Indices } == b
        && a.Indices.Count == b.Indices.Count && a.Array.Type.Element!.Equals(b.Array.Type.Element);

    /// <summary>It names a place, not a value.</summary>
    private bool IsVariable(IOperation operation) => operation switch
    {
        IParenthesizedOperation p => IsVariable(p.Operand),
        IDeclarationExpressionOperation d => IsVariable(d.Expression),
        ILocalReferenceOperation or IDiscardOperation => true,
        IParameterReferenceOperation p => _environment[Key(p.Parameter)] is not null,
        IInstanceReferenceOperation { Type.IsValueType: true } => _environment[Environment.This] is not null,
        IConditionalOperation { IsRef: true } => true,
        _ when IsPlace(operation) => true,
        IFieldReferenceOperation f => IsMember(f, out var instance, out var a, out _) && a.Composition != Composition.Class && IsVariable(instance),
        _ => false,
    };

    /// <summary>A method that is called on it can change it.</summary>
    private bool IsChangeable(IOperation operation) => operation switch
    {
        IParenthesizedOperation p => IsChangeable(p.Operand),
        ILocalReferenceOperation { Local: var l } => l is { RefKind: not RefKind.RefReadOnly, IsConst: false },
        IParameterReferenceOperation p => p.Parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
        IInstanceReferenceOperation { Type.IsValueType: true } => !_method.IsReadOnly,
        IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { Type.IsValueType: true } instance } => IsChangeable(instance),
        IPropertyReferenceOperation { Property: { IsIndexer: true, RefKind: RefKind.Ref } } or IArrayElementReferenceOperation => true,
        IImplicitIndexerReferenceOperation i => i.Instance.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" },
        _ => false,
    };

    // ── arguments ────────────────────────────────────────────────────────────────────────────────────────────

    private static bool IsByReference(IArgumentOperation argument) => argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out };

    /// <summary>What a call hands over. The first is what the method is called on.</summary>
    private sealed record Handed(Value?[] Values, Target?[] Targets, EquatableArray<Binding?> Bindings)
    {
        public (IOperation At, string What)? Refusal { get; init; }

        public bool IsBound => Bindings.Any(b => b is not null);
    }

    /// <param name="body">What is called; null if it cannot be inlined.</param>
    /// <param name="receiver">What it is called on, if that is a variable.</param>
    /// <param name="self">If it is a value.</param>
    private Handed Hand(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, LoweredBody? body, Target? receiver = null, Value? self = null) =>
        Hand(method, arguments.Select(a => (a.Parameter!.Ordinal, a.Value, (IOperation)a)), body, receiver, self);

    /// <param name="first">The first argument, if its operands are computed.</param>
    private Handed Hand(IMethodSymbol method, IEnumerable<(int Parameter, IOperation Value, IOperation At)> arguments, LoweredBody? body, Target? receiver = null, Value? self = null, Target? first = null)
    {
        var count = method.Parameters.Length + 1;
        var (values, targets, at) = (new Value?[count], new Target?[count], new IOperation?[count]);
        (values[0], targets[0], at[0]) = (self, receiver, receiver?.At);
        foreach (var argument in arguments)
        {
            var (i, kind) = (argument.Parameter + 1, method.Parameters[argument.Parameter].RefKind);
            at[i] = argument.At;
            if (i == 1 && first is not null) (targets[i], values[i]) = kind == RefKind.None ? (default(Target), Hold(Read(first))) : (first, default(Value));
            else if (kind != RefKind.None && (IsVariable(argument.Value) || kind is RefKind.Ref or RefKind.Out)) targets[i] = Settled(Aim(argument.Value));
            if (values[i] is null && targets[i] is null || kind is not (RefKind.Ref or RefKind.Out) && targets[i] is Target.Refused or Target.Outside)
                (targets[i], values[i]) = (null, Hold(Lower(argument.Value)));
        }
        bool Changes(int i) => i == 0 ? body?.ChangesThis == true : method.Parameters[i - 1].RefKind is RefKind.Ref or RefKind.Out;
        var bindings = new Binding?[count];
        (IOperation, string)? refusal = null;
        var hasArrays = values.Any(v => v?.Leaves.Any(l => l.Type.IsArray) == true) || method.Parameters.Any(p => p.RefKind != RefKind.None && Default(p.Type).Leaves.Any(l => l.Type.IsArray));
        var elements = targets.Where(t => t is Target.Element).Count();
        var writes = body is null ? hasArrays : body.WritesMemory || Enumerable.Range(0, count).Any(i => targets[i] is Target.Element && Changes(i));
        for (var i = 0; i < count; i++)
        {
            if (targets[i] is not { } target || target is Target.Discard) continue;
            if (i > 0 && Changes(i))
            {
                if (Types.Of(method.Parameters[i - 1].Type).IsArray || HoldsObject(method.Parameters[i - 1].Type)) refusal ??= (at[i]!, "An array or object by reference");
                else if (target is Target.Refused or Target.Outside or Target.Choice) refusal ??= (at[i]!, "A reference to this");
            }
            if (target is Target.Element { Place: var place } && (Changes(i) ? hasArrays || elements > 1 : writes))
                bindings[i] = new Binding.Memory(place with { Array = new Opaque("", default, place.Array.Type), Indices = place.Indices.Map(x => (Expr)new Opaque("", default, x.Type)) });
            for (var k = 0; k < i; k++)
            {
                if (!Changes(i) && !Changes(k) || targets[k] is not { } other || Meet(target, other) is not { } isSame) continue;
                if (!isSame) refusal ??= (at[i]!, "A second reference to the same variable");
                else if (bindings[i] is null) bindings[i] = bindings[k] is Binding.Same s ? s : new Binding.Same(k);
            }
        }
        if (refusal is not null) return new Handed(values, targets, bindings) { Refusal = refusal };
        // The places are read last.
        for (var i = 0; i < count; i++)
        {
            if (targets[i] is not { } target || bindings[i] is Binding.Memory) continue;
            var isOut = i > 0 && method.Parameters[i - 1].RefKind == RefKind.Out && !bindings.Any(b => b is Binding.Same s && s.As == i);
            values[i] = isOut ? Default(method.Parameters[i - 1].Type) : Hold(Read(target));
            if (!isOut && Aggregate.Of(target.Type) is { Composition: not Composition.Class } a) values[i] = Expanded(values[i]!, a);
        }
        return new Handed(values, targets, bindings);
    }

    private static bool HoldsObject(ITypeSymbol type) => Aggregate.Of(type) is { } a && (a.Composition == Composition.Class || a.Members.Any(m => HoldsObject(m.Type)));

    /// <summary>Whether two places are the same variable or share a part; null if they lie apart. Elements are another matter.</summary>
    private static bool? Meet(Target a, Target b)
    {
        if (a is Target.Choice c) return Meet(c.OnTrue, b) is null && Meet(c.OnFalse, b) is null ? null : false;
        if (b is Target.Choice) return Meet(b, a);
        var (x, y) = (Path(a), Path(b));
        if (x is null || y is null || !Equals(x[0], y[0])) return null;
        for (var i = 1; i < Math.Min(x.Count, y.Count); i++)
            if (!Equals(x[i], y[i])) return null;
        return x.Count == y.Count;

        static List<object>? Path(Target target) => target switch
        {
            Target.Variable v => [v.Key],
            Target.Part p when Path(p.Of) is { } path => [.. path, p.Index],
            _ => null,
        };
    }

    /// <summary>Leaf by leaf, as the method takes them, each with the parameter that it is for.</summary>
    private List<(Expr Leaf, int Parameter)> Leaves(Handed handed, IMethodSymbol method, IOperation at)
    {
        var leaves = new List<(Expr, int)>();
        for (var i = 0; i < handed.Values.Length; i++)
        {
            var (shape, type) = i == 0 ? (Types.Shape(method.ContainingType, "this", true), method.ContainingType) : (ShapeOf(method.Parameters[i - 1]), method.Parameters[i - 1].Type);
            var taken = handed.Bindings[i] is Binding.Memory && handed.Targets[i] is Target.Element { Place: var place } ? place.Indices.Prepend(place.Array)
                : handed.Values[i] is { } value ? Passed(value, shape, type, at) : [];
            leaves.AddRange(taken.Select(l => (l, i - 1)));
        }
        return leaves;
    }

    /// <summary>What the method has left in its parameters, and in what it was called on.</summary>
    private void GiveBack(IOperation call, IMethodSymbol method, LoweredBody body, List<Expr> results, Handed handed)
    {
        var next = results.Skip(results.Count - body.Method.Finals).GetEnumerator();
        Expr Taken()
        {
            next.MoveNext();
            return next.Current;
        }
        foreach (var i in body.Left)
        {
            var given = i == 0 ? handed.Values[0]! : handed.Values[i]!;
            var value = given.Map(l => l.Type.IsArray ? l : Taken());
            // The object of two names is assigned once.
            var into = handed.Targets[i];
            if (into is not null) Write(into, Hold(value), into is Target.Discard ? call : into.At);
        }
    }
}
