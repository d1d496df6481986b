using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Windows into arrays and spans, and copies of them.</summary>
internal sealed class Slices(Scope scope) : Lowerer(scope)
{
    public Value Window(IOperation operation, Expr array, IOperation range)
    {
        var (start, end) = Scope.Elements.Range(range, array);
        return Window(operation, array, start, Identities.Simplify(end - start));
    }

    public Value Window(IOperation operation, Expr array, Expr start, Expr length) =>
        new Slice(Named(array), Hold(start).Scalar!, Hold(length).Scalar!,
            Views.Of(operation.Type) is { } view ? Views.TypeOf(view.Element, view.IsReadOnly) : Types.Of(operation.Type));

    /// <summary>x[1..] of an array is a new array.</summary>
    public Value Copy(Expr array, IOperation range, ITypeSymbol element)
    {
        var (from, end) = Scope.Elements.Range(range, array);
        var start = Hold(from).Scalar!;
        Define("", new Slice(array, start, Identities.Simplify(end - start), IrType.SpanOf(Types.Of(element))));
        var copy = Scope.NewArrays.Allocate(element, Identities.Simplify(end - start), null, range).Scalar!;
        Scope.Elements.ForEach(copy, i => Scope.Elements.Transfer(array, Identities.Simplify(start + i), copy, i, element, range));
        return copy;
    }

    public Expr Copied(Expr array, ITypeSymbol element, IOperation at)
    {
        var copy = Scope.NewArrays.Allocate(element, Ops.Length(array), null, at).Scalar!;
        Scope.Elements.ForEach(copy, i => Scope.Elements.Write(new ElementPlace(copy, new[] { i }),
            Scope.Elements.Read(new ElementPlace(array, new[] { i }), element), element, at));
        return copy;
    }

    // A span of an array, or an array as an object, is the same memory.
    public static IOperation? Unwrapped(IOperation? operation)
    {
        while (operation is IConversionOperation { Operand.Type: { } inner } conversion && Types.Of(inner).IsArray)
            operation = conversion.Operand;
        return operation;
    }
}
