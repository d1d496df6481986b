using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Members of System.Numerics: what <see cref="VectorRules"/> says they compute.</summary>
internal sealed class VectorMembers(Scope scope) : Lowerer(scope), ICallLowering
{
    public Value? TryLower(IInvocationOperation call) => Member(call.TargetMethod, call.Type, call.Instance, call.Arguments);

    /// <summary>A call, a constructor or a getter; null where it is none of the table.</summary>
    public Value? Member(IMethodSymbol? method, ITypeSymbol? type, IOperation? instance, IEnumerable<IArgumentOperation> arguments)
    {
        if (VectorSymbols.RowOf(method) is not { } row) return null;
        List<Value> given = instance is null ? [] : [Numbers(Lower(instance), instance.Type)];
        var values = new Value?[method!.Parameters.Length];
        var left = new List<Target>();
        foreach (var argument in arguments)
            if (argument.Parameter!.RefKind == RefKind.Out) left.Add(Scope.References.Settled(Scope.Targets.Aim(argument.Value)));
            else values[argument.Parameter.Ordinal] = Numbers(Lower(argument.Value), argument.Parameter.Type);
        given.AddRange(values.OfType<Value>());
        var results = Computed(row, given, [type, .. method.Parameters.Where(p => p.RefKind == RefKind.Out).Select(p => p.Type)]);
        if (left.Count == 0) return results[0];
        results = [.. results.Select(Hold)];
        for (var i = 0; i < left.Count; i++) Scope.Targets.Write(left[i], results[i + 1], left[i].At);
        return results[0];
    }

    /// <summary>An operator or a conversion.</summary>
    public Value? Operator(IMethodSymbol? method, params Value[] args) => VectorSymbols.RowOf(method) is { } row
        ? Computed(row, args.Select((a, i) => Numbers(a, method!.Parameters[i].Type)), [method!.ReturnType])[0] : null;

    public Value? Constant(IFieldSymbol field) => VectorSymbols.RowOf(field) is { } row ? Computed(row, [], [field.Type])[0] : null;

    /// <summary>It is fine for its value, when nothing active goes in.</summary>
    public Value Unknown(IInvocationOperation call)
    {
        var rejection = new Rejection(Descriptors.NoVectorRule, call.Syntax.GetLocation(),
            $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}");
        var left = call.Arguments.Where(a => a.Parameter is { RefKind: RefKind.Out }).ToList();
        if (left.Count == 0) return Scope.ForeignCalls.CallForeign(call, rejection);
        Rejections.Add(rejection);
        foreach (var argument in left) Scope.Targets.Write(Scope.Targets.Aim(argument.Value), Defaults.Of(argument.Parameter!.Type),
            argument);
        return Defaults.Of(call.Type);
    }

    private List<Value> Computed(VectorRow row, IEnumerable<Value> args, IEnumerable<ITypeSymbol?> types)
    {
        var body = new StructuredBody(Fresh);
        var numbers = row.Formula(body, [.. args.Select(a => new Vec([.. a.Leaves]))]).Numbers;
        foreach (var step in body.Steps) Emit(step);
        var (results, at) = (new List<Value>(), 0);
        foreach (var type in types)
        {
            var like = type is { SpecialType: SpecialType.System_Void } ? Const.False : Defaults.Of(type);
            results.Add(type is { SpecialType: SpecialType.System_Void } ? like : like.With(like.Leaves.Select(l =>
                numbers[at++].As(l.Type)).ToList()));
        }
        return results;
    }

    /// <summary>Number by number, each computed once. What is read from a constant may be read again.</summary>
    private Value Numbers(Value value, ITypeSymbol? type) => (Aggregate.Of(type) is { } a ? Scope.Composites.Expanded(value, a) : value)
        .Map(e => e.IsAtom ? Scope.Known(e) : e is Opaque { IsPure: true, Args: [{ IsAtom: true }] } ? e : Define("", e).Scalar!);

    // ── what is set ──────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A property or an element that is set; null where it is none of the table.</summary>
    public Target? Aim(IOperation target)
    {
        if (target is not IPropertyReferenceOperation { Instance: { } instance, Property: var property } p
            || VectorSymbols.RowOf(property.GetMethod) is not { } get
                || VectorSymbols.RowOf(property.SetMethod) is not { } set) return null;
        var of = Scope.Targets.Aim(instance);
        return new Target.Accessor(of, get, set, [.. p.Arguments.Select(a => Hold(Lower(a.Value)))], p.Type, p);
    }

    public Value Read(Target.Accessor target) => Computed(target.Get, target.Indices.Prepend(Whole(target)), [target.Type])[0];

    public Value Write(Target.Accessor target, Value value)
    {
        var held = Numbers(value, target.Type);
        Scope.Targets.Write(target.Of, Hold(Computed(target.Set, [Whole(target), .. target.Indices, held], [target.Of.Type])[0]),
            target.At);
        return held;
    }

    private Value Whole(Target.Accessor target) => Numbers(Scope.Targets.Read(target.Of), target.Of.Type);
}
