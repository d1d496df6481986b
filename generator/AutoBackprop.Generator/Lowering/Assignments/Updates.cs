using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Assignments, in the order of C#: the operands of the target, its old value if that is asked for, the right side, the
/// store.</summary>
internal sealed class Updates(Scope scope) : Lowerer(scope)
{
    public Value Assignment(ISimpleAssignmentOperation a)
    {
        var target = Scope.Targets.Aim(a.Target);
        var list = target is Target.Variable { Key: LocalObject.Place place } ? Scope.Lists.Kept(a.Value, place) : null;
        return Scope.Targets.Write(target, list ?? Lower(a.Value), a);
    }

    public Value Compound(ICompoundAssignmentOperation c)
    {
        if (AddInPlace(c) is { } added) return added;
        if (c.OperatorMethod is { IsStatic: false } own)
            return ChangeInPlace(c, own, c.Target, c.Value, $"{Opaque.Hole(0)} {Sign(c.Syntax)} {Opaque.Hole(1)}");
        var target = Scope.Targets.Aim(c.Target);
        var operatorMethod = Operators.Own(c.OperatorMethod, c.ConstrainedToType);
        if (operatorMethod is { } method && Aggregate.Of(method.ContainingType) is not null && c.InConversion.IsIdentity
            && c.OutConversion.IsIdentity)
        {
            if (VectorSymbols.RowOf(method) is not null)
                return Scope.Targets.Write(target, Scope.VectorMembers.Operator(method, Hold(Scope.Targets.Read(target)), Lower(c.Value))!,
                    c);
            return Scope.MemberCalls.OperatorBody(method) is var (source, body)
                ? Scope.Targets.Write(target, Scope.Inlining.CallSource(c, method, source, body,
                    Scope.Handover.Hand(method, [(0, c.Target, c), (1, c.Value, c)], body, first: target)), c) : Reject(c);
        }
        if (c.OperatorMethod is { } combining && c.InConversion.IsIdentity && c.OutConversion.IsIdentity
            && Scope.ObjectOperators.Call(c, combining, c.Target, c.Value) is { } changed) return Scope.Targets.Write(target, changed, c);
        if (Operators.Operator(c.OperatorKind) is not { } op || operatorMethod is not null && Types.Of(c.Type).IsReal)
            return Reject(c);
        var info = c.GetInConversion();
        var before = Scope.Targets.Read(target);
        var right = Scalar(c.Value);
        if (before.Scalar is not { } left) return Reject(c);
        // x += y computes in the wider of both types, then converts back.
        var wide = c.Value.Type is { } v && !info.IsIdentity ? Wider(c.Target.Type!, v, op) : c.Target.Type!;
        var operand = Scope.Conversions.Convert(left, c.Target.Type!, wide, c, c.IsChecked).Scalar!;
        var type = Types.Of(wide);
        Value sum = new Apply(op, new[] { operand, right }, type);
        if (!type.IsReal && type.Kind != Kind.Bool) sum = Scope.Operators.InContext(sum.Scalar!, c, c.IsChecked);
        return Scope.Targets.Write(target, Scope.Conversions.Convert(sum, wide, c.Target.Type!, c, c.IsChecked), c);
    }

