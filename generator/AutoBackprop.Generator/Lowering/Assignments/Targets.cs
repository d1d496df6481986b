using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>What is assigned to: its operands are computed first, it is read and written when it is asked for.</summary>
internal sealed class Targets(Scope scope) : Lowerer(scope)
{
    /// <summary>Computes the operands of a target.</summary>
    public Target Aim(IOperation target)
    {
        switch (target)
        {
            case IDiscardOperation: return new Target.Discard(target);
            case IDeclarationExpressionOperation d: return Aim(d.Expression);
            case IParenthesizedOperation p: return Aim(p.Operand);
            case ITupleOperation t: return new Target.Several([.. t.Elements.Select(Aim)], t);
            case ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation when Scope.References.Bound(target) is { } bound: return bound;
            case IConditionalOperation c: return Scope.ReferenceLocals.AimChoice(c);
            case ILocalReferenceOperation { Local: { IsRef: false } local }:
                return new Target.Variable(Variables.KeyOf(local), local.Type, target);
            case IParameterReferenceOperation { Parameter: var parameter } when Variables[Scope.References.Key(parameter)] is not null:
                return new Target.Variable(Scope.References.Key(parameter), parameter.Type, target);
            case IInstanceReferenceOperation when Variables[Environment.This] is not null:
                return new Target.Variable(Environment.This, target.Type, target);
        }
        if (Scope.Dictionaries.Aim(target) is { } keyed) return keyed;
        if (Scope.Tables.AimRow(target) is { } row) return row;
        if (Scope.LocalObjects.Aim(target) is { } own) return own;
        if (Scope.Elements.IsPlace(target))
            return Scope.Elements.Place(target) is { } place ? new Target.Element(place, target.Type, target) : Refused(target);
        if (Members.IsMember(target, out var instance, out var a, out var index))
        {
            if (a.Composition != Composition.Class || instance is IInstanceReferenceOperation)
                return new Target.Part(Aim(instance), a, index, target.Type, target);
            var owner = Lower(instance);
            return owner.IsTuple ? Refused(target, "An assignment to a member of an object")
                : new Target.Outside(Members.MemberOf(target)!.Value.Symbol, instance, owner.Scalar, target.Type, target);
        }
        return Scope.VectorMembers.Aim(target) ?? target switch
        {
            IFieldReferenceOperation f => AimOutside(f, f.Field, f.Instance),
            IPropertyReferenceOperation { Property.IsIndexer: false } p => AimOutside(p, p.Property, p.Instance),
            _ => Refused(target),
        };
    }

    public static Target Refused(IOperation target, string? what = null) => new Target.Refused(what, target.Type, target);

    private Target AimOutside(IOperation target, ISymbol member, IOperation? instance) =>
        instance?.Type?.IsValueType == true ? Refused(target)
        : new Target.Outside(member, instance, instance is null ? null : Hold(Scalar(instance)).Scalar, target.Type, target);

    /// <summary>What it holds now.</summary>
    public Value Read(Target target) => target switch
    {
        Target.Variable v => Variables[v.Key] ?? Lower(v.At),
        Target.Element e => Scope.Elements.Read(e.Place, e.Type),
        Target.Part p => Scope.Composites.Expanded(Read(p.Of), p.Whole).Items is var items && p.Index < items.Length
            ? items[p.Index] : Reject(p.At),
        Target.Row r => Scope.Tables.RowOf(r.Table, r.Index),
        Target.Accessor a => Scope.VectorMembers.Read(a),
        Target.Outside { Instance: { } instance } o => !Scope.Accessors.CanName(o.Symbol, o.Owner?.Type)
            ? Scope.Accessors.Read(o.At, o.Symbol, instance)
            : Scope.Quoting.Quoted(o.At, $"{Opaque.Hole(0)}.{CSharp.Escape(o.Symbol.Name)}", [instance]),
        Target.Outside or Target.Discard => Lower(target.At),
        Target.Choice c => Scope.Choices.Choose(c.At, c.Condition, () => Read(c.OnTrue), () => Read(c.OnFalse))!,
        Target.Property p => Scope.LocalObjects.Get(p),
        Target.Keyed k => Scope.Dictionaries.Get(k),
        Target.Refused r => Unassignable(r.At, r.What),
        _ => Reject(target.At),
    };

