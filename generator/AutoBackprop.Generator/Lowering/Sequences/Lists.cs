using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>New lists, stacks and queues that elements are added to or taken from. All other lists are arrays.</summary>
internal sealed partial class Lists(Scope scope) : Lowerer(scope), ICallLowering
{
    // What the pool has at hand; a list asks for more when it needs it.
    private const int Smallest = 16;

    private Value Whole(GrowingList list, Value item, IOperation at)
    {
        if (ReferenceEquals(list.Stored, list.Element)) return item;
        return Entities.Is(item.Scalar)
            ? Reject(at, $"An object of a type that derives from '{Sequences.NameOf(list.Element)}', in a list of these,")
            : Scope.Composites.Expanded(item, Aggregate.Of(list.Element)!);
    }

    /// <summary>The list that an expression names; null where it is none that grows.</summary>
    public GrowingList? Of(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, Operand: { Type: not null } inner }
            || operation is IParenthesizedOperation { Operand: var inner2 } && (inner = inner2) is not null) operation = inner;
        return operation switch
        {
            ILocalReferenceOperation l => Of(Variables[l.Local]),
            IParameterReferenceOperation p => Of(Variables[Scope.References.Key(p.Parameter)] ?? Scope.LocalObjects.Held(p)),
            IMemberReferenceOperation m => Of(Scope.LocalObjects.Held(m)),
            _ => null,
        };
    }

    /// <summary>One that is handed over by its interface: what is done with it is done to it.</summary>
    public Value? Given(IArgumentOperation argument) => IsInterface(argument.Parameter?.Type) && Of(argument.Value) is { } list
        ? Value.Of(Context.Entities.Add(list, argument.Parameter!.Type)) : null;

    public GrowingList? Of(Value? value) => value?.Scalar is { } scalar ? Context.Entities.Of(scalar) as GrowingList : null;

    // Those that a queue has given away are still there.
    private Expr CountOf(GrowingList list) =>
        list.Head is { } head ? Hold(Identities.Simplify(EndOf(list) - Variables[head]!.Scalar!)).Scalar! : EndOf(list);

    private Expr EndOf(GrowingList list) => Variables[list.Count]!.Scalar!;

    // ── made ─────────────────────────────────────────────────────────────────────────────────────────────────

    public Value New(ILocalSymbol local, IOperation made) => New(local.Type, Scope.Name(local), made);

    /// <summary>A new list in a field of an object that is made here, which its methods may add to; null for all else.</summary>
    public Value? Kept(IOperation made, LocalObject.Place place)
    {
        return IsType(place.Type) && IsNew(made)
            ? New(place.Type, place.Name, made) : null;
    }

    /// <summary>Memory for elements that will be added.</summary>
    public GrowingList Empty(ITypeSymbol element, string name, IOperation made)
    {
        var list = new GrowingList(made.Syntax, element, Fresh.Named(name, IrType.SpanOf(Types.Of(element))), new object());
        Emit(new Allocate(list.Memory, Const.Int(Smallest), IsFilled: true));
        Variables[list.Count] = Const.Int(0);
        return list;
    }

    private Value New(ITypeSymbol type, string name, IOperation made)
    {
        while (made is IConversionOperation { OperatorMethod: null, Operand: { } inner }) made = inner;
        var creation = made as IObjectCreationOperation;
        Sequence? items = null;
        if (creation is { Arguments: [{ Value: { Type.SpecialType: not SpecialType.System_Int32 } source }] })
            items = Scope.Sequences.Of(source);
        else if (creation is { Arguments: [{ Value: var capacity }] }) Hold(Lower(capacity));
        else if (creation is null && made is not ICollectionExpressionOperation)
        {
            var value = Lower(made);
            if (Of(value) is not null) return value;
            if (made is ILocalReferenceOperation or IParameterReferenceOperation
                || (items = Scope.Sequences.Of(value, made.Type, made)) is null) return Reject(made,
                "A list that goes by two names, and grows,");
        }
        var element = Sequences.ElementOf(type)!;
        if (IsOfRows(type)) return NewOfRows((IArrayTypeSymbol)element, type, name, items, creation, made);
        var stored = RecordOf(type) is { } record
            ? Context.Compilation.CreateTupleTypeSymbol([.. record.Members.Select(m => m.Type)]) : element;
        var list = new GrowingList(made.Syntax, element, Fresh.Named(name, IrType.SpanOf(Types.Of(stored))),
            new object()) { Stored = stored, IsStack = type.Name == "Stack", Head = type.Name == "Queue" ? new object() : null };
        if (list.Head is { } head) Variables[head] = Const.Int(0);
        Emit(new Allocate(list.Memory, Const.Int(Smallest), IsFilled: true));
        Variables[list.Count] = Const.Int(0);
        if (items is not null) AddAll(list, items, made);
        foreach (var item in (made as ICollectionExpressionOperation)?.Elements ?? [])
            if (item is not ISpreadOperation spread) Add(list, Hold(Lower(item)), item);
            else if (Scope.Sequences.Of(spread.Operand) is { } more) AddAll(list, more, item);
            else return Reject(item);
        if (creation?.Initializer is { } initial && !AddAll(list, initial)) return Reject(initial);
        return Context.Entities.Add(list, type);
    }

    private Value NewOfRows(IArrayTypeSymbol row, ITypeSymbol type, string name, Sequence? items, IObjectCreationOperation? creation,
        IOperation made)
    {
        Var Growing(string what, IrType of)
        {
            var memory = Fresh.Named(Extents.Beside(name, what), IrType.SpanOf(of));
            Emit(new Allocate(memory, Const.Int(Smallest), IsFilled: true));
            return memory;
        }
        var list = new GrowingList(made.Syntax, row, Growing("rows", Types.Of(row.ElementType)),
            new object()) { Rows = (Growing("starts", IrType.Int), Growing("lengths", IrType.Int), new object()) };
        Variables[list.Count] = Variables[list.Rows.Value.Used] = Const.Int(0);
        if (items is not null) AddAll(list, items, made);
        foreach (var item in (made as ICollectionExpressionOperation)?.Elements ?? [])
            if (item is ISpreadOperation) return Reject(item);
            else Add(list, Hold(Lower(item)), item);
        if (creation?.Initializer is { } initial && !AddAll(list, initial)) return Reject(initial);
        return Context.Entities.Add(list, type);
    }

    private void AddRow(GrowingList list, Value item, IOperation at)
    {
        var (starts, lengths, used) = list.Rows!.Value;
        if (Scope.Ragged.ArrayOf(item, at) is not { } array) return;
        Scope.Tables.NoteShared(list.Memory, array, at is IInvocationOperation { Arguments: [{ Value: var given }] } ? given : null, at);
        var (number, start, length) = (EndOf(list), Variables[used]!.Scalar!, Hold(Scope.KnownMemory.LengthOf(array)).Scalar!);
        var count = Variables[list.Count] = Hold(Identities.Simplify(number + 1));
        foreach (var (memory, value) in new[] { (starts, start), (lengths, length) })
        {
            Emit(new Grow(memory, count.Scalar!));
            Emit(new Store(memory, new[] { number }, value));
        }
        Variables[used] = Scope.Ragged.Append(list.Memory, start, length, array, ((IArrayTypeSymbol)list.Element).ElementType, at);
    }

    private Value Row(GrowingList list, Expr index)
    {
        var (starts, lengths, _) = list.Rows!.Value;
        Expr Number(Var of) => Define("", new Load(of, new[] { index }, IrType.Int)).Scalar!;
        return Named(new Slice(list.Memory, Number(starts), Number(lengths), list.Memory.Type));
    }

    /// <summary>What an initialiser adds; false, and nothing done, where it does more.</summary>
    public bool AddAll(GrowingList list, IObjectOrCollectionInitializerOperation initializer)
    {
        if (ItemsOf(initializer) is not { } items) return false;
        foreach (var item in items) Add(list, Hold(Lower(item)), item);
        return true;
    }

    public static List<IOperation>? ItemsOf(IObjectOrCollectionInitializerOperation initializer)
    {
        var items = initializer.Initializers.Select(i =>
            i is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var item }] } ? item : null).ToList();
        return items.Contains(null) ? null : [.. items.Select(i => i!)];
    }

    /// <summary>A new list that nobody adds to, where it is no constant: an array.</summary>
    public Value? Fixed(IObjectCreationOperation o) => o is { Arguments.IsEmpty: true, Initializer: { } initializer,
        Type: INamedTypeSymbol { Name: "List" } type } && Views.Of(type) is var (element, _, _)
        && ItemsOf(initializer) is { } items && items.Any(i => !i.ConstantValue.HasValue)
            ? Scope.NewArrays.Allocate(element, Const.Int(items.Count), items.Select(Lower).ToList(), o) : null;

    /// <summary>The part of its memory that is in use.</summary>
    public Expr Span(GrowingList list) => new Slice(list.Memory, Const.Int(0), CountOf(list), list.Memory.Type);

    // ── read ─────────────────────────────────────────────────────────────────────────────────────────────────

    public Sequence Elements(GrowingList list) =>
        Scope.Sequences.Of(list.Element, () => new Numbered(CountOf(list), i => Read(list, NumberOf(list, i))), list.Syntax);

    // Where in memory the first is, the second, ...
    private Expr NumberOf(GrowingList list, Expr i) => !list.IsStack && list.Head is null ? i
        : Hold(Identities.Simplify(list.IsStack ? EndOf(list) - 1 - i : Variables[list.Head!]!.Scalar! + i)).Scalar!;

    private Value Read(GrowingList list, Expr index) =>
        list.Rows is not null ? Row(list, index) : Scope.Elements.Read(At(list, index), list.Stored);

    private static ElementPlace At(GrowingList list, Expr index) => new(list.Memory, new[] { index });

    /// <summary>The place of an element, if it is there.</summary>
    public ElementPlace Place(GrowingList list, IOperation index) => At(list, Inside(list, index));

    /// <summary>An element.</summary>
    public Value Element(GrowingList list, IOperation index) => Read(list, Inside(list, index));

    private Expr Inside(GrowingList list, IOperation index)
    {
        var at = Hold(Scope.Elements.Index(index, () => CountOf(list))).Scalar!;
        Inside(at, CountOf(list));
        return at;
    }

    /// <param name="end">The first number that is too large.</param>
    public void Inside(Expr index, Expr end, string exception = "new global::System.ArgumentOutOfRangeException(\"index\")")
    {
        var outside = Identities.Simplify(Ops.Or(index < Const.Int(0), index >= end));
        if (outside is Const { Value: 0 } || index is Const i && end is Const e && i.Value >= 0 && i.Value < e.Value) return;
        Emit(new If(outside, new Block(new Stmt[] { new Throw(new Opaque(exception, default, IrType.Other("global::System.Exception"))) }),
            Block.Empty, default));
    }

    public Value? Property(IPropertyReferenceOperation p) => Of(p.Instance) is not { } list ? null
        : p.Property.IsIndexer ? Element(list, p.Arguments[0].Value)
        : p.Property.Name == "Count" ? CountOf(list)
            : Reject(p, $"'{p.Property.Name}' of a list that grows", "'ToArray' makes an array of it");

    // ── changed ──────────────────────────────────────────────────────────────────────────────────────────────

    public Value? TryLower(IInvocationOperation call)
    {
        if (Of(call.Instance) is not { } list) return null;
        var operands = call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value).ToArray();
        switch (call.TargetMethod.Name, operands.Length)
        {
            case ("Add", 1): Add(list, Hold(Lower(operands[0])), call); break;
            case ("Insert" or "RemoveAt" or "RemoveRange" or "Sort" or "Reverse", _) when list.Rows is not null:
                return Reject(call, $"'{call.TargetMethod.Name}' of a list of arrays", "make another list");
            case ("AddRange", 1) when Scope.Sequences.Of(operands[0]) is { } items: AddAll(list, items, call); break;
            case ("Insert", 2): Insert(list, Hold(Scalar(operands[0])).Scalar!, Hold(Lower(operands[1])), call); break;
            case ("RemoveAt", 1): Remove(list, Hold(Scalar(operands[0])).Scalar!, Const.Int(1), call); break;
            case ("RemoveRange", 2): Remove(list, Hold(Scalar(operands[0])).Scalar!, Hold(Scalar(operands[1])).Scalar!, call); break;
            case ("Clear", 0):
                Variables[list.Count] = Const.Int(0);
                if (list.Head is { } start) Variables[start] = Const.Int(0);
                if (list.Rows is { Used: var used }) Variables[used] = Const.Int(0);
                break;
            case ("Push" or "Enqueue", 1): Add(list, Hold(Lower(operands[0])), call); break;
            case ("Pop" or "Dequeue" or "Peek", 0): return Taken(list, isRemoved: call.TargetMethod.Name != "Peek");
            case ("TryPop" or "TryDequeue" or "TryPeek", 1):
                var (target, isThere) = (Scope.Targets.Aim(operands[0]), Hold(CountOf(list) > Const.Int(0)).Scalar!);
                Scope.Targets.Write(target, Hold(Scope.Choices.Choose(call, isThere,
                    () => Hold(Taken(list, isRemoved: call.TargetMethod.Name != "TryPeek")), () => Defaults.Of(list.Element))!), call);
                return isThere;
            case ("Sort", 0) when list.Element.IsReal(): Scope.Orders.Sort(Named(Span(list)), null, list.Element, null, call); break;
            case ("Sort", 1) when operands[0].Type?.TypeKind == TypeKind.Delegate && Orders.CanCompare(list.Element) && list.HasPlaces:
                return Scope.Orders.Sort(Named(Span(list)), list.Element, operands[0], call);
            case ("Reverse", 0): Scope.WholeArrayCalls.Reverse(Named(Span(list)), list.Stored, call); break;
            case ("ToArray", 0): return Scope.Kept.Array(Elements(list), call);
            default: return Reject(call, $"'{call.TargetMethod.Name}' of a list that grows", "'ToArray' makes an array of it");
        }
        return Const.False;
    }

    /// <summary>The first of a stack or queue.</summary>
    private Value Taken(GrowingList list, bool isRemoved)
    {
        Inside(Const.Int(0), CountOf(list), "new global::System.InvalidOperationException(\"There is none.\")");
        var first = Hold(Read(list, NumberOf(list, Const.Int(0))));
        if (isRemoved && list.Head is { } head) Variables[head] = Hold(Identities.Simplify(Variables[head]!.Scalar! + 1));
        else if (isRemoved) Variables[list.Count] = Hold(Identities.Simplify(EndOf(list) - 1));
        return first;
    }

    private void Room(GrowingList list, Expr count)
    {
        Emit(new Grow(list.Memory, count));
        Variables[list.Count] = count;
    }

    private void Add(GrowingList list, Value item, IOperation at)
    {
        if (list.Rows is not null)
        {
            AddRow(list, item, at);
            return;
        }
        var count = EndOf(list);
        Room(list, Hold(Identities.Simplify(count + 1)).Scalar!);
        Scope.Elements.Write(At(list, count), Whole(list, item, at), list.Stored, at);
    }

    private void AddAll(GrowingList list, Sequence items, IOperation at)
    {
        var run = items.Begin();
        if (list.Rows is null && run.ByNumber is { } known && known.IsQuiet())
        {
            var (count, more) = (EndOf(list), Hold(known.Count).Scalar!);
            Room(list, Hold(Identities.Simplify(count + more)).Scalar!);
            Scope.Iterations.Count(more, i => Scope.Elements.Write(At(list, Hold(Identities.Simplify(count + i)).Scalar!),
                Whole(list, Hold(known.At(i)), at), list.Stored, at), new Visit(_ => { }, [], at));
        }
        else run.Each(new Visit(item => Add(list, Hold(item), at), [], at));
    }

    private void Insert(GrowingList list, Expr index, Value item, IOperation at)
    {
        var count = CountOf(list);
        Inside(index, Identities.Simplify(count + 1));
        Room(list, Hold(Identities.Simplify(count + 1)).Scalar!);
        // From the end, so that none is overwritten before it has moved.
        Scope.Elements.Count(Hold(Identities.Simplify(count - index)).Scalar!, i =>
        {
            var to = Hold(Identities.Simplify(count - i)).Scalar!;
            Scope.Elements.Write(At(list, to), Hold(Read(list, Hold(Identities.Simplify(to - 1)).Scalar!)), list.Stored, at);
        });
        Scope.Elements.Write(At(list, index), Whole(list, item, at), list.Stored, at);
    }

    private void Remove(GrowingList list, Expr index, Expr number, IOperation at)
    {
        var count = CountOf(list);
        if (number is Const { Value: 1 }) Inside(index, count);
        else
        {
            Inside(number, Identities.Simplify(count + 1));
            Inside(index, Identities.Simplify(count - number + 1));
        }
        var rest = Hold(Identities.Simplify(count - number)).Scalar!;
        Scope.Elements.Count(Hold(Identities.Simplify(rest - index)).Scalar!, i =>
        {
            var to = Hold(Identities.Simplify(index + i)).Scalar!;
            Scope.Elements.Write(At(list, to), Hold(Read(list, Hold(Identities.Simplify(to + number)).Scalar!)), list.Stored, at);
        });
        Variables[list.Count] = rest;
    }
}
