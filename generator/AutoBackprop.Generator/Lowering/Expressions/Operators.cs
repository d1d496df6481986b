using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Operators, and those of the user's own types.</summary>
internal sealed class Operators(Scope scope) : Lowerer(scope)
{
    /// <summary>The operator of a type parameter is that of the type that is meant; null for one that C# has by itself.</summary>
    public static IMethodSymbol? Own(IMethodSymbol? method, ITypeSymbol? constrained) => method is null || constrained is null ? method
        : Instances.Closed(constrained) is var type && (type.IsReal() || type.IsInteger())
            ? null : Instances.Implementation(method, constrained) ?? method;

    public Value Binary(IBinaryOperation b)
    {
        if (b.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) return ShortCircuit(b);
        if (Operator(b.OperatorKind) is not { } op) return Reject(b);
        if (Scope.Nullables.Binary(b, op) is { } lifted) return lifted;
        if (Scope.ObjectOperators.Binary(b) is { } ofObjects) return ofObjects;
        if (IsNull(b.RightOperand) && Aggregate.Of(b.LeftOperand.Type) is { Composition: Composition.Class }
            && Lower(b.LeftOperand) is { IsTuple: true } of)
            return op == Op.Eq ? IsNull(of) : Ops.Not(IsNull(of));
        var asked = b.LeftOperand;
        while (asked is IConversionOperation { OperatorMethod: null, Type.IsReferenceType: true, Operand: { Type: not null } inner })
            asked = inner;
        if (op is Op.Eq or Op.Ne && IsNull(b.RightOperand) && Sequences.ElementOf(asked.Type) is not null
            && asked.Type is { IsReferenceType: true } && Hold(Lower(asked)) is var one
            && (Scope.ForeignCode.IsThere(one) || one.Scalar is { Type.IsArray: true }))
            return Scope.ForeignCode.IsThere(one) ? op == Op.Eq ? Const.False : Const.True : op == Op.Eq
                ? Ops.Not(Scope.ForeignCode.NotNull(one.Scalar!)) : Scope.ForeignCode.NotNull(one.Scalar!);
        var own = Own(b.OperatorMethod, b.ConstrainedToType);
        if (own is { } method && (Aggregate.Of(method.ContainingType) is not null || ExtensionMembers.IsExtension(method.ContainingType))
            && Scope.MemberCalls.CallOperator(b, method, b.LeftOperand, b.RightOperand) is { } called) return called;
        var (left, right) = (Scalar(b.LeftOperand), Scalar(b.RightOperand));
        if (own is { ContainingType.SpecialType: SpecialType.None }) Watch(b, [left, right], "A user-defined operator");
        return Apply(op, b, left, right, b.IsChecked);
    }

    public Value Unary(IUnaryOperation u)
    {
        if (Scope.ObjectOperators.Call(u, u.OperatorMethod, u.Operand) is { } ofObjects) return ofObjects;
        if (Own(u.OperatorMethod, u.ConstrainedToType) is { } method
            && (Aggregate.Of(method.ContainingType) is not null || ExtensionMembers.IsExtension(method.ContainingType))
            && Scope.MemberCalls.CallOperator(u, method, u.Operand) is { } called) return called;
        var operand = Scalar(u.Operand);
        var type = Types.Of(u.Type);
        return u.OperatorKind switch
        {
            UnaryOperatorKind.Minus => type.IsReal ? -operand : InContext(new Apply(Op.Neg, new[] { operand }, type), u, u.IsChecked),
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Not when type.Kind == Kind.Bool && u.OperatorMethod is null => Ops.Not(operand),
            UnaryOperatorKind.BitwiseNegation => new Apply(Op.BitNot, new[] { operand }, type),
            _ => Reject(u),
        };
    }

    public static string? Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Op.Add, BinaryOperatorKind.Subtract => Op.Sub, BinaryOperatorKind.Multiply => Op.Mul,
        BinaryOperatorKind.Divide => Op.Div, BinaryOperatorKind.Remainder => Op.Rem,
        BinaryOperatorKind.GreaterThan => Op.Gt, BinaryOperatorKind.LessThan => Op.Lt,
        BinaryOperatorKind.GreaterThanOrEqual => Op.Ge, BinaryOperatorKind.LessThanOrEqual => Op.Le,
        BinaryOperatorKind.Equals => Op.Eq, BinaryOperatorKind.NotEquals => Op.Ne,
        BinaryOperatorKind.And => Op.BitAnd, BinaryOperatorKind.Or => Op.BitOr, BinaryOperatorKind.ExclusiveOr => Op.BitXor,
        BinaryOperatorKind.LeftShift => Op.Shl, BinaryOperatorKind.RightShift => Op.Shr, BinaryOperatorKind.UnsignedRightShift => Op.Ushr,
        _ => null,
    };

    private Value Apply(string op, IOperation operation, Expr left, Expr right, bool isChecked)
    {
        var type = Types.Of(operation.Type);
        Expr result = new Apply(op, new[] { left, right }, type);
        return type.IsReal || type.Kind == Kind.Bool ? result : InContext(result, operation, isChecked);
    }

    /// <summary>Integer arithmetic keeps the overflow check of the place where the user wrote it.</summary>
    public Value InContext(Expr integer, IOperation operation, bool isChecked)
    {
        if (!operation.Type.IsInteger() || isChecked == Context.ChecksOverflow
            || integer is not Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Neg or Op.Cast }) return integer;
        return new Opaque($"{(isChecked ? "checked" : "unchecked")}({Opaque.Hole(0)})", new[] { integer }, integer.Type,
            IsPure: true) { CanThrow = isChecked };
    }

    private Value ShortCircuit(IBinaryOperation b)
    {
        var isAnd = b.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        if (b.OperatorMethod is not null) return Reject(b, "A user-defined '&&' or '||'");
        var left = Scalar(b.LeftOperand);
        var before = Variables.Snapshot();
        var (steps, right, after) = Scope.Side(() => Scalar(b.RightOperand), before);
        Variables.Restore(before);
        if (steps.Count == 0 && after.All(a => before.TryGetValue(a.Key, out var v) && ReferenceEquals(a.Value, v)))
            return isAnd ? Ops.And(left, right!.Scalar!) : Ops.Or(left, right!.Scalar!);
        return isAnd
            ? Scope.Choices.Choose(b, Hold(left).Scalar!, () => Scalar(b.RightOperand), () => Const.False)!
            : Scope.Choices.Choose(b, Hold(left).Scalar!, () => Const.True, () => Scalar(b.RightOperand))!;
    }

    public Value TupleEquality(ITupleBinaryOperation t)
    {
        var (left, right) = (Lower(t.LeftOperand), Lower(t.RightOperand));
        var equal = left.Leaves.Zip(right.Leaves, (a, b) => Scope.Patterns.From(t, new Apply(Op.Eq, new[] { a, b }, IrType.Bool)))
            .Aggregate((Expr)Const.True, Ops.And);
        return t.OperatorKind == BinaryOperatorKind.Equals ? equal : Ops.Not(equal);
    }

    public static bool IsNull(IOperation operation) =>
        operation is { ConstantValue: { HasValue: true, Value: null } }
            || operation is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } };

    // What we made is not null.
    public static Expr IsNull(Value value) =>
        value.Whole is { } whole ? new Opaque($"{Opaque.Hole(0)} is null", new[] { whole }, IrType.Bool, IsPure: true) : Const.False;
}