    /// <returns>The value of the assignment.</returns>
    public Value Write(Target target, Value value, IOperation whole)
    {
        switch (target)
        {
            case Target.Variable { Key: LocalObject.Place { IsConstant: true } place } v:
                WhenLost(whole, value.Leaves, $"an active value is stored in '{place.Symbol.Name}'");
                Variables[v.Key] = Hold(value.Map(Stop));
                return value;
            case Target.Variable v when Scope.InlineArrays.Overwrite(Variables[v.Key], value, v.Type, whole): return value;
            case Target.Variable v when Scope.LocalObjects.Overwrite(Variables[v.Key], value): return value;
            case Target.Variable v when Scope.NameOf(Variables.KeyOf(v.Key)).Length > 0:
                Assign(v.Key, value, v.Type);
                return Variables[v.Key]!;
            case Target.Variable v:
                Variables[v.Key] = Hold(value);
                return value;
            case Target.Element e: return Scope.Elements.Write(e.Place, Hold(value), e.Type, e.At);
            case Target.Part p:
                var (old, held) = (Scope.Composites.Expanded(Read(p.Of), p.Whole), Hold(value));
                Write(p.Of, Value.Tuple(old.Items.Select((item, i) =>
                    i == p.Index ? Scope.Composites.Stored(held, p.Whole.Members[i], whole.Syntax.GetLocation()) : item).ToList()), p.At);
                return held;
            case Target.Row r: return Scope.Tables.Write(r, value, whole);
            case Target.Accessor a: return Scope.VectorMembers.Write(a, value);
            case Target.Outside o: return Keep(o, value, whole);
            case Target.Choice c:
                var chosen = Hold(value);
                Scope.Choices.Branch(c.At, c.Condition, () => Write(c.OnTrue, chosen, whole), () => Write(c.OnFalse, chosen, whole));
                return chosen;
            case Target.Discard:
                foreach (var leaf in value.Leaves)
                    if (!leaf.IsPure() || Failing.May(leaf)) Hold(leaf);
                return value;
            case Target.Keyed k: return Scope.Dictionaries.Set(k, Hold(value));
            case Target.Property p: return Scope.LocalObjects.Set(p, Hold(value));
            case Target.Refused r: return Unassignable(r.At, r.What);
            default: return Unassignable(target.At);
        }
    }

    private Value Unassignable(IOperation target, string? what = null)
    {
        var (named, instead) = what is null ? Constructs.Assigned(target) : (what, "");
        return Reject(target, named, instead);
    }

    /// <summary>A field or property outside: it receives the value, and no gradient comes back from it.</summary>
    private Value Keep(Target.Outside target, Value value, IOperation whole)
    {
        var member = target.Symbol;
        if (value.IsTuple) return Unassignable(target.At);
        var held = Hold(value).Scalar!;
        WhenLost(whole, [held], $"an active value is stored in '{member.Name}'");
        if (!Scope.Accessors.CanName(member, target.Owner?.Type))
        {
            if (Scope.Accessors.Assignment(member, target.At, target.Instance is not null) is { } text)
                Emit(new Execute(new Opaque(text, target.Instance is { } of ? new[] { of, held } : [held], held.Type)));
            else if (Rejections.Count == 0) return Unassignable(target.At);
            return held;
        }
        var name = $".{CSharp.Escape(member.Name)} = ";
        Emit(new Execute(target.Instance is not { } instance
            ? new Opaque(member.ContainingType.Text() + name + Opaque.Hole(0), new[] { held }, held.Type)
            : new Opaque(Opaque.Hole(0) + name + Opaque.Hole(1), new[] { instance, held }, held.Type)));
        return held;
    }
}
