using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>New arrays and spans. A variable of array type is a name for memory; only its elements change.</summary>
internal sealed class NewArrays(Scope scope) : Lowerer(scope)
{
    // Until an array has taken it.
    private string? _nameOfNext;

    /// <summary>A new array is called by the name of its first variable.</summary>
    public Value Called(string name, IOperation initializer)
    {
        _nameOfNext = name;
        var value = Lower(initializer);
        _nameOfNext = null;
        return value;
    }

    public Value NewArray(IArrayCreationOperation a)
    {
        if (a.DimensionSizes.Length != 1 || a.Type is not IArrayTypeSymbol { ElementType: var element } || element is IArrayTypeSymbol)
            return Scope.Tables.New(a);
        if (Scope.ObjectRows.Make(a) is { } row) return row;
        if (!IsKept(element)) return Reject(a);
        return Allocate(element, Scalar(a.DimensionSizes[0]), a.Initializer?.ElementValues.Select(Lower).ToList(), a);
    }

    public Value Collection(ICollectionExpressionOperation c)
    {
        if (Tables.IsType(c.Type) && !c.Elements.Any(e => e is ISpreadOperation))
        {
            _nameOfNext = null;
            return Scope.Tables.OfRows([.. c.Elements.Select(e => Hold(Lower(e)))], (IArrayTypeSymbol)c.Type!, c);
        }
        if (Scope.ObjectRows.Make(c) is { } row) return row;
        if (Tables.IsType(c.Type) && Sequences.ElementOf(c.Type) is { } rows) return OfSequences(c, rows);
        if (c.Type is null || !Types.Of(c.Type).IsArray && !IsSequence(c.Type) || Sequences.ElementOf(c.Type) is not { } element
            || element is IArrayTypeSymbol || !IsKept(element)
            || c.Elements.OfType<ISpreadOperation>()
                .Any(s => Sequences.ElementOf(s.Operand.Type) is not { } other || Types.Of(s.Operand.Type) is { IsArray: true, Rank: not 1 }
                || !SymbolEqualityComparer.Default.Equals(other, element)))
            return AsWritten(c) ?? Reject(c, c.Syntax.ChildNodes().Any(n => n.GetFirstToken().ValueText == "with")
                ? "A collection expression with arguments" : null);
        if (c.Elements.OfType<ISpreadOperation>().Any(s => !Types.Of(Slices.Unwrapped(s.Operand)!.Type).IsArray))
            return OfSequences(c, element);
        var name = _nameOfNext;
        _nameOfNext = null;
        var hasSpread = c.Elements.Any(e => e is ISpreadOperation);
        var items = c.Elements.Select(e =>
            e is ISpreadOperation s ? Named(Lower(Slices.Unwrapped(s.Operand)!).Scalar!) : hasSpread ? Hold(Lower(e)) : Lower(e)).ToList();
        _nameOfNext = name;
        if (!hasSpread) return Allocate(element, Const.Int(items.Count), items, c);
        var length = c.Elements.Zip(items, (e, v) => e is ISpreadOperation ? Ops.Length(v.Scalar!) : Const.Int(1))
            .Aggregate((a, b) => Identities.Simplify(a + b));
        var array = Allocate(element, length, null, c).Scalar!;
        Expr at = Const.Int(0);
        for (var k = 0; k < items.Count; k++)
        {
            var start = at = Hold(at).Scalar!;
            if (c.Elements[k] is ISpreadOperation && items[k].Scalar is { } part)
                Scope.Elements.ForEach(part, i => Scope.Elements.Transfer(part, i, array, Identities.Simplify(start + i), element, c));
            else Scope.Elements.Write(new ElementPlace(array, new[] { at }), items[k], element, c);
            at = Identities.Simplify(at + (c.Elements[k] is ISpreadOperation ? Ops.Length(items[k].Scalar!) : Const.Int(1)));
        }
        return array;
    }

