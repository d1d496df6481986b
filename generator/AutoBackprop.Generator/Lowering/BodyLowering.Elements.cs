using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Elements that are structs or tuples: memory, member by member.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>An element of an array or span, or a member of an element of structs.</summary>
    private bool IsPlace(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation a => a.Indices.All(i => i is not IRangeOperation && i.Type?.Name != "Range"),
        IImplicitIndexerReferenceOperation i => i.Argument is not IRangeOperation && Types.Of(i.Instance.Type).IsArray,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => Types.Of(instance.Type).IsArray,
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => Bound(operation) is Target.Element,
        IParenthesizedOperation p => IsPlace(p.Operand),
        _ => IsMember(operation, out var instance, out var a, out _) && a.IsElement && IsPlace(instance),
    };

    /// <summary>A member by the name that C# knows there: tuples of one kind may call theirs differently.</summary>
    private ElementPlace MemberOf(ElementPlace place, Aggregate a, int index)
    {
        if (place.Path.Length == 0 && a.Composition == Composition.Tuple)
            place = place with { IsRenamed = _suffix.Length > 0 || ExtentOf(place.Array) is not { Start: null, Roots: [Var root] } || root.Type.Element!.Name != a.Type.Text() };
        return place.Member(a.Members[index], place.IsRenamed && a.Composition == Composition.Tuple ? $"Item{index + 1}" : CSharp.Escape(a.Members[index].Name));
    }

    private Value Read(ElementPlace place, ITypeSymbol? type)
    {
        if (Aggregate.Of(type) is { IsElement: true } a && !place.IsConstant) return Value.Tuple(a.Members.Select((m, i) => Read(MemberOf(place, a, i), m.Type)).ToList());
        var read = Define("", new Load(place.Array, place.At, Types.Of(type)));
        return place.IsConstant ? Stop(read.Scalar!) : IsTakenApart(type) ? Components(read.Scalar!, type) : read;
    }

    private Value Write(ElementPlace place, Value value, ITypeSymbol? type, IOperation at)
    {
        if (Aggregate.Of(type) is { IsElement: true } a && !place.IsConstant)
        {
            // All of it is computed before any of it is overwritten.
            value = Hold(Expanded(value, a));
            for (var i = 0; i < a.Members.Count; i++) Write(MemberOf(place, a, i), value.Items[i], a.Members[i].Type, at);
            return value;
        }
        if (place.IsConstant) WhenLost(at, value.Leaves, $"an active value is stored in '{place.Path}'");
        if (Pack(value, type) is not { } stored) return Reject(at, "An assignment to this");
        _steps.Add(new Store(place.Array, place.At, Hold(place.IsConstant ? Stop(stored) : stored).Scalar!));
        return stored;
    }

    /// <summary>One element into another.</summary>
    private void Transfer(Expr from, Expr at, Expr to, Expr index, ITypeSymbol element)
    {
        if (Aggregate.Of(element) is not { IsElement: true } a) _steps.Add(new Store(to, new[] { index }, Define("", new Load(from, new[] { at }, Types.Of(element))).Scalar!));
        else Write(new ElementPlace(to, new[] { index }), Read(new ElementPlace(from, new[] { at }), element), element, _isStatement!);
    }
}
