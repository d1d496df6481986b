using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Arrays and spans: elements, windows, new ones. A variable of array type is a name for memory; only its elements change.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>The element that an expression names, or the member of one; null if that is no plain element.</summary>
    private ElementPlace? Place(IOperation operation)
    {
        if (IsMember(operation, out var instance, out var a, out var member)) return Place(instance) is { } whole ? MemberOf(whole, a, member) : null;
        if (operation is IParenthesizedOperation inner) return Place(inner.Operand);
        if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation) return (Bound(operation) as Target.Element)?.Place;
        var (array, indices) = operation switch
        {
            IArrayElementReferenceOperation e => (e.ArrayReference, e.Indices.AsEnumerable()),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } of } p => (of, p.Arguments.Select(x => x.Value)),
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
        if (operation is IArrayElementReferenceOperation { Indices: [IRangeOperation part] } a) return Copy(Named(Lower(a.ArrayReference).Scalar!), part, ((IArrayTypeSymbol)a.ArrayReference.Type!).ElementType);
        if (operation is IImplicitIndexerReferenceOperation { Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd, Instance: var whole } && !Types.Of(whole.Type).IsArray)
            return Quoted(operation, $"{Opaque.Hole(0)}[^{Opaque.Hole(1)}]", [Scalar(whole), Scalar(fromEnd.Operand)]);
        return Place(operation) is { } place ? Read(place, operation.Type) : Reject(operation, "This element");
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
    private Value Copy(Expr array, IRangeOperation range, ITypeSymbol element)
    {
        var start = Hold(range.LeftOperand is { } left ? Index(left, array) : Const.Int(0)).Scalar!;
        var end = range.RightOperand is { } right ? Index(right, array) : Ops.Length(array);
        Define("", new Slice(array, start, Identities.Simplify(end - start), IrType.SpanOf(Types.Of(element))));
        var copy = Allocate(element, Identities.Simplify(end - start), null, range).Scalar!;
        ForEach(copy, i => Transfer(array, Identities.Simplify(start + i), copy, i, element));
        return copy;
    }

    private Expr Copied(Expr array, ITypeSymbol element, IOperation at)
    {
        var copy = Allocate(element, Ops.Length(array), null, at).Scalar!;
        ForEach(copy, i => Write(new ElementPlace(copy, new[] { i }), Read(new ElementPlace(array, new[] { i }), element), element, at));
        return copy;
    }

    /// <summary>Slice, AsSpan, ToArray, GetLength.</summary>
    private Value? ArrayMethod(IInvocationOperation call, string name)
    {
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : null);
        receiver = Unwrapped(receiver);
        if (receiver?.Type is null || !Types.Of(receiver.Type).IsArray || !name.StartsWith("System.", StringComparison.Ordinal)) return null;
        var element = Types.ElementOf(receiver.Type)!;
        var arguments = call.Arguments.Where(a => !ReferenceEquals(a.Value, receiver) && !(call.Instance is null && a.Parameter?.Ordinal == 0)).OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrapped(a.Value)!).ToList();
        switch (call.TargetMethod.Name)
        {
            case "Slice" or "AsSpan" when arguments.All(a => a.Type?.SpecialType == SpecialType.System_Int32):
                var array = Lower(receiver).Scalar!;
                if (arguments.Count == 0) return array;
                var start = Scalar(arguments[0]);
                return Window(call, array, start, arguments.Count > 1 ? Scalar(arguments[1]) : Identities.Simplify(Ops.Length(array) - start));
            case "ToArray" when arguments.Count == 0: return Copied(Named(Lower(receiver).Scalar!), element, call);
            case "GetLength" when arguments.Count == 1:
                return new Opaque($"{Opaque.Hole(0)}.GetLength({Opaque.Hole(1)})", new[] { Named(Lower(receiver).Scalar!), Scalar(arguments[0]) }, IrType.Int, IsPure: true) { CanThrow = arguments[0].ConstantValue is not { HasValue: true, Value: >= 0 and <= 1 } };
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
        return Pack(value, operation.Type) ?? Reject(operation, "This value, which is not in one piece,").Leaves.First();
    }

    // A span of an array, or an array as an object, is the same memory.
    private static IOperation? Unwrapped(IOperation? operation)
    {
        while (operation is IConversionOperation { Operand.Type: { } inner } conversion && Types.Of(inner).IsArray) operation = conversion.Operand;
        return operation;
    }

    private void ForEach(Expr array, Action<Var> body) => Count(Ops.Length(array), body);

    private void Count(Expr count, Action<Var> body, Move? move = null)
    {
        var index = _fresh.Hidden(IrType.Int);
        var block = Inside(() => body(index));
        _steps.Add(new For(index, Const.Int(0), count, 1, default, block) { Move = move });
    }

    // ── new arrays ───────────────────────────────────────────────────────────────────────────────────────────

    private Value NewArray(IArrayCreationOperation a)
    {
        if (a.DimensionSizes.Length != 1 || a.Type is not IArrayTypeSymbol { ElementType: var element } || element is IArrayTypeSymbol || !IsKept(element)) return Reject(a, "An array of arrays, or of several dimensions,");
        return Allocate(element, Scalar(a.DimensionSizes[0]), a.Initializer?.ElementValues.Select(Lower).ToList(), a);
    }

    private Value Collection(ICollectionExpressionOperation c)
    {
        if (c.Type is null || !Types.Of(c.Type).IsArray || Types.ElementOf(c.Type) is not { } element || element is IArrayTypeSymbol || !IsKept(element)
            || c.Elements.OfType<ISpreadOperation>().Any(s => Types.ElementOf(s.Operand.Type!) is not { } other || Types.Of(s.Operand.Type).Rank != 1 || !SymbolEqualityComparer.Default.Equals(other, element)))
            return Reject(c, c.Syntax.ChildNodes().Any(n => n.GetFirstToken().ValueText == "with") ? "A collection expression with arguments" : "This collection expression");
        var name = _nameOfNext;
        _nameOfNext = null;
        var hasSpread = c.Elements.Any(e => e is ISpreadOperation);
        var items = c.Elements.Select(e => e is ISpreadOperation s ? Named(Lower(Unwrapped(s.Operand)!).Scalar!) : hasSpread ? Hold(Lower(e)) : Lower(e)).ToList();
        _nameOfNext = name;
        if (!hasSpread) return Allocate(element, Const.Int(items.Count), items, c);
        var length = c.Elements.Zip(items, (e, v) => e is ISpreadOperation ? Ops.Length(v.Scalar!) : Const.Int(1)).Aggregate((a, b) => Identities.Simplify(a + b));
        var array = Allocate(element, length, null, c).Scalar!;
        Expr at = Const.Int(0);
        for (var k = 0; k < items.Count; k++)
        {
            var start = at = Hold(at).Scalar!;
            if (c.Elements[k] is ISpreadOperation && items[k].Scalar is { } part) ForEach(part, i => Transfer(part, i, array, Identities.Simplify(start + i), element));
            else Write(new ElementPlace(array, new[] { at }), items[k], element, c);
            at = Identities.Simplify(at + (c.Elements[k] is ISpreadOperation ? Ops.Length(items[k].Scalar!) : Const.Int(1)));
        }
        return array;
    }

    private Value Stackalloc(IOperation operation, StackAllocArrayCreationExpressionSyntax s)
    {
        var type = (s.Type as ArrayTypeSyntax)!;
        var element = _model.GetTypeInfo(type.ElementType).Type;
        var sizes = type.RankSpecifiers[0].Sizes;
        var values = s.Initializer?.Expressions.Select(e => _model.GetOperation(e, _context.Token)).ToList();
        if (element is null or IArrayTypeSymbol || !IsKept(element) || values?.Any(v => v is null) == true) return Reject(operation, "This 'stackalloc'");
        var length = sizes is [OmittedArraySizeExpressionSyntax] ? Const.Int(values?.Count ?? 0)
            : _model.GetOperation(sizes[0], _context.Token) is { } size ? Scalar(size) : Reject(operation, "This 'stackalloc'").Scalar!;
        return Allocate(element, length, values?.Select(v => Lower(v!)).ToList(), operation);
    }

    private Value Stackalloc(IOperation operation, ImplicitStackAllocArrayCreationExpressionSyntax s)
    {
        var values = s.Initializer.Expressions.Select(e => _model.GetOperation(e, _context.Token)).ToList();
        if (values.Any(v => v is null)) return Reject(operation, "This 'stackalloc'");
        return Allocate(values[0]!.Type!, Const.Int(values.Count), values.Select(v => Lower(v!)).ToList(), operation);
    }

    // Pooled memory holds no references; a struct with numbers that are not all members has no elements.
    private static bool IsKept(ITypeSymbol element) => Aggregate.Of(element) is not { } a || a.IsElement;

    private Value Allocate(ITypeSymbol element, Expr length, IReadOnlyList<Value>? values, IOperation at)
    {
        var type = IrType.SpanOf(Types.Of(element));
        var array = _nameOfNext is { } name ? _fresh.Named(name, type) : _fresh.Hidden(type);
        _nameOfNext = null;
        _steps.Add(new Allocate(array, Hold(length).Scalar!));
        for (var i = 0; i < (values?.Count ?? 0); i++) Write(new ElementPlace(array, new Expr[] { Const.Int(i) }), values![i], element, at);
        return array;
    }

    // ── foreach ──────────────────────────────────────────────────────────────────────────────────────────────

    private void Loop(IForEachLoopOperation loop)
    {
        var collection = Unwrapped(loop.Collection)!;
        if (!Types.Of(collection.Type).IsArray || Types.Of(collection.Type).Rank != 1)
        {
            Reject(collection, "'foreach' over something that is no array or span");
            return;
        }
        if (Jumps.Inside(loop.Body).Any(o => o is IReturnOperation || o is IBranchOperation b && !SymbolEqualityComparer.Default.Equals(b.Target, loop.ContinueLabel) && Jumps.Of(loop.Body).Contains(b.Target)))
        {
            ForEachUntil(loop, Named(Lower(collection).Scalar!));
            return;
        }
        var array = Named(Lower(collection).Scalar!);
        var index = _fresh.Hidden(IrType.Int);
        var carried = Enter(Assigned(loop.Body).ToList(), loop);
        var body = Inside(() =>
        {
            Begin(carried);
            _environment[loop.ContinueLabel] = Const.False;
            Take(loop, new ElementPlace(array, new[] { index }), collection);
            Statement(loop.Body);
        });
        _steps.Add(new For(index, Const.Int(0), Ops.Length(array), 1, Leave(carried, loop), body));
        End(carried);
    }

    private void Take(IForEachLoopOperation loop, ElementPlace place, IOperation collection)
    {
        var element = Types.ElementOf(collection.Type!)!;
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var item }) Spread(Aim(loop.LoopControlVariable), Hold(Read(place, element)), element, loop);
        else if (item.IsRef) Bind(item, new Target.Element(place, item.Type, loop));
        else Assign(item, Convert(Read(place, element), element, item.Type, collection, false), item.Type);
    }

    /// <summary>A foreach that may be left early.</summary>
    private void ForEachUntil(IForEachLoopOperation loop, Expr array)
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
            Begin(carried);
            _environment[loop.ContinueLabel] = Const.False;
            Take(loop, new ElementPlace(array, new[] { index }), Unwrapped(loop.Collection)!);
            Statement(loop.Body);
            _environment[counter] = Hold(index + 1);
        });
        _steps.Add(new While(Leave(carried, loop), goOn, body));
        End(carried);
    }
}
