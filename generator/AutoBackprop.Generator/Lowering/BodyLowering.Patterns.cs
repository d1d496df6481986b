using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>switch and patterns: a chain of choices.</summary>
internal sealed partial class BodyLowering
{
    private void Switch(ISwitchOperation s)
    {
        var value = Hold(Lower(s.Value));
        _environment[s.ExitLabel] = Const.False;
        // The default is tried last, wherever it stands.
        var sections = s.Cases.OrderBy(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation)).ToList();
        Sections(0);

        void Sections(int i)
        {
            if (i == sections.Count) return;
            if (sections[i].Clauses.Any(c => c is IDefaultCaseClauseOperation)) { Statements(sections[i].Body); return; }
            Clauses(sections[i], 0, () => Sections(i + 1));
        }

        void Clauses(ISwitchCaseOperation section, int from, Action otherwise)
        {
            // Plain labels are one question; a guard may need steps of its own.
            var guarded = section.Clauses.Skip(from).FirstOrDefault(c => c is IPatternCaseClauseOperation { Guard: not null });
            if (guarded is null)
            {
                var matches = section.Clauses.Skip(from).Select(c => Clause(c, value, s.Value.Type)).Aggregate((Expr)Const.False, Ops.Or);
                Branch(section, matches, () => Statements(section.Body), otherwise);
                return;
            }
            if (section.Clauses.Length > 1) { Reject(guarded, "Several labels with a 'when'"); return; }
            var clause = (IPatternCaseClauseOperation)guarded;
            var matched = Match(clause.Pattern, value, s.Value.Type).Scalar!;
            var holds = Choose(clause, matched, () => Scalar(clause.Guard!), () => Const.False)!.Scalar!;
            Branch(section, holds, () => Statements(section.Body), otherwise);
        }
    }

    private Expr Clause(ICaseClauseOperation clause, Value value, ITypeSymbol? type) => clause switch
    {
        ISingleValueCaseClauseOperation c => From(c.Value, Equal(value.Scalar!, Scalar(c.Value))),
        IPatternCaseClauseOperation c => Match(c.Pattern, value, type).Scalar!,
        _ => Reject(clause, "This label").Scalar ?? Const.False,
    };

    private Value SwitchExpression(ISwitchExpressionOperation s)
    {
        var value = Hold(Lower(s.Value));
        return Arms(0);

        Value Arms(int i)
        {
            if (i == s.Arms.Length)
            {
                _steps.Add(new Throw(new Opaque("new global::System.Runtime.CompilerServices.SwitchExpressionException()", default, IrType.Other("global::System.Exception"))));
                return Default(s.Type);
            }
            var arm = s.Arms[i];
            var matched = Match(arm.Pattern, value, s.Value.Type).Scalar!;
            if (arm.Guard is { } guard) matched = Choose(arm, matched, () => Scalar(guard), () => Const.False)!.Scalar!;
            return Choose(s, matched, () => Lower(arm.Value), () => Arms(i + 1))!;
        }
    }

    private static Expr Equal(Expr value, Expr constant) => constant is Const { Value: double.NaN }
        ? new Apply(Op.IsNaN, new[] { value }, IrType.Bool)
        : new Apply(Op.Eq, new[] { value, constant }, IrType.Bool);

    private Expr From(IOperation operation, Expr value)
    {
        _origins.Note(value, operation.Syntax);
        return value;
    }

    /// <summary>Whether a value matches; names that the pattern declares are bound.</summary>
    private Value Match(IPatternOperation pattern, Value value, ITypeSymbol? type)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation: return Const.True;
            case IConstantPatternOperation { Value: var constant } when IsNull(constant) && value.IsTuple && Aggregate.Of(type) is { Composition: Composition.Class }: return IsNull(value);
            case IConstantPatternOperation p when value.Scalar is { } scalar: return From(p, Equal(scalar, Scalar(p.Value)));
            case IRelationalPatternOperation p when value.Scalar is { } scalar && Operator(p.OperatorKind) is { } op:
                return new Apply(op, new[] { scalar, Scalar(p.Value) }, IrType.Bool);
            case INegatedPatternOperation p: return Ops.Not(Match(p.Pattern, value, type).Scalar!);
            case IBinaryPatternOperation p:
                var (left, right) = (Match(p.LeftPattern, value, type).Scalar!, Match(p.RightPattern, value, type).Scalar!);
                return p.OperatorKind == BinaryOperatorKind.And ? Ops.And(left, right) : Ops.Or(left, right);
            case IDeclarationPatternOperation p when p.MatchesNull || SymbolEqualityComparer.Default.Equals(p.MatchedType, type):
                if (p.DeclaredSymbol is { } declared) Assign(declared, value, type);
                return Const.True;
            case IRecursivePatternOperation p when value.IsTuple && Aggregate.Of(type) is { } a && SymbolEqualityComparer.Default.Equals(p.MatchedType, type)
                    && p.PropertySubpatterns.All(s => MemberOf(s.Member) is var (_, member) && a.IndexOf(member) >= 0)
                    && (p.DeconstructionSubpatterns.IsEmpty ? [] : Parts(value, type, p.DeconstructionSubpatterns.Length)) is { } parts:
                if (p.DeclaredSymbol is { } whole) Assign(whole, value, type);
                return p.DeconstructionSubpatterns.Select((sub, i) => Match(sub, parts[i].Value, parts[i].Type).Scalar!)
                    .Concat(p.PropertySubpatterns.Select(s => a.IndexOf(MemberOf(s.Member)!.Value.Symbol) is var i ? Match(s.Pattern, value.Items[i], a.Members[i].Type).Scalar! : Const.True))
                    .Aggregate(a.Composition == Composition.Class ? Ops.Not(IsNull(value)) : Const.True, Ops.And);
            // Of an object from elsewhere: the question, and the object as what it is.
            case IDeclarationPatternOperation { MatchedType: { } matched } p when value.Scalar is { Type.Kind: Kind.Other } scalar && type is not null && (type.IsReferenceType || Types.IsUnion(type)):
                if (p.DeclaredSymbol is { } bound)
                {
                    var known = new Opaque($"global::AutoBackprop.RunTime.As<{matched.Text()}>({Opaque.Hole(0)}{(Types.IsUnion(type) ? ".Value" : "")})", new[] { scalar }, Types.Of(matched), IsPure: true);
                    Assign(bound, IsTakenApart(matched) ? Components(Hold(known).Scalar!, matched) : known, matched);
                }
                return new Opaque($"{Opaque.Hole(0)} is {matched.Text()}", new[] { scalar }, IrType.Bool, IsPure: true);
            case ITypePatternOperation p when value.Scalar is { } scalar && !type.IsReal():
                return new Opaque($"{Opaque.Hole(0)} is {p.MatchedType.Text()}", new[] { scalar }, IrType.Bool, IsPure: true);
            default:
                foreach (var name in Jumps.Inside(pattern).OfType<IDeclarationPatternOperation>().Select(p => p.DeclaredSymbol).OfType<ILocalSymbol>())
                    _environment[name] = Default(name.Type);
                return Reject(pattern, "This pattern").Scalar is { Type.Kind: Kind.Bool } b ? b : Const.True;
        }
    }
}
