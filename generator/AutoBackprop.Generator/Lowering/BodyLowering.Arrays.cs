using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Arrays and spans: elements, windows, new ones. A variable of array type is a name for memory; only its elements change.</summary>
internal sealed partial class BodyLowering
{
    private sealed record ElementPlace(Expr Array, EquatableArray<Expr> Indices);

    /// <summary>The element that an expression names; null if that is no plain element.</summary>
    private ElementPlace? Place(IOperation operation)
    {
        var (array, indices) = operation switch
        {
            IArrayElementReferenceOperation a => (a.ArrayReference, a.Indices.AsEnumerable()),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } p => (instance, p.Arguments.Select(x => x.Value)),
            IImplicitIndexerReferenceOperation i => (i.Instance, [i.Argument]),
            _ => (operation, []),
        };
        if (!Types.Of(array.Type).IsArray || Lower(array).Scalar is not { } memory) return null;
        var places = new List<Expr>();
        foreach (var index in indices)
        {
            if (index.Type?.Name == "Range") return null;
            places.Add(Index(index, memory));
        }
        return new ElementPlace(Named(memory), places);
    }

    // ^1 counts from the end.
    private Expr Index(IOperation index, Expr array)
    {
        while (index is IConversionOperation { Type.Name: "Index" } conversion) index = conversion.Operand;
        return index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd ? Ops.Length(array) - Scalar(fromEnd.Operand) : Scalar(index);
    }

    private Expr Named(Expr array) => array is Var ? array : Define("", array).Scalar!;

    private Value Element(IOperation operation)
    {
        if (operation is IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } i && Types.Of(i.Instance.Type).IsArray) return Window(operation, Lower(i.Instance).Scalar!, range);
        if (operation is IArrayElementReferenceOperation { Indices: [IRangeOperation part] } a) return Copy(Named(Lower(a.ArrayReference).Scalar!), part);
        if (operation is IImplicitIndexerReferenceOperation { Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd, Instance: var whole } && !Types.Of(whole.Type).IsArray)
            return Quoted(operation, $"{Opaque.Hole(0)}[^{Opaque.Hole(1)}]", [Scalar(whole), Scalar(fromEnd.Operand)]);
        return Place(operation) is { } place ? Read(place, operation.Type) : Reject(operation, "This element");
    }

    private Value Read(ElementPlace place, ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsTupleType: true }
            ? Components(Define("", new Load(place.Array, place.Indices, Types.Of(type))).Scalar!, type)
            : Define("", new Load(place.Array, place.Indices, Types.Of(type)));

    /// <summary>a[i] += x, which needs no old value.</summary>
    private Value? AddInPlace(ICompoundAssignmentOperation c)
    {
        if (c.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) || c.OperatorMethod is not null || !c.Type.IsReal()
            || !ReferenceEquals(_isStatement, c) || !SymbolEqualityComparer.Default.Equals(c.Value.Type, c.Type)
            || c.Target is not (IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IImplicitIndexerReferenceOperation)) return null;
        if (Place(c.Target) is not { } place) return null;
        var value = Scalar(c.Value);
        _steps.Add(new Accumulate(place.Array, place.Indices, c.OperatorKind == BinaryOperatorKind.Add ? value : -value));
        return value;
    }

    // ── windows ──────────────────────────────────────────────────────────────────────────────────────────────

    private Value Window(IOperation operation, Expr array, IRangeOperation range)
    {
        var start = range.LeftOperand is { } left ? Index(left, array) : Const.Int(0);
        var end = range.RightOperand is { } right ? Index(right, array) : Ops.Length(array);
        return Window(operation, array, start, Identities.Simplify(end - start));
    }

    private Value Window(IOperation operation, Expr array, Expr start, Expr length) =>
        new Slice(Named(array), Hold(start).Scalar!, Hold(length).Scalar!, Types.Of(operation.Type));

    /// <summary>x[1..] of an array is a new array.</summary>
    private Value Copy(Expr array, IRangeOperation range)
    {
        var start = Hold(range.LeftOperand is { } left ? Index(left, array) : Const.Int(0)).Scalar!;
        var end = range.RightOperand is { } right ? Index(right, array) : Ops.Length(array);
        var copy = Allocate(array.Type.Element!, Identities.Simplify(end - start), null).Scalar!;
        ForEach(copy, (i, type) => _steps.Add(new Store(copy, new[] { i }, Define("", new Load(array, new[] { Identities.Simplify(start + i) }, type)).Scalar!)));
        return copy;
    }

    /// <summary>Slice, AsSpan, CopyTo, Fill, Clear, GetLength.</summary>
    private Value? ArrayMethod(IInvocationOperation call, string name)
    {
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : null);
        receiver = Unwrapped(receiver);
        if (receiver?.Type is null || !Types.Of(receiver.Type).IsArray || !name.StartsWith("System.", StringComparison.Ordinal)) return null;
        var arguments = call.Arguments.Where(a => !ReferenceEquals(a.Value, receiver) && !(call.Instance is null && a.Parameter?.Ordinal == 0)).OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrapped(a.Value)!).ToList();
        switch (call.TargetMethod.Name)
        {
            case "Slice" or "AsSpan" when arguments.All(a => a.Type?.SpecialType == SpecialType.System_Int32):
                var array = Lower(receiver).Scalar!;
                if (arguments.Count == 0) return array;
                var start = Scalar(arguments[0]);
                return Window(call, array, start, arguments.Count > 1 ? Scalar(arguments[1]) : Identities.Simplify(Ops.Length(array) - start));
            case "CopyTo" when (arguments.Count == 1 || arguments.Count == 2 && arguments[1].Type?.SpecialType == SpecialType.System_Int32) && Types.Of(arguments[0].Type).IsArray:
                var (from, to) = (Named(Lower(receiver).Scalar!), Named(Lower(arguments[0]).Scalar!));
                var offset = arguments.Count == 2 ? Hold(Scalar(arguments[1])).Scalar! : Const.Int(0);
                ForEach(from, (i, type) => _steps.Add(new Store(to, new[] { Identities.Simplify(offset + i) }, Define("", new Load(from, new[] { i }, type)).Scalar!)));
                return Const.False;
            case "Fill" when arguments.Count == 1:
                var (target, value) = (Named(Lower(receiver).Scalar!), Hold(Lower(arguments[0])).Scalar!);
                ForEach(target, (i, _) => _steps.Add(new Store(target, new[] { i }, value)));
                return Const.False;
            case "Clear" when arguments.Count == 0:
                target = Named(Lower(receiver).Scalar!);
                ForEach(target, (i, type) => _steps.Add(new Store(target, new[] { i }, new Const(0, type))));
                return Const.False;
            case "GetLength" when arguments.Count == 1:
                return new Opaque($"{Opaque.Hole(0)}.GetLength({Opaque.Hole(1)})", new[] { Named(Lower(receiver).Scalar!), Scalar(arguments[0]) }, IrType.Int, IsPure: true);
            default: return null;
        }
    }

    /// <summary>New arrays are borrowed memory; other code must not get hold of it as an array.</summary>
    private Expr Given(IOperation operation)
    {
        var array = Unwrapped(operation)!;
        var value = Lower(array.Type is IArrayTypeSymbol ? array : operation);
        if (array is IArrayCreationOperation && value.Scalar is { Type.IsManagedArray: false } created)
        {
            // Nobody else has it: a copy is as good.
            Watch(operation, [created], "An active value in a new array that leaves the method");
            return new Opaque($"{Opaque.Hole(0)}.ToArray()", new[] { created }, IrType.Other(array.Type!.Text()), IsPure: true);
        }
        if (array.Type is IArrayTypeSymbol && value.Scalar is { Type.IsManagedArray: false }) Reject(operation, "A new array that leaves the method");
        return value.Scalar ?? Packed(value);
    }

    // A span of an array, or an array as an object, is the same memory.
    private static IOperation? Unwrapped(IOperation? operation)
    {
        while (operation is IConversionOperation { Operand.Type: { } inner } conversion && Types.Of(inner).IsArray) operation = conversion.Operand;
        return operation;
    }

    private void ForEach(Expr array, Action<Var, IrType> body)
    {
        var index = _fresh.Hidden(IrType.Int);
        var block = Inside(() => body(index, array.Type.Element!));
        _steps.Add(new For(index, Const.Int(0), Ops.Length(array), 1, default, block));
    }

    // ── new arrays ───────────────────────────────────────────────────────────────────────────────────────────

    private Value NewArray(IArrayCreationOperation a)
    {
        if (a.DimensionSizes.Length != 1 || Types.Of(a.Type) is not { Element: { IsArray: false } element } || ((IArrayTypeSymbol)a.Type!).ElementType.IsTupleType) return Reject(a, "An array of arrays, or of several dimensions,");
        return Allocate(element, Scalar(a.DimensionSizes[0]), a.Initializer?.ElementValues.Select(e => Scalar(e)).ToList());
    }

    private Value Collection(ICollectionExpressionOperation c)
    {
        if (Types.Of(c.Type) is not { IsArray: true, Element: { IsArray: false } element } || c.Elements.Any(e => e is ISpreadOperation || e.Type is { IsTupleType: true })) return Reject(c, "This collection expression");
        return Allocate(element, Const.Int(c.Elements.Length), c.Elements.Select(e => Scalar(e)).ToList());
    }

    private Value Stackalloc(IOperation operation, StackAllocArrayCreationExpressionSyntax s)
    {
        var type = (s.Type as ArrayTypeSyntax)!;
        var element = Types.Of(_model.GetTypeInfo(type.ElementType).Type);
        var sizes = type.RankSpecifiers[0].Sizes;
        var values = s.Initializer?.Expressions.Select(e => _model.GetOperation(e, _context.Token)).ToList();
        if (element.IsArray || values?.Any(v => v is null) == true) return Reject(operation, "This 'stackalloc'");
        var length = sizes is [OmittedArraySizeExpressionSyntax] ? Const.Int(values?.Count ?? 0)
            : _model.GetOperation(sizes[0], _context.Token) is { } size ? Scalar(size) : Reject(operation, "This 'stackalloc'").Scalar!;
        return Allocate(element, length, values?.Select(v => Scalar(v!)).ToList());
    }

    private Value Stackalloc(IOperation operation, ImplicitStackAllocArrayCreationExpressionSyntax s)
    {
        var values = s.Initializer.Expressions.Select(e => _model.GetOperation(e, _context.Token)).ToList();
        if (values.Any(v => v is null)) return Reject(operation, "This 'stackalloc'");
        var scalars = values.Select(v => Scalar(v!)).ToList();
        return Allocate(scalars[0].Type, Const.Int(scalars.Count), scalars);
    }

    private Value Allocate(IrType element, Expr length, IReadOnlyList<Expr>? values)
    {
        var array = _nameOfNext is { } name ? _fresh.Named(name, IrType.SpanOf(element)) : _fresh.Hidden(IrType.SpanOf(element));
        _nameOfNext = null;
        _steps.Add(new Allocate(array, Hold(length).Scalar!));
        for (var i = 0; i < (values?.Count ?? 0); i++) _steps.Add(new Store(array, new Expr[] { Const.Int(i) }, values![i]));
        return array;
    }

    // ── foreach ──────────────────────────────────────────────────────────────────────────────────────────────

    private void Loop(IForEachLoopOperation loop)
    {
        var collection = Unwrapped(loop.Collection)!;
        if (!Types.Of(collection.Type).IsArray || Types.Of(collection.Type).Rank != 1 || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { IsRef: false } item })
        {
            Reject(collection, "'foreach' over something that is no array or span");
            return;
        }
        if (Jumps.Inside(loop.Body).Any(o => o is IReturnOperation || o is IBranchOperation b && !SymbolEqualityComparer.Default.Equals(b.Target, loop.ContinueLabel) && Jumps.Of(loop.Body).Contains(b.Target)))
        {
            ForEachUntil(loop, Named(Lower(collection).Scalar!), item);
            return;
        }
        var array = Named(Lower(collection).Scalar!);
        var index = _fresh.Hidden(IrType.Int);
        var carried = Enter(Assigned(loop.Body).ToList(), loop);
        var body = Inside(() =>
        {
            _environment[loop.ContinueLabel] = Const.False;
            Assign(item, Converted(new Load(array, new[] { index }, array.Type.Element!), collection, item), item.Type);
            Statement(loop.Body);
        });
        _steps.Add(new For(index, Const.Int(0), Ops.Length(array), 1, Leave(carried), body));
    }

    private Value Converted(Expr element, IOperation collection, ILocalSymbol item) =>
        Convert(Define("", element), Types.ElementOf(collection.Type!)!, item.Type, collection, false);

    /// <summary>A foreach that may be left early.</summary>
    private void ForEachUntil(IForEachLoopOperation loop, Expr array, ILocalSymbol item)
    {
        var exits = new object[] { loop.ExitLabel }.Concat(Jumps.Of(loop)).ToList();
        var counter = new object();
        _environment[loop.ExitLabel] = Const.False;
        _environment[counter] = Const.Int(0);
        var carried = Enter(Assigned(loop).Append(counter).ToList(), loop);
        var index = _environment[counter]!.Scalar!;
        var goOn = Ops.And(Ops.Not(AnyOf(exits)), index < Ops.Length(array));
        var body = Inside(() =>
        {
            _environment[loop.ContinueLabel] = Const.False;
            Assign(item, Converted(new Load(array, new[] { index }, array.Type.Element!), loop.Collection, item), item.Type);
            Statement(loop.Body);
            _environment[counter] = Hold(index + 1);
        });
        _steps.Add(new While(Leave(carried), goOn, body));
    }
}