    /// <summary>a[i] += x, which needs no old value.</summary>
    private Value? AddInPlace(ICompoundAssignmentOperation c)
    {
        if (c.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract)
            || Operators.Own(c.OperatorMethod, c.ConstrainedToType) is not null || !c.Type.IsReal()
            || !Usage.IsUnused(c) || !SymbolEqualityComparer.Default.Equals(c.Value.Type, c.Type)
                || !Scope.Elements.IsPlace(c.Target)) return null;
        if (Scope.Elements.Place(c.Target) is not { IsConstant: false } place) return null;
        var from = Scope.Steps.Count;
        var value = Scalar(c.Value);
        var isAdded = c.OperatorKind == BinaryOperatorKind.Add;
        if (Scope.Steps.Skip(from).SelectMany(s => s.Self()).Any(s => s is Execute or Throw || Effects.Written(s).Any()))
        {
            // What the right side does to memory must not be seen.
            var old = Fresh.Hidden(Types.Of(c.Type));
            Scope.Steps.Insert(from, new Let(old, new Load(place.Array, place.At, old.Type)));
            return Scope.Elements.Write(place, Hold(isAdded ? old + value : old - value), c.Type, c);
        }
        Emit(new Accumulate(place.Array, place.At, isAdded ? value : -value));
        return value;
    }

    /// <summary>An operator that is a method of the struct, and changes the variable it stands beside.</summary>
    /// <param name="text">C# for it, where the struct stays in one piece.</param>
    private Value ChangeInPlace(IOperation at, IMethodSymbol method, IOperation operand, IOperation? value, string text)
    {
        var what = $"'{method.Name}', an instance operator,";
        if (Scope.LocalObjects.Lowered(operand) is { } o)
        {
            Scope.LocalObjects.Call(at, o, method, value is null ? [] : [Hold(Lower(value))]);
            return Scope.LocalObjects.ValueOf(o);
        }
        if (!method.ContainingType.IsValueType || method.IsGenericMethod || !Scope.References.IsVariable(operand)) return Reject(at, what);
        var target = Scope.References.Settled(Scope.Targets.Aim(operand));
        if (Aggregate.Of(method.ContainingType) is not null)
        {
            if (!SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)
                || method.DeclaringSyntaxReferences is not [var reference]
                || !Context.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
                    || Scope.Inlining.InlinedBody(method, reference.GetSyntax(Context.Token)) is not { } body) return Reject(at, what);
            Scope.Inlining.CallSource(at, method, reference.GetSyntax(Context.Token), body,
                Scope.Handover.Hand(method, value is null ? [] : [(0, value, value)], body, target));
        }
        else
        {
            // On a copy that goes by no other name.
            if (!IsAccessible(method, at) || Hold(Scope.Targets.Read(target)).Scalar is not { Type.Kind: Kind.Other } old)
                return Reject(at, what);
            Expr[] given = value is null ? [] : [Hold(Scalar(value)).Scalar!];
            Watch(at, given, "A user-defined operator");
            var copy = Define("", new Opaque(Opaque.Hole(0), new[] { old }, old.Type)).Scalar!;
            Emit(new Execute(new Opaque(text, given.Prepend(copy).ToArray(), IrType.Other("void"))));
            Scope.Targets.Write(target, Define("", new Opaque(Opaque.Hole(0), new[] { copy }, old.Type)), at);
        }
        return Usage.IsUnused(at) ? Const.False : Scope.Targets.Read(target);
    }

    private static string Sign(SyntaxNode assignment) => ((AssignmentExpressionSyntax)assignment).OperatorToken.Text;

    private ITypeSymbol Wider(ITypeSymbol target, ITypeSymbol value, string op) =>
        op is Op.Shl or Op.Shr or Op.Ushr || value.SpecialType < SpecialType.System_Int32
            ? Context.Compilation.GetSpecialType(SpecialType.System_Int32) : value;

    public Value Step(IIncrementOrDecrementOperation i)
    {
        if (i.OperatorMethod is { IsStatic: false } own)
            return ChangeInPlace(i, own, i.Target, null, (i.Kind == OperationKind.Increment ? "++" : "--") + Opaque.Hole(0));
        var target = Scope.Targets.Aim(i.Target);
        var old = Scope.Targets.Read(target);
        var op = Operators.Own(i.OperatorMethod, i.ConstrainedToType);
        if (op is { IsStatic: true } method && Aggregate.Of(method.ContainingType) is not null && !i.IsLifted)
        {
            old = Hold(old);
            if (Scope.MemberCalls.CallOperator(i, method, old) is not { } called) return Reject(i);
            var written = Scope.Targets.Write(target, Hold(called), i);
            return i.IsPostfix ? old : written;
        }
        if (old.Scalar is not { } scalar || op is not null || i.IsLifted) return Reject(i);
        var sign = i.Kind == OperationKind.Increment ? Op.Add : Op.Sub;
        var type = Types.Of(i.Type);
        var one = type.Kind == Kind.Other ? (Expr)new Opaque("1", default, IrType.Int, IsPure: true) : new Const(1, type);
        Value next = new Apply(sign, new[] { scalar, one }, type);
        if (type.Kind == Kind.Other) next = new Opaque($"({type.Name})({Opaque.Hole(0)})", new[] { next.Scalar! }, type, IsPure: true);
        if (!type.IsReal) next = Scope.Operators.InContext(next.Scalar!, i, i.IsChecked);
        var held = i.IsPostfix && !Usage.IsUnused(i) ? Hold(old) : old;
        var assigned = Scope.Targets.Write(target, next, i);
        return i.IsPostfix ? held : assigned;
    }

    /// <summary>a ??= b, of something that is no number.</summary>
    public Value AssignIfNull(ICoalesceAssignmentOperation c)
    {
        var target = Scope.References.Settled(Scope.Targets.Aim(c.Target));
        if (Scope.Nullables.AssignIfNull(c, target) is { } number) return number;
        var held = Hold(Scope.Targets.Read(target));
        if (Scope.ForeignCode.IsThere(held)) return held;
        if (Scope.ForeignCode.IsNothing(held)) return Assigned();
        if (held.Scalar is { Type.IsArray: true } array && !Entities.Is(array))
            return Scope.Choices.Choose(c, Hold(Scope.Absent.IsNull(array)).Scalar!, Assigned, () => held)!;
        if (held.Scalar is not { Type.Kind: Kind.Other } old) return Reject(c, "'??='");
        var isNull = new Opaque($"{Opaque.Hole(0)} is null", new[] { old }, IrType.Bool, IsPure: true);
        // Of a nullable number, the number.
        Value now = SymbolEqualityComparer.Default.Equals(c.Type, c.Target.Type) ? old
            : new Opaque($"{Opaque.Hole(0)}.GetValueOrDefault()", new[] { old }, Types.Of(c.Type), IsPure: true);
        return Scope.Choices.Choose(c, isNull, Assigned, () => now)!;

        Value Assigned()
        {
            var value = Hold(Lower(c.Value));
            Scope.Targets.Write(target, c.Target.Type is { } to && c.Value.Type is { } from
                ? Scope.Conversions.Convert(value, from, to, c, false) : value, c);
            return value;
        }
    }

    public Value Deconstruct(IDeconstructionAssignmentOperation d)
    {
        var target = Scope.Targets.Aim(d.Target);
        var value = Lower(d.Value);
        return Spread(target, Hold(value), d.Value.Type, d);
    }

    /// <summary>Every value is there before the first of them is stored.</summary>
    public Value Spread(Target target, Value value, ITypeSymbol? type, IOperation whole)
    {
        if (target is Target.Several several)
            return (Composites.Parts(value, type, several.Items.Length)
                ?? (type is null ? null : Scope.Deconstructions.Parts(value, type, null, several.Items.Length, whole))) is { } parts
                ? Value.Tuple(several.Items.Select((t, i) => Spread(t, parts[i].Value, parts[i].Type, whole)).ToList()) : Reject(whole);
        return Scope.Targets.Write(target, type is null || target.Type is null
            ? value : Scope.Conversions.Convert(value, type, target.Type, whole, false), whole);
    }
}
