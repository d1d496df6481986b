using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Patterns on arrays, spans and lists: how many there are, and what the first and the last of them are.</summary>
internal sealed class ListPatterns(Scope scope) : Lowerer(scope)
{
    /// <summary>Null for other patterns, and for what is no array or list of ours.</summary>
    public Value? Match(IPatternOperation pattern, Value value, ITypeSymbol? type) => pattern switch
    {
        IListPatternOperation list when Items(value, type, list) is { } items => Match(list, items, value, type!),
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: { IsEmpty: false } asked } p
            when asked.All(s => s.Member is IPropertyReferenceOperation { Property.Name: "Length" or "Count" })
                && Items(value, type, p) is { } items => Asked(p, items, value),
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } p when Items(value, type,
            p) is not null => Bound(p.DeclaredSymbol, value, type, Present(value)),
        _ => null,
    };

    private Numbered? Items(Value value, ITypeSymbol? type, IPatternOperation at) =>
        value.Scalar is { } scalar && (Entities.Is(scalar) || scalar.Type is { IsArray: true, Rank: 1, Element.IsArray: false })
            && Sequences.ElementOf(type) is not null && Context.Entities.Of(scalar) is null or Sequence or GrowingList
            ? Scope.Sequences.Of(value, type, at)?.Begin().ByNumber : null;

    private Expr Present(Value value) => Scope.ForeignCode.IsThere(value) ? Const.True : Scope.ForeignCode.NotNull(value.Scalar!);

    private Expr Bound(ISymbol? name, Value value, ITypeSymbol? type, Expr condition)
    {
        if (name is not null) Assign(name, value, type);
        return condition;
    }

    private Value Asked(IRecursivePatternOperation p, Numbered items, Value value)
    {
        var count = Hold(items.Count);
        var integer = Context.Compilation.GetSpecialType(SpecialType.System_Int32);
        var holds = p.PropertySubpatterns.Select(s => Scope.Patterns.Match(s.Pattern, count, integer).Scalar!)
            .Aggregate(Present(value), Ops.And);
        return Bound(p.DeclaredSymbol, value, p.MatchedType, holds);
    }

    private Value Match(IListPatternOperation p, Numbered items, Value value, ITypeSymbol type)
    {
        var count = Hold(items.Count).Scalar!;
        var element = Sequences.ElementOf(type)!;
        var slice = p.Patterns.ToList().FindIndex(s => s is ISlicePatternOperation);
        var known = Const.Int(slice < 0 ? p.Patterns.Length : p.Patterns.Length - 1);
        var fits = Hold(Identities.Simplify(Ops.And(Present(value), slice < 0
            ? new Apply(Op.Eq, new[] { count, known }, IrType.Bool) : count >= known))).Scalar!;
        // What the pattern names is there where it matches; elsewhere it is anything.
        foreach (var name in p.Patterns.SelectMany(s => Jumps.Inside(s)).SelectMany(ObjectPatterns.Declared))
            Variables[name] = Types.Of(name.Type).IsArray
                ? Named(new Slice(value.Scalar!, Const.Int(0), Const.Int(0), IrType.SpanOf(Types.Of(element)))) : Defaults.Of(name.Type);
        if (p.DeclaredSymbol is not null) Assign(p.DeclaredSymbol, value, type);
        var matches = Scope.Choices.Choose(p, fits, () =>
        {
            Expr all = Const.True;
            for (var i = 0; i < p.Patterns.Length; i++)
            {
                var at = slice >= 0 && i > slice ? Hold(Identities.Simplify(count - (p.Patterns.Length - i))).Scalar! : Const.Int(i);
                var one = p.Patterns[i] is ISlicePatternOperation s ? Part(s, value, i, Identities.Simplify(count - known), type, element)
                    : Scope.Patterns.Match(p.Patterns[i], Hold(items.At(at)), element).Scalar!;
                all = Identities.Simplify(Ops.And(all, one));
            }
            return Hold(all);
        }, () => Const.False)!;
        return matches;
    }

    /// <summary>What '..' stands for: of a span a part of it, of an array a copy.</summary>
    private Expr Part(ISlicePatternOperation s, Value value, int start, Expr length, ITypeSymbol type, ITypeSymbol element)
    {
        if (s.Pattern is null or IDiscardPatternOperation) return Const.True;
        if (value.Scalar is not { Type.IsArray: true } array)
            return Reject(s, "A part of a list that is named in a pattern",
            "name it with 'Skip' and 'Take'").Scalar is { Type.Kind: Kind.Bool } b ? b : Const.True;
        var part = Named(new Slice(Named(array), Const.Int(start), Hold(length).Scalar!, IrType.SpanOf(Types.Of(element))));
        return Scope.Patterns.Match(s.Pattern, type is IArrayTypeSymbol ? Scope.Slices.Copied(part, element, s) : part, type).Scalar!;
    }
}
