using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Locals that name a place, and parameters by <c>ref</c>, <c>in</c> and <c>out</c>.</summary>
internal sealed class References(Scope scope) : Lowerer(scope)
{
    /// <summary>What <c>ref</c> locals and bound parameters name. The array and the indices of an element are values in the environment,
    /// so that another element can be named instead.</summary>
    private readonly Dictionary<object, Target> _references = [];

    private readonly Dictionary<object, object> _same = [];

    /// <summary>What a reference names; null where there is none.</summary>
    public Target? Of(object key) => _references.TryGetValue(Variables.KeyOf(key), out var target) ? target : null;

    /// <summary>Two names of one variable.</summary>
    public void Unite(object symbol, object other) => _same[Variables.KeyOf(symbol)] = Variables.KeyOf(other);

    /// <summary>The key of a variable that may have two names.</summary>
    public object Key(object symbol) => _same.TryGetValue(Variables.KeyOf(symbol), out var same) ? same : Variables.KeyOf(symbol);

    public Target? Bound(IOperation operation) => operation switch
    {
        ILocalReferenceOperation l => Bound(l.Local, l),
        IParameterReferenceOperation p => Bound(p.Parameter, p),
        IInstanceReferenceOperation t => Bound(Environment.This, t),
        _ => null,
    };

    private Target? Bound(object key, IOperation at)
    {
        if (!_references.TryGetValue(Variables.KeyOf(key), out var target)) return null;
        if (target is not Target.Element { Place: var place }) return target with { At = at };
        var leaves = Variables[key]!.Leaves.ToList();
        return new Target.Element(place with { Array = Named(leaves[0]), Indices = leaves.Skip(1).ToArray() }, target.Type, at);
    }

    public void Bind(object key, Target target)
    {
        _references[Variables.KeyOf(key)] = target;
        if (target is Target.Element { Place: var place })
            Variables[key] = Value.Tuple(place.Indices.Prepend(place.Array).Select(Value.Of).ToList());
    }

    /// <summary>A parameter names what was handed to it.</summary>
    public void Name(IParameterSymbol parameter, Target target)
    {
        if (target is Target.Variable { Key: var key }) Unite(parameter, key);
        else Bind(parameter, target);
    }

    public Target Settled(Target target) => target switch
    {
        Target.Element e => e with { Place = e.Place.Settled(Hold) },
        Target.Part p => p with { Of = Settled(p.Of) },
        Target.Accessor a => a with { Of = Settled(a.Of) },
        Target.Choice c => c with { Condition = Hold(c.Condition).Scalar! },
        _ => target,
    };

    /// <summary>It names a place, not a value.</summary>
    public bool IsVariable(IOperation operation) => operation switch
    {
        IParenthesizedOperation p => IsVariable(p.Operand),
        IDeclarationExpressionOperation d => IsVariable(d.Expression),
        ILocalReferenceOperation or IDiscardOperation => true,
        IParameterReferenceOperation p => Variables[Key(p.Parameter)] is not null,
        IInstanceReferenceOperation { Type.IsValueType: true } => Variables[Environment.This] is not null,
        IConditionalOperation { IsRef: true } => true,
        _ when Scope.Elements.IsPlace(operation) => true,
        IFieldReferenceOperation f when Scope.LocalObjects.Peek(f.Instance) is not null => true,
        IFieldReferenceOperation f =>
            Members.IsMember(f, out var instance, out var a, out _) && a.Composition != Composition.Class && IsVariable(instance),
        _ => false,
    };

    /// <summary>A method that is called on it can change it.</summary>
    public bool IsChangeable(IOperation operation) => operation switch
    {
        IParenthesizedOperation p => IsChangeable(p.Operand),
        ILocalReferenceOperation { Local: var l } => l is { RefKind: not RefKind.RefReadOnly, IsConst: false },
        IParameterReferenceOperation p => p.Parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
        IInstanceReferenceOperation { Type.IsValueType: true } => !Scope.Method.IsReadOnly,
        IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { Type.IsValueType: true } instance } => IsChangeable(instance),
        IFieldReferenceOperation { Field.IsReadOnly: false } f when Scope.LocalObjects.Peek(f.Instance) is not null => true,
        IPropertyReferenceOperation { Property: { IsIndexer: true, RefKind: RefKind.Ref } } or IArrayElementReferenceOperation => true,
        IImplicitIndexerReferenceOperation i => i.Instance.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" },
        _ => false,
    };
}
