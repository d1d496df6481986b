using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Arguments of a method that is inlined. A place is read and written in the method that is called, so after all arguments are
/// evaluated.</summary>
internal sealed class Handover(Scope scope) : Lowerer(scope)
{
    public static bool IsByReference(IArgumentOperation argument) => argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out };

    /// <summary>What a call hands over. The first is what the method is called on.</summary>
    public sealed record Handed(Value?[] Values, Target?[] Targets, EquatableArray<Binding?> Bindings)
    {
        public (IOperation At, string What)? Refusal { get; init; }

        public bool IsBound => Bindings.Any(b => b is not null);
    }

    /// <param name="body">What is called; null if it cannot be inlined.</param>
    /// <param name="receiver">What it is called on, if that is a variable.</param>
    /// <param name="self">If it is a value.</param>
    public Handed Hand(IMethodSymbol method, IEnumerable<IArgumentOperation> arguments, LoweredBody? body, Target? receiver = null,
        Value? self = null) =>
        Hand(method, arguments.Select(a => (a.Parameter!.Ordinal, a.Value, (IOperation)a)), body, receiver, self);

    /// <param name="first">The first argument, if its operands are computed.</param>
    public Handed Hand(IMethodSymbol method, IEnumerable<(int Parameter, IOperation Value, IOperation At)> arguments, LoweredBody? body,
        Target? receiver = null, Value? self = null, Target? first = null)
    {
        var count = method.Parameters.Length + 1;
        var (values, targets, at) = (new Value?[count], new Target?[count], new IOperation?[count]);
        (values[0], targets[0], at[0]) = (self, receiver, receiver?.At);
        foreach (var argument in arguments)
        {
            var (i, kind) = (argument.Parameter + 1, method.Parameters[argument.Parameter].RefKind);
            at[i] = argument.At;
            if (i == 1 && first is not null)
                (targets[i], values[i]) = kind == RefKind.None
                    ? (default(Target), Hold(Scope.Targets.Read(first))) : (first, default(Value));
            else if (kind != RefKind.None && (Scope.References.IsVariable(argument.Value) || kind is RefKind.Ref or RefKind.Out))
                targets[i] = Scope.References.Settled(Scope.Targets.Aim(argument.Value));
            if (values[i] is null && targets[i] is null
                || kind is not (RefKind.Ref or RefKind.Out) && targets[i] is Target.Refused or Target.Outside)
                (targets[i], values[i]) = (null, Hold(Lower(argument.Value)));
        }
        bool Changes(int i) => i == 0 ? body?.ChangesThis == true : method.Parameters[i - 1].RefKind is RefKind.Ref or RefKind.Out;
        var bindings = new Binding?[count];
        (IOperation, string)? refusal = null;
        var hasArrays = values.Any(v => v?.Leaves.Any(l => l.Type.IsArray) == true)
            || method.Parameters.Any(p => p.RefKind != RefKind.None && Defaults.Of(p.Type).Leaves.Any(l => l.Type.IsArray));
        var elements = targets.Where(t => t is Target.Element).Count();
        var writes = body is null ? hasArrays
            : body.WritesMemory || Enumerable.Range(0, count).Any(i => targets[i] is Target.Element && Changes(i));
        for (var i = 0; i < count; i++)
        {
            if (targets[i] is not { } target || target is Target.Discard) continue;
            if (i > 0 && Changes(i))
            {
                if (Types.Of(method.Parameters[i - 1].Type).IsArray || HoldsObject(method.Parameters[i - 1].Type))
                    refusal ??= (at[i]!, "An array or object by reference");
                else if (target is Target.Refused or Target.Outside or Target.Choice or Target.Accessor)
                    refusal ??= (at[i]!, "A reference to what is no local, parameter or element");
            }
            if (target is Target.Element { Place: var place } && (Changes(i) ? hasArrays || elements > 1 : writes))
                bindings[i] = new Binding.Memory(place with { Array = new Opaque("", default, place.Array.Type),
                    Indices = place.Indices.Map(x => (Expr)new Opaque("", default, x.Type)) });
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
            values[i] = isOut ? Defaults.Of(method.Parameters[i - 1].Type) : Hold(Scope.Targets.Read(target));
            if (!isOut && Aggregate.Of(target.Type) is { Composition: not Composition.Class } a)
                values[i] = Scope.Composites.Expanded(values[i]!, a);
        }
        return new Handed(values, targets, bindings);
    }

    private static bool HoldsObject(ITypeSymbol type) =>
        Aggregate.Of(type) is { } a && (a.Composition == Composition.Class || a.Members.Any(m => HoldsObject(m.Type)));

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
    public List<(Expr Leaf, int Parameter)> Leaves(Handed handed, IMethodSymbol method, IOperation at)
    {
        var leaves = new List<(Expr, int)>();
        for (var i = 0; i < handed.Values.Length; i++)
        {
            var (shape, type) = i == 0 ? (Types.Shape(method.ContainingType, "this", true), method.ContainingType)
                : (Inlining.ShapeOf(method.Parameters[i - 1]), method.Parameters[i - 1].Type);
            var taken = handed.Bindings[i] is Binding.Memory && handed.Targets[i] is Target.Element { Place: var place }
                ? place.Indices.Prepend(place.Array)
                : handed.Values[i] is { } value ? Scope.Composites.Passed(value, shape, type, at) : [];
            leaves.AddRange(taken.Select(l => (l, i - 1)));
        }
        return leaves;
    }

    /// <summary>What the method has left in its parameters, and in what it was called on.</summary>
    public void GiveBack(IOperation call, IMethodSymbol method, LoweredBody body, List<Expr> results, Handed handed)
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
            if (into is not null) Scope.Targets.Write(into, Hold(value), into is Target.Discard ? call : into.At);
        }
    }
}
