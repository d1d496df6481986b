using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>'ref' locals, and the choice of a place.</summary>
internal sealed class ReferenceLocals(Scope scope) : Lowerer(scope)
{
    public void Declare(IVariableDeclaratorOperation declarator)
    {
        var local = declarator.Symbol;
        if (declarator.GetVariableInitializer() is { Value: var of } && Scope.References.IsVariable(of)
            && Scope.References.Settled(Scope.Targets.Aim(of)) is var target and not (Target.Refused or Target.Outside))
        {
            Scope.References.Bind(local, target);
            return;
        }
        var isReturned = declarator.GetVariableInitializer()?.Value is IInvocationOperation or IPropertyReferenceOperation;
        Reject(declarator, isReturned ? "A 'ref' local to what a call returns" : "A 'ref' local", "write to the element itself");
        Variables[local] = Defaults.Of(local.Type);
    }

    /// <summary>A ref local names another element.</summary>
    public Value Rebind(ISimpleAssignmentOperation a)
    {
        if (a.Target is ILocalReferenceOperation { Local: var local } && Scope.References.IsVariable(a.Value)
            && Scope.References.Of(local) is { } old && Scope.References.Settled(Scope.Targets.Aim(a.Value)) is var target)
        {
            if (old is Target.Element { Place: var was } && target is Target.Element { Place: var place } && IsLike(was, place))
            {
                Scope.References.Bind(local, target);
                return Scope.Targets.Read(target);
            }
        }
        return Reject(a, "A 'ref' assignment");
    }

    /// <summary>The variable or element, of two, that a condition names.</summary>
    public Target AimChoice(IConditionalOperation c)
    {
        if (!c.IsRef || c.WhenFalse is null || !Scope.References.IsVariable(c.WhenTrue) || !Scope.References.IsVariable(c.WhenFalse))
            return Targets.Refused(c, "A 'ref' choice");
        var condition = Hold(Scope.Choices.Condition(c.Condition)).Scalar!;
        if (Scope.Elements.IsPlace(c.WhenTrue) && Scope.Elements.IsPlace(c.WhenFalse)) return AimElement(c, condition);
        var (steps, watched) = (Scope.Steps.Count, Variables.Snapshot());
        var (onTrue, onFalse) = (Scope.References.Settled(Scope.Targets.Aim(c.WhenTrue)),
            Scope.References.Settled(Scope.Targets.Aim(c.WhenFalse)));
        // What computes the operands of one must not run for the other.
        return Scope.Steps.Count == steps
            && Variables.Snapshot().All(p => watched.TryGetValue(p.Key, out var v) && ReferenceEquals(v, p.Value))
            && onTrue is not (Target.Refused or Target.Outside) && onFalse is not (Target.Refused or Target.Outside)
            ? new Target.Choice(condition, onTrue, onFalse, c.Type, c) : Targets.Refused(c, "A 'ref' choice");
    }

    private Target AimElement(IConditionalOperation c, Expr condition)
    {
        var places = new List<ElementPlace>();
        Value? Side(IOperation side)
        {
            if (Scope.Elements.Place(side)?.Settled(Hold) is not { } place) return null;
            places.Add(place);
            return Value.Tuple(place.Indices.Prepend(place.Array).Select(Value.Of).ToList());
        }
        var chosen = Scope.Choices.Choose(c, condition, () => Side(c.WhenTrue), () => Side(c.WhenFalse!));
        if (chosen is null || places.Count == 0 || places.Any(p => !IsLike(places[0], p))) return Targets.Refused(c, "A 'ref' choice");
        var leaves = chosen.Leaves.ToList();
        return new Target.Element(places[0] with { Array = Named(leaves[0]), Indices = leaves.Skip(1).ToArray() }, c.Type, c);
    }

    // But for where it lies.
    private static bool IsLike(ElementPlace a, ElementPlace b) => a with { Array = b.Array, Indices = b.Indices } == b
        && a.Indices.Count == b.Indices.Count && a.Array.Type.Element!.Equals(b.Array.Type.Element);
}