    public Value Stackalloc(IOperation operation, StackAllocArrayCreationExpressionSyntax s)
    {
        var type = (s.Type as ArrayTypeSyntax)!;
        var element = Scope.Model.GetTypeInfo(type.ElementType).Type;
        var sizes = type.RankSpecifiers[0].Sizes;
        var values = s.Initializer?.Expressions.Select(e => Scope.Model.GetOperation(e, Context.Token)).ToList();
        if (element is null or IArrayTypeSymbol || !IsKept(element) || values?.Any(v => v is null) == true)
            return Reject(operation);
        var length = sizes is [OmittedArraySizeExpressionSyntax] ? Const.Int(values?.Count ?? 0)
            : Scope.Model.GetOperation(sizes[0], Context.Token) is { } size ? Scalar(size) : Reject(operation).Scalar!;
        // Nothing has converted a 'null'.
        return Allocate(element, length, values?.Select(v => v!.Type is null ? Defaults.Of(element) : Lower(v)).ToList(), operation);
    }

    public Value Stackalloc(IOperation operation, ImplicitStackAllocArrayCreationExpressionSyntax s)
    {
        var values = s.Initializer.Expressions.Select(e => Scope.Model.GetOperation(e, Context.Token)).ToList();
        if (values.Any(v => v is null)) return Reject(operation);
        return Allocate(values[0]!.Type!, Const.Int(values.Count), values.Select(v => Lower(v!)).ToList(), operation);
    }

    /// <summary>Elements and sequences in a row.</summary>
    private Value OfSequences(ICollectionExpressionOperation c, ITypeSymbol element)
    {
        var parts = c.Elements.Select(e => e is ISpreadOperation s
            ? Scope.Sequences.Of(s.Operand)! : Scope.Chains.Repeat(Hold(Lower(e)), Const.Int(1), element, c)).ToList();
        return Scope.Kept.Array(parts.Aggregate((a, b) => Scope.Chains.Concat(a, b, c)), c);
    }

    /// <summary>A collection of constants that is not memory of ours, such as a set.</summary>
    private Value? AsWritten(ICollectionExpressionOperation c)
    {
        if (c.Type is not INamedTypeSymbol { IsRefLikeType: false } type || Sequences.ElementOf(type) is not { } element
            || Sequences.HasNumbers(element) || Scope.LocalObjects.MayBeMade(element) || element.IsRefLikeType
            || c.Elements.OfType<ISpreadOperation>()
                .Any(s => Sequences.HasNumbers(Sequences.ElementOf(s.Operand.Type) ?? element))) return null;
        var items = c.Elements.Select(e => Scope.Quoting.Given(e is ISpreadOperation s ? s.Operand : e)).ToList();
        var text = string.Join(", ", c.Elements.Select((e, i) => (e is ISpreadOperation ? ".. " : "") + Opaque.Hole(i)));
        return Scope.Quoting.Quoted(c, $"(({type.Text()})[{text}])", items, mayKeep: true);
    }

    // What nobody can add to.
    private static bool IsSequence(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && Sequences.IsOfNumbers(type) || Views.Of(type) is not null;

    // A struct with numbers that are not all members has no elements.
    private static bool IsKept(ITypeSymbol element) => Aggregate.Of(element) is not { } a || a.IsElement;

    // What the pool may hold: no references.
    private static bool IsPlain(ITypeSymbol element) =>
        element is { IsUnmanagedType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T };

    /// <summary>A variable for a new array.</summary>
    public Var NameOfNext(IrType type)
    {
        var array = _nameOfNext is { } name ? Fresh.Named(name, type) : Fresh.Hidden(type);
        _nameOfNext = null;
        return array;
    }

    public Value Allocate(ITypeSymbol element, Expr length, IReadOnlyList<Value>? values, IOperation at)
    {
        var type = IrType.SpanOf(Types.Of(element));
        var array = NameOfNext(type);
        Emit(new Allocate(array, Hold(length).Scalar!, IsManaged: !IsPlain(Instances.Closed(element))));
        for (var i = 0; i < (values?.Count ?? 0); i++)
            Scope.Elements.Write(new ElementPlace(array, new Expr[] { Const.Int(i) }), values![i], element, at);
        return array;
    }
}
