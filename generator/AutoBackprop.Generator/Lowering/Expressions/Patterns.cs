using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Patterns: questions, and the names that they declare.</summary>
internal sealed class Patterns(Scope scope) : Lowerer(scope)
{
    /// <summary>Whether a value matches; names that the pattern declares are bound.</summary>
    public Value Match(IPatternOperation pattern, Value value, ITypeSymbol? type)
    {
        if ((Scope.ListPatterns.Match(pattern, value, type) ?? Scope.Nullables.Match(pattern, value, type)
            ?? Scope.ObjectPatterns.Match(pattern, value, type)) is { } answer) return answer;
        switch (pattern)
        {
            case IDiscardPatternOperation: return Const.True;
            case IConstantPatternOperation { Value: var constant } when Operators.IsNull(constant) && !value.IsTuple
                && type is { IsReferenceType: true } && Scope.ForeignCode.IsNothing(value): return Const.True;
            case IConstantPatternOperation { Value: var constant } when Operators.IsNull(constant) && value.IsTuple
                && Aggregate.Of(type) is { Composition: Composition.Class }: return Operators.IsNull(value);
            case IConstantPatternOperation { Value: var constant } when Operators.IsNull(constant) && value.Scalar is { } asked
                && (Entities.Is(asked) || asked.Type.IsArray):
                return Scope.ForeignCode.IsThere(value) ? Const.False : Ops.Not(Scope.ForeignCode.NotNull(asked));
            case IConstantPatternOperation p when value.Scalar is { } scalar: return From(p, Equal(scalar, Scalar(p.Value)));
            case IRelationalPatternOperation p when value.Scalar is { } scalar && Operators.Operator(p.OperatorKind) is { } op:
                return new Apply(op, new[] { scalar, Scalar(p.Value) }, IrType.Bool);
            case INegatedPatternOperation p: return Ops.Not(Match(p.Pattern, value, type).Scalar!);
            case IBinaryPatternOperation p:
                var (left, right) = (Match(p.LeftPattern, value, type).Scalar!, Match(p.RightPattern, value, type).Scalar!);
                return p.OperatorKind == BinaryOperatorKind.And ? Ops.And(left, right) : Ops.Or(left, right);
            case IDeclarationPatternOperation p when p.MatchesNull || SymbolEqualityComparer.Default.Equals(p.MatchedType, type):
                if (p.DeclaredSymbol is { } declared) Assign(declared, value, type);
                return Const.True;
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true,
                PropertySubpatterns.IsEmpty: true } p when value.Scalar is not null && type is { IsValueType: true }
                && SymbolEqualityComparer.Default.Equals(p.MatchedType, type):
                if (p.DeclaredSymbol is { } number) Assign(number, value, type);
                return Const.True;
            case IRecursivePatternOperation p when value.IsTuple && Aggregate.Of(type) is { } a
                && SymbolEqualityComparer.Default.Equals(p.MatchedType, type)
                    && p.PropertySubpatterns.All(s => Members.MemberOf(s.Member) is var (_, member)
                        && (a.IndexOf(member) >= 0 || IsComputed(member)))
                    && (p.DeconstructionSubpatterns.IsEmpty
                        ? [] : Composites.Parts(value, type, p.DeconstructionSubpatterns.Length)) is { } parts:
                if (p.DeclaredSymbol is { } whole) Assign(whole, value, type);
                return p.DeconstructionSubpatterns.Select((sub, i) => Match(sub, parts[i].Value, parts[i].Type).Scalar!)
                    .Concat(p.PropertySubpatterns.Select(s => Members.MemberOf(s.Member)!.Value.Symbol is var member
                        && a.IndexOf(member) is >= 0 and var i ? Match(s.Pattern, value.Items[i], a.Members[i].Type).Scalar!
                        : Match(s.Pattern, Computed((IPropertySymbol)member, value, s.Member), s.Member.Type).Scalar!))
                    .Aggregate(a.Composition == Composition.Class ? Ops.Not(Operators.IsNull(value)) : Const.True, Ops.And);
            // Of an object from elsewhere: the question, and the object as what it is.
            case IDeclarationPatternOperation { MatchedType: { } matched } p when value.Scalar is { Type.Kind: Kind.Other } scalar
                && type is not null && (type.IsReferenceType || Types.IsUnion(type)):
                if (p.DeclaredSymbol is { } bound)
                {
                    var known = new Opaque($"global::AutoBackprop.RunTime.As<{matched.Text()}>({Opaque.Hole(0)}{(Types.IsUnion(type) ? ".Value" : "")})", new[] { scalar }, Types.Of(matched), IsPure: true);
                    Assign(bound, Composites.IsTakenApart(matched) ? Composites.Components(Hold(known).Scalar!, matched) : known, matched);
                }
                return new Opaque($"{Opaque.Hole(0)} is {matched.Text()}", new[] { scalar }, IrType.Bool, IsPure: true);
            case ITypePatternOperation p when value.Scalar is { } scalar && !type.IsReal():
                return new Opaque($"{Opaque.Hole(0)} is {p.MatchedType.Text()}", new[] { scalar }, IrType.Bool, IsPure: true);
            default:
                foreach (var name in Jumps.Inside(pattern).SelectMany(ObjectPatterns.Declared))
                    Variables[name] = Defaults.Of(name.Type);
                return Reject(pattern).Scalar is { Type.Kind: Kind.Bool } b ? b : Const.True;
        }
    }

    public static Expr Equal(Expr value, Expr constant) => constant is Const { Value: double.NaN }
        ? new Apply(Op.IsNaN, new[] { value }, IrType.Bool)
        : new Apply(Op.Eq, new[] { value, constant }, IrType.Bool);

    public Expr From(IOperation operation, Expr value)
    {
        Origins.Note(value, operation.Syntax);
        return value;
    }

    // A property with a body, which can be read whatever else the value is.
    private bool IsComputed(ISymbol member) => member is IPropertySymbol { IsIndexer: false, GetMethod: { } get, ContainingType: var of }
        && (of.IsValueType || of.IsSealed) && InPlace.HasSource(get, Context);

    private Value Computed(IPropertySymbol property, Value of, IOperation at) =>
        Hold(Scope.InPlace.Run(new Function(at.Syntax, property.GetMethod!, null, null, Hold(of)), [], at));
}
