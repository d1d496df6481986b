using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Elements of arrays and spans. Those that are structs or tuples are memory, member by member.</summary>
internal sealed class Elements(Scope scope) : Lowerer(scope)
{
    /// <summary>An element of an array or span, or a member of an element of structs.</summary>
    public bool IsPlace(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation a => a.Indices.All(i => i is not IRangeOperation && i.Type?.Name != "Range"),
        IImplicitIndexerReferenceOperation i =>
            i.Argument is not IRangeOperation && (Scope.Views.IsMemory(i.Instance) || Scope.Lists.Of(i.Instance) is { HasPlaces: true }),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } =>
            Scope.Views.IsMemory(instance) || Scope.Lists.Of(instance) is { HasPlaces: true },
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation =>
            Scope.References.Bound(operation) is Target.Element,
        IInlineArrayAccessOperation a => a.Argument is not IRangeOperation && Scope.InlineArrays.Memory(a.Instance) is not null,
        IParenthesizedOperation p => IsPlace(p.Operand),
        _ => Members.IsMember(operation, out var instance, out var a, out _) && a.IsElement && IsPlace(instance),
    };

    /// <summary>The element that an expression names, or the member of one; null if that is no plain element.</summary>
    public ElementPlace? Place(IOperation operation)
    {
        if (Members.IsMember(operation, out var instance, out var a, out var member))
            return Place(instance) is { } element ? MemberOf(element, a, member) : null;
        if (operation is IParenthesizedOperation inner) return Place(inner.Operand);
        if (operation is IInlineArrayAccessOperation { Argument: not IRangeOperation } ofStruct)
            return Scope.InlineArrays.Memory(ofStruct.Instance) is { } own
                ? new ElementPlace(Named(own), new[] { Index(ofStruct.Argument, own) }) : null;
        if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation)
            return (Scope.References.Bound(operation) as Target.Element)?.Place;
        var (array, indices) = operation switch
        {
            IArrayElementReferenceOperation e => (e.ArrayReference, e.Indices.AsEnumerable()),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } of } p => (of, p.Arguments.Select(x => x.Value)),
            IImplicitIndexerReferenceOperation i => (i.Instance, [i.Argument]),
            _ => (operation, []),
        };
        if (Scope.Lists.Of(array) is { HasPlaces: false }) return null;
        if (Scope.Lists.Of(array) is { } list)
            return indices.ToList() is [var only] && only.Type?.Name != "Range" ? Scope.Lists.Place(list, only) : null;
        if (!Scope.Views.IsMemory(array)) return null;
        var whole = Lower(array);
        var places = new List<Expr>();
        if (Entities.Is(whole.Scalar)) return null;
        if (whole.IsTuple) return Scope.Tables.Place(whole, [.. indices.Select(Scalar)]);
        var memory = whole.Scalar!;
        foreach (var index in indices)
        {
            if (index.Type?.Name == "Range") return null;
            places.Add(Index(index, memory));
        }
        if (places.Count == memory.Type.Rank) return new ElementPlace(Named(memory), places);
        Scope.Statements.Invalid(operation);
        return new ElementPlace(Named(memory), Enumerable.Repeat(Const.Int(0), memory.Type.Rank).ToArray());
    }

    /// <summary>A member by the name that C# knows there: tuples of one kind may call theirs differently.</summary>
    private ElementPlace MemberOf(ElementPlace place, Aggregate a, int index)
    {
        if (place.Path.Length == 0 && a.Composition == Composition.Tuple)
            place = place with { IsRenamed = Scope.Suffix.Length > 0
                || Scope.Extents.ExtentOf(place.Array) is not { Start: null, Roots: [Var root] }
                || root.Type.Element!.Name != a.Type.Text() };
        return place.Member(a.Members[index],
            place.IsRenamed && a.Composition == Composition.Tuple ? $"Item{index + 1}" : CSharp.Escape(a.Members[index].Name));
    }

    public Expr Index(IOperation index, Expr array) => Index(index, () => Ops.Length(array));

    /// <summary>^1 counts from the end, and so may what a variable holds.</summary>
    /// <param name="count">How many elements there are.</param>
    public Expr Index(IOperation index, Func<Expr> count)
    {
        while (index is IConversionOperation { Type.Name: "Index", Operand.Type.SpecialType: SpecialType.System_Int32 } conversion)
            index = conversion.Operand;
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd) return Identities.Simplify(count() - Scalar(fromEnd.Operand));
        return index.Type?.Name == "Index" ? Offset(Hold(Scope.Quoting.Given(index)).Scalar!, "", count()) : Scalar(index);
    }

    private Expr Offset(Expr of, string part, Expr count) =>
        Hold(new Opaque($"{Opaque.Hole(0)}{part}.GetOffset({Opaque.Hole(1)})", new[] { of, count }, IrType.Int, IsPure: true)).Scalar!;

    /// <summary>Where a range begins and ends.</summary>
    public (Expr Start, Expr End) Range(IOperation range, Expr array)
    {
        if (range is not IRangeOperation written)
            return Hold(Scope.Quoting.Given(range)).Scalar! is var given && Named(Ops.Length(array)) is var count
                ? (Offset(given, ".Start", count), Offset(given, ".End", count)) : default;
        var start = written.LeftOperand is { } left ? Index(left, array) : Const.Int(0);
        return (start, written.RightOperand is { } right ? Index(right, array) : Ops.Length(array));
    }

    public static bool IsRange(IOperation index) => index is IRangeOperation || index.Type is { Name: "Range", ContainingNamespace.Name: "System" };

    public Value Element(IOperation operation)
    {
        if (Scope.Tables.Row(operation) is { } row) return row;
        if (Scope.ObjectArrays.Element(operation) is { } member) return member;
        if (operation is IImplicitIndexerReferenceOperation { Argument: not IRangeOperation and var index, Instance: var of }
            && Scope.Lists.Of(of) is { HasPlaces: false } apart) return Scope.Lists.Element(apart, index);
        if (operation is IImplicitIndexerReferenceOperation { Argument: var range } i && IsRange(range) && Types.Of(i.Instance.Type).IsArray)
            return Scope.Slices.Window(operation, Lower(i.Instance).Scalar!, range);
        if (operation is IArrayElementReferenceOperation { Indices: [var part] } a && IsRange(part))
            return Scope.Slices.Copy(Named(Lower(a.ArrayReference).Scalar!), part, ((IArrayTypeSymbol)a.ArrayReference.Type!).ElementType);
        if (operation is IImplicitIndexerReferenceOperation { Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd,
            Instance: var whole } && !Scope.Views.IsMemory(whole) && Scope.Lists.Of(whole) is null)
            return Scope.Sequences.FromEnd(whole, fromEnd.Operand)
                ?? Scope.Quoting.Quoted(operation, $"{Opaque.Hole(0)}[^{Opaque.Hole(1)}]", [Scalar(whole), Scalar(fromEnd.Operand)]);
        return Place(operation) is { } place ? Read(place, operation.Type) : Reject(operation);
    }

    public Value Read(ElementPlace place, ITypeSymbol? type)
    {
        if (Aggregate.Of(type) is { IsElement: true } a && !place.IsConstant)
            return Value.Tuple(a.Members.Select((m, i) => Read(MemberOf(place, a, i), m.Type)).ToList());
        var read = Define("", new Load(place.Array, place.At, Types.Of(type)));
        return place.IsConstant ? Stop(read.Scalar!) : Composites.IsTakenApart(type) ? Composites.Components(read.Scalar!, type) : read;
    }

    public Value Write(ElementPlace place, Value value, ITypeSymbol? type, IOperation at)
    {
        if (Aggregate.Of(type) is { IsElement: true } a && !place.IsConstant)
        {
            // All of it is computed before any of it is overwritten.
            value = Hold(Scope.Composites.Expanded(value, a));
            for (var i = 0; i < a.Members.Count; i++) Write(MemberOf(place, a, i), value.Items[i], a.Members[i].Type, at);
            return value;
        }
        if (place.IsConstant) WhenLost(at, value.Leaves, $"an active value is stored in '{place.Path}'");
        if (Scope.Composites.Pack(value, type) is not { } stored) return Reject(at);
        Emit(new Store(place.Array, place.At, Hold(place.IsConstant ? Stop(stored) : stored).Scalar!));
        return stored;
    }

    /// <summary>One element into another.</summary>
    public void Transfer(Expr from, Expr at, Expr to, Expr index, ITypeSymbol element, IOperation operation)
    {
        if (Aggregate.Of(element) is not { IsElement: true } a)
            Emit(new Store(to, new[] { index }, Define("", new Load(from, new[] { at }, Types.Of(element))).Scalar!));
        else Write(new ElementPlace(to, new[] { index }), Read(new ElementPlace(from, new[] { at }), element), element, operation);
    }

    public void ForEach(Expr array, Action<Var> body) => Count(Ops.Length(array), body);

    public void Count(Expr count, Action<Var> body, Move? move = null, bool isRebuild = false)
    {
        var index = Fresh.Hidden(IrType.Int);
        var block = BlockOf(() => body(index));
        Emit(new For(index, Const.Int(0), count, 1, default, block) { Move = move, IsRebuild = isRebuild });
    }
}
