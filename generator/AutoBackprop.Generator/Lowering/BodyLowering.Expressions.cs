using System.Globalization;
using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Expressions, one line per construct.</summary>
internal sealed partial class BodyLowering
{
    private Value Lower(IOperation operation)
    {
        var (steps, from) = (_steps, _steps.Count);
        var value = Expression(operation);
        if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation)) _origins.Note(value, operation.Syntax);
        NoteSteps(steps, from, operation);
        return value;
    }

    private void NoteSteps(List<Stmt> steps, int from, IOperation operation)
    {
        if (!ReferenceEquals(steps, _steps)) return;
        for (var i = from; i < steps.Count; i++) _origins.Note(steps[i], operation.Syntax);
    }

    private Value Expression(IOperation operation)
    {
        _context.Token.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation is not IAssignmentOperation) return Constant(constant, operation.Type);
        if (operation.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return Reject(operation, "A pointer");
        return operation switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation when Bound(operation) is { } bound => Read(bound),
            ILocalReferenceOperation l => _environment[l.Local] ?? Reject(l, $"'{l.Local.Name}', which is not a plain local,"),
            IParameterReferenceOperation p => _environment[Key(p.Parameter)] ?? Captured(p) ?? Reject(p, $"'{p.Parameter.Name}', which belongs to another method,"),
            IFieldReferenceOperation f => Field(f),
            IPropertyReferenceOperation p => Property(p),
            IBinaryOperation b => Binary(b),
            IUnaryOperation u => Unary(u),
            IArrayElementReferenceOperation a => Element(a),
            IImplicitIndexerReferenceOperation i => Element(i),
            IConversionOperation c => Convert(c),
            IConditionalOperation c => Choice(c),
            ISwitchExpressionOperation s => SwitchExpression(s),
            IIsPatternOperation i => Match(i.Pattern, Hold(Lower(i.Value)), i.Value.Type),
            ITupleBinaryOperation t => TupleEquality(t),
            ISimpleAssignmentOperation a => a.IsRef ? Rebind(a) : Assignment(a),
            ICompoundAssignmentOperation c => Compound(c),
            IIncrementOrDecrementOperation i => Step(i),
            ICoalesceAssignmentOperation c => AssignIfNull(c),
            IDeconstructionAssignmentOperation d => Deconstruct(d),
            IInvocationOperation i => Invoke(i),
            ITupleOperation t => Value.Tuple(t.Elements.Select(Lower).ToList()),
            IDeclarationExpressionOperation d => Lower(d.Expression),
            IObjectCreationOperation o => Create(o),
            IWithOperation w => With(w),
            IInstanceReferenceOperation t => _environment[Environment.This] ?? Reject(t, "'this'"),
            IDefaultValueOperation d => Aggregate.Of(d.Type) is { Composition: Composition.Class } ? Leaf(d.Type) : Default(d.Type),
            IThrowOperation t => ThrowExpression(t),
            IParenthesizedOperation p => Lower(p.Operand),
            IInvalidOperation => Invalid(operation),
            _ => Foreign(operation),
        };
    }

    private Expr Scalar(IOperation operation)
    {
        var value = Lower(operation);
        if (value.Scalar is { } scalar) return scalar;
        return operation.Type is { IsTupleType: false } && Pack(value, operation.Type) is { } packed ? packed : Reject(operation, "A tuple in this place").Leaves.First();
    }

    private static Value Constant(object? value, ITypeSymbol? type) => (Types.Of(type), value) switch
    {
        ({ IsReal: true } t, IConvertible number) => new Const(number.ToDouble(CultureInfo.InvariantCulture), t),
        ({ Kind: Kind.Int } t, int number) => new Const(number, t),
        ({ Kind: Kind.Bool } t, bool truth) => truth ? Const.True : Const.False,
        (var t, null) => new Opaque("null", default, t, IsPure: true),
        (var t, _) when type!.TypeKind == TypeKind.Enum => new Opaque($"({type.Text()})({SymbolDisplay.FormatPrimitive(value!, true, false)})", default, t, IsPure: true),
        (var t, char or string) => new Opaque(SymbolDisplay.FormatPrimitive(value!, true, false)!, default, t, IsPure: true),
        (var t, decimal number) => new Opaque(number.ToString(CultureInfo.InvariantCulture) + "m", default, t, IsPure: true),
        (var t, _) => new Opaque($"({t.Name})({SymbolDisplay.FormatPrimitive(value!, true, false)})", default, t, IsPure: true),
    };

    // ── operators ────────────────────────────────────────────────────────────────────────────────────────────

    private static string? Operator(BinaryOperatorKind kind) => kind switch
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

    private Value Binary(IBinaryOperation b)
    {
        if (b.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr) return ShortCircuit(b);
        if (Operator(b.OperatorKind) is not { } op) return Reject(b, "This operator");
        if (IsNull(b.RightOperand) && Aggregate.Of(b.LeftOperand.Type) is { Composition: Composition.Class } && Lower(b.LeftOperand) is { IsTuple: true } of)
            return op == Op.Eq ? IsNull(of) : Ops.Not(IsNull(of));
        if (b.OperatorMethod is { } method && (Aggregate.Of(method.ContainingType) is not null || IsExtension(method.ContainingType)) && CallOperator(b, method, b.LeftOperand, b.RightOperand) is { } called) return called;
        var (left, right) = (Scalar(b.LeftOperand), Scalar(b.RightOperand));
        if (b.OperatorMethod is { ContainingType.SpecialType: SpecialType.None }) Watch(b, [left, right], "A user-defined operator");
        return Apply(op, b, left, right, b.IsChecked);
    }

    private static bool IsNull(IOperation operation) => operation is { ConstantValue: { HasValue: true, Value: null } } || operation is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: null } };

    // What we made is not null.
    private static Expr IsNull(Value value) => value.Whole is { } whole ? new Opaque($"{Opaque.Hole(0)} is null", new[] { whole }, IrType.Bool, IsPure: true) : Const.False;

    private Value Apply(string op, IOperation operation, Expr left, Expr right, bool isChecked)
    {
        var type = Types.Of(operation.Type);
        Expr result = new Apply(op, new[] { left, right }, type);
        return type.IsReal || type.Kind == Kind.Bool ? result : InContext(result, operation, isChecked);
    }

    /// <summary>Integer arithmetic keeps the overflow check of the place where the user wrote it.</summary>
    private Value InContext(Expr integer, IOperation operation, bool isChecked)
    {
        if (!operation.Type.IsInteger() || isChecked == _context.ChecksOverflow || integer is not Apply { Op: Op.Add or Op.Sub or Op.Mul or Op.Neg or Op.Cast }) return integer;
        return new Opaque($"{(isChecked ? "checked" : "unchecked")}({Opaque.Hole(0)})", new[] { integer }, integer.Type, IsPure: true) { CanThrow = isChecked };
    }

    private Value ShortCircuit(IBinaryOperation b)
    {
        var isAnd = b.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        if (b.OperatorMethod is not null) return Reject(b, "A user-defined '&&' or '||'");
        var left = Scalar(b.LeftOperand);
        var before = _environment.Snapshot();
        var (steps, right, after) = Side(() => Scalar(b.RightOperand), before);
        _environment.Restore(before);
        if (steps.Count == 0 && after.All(a => before.TryGetValue(a.Key, out var v) && ReferenceEquals(a.Value, v)))
            return isAnd ? Ops.And(left, right!.Scalar!) : Ops.Or(left, right!.Scalar!);
        return isAnd
            ? Choose(b, Hold(left).Scalar!, () => Scalar(b.RightOperand), () => Const.False)!
            : Choose(b, Hold(left).Scalar!, () => Const.True, () => Scalar(b.RightOperand))!;
    }

    private Value Unary(IUnaryOperation u)
    {
        if (u.OperatorMethod is { } method && (Aggregate.Of(method.ContainingType) is not null || IsExtension(method.ContainingType)) && CallOperator(u, method, u.Operand) is { } called) return called;
        var operand = Scalar(u.Operand);
        var type = Types.Of(u.Type);
        return u.OperatorKind switch
        {
            UnaryOperatorKind.Minus => type.IsReal ? -operand : InContext(new Apply(Op.Neg, new[] { operand }, type), u, u.IsChecked),
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Not when type.Kind == Kind.Bool && u.OperatorMethod is null => Ops.Not(operand),
            UnaryOperatorKind.BitwiseNegation => new Apply(Op.BitNot, new[] { operand }, type),
            _ => Reject(u, "This operator"),
        };
    }

    private Value TupleEquality(ITupleBinaryOperation t)
    {
        var (left, right) = (Lower(t.LeftOperand), Lower(t.RightOperand));
        var equal = left.Leaves.Zip(right.Leaves, (a, b) => From(t, new Apply(Op.Eq, new[] { a, b }, IrType.Bool))).Aggregate((Expr)Const.True, Ops.And);
        return t.OperatorKind == BinaryOperatorKind.Equals ? equal : Ops.Not(equal);
    }

    private Value Convert(IConversionOperation c)
    {
        if (c.Operand is IThrowOperation t) { ThrowExpression(t); return Default(c.Type); }
        if (!c.Conversion.Exists) return Invalid(c);
        if (c.Operand.Type is null || c.Type is null) return c.Operand is IDefaultValueOperation or ILiteralOperation ? Default(c.Type) : Foreign(c);
        if (c.Operand is IConditionalOperation or ISwitchExpressionOperation && SymbolEqualityComparer.Default.Equals(c.Type, c.Operand.Type)) return Lower(c.Operand);
        var operand = Lower(c.Operand);
        // An array as a span is the same memory.
        if (operand.Scalar is { Type.IsArray: true } && Types.Of(c.Type).IsArray) return operand;
        if (c.OperatorMethod is null) return Convert(operand, c.Operand.Type, c.Type, c, c.IsChecked);
        return CallOperator(c, c.OperatorMethod, Hold(operand)) ?? (Pack(operand, c.Operand.Type) is { } whole ? Cast(whole, c, c.IsChecked) : Reject(c, "This conversion"));
    }

    private Value Convert(Value operand, ITypeSymbol from, ITypeSymbol to, IOperation at, bool isChecked)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to)) return operand;
        if (operand.IsTuple)
        {
            if (Aggregate.Of(from) is { Composition: Composition.Class } && Aggregate.Of(to) is { Composition: Composition.Class } @base && @base.Members.Count <= operand.Items.Length && IsBase(to, from)) return Value.Tuple(operand.Items.Take(@base.Members.Count), operand.Whole);
            if (from is { IsTupleType: false }) return Pack(operand, from) is { } whole ? Cast(whole, at, isChecked, to) : Reject(at, "This conversion");
            if (to is not INamedTypeSymbol { IsTupleType: true } target || from is not INamedTypeSymbol { IsTupleType: true } source || target.TupleElements.Length != operand.Items.Length)
                return Foreign(at);
            return Value.Tuple(operand.Items.Select((item, i) => Convert(item, source.TupleElements[i].Type, target.TupleElements[i].Type, at, isChecked)).ToList());
        }
        return to.IsReal() && (from.IsReal() || from.IsInteger()) ? Ops.Cast(Types.Of(to), operand.Scalar!) : Cast(operand.Scalar!, at, isChecked, to);
    }

    // The members of a base come first.
    private static bool IsBase(ITypeSymbol type, ITypeSymbol? of)
    {
        for (; of is not null; of = of.BaseType)
            if (SymbolEqualityComparer.Default.Equals(of, type)) return true;
        return false;
    }

    private Value Cast(Expr operand, IOperation at, bool isChecked, ITypeSymbol? to = null)
    {
        to ??= at.Type!;
        var cast = new Apply(Op.Cast, new[] { operand }, Types.Of(to));
        var name = to.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (to.IsInteger())
        {
            WhenLost(at, [operand], $"an active value is cast to '{name}'");
            return InContext(cast, at, isChecked);
        }
        if (operand.Type is { IsArray: true, IsManagedArray: false }) return Reject(at, "A new array that leaves the method");
        if (!Inside(operand).Any(v => v.Type.IsReal || v.Type.IsArray)) return cast;
        Watch(at, [operand], $"A conversion to '{name}'");
        // An object is harmless until a number is made of it.
        if (!to.IsReferenceType) return cast;
        var held = (Var)Hold(cast).Scalar!;
        Watches[Watches.Count - 1] = Watches[Watches.Count - 1] with { Result = held };
        return held;
    }

    private Value Choice(IConditionalOperation c)
    {
        if (c.IsRef) return Read(AimChoice(c));
        if (c.WhenFalse is null) return Reject(c, "A 'ref' choice");
        return Choose(c, Condition(c.Condition), () => TakenApart(c.WhenTrue), () => TakenApart(c.WhenFalse))!;
    }

    private Value TakenApart(IOperation operation) => Lower(operation) is var value && IsTakenApart(operation.Type) ? Expanded(value, Aggregate.Of(operation.Type)!) : value;

    private Value ThrowExpression(IThrowOperation t)
    {
        Raise(t);
        return Default(t.Type);
    }
}
