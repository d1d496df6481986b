using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>'T?' of numbers and structs: whether there is a value, and that value; without one it is the default, and never looked
/// at.</summary>
internal sealed class Nullables(Scope scope) : Lowerer(scope), ICallLowering
{
    private readonly Stack<Value> _accessed = [];

    /// <summary>T of 'T?'; null for every other type.</summary>
    public static ITypeSymbol? Inner(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            ? Instances.Closed(inner) : null;

    /// <summary>It may hold numbers that have a gradient.</summary>
    public static bool IsActive(ITypeSymbol? type) => Inner(type) is not null && Aggregate.Of(type) is not null;

    /// <summary>Of any 'T?', taken apart or in one piece.</summary>
    private (Expr Has, Value Value) Parts(Value value, ITypeSymbol type)
    {
        if (value.IsTuple) return (value.Items[0].Scalar!, value.Items[1]);
        var (whole, inner) = (Hold(value).Scalar!, Inner(type)!);
        return (Read(whole, "HasValue", Context.Compilation.GetSpecialType(SpecialType.System_Boolean)),
            Composites.Components(Read(whole, "GetValueOrDefault()", inner), inner));
    }

    private static Opaque Read(Expr whole, string member, ITypeSymbol type) =>
        new($"{Opaque.Hole(0)}.{member}", new[] { whole }, Types.Of(type), IsPure: true);

    private static Value Some(Value value) => Value.Tuple([Const.True, value]);

    /// <summary>The value, or an exception.</summary>
    private Value Demanded(Value value, ITypeSymbol type)
    {
        var (has, inner) = Parts(value, type);
        Emit(new If(Ops.Not(Hold(has).Scalar!),
            new Block(new Stmt[] { new Throw(new Opaque("new global::System.InvalidOperationException(\"Nullable object must have a value.\")", default, IrType.Other("global::System.Exception"))) }), Block.Empty, default));
        return inner;
    }

    /// <summary>From and to 'T?'; null where it is none.</summary>
    public Value? Converted(Value operand, ITypeSymbol from, ITypeSymbol to, IOperation at, bool isChecked)
    {
        if (IsActive(to) && Inner(to) is { } inner)
        {
            if (Inner(from) is not { } of) return Some(Scope.Conversions.Convert(operand, from, inner, at, isChecked));
            var (has, value) = Parts(operand, from);
            return Value.Tuple([has, Scope.Conversions.Convert(value, of, inner, at, isChecked)]);
        }
        return IsActive(from) && to.IsValueType && Inner(to) is null
            ? Scope.Conversions.Convert(Demanded(operand, from), Inner(from)!, to, at, isChecked) : null;
    }

    // ── members ──────────────────────────────────────────────────────────────────────────────────────────────

    public Value? Property(IPropertyReferenceOperation p)
    {
        if (p.Instance is not { Type: { } type } instance || !IsActive(type)) return null;
        return p.Property.Name switch
        {
            "HasValue" => Parts(Lower(instance), type).Has,
            "Value" => Demanded(Hold(Lower(instance)), type),
            _ => null,
        };
    }

    public Value? TryLower(IInvocationOperation call)
    {
        if (call is not { Instance: { Type: { } type } instance, TargetMethod.Name: "GetValueOrDefault" } || !IsActive(type)) return null;
        var (has, value) = Parts(Hold(Lower(instance)), type);
        if (call.Arguments is not [{ Value: var other }]) return value;
        var otherwise = Hold(Lower(other));
        return Scope.Choices.Choose(call, Hold(has).Scalar!, () => value, () => otherwise);
    }

    /// <summary>a ?? b; null where it is no matter of numbers.</summary>
    public Value? Coalesce(ICoalesceOperation c)
    {
        if (Inner(c.Value.Type) is not { } inner || c.Type is not { } type || !(type.IsReal() || Aggregate.Of(type) is not null))
            return null;
        var whole = Hold(Lower(c.Value));
        var (has, value) = Parts(whole, c.Value.Type!);
        return Scope.Choices.Choose(c, Hold(has).Scalar!, () => Inner(type) is null
            ? Scope.Conversions.Convert(value, inner, type, c, false) : Value.Tuple([has, value]), () => Lower(c.WhenNull));
    }

    /// <summary>a ??= b; null where it is no matter of numbers.</summary>
    public Value? AssignIfNull(ICoalesceAssignmentOperation c, Target target)
    {
        if (!IsActive(c.Target.Type)) return null;
        var old = Hold(Scope.Targets.Read(target));
        var (has, value) = Parts(old, c.Target.Type!);
        return Scope.Choices.Choose(c, Hold(has).Scalar!, () => Inner(c.Type) is null ? value : Value.Tuple([has, value]), () =>
        {
            var assigned = Hold(Lower(c.Value));
            Scope.Targets.Write(target, Scope.Conversions.Convert(assigned, c.Value.Type!, c.Target.Type!, c, false), c);
            return assigned;
        });
    }

    /// <summary>a?.Member; null for what is not known to be there or not.</summary>
    public Value? Accessed(IConditionalAccessOperation a)
    {
        if (a.Operation.Type is not { } of) return null;
        var whole = Hold(Lower(a.Operation));
        if (Inner(of) is null && Scope.ForeignCode.IsNothing(whole))
            return a.Type is null or { SpecialType: SpecialType.System_Void } ? Const.False : Defaults.Of(a.Type);
        var (has, value) = Inner(of) is not null ? Parts(whole, of) : whole.IsTuple ? (Ops.Not(Operators.IsNull(whole)), whole)
            : Entities.Is(whole.Scalar) ? (Const.True, whole) : (Scope.ForeignCode.NotNull(whole.Scalar!), whole);
        return Scope.Choices.Choose(a, Hold(has).Scalar!, () =>
        {
            _accessed.Push(Hold(value));
            var lowered = Lower(a.WhenNotNull);
            if (a.Type is null or { SpecialType: SpecialType.System_Void })
            {
                Scope.Statements.Done(lowered);
                _accessed.Pop();
                return Const.False;
            }
            var result = Hold(lowered);
            _accessed.Pop();
            return IsActive(a.Type) && !IsActive(a.WhenNotNull.Type) ? Some(result)
                : Inner(a.Type) is not null && Inner(a.WhenNotNull.Type) is null
                    ? Hold(new Apply(Op.Cast, new[] { result.Scalar! }, Types.Of(a.Type))) : result;
        }, () => a.Type is null or { SpecialType: SpecialType.System_Void } ? Const.False : Defaults.Of(a.Type));
    }

    /// <summary>What '?.' found to be there.</summary>
    public Value? Instance => _accessed.Count > 0 ? _accessed.Peek() : null;

    // ── operators ────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Of two that may be there; null where it is no matter of numbers.</summary>
    public Value? Binary(IBinaryOperation b, string op)
    {
        var (left, right) = (b.LeftOperand, b.RightOperand);
        if (op is Op.Eq or Op.Ne && (Operators.IsNull(right) && IsActive(left.Type) || Operators.IsNull(left) && IsActive(right.Type)))
        {
            var has = Parts(Lower(Operators.IsNull(right) ? left : right), (Operators.IsNull(right) ? left : right).Type!).Has;
            return op == Op.Ne ? has : Ops.Not(has);
        }
        if (!b.IsLifted || Inner(left.Type) is not { } l || Inner(right.Type) is not { } r || !IsActive(left.Type) && !IsActive(right.Type))
            return null;
        if (b.OperatorMethod is not null || !l.IsReal() || !r.IsReal())
            return Reject(b, "An operator on values that may be null (ask for 'HasValue' first)");
        var (a, c) = (Parts(Hold(Lower(left)), left.Type!), Parts(Hold(Lower(right)), right.Type!));
        var both = Hold(Ops.And(a.Has, c.Has)).Scalar!;
        Expr Result(IrType type) => new Apply(op, new[] { a.Value.Scalar!, c.Value.Scalar! }, type);
        if (b.Type?.SpecialType != SpecialType.System_Boolean)
            return Value.Tuple([both, Scope.Choices.Choose(b, both, () => Hold(Result(Types.Of(l))), () => new Const(0, Types.Of(l)))!]);
        var holds = Scope.Patterns.From(b, Result(IrType.Bool));
        if (op is not (Op.Eq or Op.Ne)) return Ops.And(both, holds);
        var same = new Apply(Op.Eq, new[] { a.Has, c.Has }, IrType.Bool);
        return op == Op.Eq ? Ops.And(same, Ops.Or(Ops.Not(both), holds)) : Ops.Or(Ops.Not(same), Ops.And(both, holds));
    }

    // ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>A question about what is inside; null for one about the whole.</summary>
    public Value? Match(IPatternOperation pattern, Value value, ITypeSymbol? type)
    {
        if (type is null || Inner(type) is not { } inner
            || pattern is IDiscardPatternOperation or INegatedPatternOperation or IBinaryPatternOperation or IDeclarationPatternOperation { MatchesNull: true }) return null;
        var (has, of) = Parts(value, type);
        if (pattern is IConstantPatternOperation { Value: var constant } && Operators.IsNull(constant)) return Ops.Not(has);
        return Ops.And(Hold(has).Scalar!, Scope.Patterns.Match(pattern, Hold(of), inner).Scalar ?? Const.True);
    }
}
