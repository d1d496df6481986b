using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Operators on objects that are made here, identity, and equality of records.</summary>
internal sealed class ObjectOperators(Scope scope) : Lowerer(scope), ICallLowering
{
    /// <summary>object.ReferenceEquals of objects that are made here.</summary>
    public Value? TryLower(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: nameof(ReferenceEquals), ContainingType.SpecialType: SpecialType.System_Object }) return null;
        var (left, right) = (Itself(call.Arguments[0].Value), Itself(call.Arguments[1].Value));
        return (Identity(call, left, right) ?? Identity(call, right, left)) is { } same ? (Value)same : null;

        static IOperation Itself(IOperation value)
        {
            while (value is IConversionOperation { OperatorMethod: null, Conversion.IsReference: true, Operand: { Type: not null } inner })
                value = inner;
            return value;
        }
    }

    public Value? Binary(IBinaryOperation b)
    {
        var isEqual = b.OperatorKind == BinaryOperatorKind.Equals;
        if (!isEqual && b.OperatorKind != BinaryOperatorKind.NotEquals) return Call(b, b.OperatorMethod, b.LeftOperand, b.RightOperand);
        if (b.OperatorMethod is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.Length: > 0 })
            return Call(b, b.OperatorMethod, b.LeftOperand, b.RightOperand);
        var same = b.OperatorMethod is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true } method
            ? Equal(b, method.ContainingType) : Identity(b, b.LeftOperand, b.RightOperand);
        return same is null ? null : (Value)(isEqual ? same : Ops.Not(same));
    }

    /// <summary>An operator with source, of objects or structs that are made here.</summary>
    public Value? Call(IOperation at, IMethodSymbol? method, params IOperation[] operands)
    {
        if (method is not { IsStatic: true } || !operands.Any(Scope.LocalObjects.MayBe) && !Scope.LocalObjects.MayBeMade(method.ReturnType)
            || !InPlace.HasSource(method, Context)) return null;
        var values = operands.Select(o => Hold(Lower(o))).ToArray();
        return Scope.InPlace.Run(new Function(at.Syntax, method, null, null, null), values, at);
    }

    // Two names of one object, or of two; an object and null.
    private Expr? Identity(IOperation at, IOperation one, IOperation other)
    {
        if (one.Type is { IsValueType: true } || Scope.LocalObjects.Found(one) is not { } left) return null;
        if (Operators.IsNull(other)) return Ops.Not(Scope.ChosenObjects.Where(left, _ => true).Condition);
        if (Scope.LocalObjects.Lowered(other) is not { } right)
            return Scope.LocalObjects.Of(left) is null ? Reject(at).Scalar : Const.False;
        return Scope.ChosenObjects.Where(left, o => ReferenceEquals(o, right)).Condition;
    }

    /// <summary>As the compiler writes it: member by member. Null where that is not how it is.</summary>
    private Expr? Equal(IBinaryOperation b, INamedTypeSymbol type)
    {
        if (type.GetMembers("Equals").OfType<IMethodSymbol>().Any(m => !m.IsImplicitlyDeclared)) return null;
        if (Operators.IsNull(b.RightOperand)) return Identity(b, b.LeftOperand, b.RightOperand);
        if (Scope.LocalObjects.Lowered(b.LeftOperand) is { } x)
            return Scope.LocalObjects.Lowered(b.RightOperand) is not { } y
                ? Reject(b, "'==' between a record that is made here and one that is not").Scalar
                : !SymbolEqualityComparer.Default.Equals(x.Type, y.Type) ? Const.False
                : x.Places.Where(p => p.Symbol is IFieldSymbol).ToList().Select(p => Equal(b, Variables[p]!, Variables[y.Of(p.Symbol)]!))
                    .Aggregate((Expr)Const.True, Ops.And);
        if (Aggregate.Of(b.LeftOperand.Type) is not { IsWhole: true }
            || !SymbolEqualityComparer.Default.Equals(b.LeftOperand.Type, b.RightOperand.Type)) return null;
        var (left, right) = (Hold(Lower(b.LeftOperand)), Hold(Lower(b.RightOperand)));
        return left is { IsTuple: true, Whole: null } && right is { IsTuple: true, Whole: null }
            ? Equal(b, left, right) : Reject(b, "'==' between a record that is made here and one that is not").Scalar;
    }

    private Expr Equal(IOperation at, Value a, Value b)
    {
        if (a.IsTuple && a.HasShapeOf(b)) return a.Items.Zip(b.Items, (x, y) => Equal(at, x, y)).Aggregate((Expr)Const.True, Ops.And);
        if (a.Scalar is not { } left || b.Scalar is not { } right) return Reject(at, "'==' between records of this kind").Scalar!;
        if (left.Equals(right)) return Const.True;
        if (left.Type.IsArray || Entities.Is(left)) return Reject(at, "'==' between records that hold arrays or objects").Scalar!;
        var isEqual = new Apply(Op.Eq, new[] { left, right }, IrType.Bool);
        // Equals finds NaN equal to itself.
        if (left.Type.IsReal) return Ops.Or(isEqual, Ops.And(new Apply(Op.IsNaN, new[] { left }, IrType.Bool),
            new Apply(Op.IsNaN, new[] { right }, IrType.Bool)));
        return left.Type.Kind is Kind.Int or Kind.Bool ? isEqual
            : new Opaque($"global::System.Collections.Generic.EqualityComparer<{left.Type.Name}>.Default.Equals({Opaque.Hole(0)}, {Opaque.Hole(1)})", new[] { left, right }, IrType.Bool, IsPure: true);
    }
}
