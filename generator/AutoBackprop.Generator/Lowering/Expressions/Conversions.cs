using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Conversions and casts.</summary>
internal sealed class Conversions(Scope scope) : Lowerer(scope)
{
    public Value Convert(IConversionOperation c)
    {
        if (c.Operand is IThrowOperation t) { Scope.Expressions.ThrowExpression(t); return Defaults.Of(c.Type); }
        if (!c.Conversion.Exists) return Scope.Statements.Invalid(c);
        if (c.Operand.Type is null || c.Type is null)
            return c.Operand is IDefaultValueOperation or ILiteralOperation ? Defaults.Of(c.Type) : Scope.ForeignCode.ByKind(c);
        if (c.Operand is IConditionalOperation or ISwitchExpressionOperation
            && SymbolEqualityComparer.Default.Equals(c.Type, c.Operand.Type)) return Lower(c.Operand);
        if (Scope.ObjectOperators.Call(c, c.OperatorMethod, c.Operand) is { } ofObjects) return ofObjects;
        // An inline array as a span is the same memory.
        if (c.OperatorMethod is null && Types.Of(c.Type).IsArray && InlineArrays.Is(c.Operand.Type)
            && Scope.InlineArrays.Memory(c.Operand) is { } memory) return memory;
        var operand = Lower(c.Operand);
        // An array as a span is the same memory.
        if (operand.Scalar is { Type.IsArray: true }
            && (Types.Of(c.Type).IsArray || Views.Of(c.Type) is not null
            || c.OperatorMethod is null && Sequences.IsOfNumbers(c.Type))) return operand;
        if (Entities.Is(operand.Scalar) && Sequences.ElementOf(c.Type) is not null) return operand;
        if (operand.IsTuple && Tables.IsType(c.Type)) return operand;
        if (c.OperatorMethod is null && c.Type.IsReferenceType && Scope.LocalObjects.Converted(operand, c) is { } known) return known;
        if (c.OperatorMethod is null) return Convert(operand, c.Operand.Type, c.Type, c, c.IsChecked);
        return Scope.MemberCalls.CallOperator(c, c.OperatorMethod, Hold(operand))
            ?? (Scope.Composites.Pack(operand, c.Operand.Type) is { } whole ? Cast(whole, c, c.IsChecked) : Reject(c));
    }

    public Value Convert(Value operand, ITypeSymbol from, ITypeSymbol to, IOperation at, bool isChecked)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to)) return operand;
        if (Scope.Nullables.Converted(operand, from, to, at, isChecked) is { } nullable) return nullable;
        if (operand.IsTuple)
        {
            if (Aggregate.Of(from) is { Composition: Composition.Class } && Aggregate.Of(to) is { Composition: Composition.Class } @base
                && @base.Members.Count <= operand.Items.Length
                && IsBase(to, from)) return Value.Tuple(operand.Items.Take(@base.Members.Count), operand.Whole);
            if (from is { IsTupleType: false })
                return Scope.Composites.Pack(operand, from) is { } whole ? Cast(whole, at, isChecked, to) : Reject(at);
            if (to is not INamedTypeSymbol { IsTupleType: true } target || from is not INamedTypeSymbol { IsTupleType: true } source
                || target.TupleElements.Length != operand.Items.Length)
                return Scope.ForeignCode.ByKind(at);
            return Value.Tuple(operand.Items.Select((item, i) =>
                Convert(item, source.TupleElements[i].Type, target.TupleElements[i].Type, at, isChecked)).ToList());
        }
        return to.IsReal() && (from.IsReal() || from.IsInteger())
            ? Ops.Cast(Types.Of(to), operand.Scalar!) : Cast(operand.Scalar!, at, isChecked, to);
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
            return Scope.Operators.InContext(cast, at, isChecked);
        }
        if (operand.Type is { IsArray: true, IsManagedArray: false })
            return Reject(at, $"A new array in the place of '{name}'", "hand it over as an array, or write a loop");
        if (!Scope.Composites.ContentsOf(operand).Any(v => v.Type.IsReal || v.Type.IsArray)) return cast;
        Watch(at, [operand], $"A conversion to '{name}'", Advice.For(to) ?? "");
        // An object is harmless until a number is made of it.
        if (!to.IsReferenceType) return cast;
        var held = (Var)Hold(cast).Scalar!;
        Watches[Watches.Count - 1] = Watches[Watches.Count - 1] with { Result = held };
        return held;
    }
}
