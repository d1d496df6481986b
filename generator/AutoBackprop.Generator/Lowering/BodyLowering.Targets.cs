using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Assignments, in the order of C#: the operands of the target, its old value if that is asked for, the right side, the store.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>Computes the operands of a target.</summary>
    private Target Aim(IOperation target)
    {
        switch (target)
        {
            case IDiscardOperation: return new Target.Discard(target);
            case IDeclarationExpressionOperation d: return Aim(d.Expression);
            case IParenthesizedOperation p: return Aim(p.Operand);
            case ITupleOperation t: return new Target.Several([.. t.Elements.Select(Aim)], t);
            case ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation when Bound(target) is { } bound: return bound;
            case IConditionalOperation c: return AimChoice(c);
            case ILocalReferenceOperation { Local: { IsRef: false } local }: return new Target.Variable(local, local.Type, target);
            case IParameterReferenceOperation { Parameter: var parameter } when _environment[Key(parameter)] is not null:
                return new Target.Variable(Key(parameter), parameter.Type, target);
            case IInstanceReferenceOperation when _environment[Environment.This] is not null: return new Target.Variable(Environment.This, target.Type, target);
        }
        if (IsPlace(target)) return Place(target) is { } place ? new Target.Element(place, target.Type, target) : Refused(target);
        if (IsMember(target, out var instance, out var a, out var index))
        {
            if (a.Composition != Composition.Class || instance is IInstanceReferenceOperation) return new Target.Part(Aim(instance), a, index, target.Type, target);
            var owner = Lower(instance);
            return owner.IsTuple ? Refused(target, "An assignment to a member of an object") : new Target.Outside(MemberOf(target)!.Value.Symbol, instance, owner.Scalar, target.Type, target);
        }
        return target switch
        {
            IFieldReferenceOperation { Instance: not IInstanceReferenceOperation } f => AimOutside(f, f.Field, f.Instance),
            IPropertyReferenceOperation { Property.IsIndexer: false, Instance: not IInstanceReferenceOperation } p => AimOutside(p, p.Property, p.Instance),
            _ => Refused(target),
        };
    }

    private static Target Refused(IOperation target, string what = "An assignment to this") => new Target.Refused(what, target.Type, target);

    private Target AimOutside(IOperation target, ISymbol member, IOperation? instance) => instance?.Type?.IsValueType == true ? Refused(target)
        : new Target.Outside(member, instance, instance is null ? null : Hold(Scalar(instance)).Scalar, target.Type, target);

    /// <summary>What it holds now.</summary>
    private Value Read(Target target) => target switch
    {
        Target.Variable v => _environment[v.Key] ?? Lower(v.At),
        Target.Element e => Read(e.Place, e.Type),
        Target.Part p => Expanded(Read(p.Of), p.Whole).Items is var items && p.Index < items.Length ? items[p.Index] : Reject(p.At, "This element"),
        Target.Outside { Instance: { } instance } o => Quoted(o.At, $"{Opaque.Hole(0)}.{CSharp.Escape(o.Symbol.Name)}", [instance]),
        Target.Outside or Target.Discard => Lower(target.At),
        Target.Choice c => Choose(c.At, c.Condition, () => Read(c.OnTrue), () => Read(c.OnFalse))!,
        Target.Refused r => Reject(r.At, r.What),
        _ => Reject(target.At, "This expression"),
    };

    /// <returns>The value of the assignment.</returns>
    private Value Write(Target target, Value value, IOperation whole)
    {
        switch (target)
        {
            case Target.Variable { Key: ISymbol } v:
                Assign(v.Key, value, v.Type);
                return _environment[v.Key]!;
            case Target.Variable v:
                _environment[v.Key] = Hold(value);
                return value;
            case Target.Element e: return Write(e.Place, Hold(value), e.Type, e.At);
            case Target.Part p:
                var (old, held) = (Expanded(Read(p.Of), p.Whole), Hold(value));
                Write(p.Of, Value.Tuple(old.Items.Select((item, i) => i == p.Index ? Stored(held, p.Whole.Members[i], whole.Syntax.GetLocation()) : item).ToList()), p.At);
                return held;
            case Target.Outside o: return Keep(o, value, whole);
            case Target.Choice c:
                var chosen = Hold(value);
                Branch(c.At, c.Condition, () => Write(c.OnTrue, chosen, whole), () => Write(c.OnFalse, chosen, whole));
                return chosen;
            case Target.Discard:
                foreach (var leaf in value.Leaves)
                    if (!leaf.IsPure() || Failing.May(leaf)) Hold(leaf);
                return value;
            case Target.Refused r: return Reject(r.At, r.What);
            default: return Reject(target.At, "An assignment to this");
        }
    }

    /// <summary>A field or property outside: it receives the value, and no gradient comes back from it.</summary>
    private Value Keep(Target.Outside target, Value value, IOperation whole)
    {
        var member = target.Symbol;
        if (value.IsTuple || !IsAccessible(member, target.At)) return Reject(target.At, "An assignment to this");
        var held = Hold(value).Scalar!;
        WhenLost(whole, [held], $"an active value is stored in '{member.Name}'");
        var name = $".{CSharp.Escape(member.Name)} = ";
        _steps.Add(new Execute(target.Instance is not { } instance
            ? new Opaque(member.ContainingType.Text() + name + Opaque.Hole(0), new[] { held }, held.Type)
            : new Opaque(Opaque.Hole(0) + name + Opaque.Hole(1), new[] { instance, held }, held.Type)));
        return held;
    }

    private Value Assignment(ISimpleAssignmentOperation a)
    {
        var target = Aim(a.Target);
        return Write(target, Lower(a.Value), a);
    }

    private Value Compound(ICompoundAssignmentOperation c)
    {
        if (AddInPlace(c) is { } added) return added;
        if (c.OperatorMethod is { IsStatic: false } own) return ChangeInPlace(c, own, c.Target, c.Value, $"{Opaque.Hole(0)} {Sign(c.Syntax)} {Opaque.Hole(1)}");
        var target = Aim(c.Target);
        if (c.OperatorMethod is { } method && Aggregate.Of(method.ContainingType) is not null && c.InConversion.IsIdentity && c.OutConversion.IsIdentity)
        {
            return OperatorBody(method) is var (source, body)
                ? Write(target, CallSource(c, method, source, body, Hand(method, [(0, c.Target, c), (1, c.Value, c)], body, first: target)), c) : Reject(c, "This assignment");
        }
        if (Operator(c.OperatorKind) is not { } op || c.OperatorMethod is not null && Types.Of(c.Type).IsReal) return Reject(c, "This assignment");
        var info = c.GetInConversion();
        var before = Read(target);
        var right = Scalar(c.Value);
        if (before.Scalar is not { } left) return Reject(c, "This assignment");
        // x += y computes in the wider of both types, then converts back.
        var wide = c.Value.Type is { } v && !info.IsIdentity ? Wider(c.Target.Type!, v, op) : c.Target.Type!;
        var operand = Convert(left, c.Target.Type!, wide, c, c.IsChecked).Scalar!;
        var type = Types.Of(wide);
        Value sum = new Apply(op, new[] { operand, right }, type);
        if (!type.IsReal && type.Kind != Kind.Bool) sum = InContext(sum.Scalar!, c, c.IsChecked);
        return Write(target, Convert(sum, wide, c.Target.Type!, c, c.IsChecked), c);
    }

    /// <summary>a[i] += x, which needs no old value.</summary>
    private Value? AddInPlace(ICompoundAssignmentOperation c)
    {
        if (c.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) || c.OperatorMethod is not null || !c.Type.IsReal()
            || !ReferenceEquals(_isStatement, c) || !SymbolEqualityComparer.Default.Equals(c.Value.Type, c.Type) || !IsPlace(c.Target)) return null;
        if (Place(c.Target) is not { IsConstant: false } place) return null;
        var from = _steps.Count;
        var value = Scalar(c.Value);
        var isAdded = c.OperatorKind == BinaryOperatorKind.Add;
        if (_steps.Skip(from).SelectMany(s => s.Self()).Any(s => s is Execute or Throw || Effects.Written(s).Any()))
        {
            // What the right side does to memory must not be seen.
            var old = _fresh.Hidden(Types.Of(c.Type));
            _steps.Insert(from, new Let(old, new Load(place.Array, place.At, old.Type)));
            return Write(place, Hold(isAdded ? old + value : old - value), c.Type, c);
        }
        _steps.Add(new Accumulate(place.Array, place.At, isAdded ? value : -value));
        return value;
    }

    /// <summary>An operator that is a method of the struct, and changes the variable it stands beside.</summary>
    /// <param name="text">C# for it, where the struct stays in one piece.</param>
    private Value ChangeInPlace(IOperation at, IMethodSymbol method, IOperation operand, IOperation? value, string text)
    {
        var what = $"'{method.Name}', an instance operator,";
        if (!method.ContainingType.IsValueType || method.IsGenericMethod || !IsVariable(operand)) return Reject(at, what);
        var target = Settled(Aim(operand));
        if (Aggregate.Of(method.ContainingType) is not null)
        {
            if (!SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) || method.DeclaringSyntaxReferences is not [var reference]
                || !_context.Compilation.ContainsSyntaxTree(reference.SyntaxTree) || InlinedBody(method, reference.GetSyntax(_context.Token)) is not { } body) return Reject(at, what);
            CallSource(at, method, reference.GetSyntax(_context.Token), body, Hand(method, value is null ? [] : [(0, value, value)], body, target));
        }
        else
        {
            // On a copy that goes by no other name.
            if (!IsAccessible(method, at) || Hold(Read(target)).Scalar is not { Type.Kind: Kind.Other } old) return Reject(at, what);
            Expr[] given = value is null ? [] : [Hold(Scalar(value)).Scalar!];
            Watch(at, given, "A user-defined operator");
            var copy = Define("", new Opaque(Opaque.Hole(0), new[] { old }, old.Type)).Scalar!;
            _steps.Add(new Execute(new Opaque(text, given.Prepend(copy).ToArray(), IrType.Other("void"))));
            Write(target, Define("", new Opaque(Opaque.Hole(0), new[] { copy }, old.Type)), at);
        }
        return ReferenceEquals(_isStatement, at) ? Const.False : Read(target);
    }

    private static string Sign(SyntaxNode assignment) => ((Microsoft.CodeAnalysis.CSharp.Syntax.AssignmentExpressionSyntax)assignment).OperatorToken.Text;

    private ITypeSymbol Wider(ITypeSymbol target, ITypeSymbol value, string op) =>
        op is Op.Shl or Op.Shr or Op.Ushr || value.SpecialType < SpecialType.System_Int32 ? _context.Compilation.GetSpecialType(SpecialType.System_Int32) : value;

    private Value Step(IIncrementOrDecrementOperation i)
    {
        if (i.OperatorMethod is { IsStatic: false } own) return ChangeInPlace(i, own, i.Target, null, (i.Kind == OperationKind.Increment ? "++" : "--") + Opaque.Hole(0));
        var target = Aim(i.Target);
        var old = Read(target);
        if (i.OperatorMethod is { IsStatic: true } method && Aggregate.Of(method.ContainingType) is not null && !i.IsLifted)
        {
            old = Hold(old);
            if (CallOperator(i, method, old) is not { } called) return Reject(i, "This operator");
            var written = Write(target, Hold(called), i);
            return i.IsPostfix ? old : written;
        }
        if (old.Scalar is not { } scalar || i.OperatorMethod is not null || i.IsLifted) return Reject(i, "This operator");
        var op = i.Kind == OperationKind.Increment ? Op.Add : Op.Sub;
        var type = Types.Of(i.Type);
        var one = type.Kind == Kind.Other ? (Expr)new Opaque("1", default, IrType.Int, IsPure: true) : new Const(1, type);
        Value next = new Apply(op, new[] { scalar, one }, type);
        if (type.Kind == Kind.Other) next = new Opaque($"({type.Name})({Opaque.Hole(0)})", new[] { next.Scalar! }, type, IsPure: true);
        if (!type.IsReal) next = InContext(next.Scalar!, i, i.IsChecked);
        var held = i.IsPostfix && !ReferenceEquals(_isStatement, i) ? Hold(old) : old;
        var assigned = Write(target, next, i);
        return i.IsPostfix ? held : assigned;
    }

    /// <summary>a ??= b, of something that is no number.</summary>
    private Value AssignIfNull(ICoalesceAssignmentOperation c)
    {
        var target = Settled(Aim(c.Target));
        if (Hold(Read(target)).Scalar is not { Type.Kind: Kind.Other } old) return Reject(c, "'??='");
        var isNull = new Opaque($"{Opaque.Hole(0)} is null", new[] { old }, IrType.Bool, IsPure: true);
        // Of a nullable number, the number.
        Value now = SymbolEqualityComparer.Default.Equals(c.Type, c.Target.Type) ? old
            : new Opaque($"{Opaque.Hole(0)}.GetValueOrDefault()", new[] { old }, Types.Of(c.Type), IsPure: true);
        return Choose(c, isNull, () =>
        {
            var value = Hold(Lower(c.Value));
            Write(target, c.Target.Type is { } to && c.Value.Type is { } from ? Convert(value, from, to, c, false) : value, c);
            return value;
        }, () => now)!;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation d)
    {
        var target = Aim(d.Target);
        var value = Lower(d.Value);
        return value.IsTuple ? Spread(target, Hold(value), d.Value.Type, d) : Foreign(d);
    }

    /// <summary>Every value is there before the first of them is stored.</summary>
    private Value Spread(Target target, Value value, ITypeSymbol? type, IOperation whole)
    {
        if (target is Target.Several several)
            return Parts(value, type, several.Items.Length) is { } parts
                ? Value.Tuple(several.Items.Select((t, i) => Spread(t, parts[i].Value, parts[i].Type, whole)).ToList()) : Reject(whole, "This deconstruction");
        return Write(target, type is null || target.Type is null ? value : Convert(value, type, target.Type, whole, false), whole);
    }
}
