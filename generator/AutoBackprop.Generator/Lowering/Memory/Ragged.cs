using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>New arrays of rows, each as long as it is when it is assigned: one memory that grows, with where each row begins and how long
/// it is. A row that is assigned anew gets another place, so that whoever has the old one keeps it.</summary>
internal sealed class Ragged(Scope scope) : Lowerer(scope)
{
    public static bool Is(Value table) => table.Items is [_, { Scalar.Type.IsArray: true }, _];

    // The memory itself, where it goes by another name.
    private Var Memory(Value table) =>
        Scope.Extents.ExtentOf(table.Items[0].Scalar!) is { Start: null, Roots: [Var root] } ? root : (Var)Named(table.Items[0].Scalar!);
    // One more than rows: where the memory that is not in use begins.
    private Expr Starts(Value table) => Named(table.Items[1].Scalar!);
    private Expr Lengths(Value table) => Named(table.Items[2].Scalar!);

    public Expr Rows(Value table) => Hold(Ops.Length(Lengths(table))).Scalar!;

    /// <summary>Rows that are null until they are assigned: empty ones.</summary>
    public Value New(Expr rows, ITypeSymbol element, IOperation at)
    {
        var memory = Scope.Kept.Growing(Types.Of(element));
        var integer = Context.Compilation.GetSpecialType(SpecialType.System_Int32);
        var lengths = Scope.NewArrays.Allocate(integer, rows, null, at);
        return Value.Tuple([memory, Scope.NewArrays.Allocate(integer, Identities.Simplify(Ops.Length(lengths.Scalar!) + 1), null, at),
            lengths]);
    }

    public Expr RowOf(Value table, Expr index)
    {
        var at = Hold(index).Scalar!;
        var length = Read(Lengths(table), at);
        var memory = Memory(table);
        return new Slice(memory, Read(Starts(table), at), length, memory.Type);
    }

    private Expr Read(Expr numbers, Expr at) => Define("", new Load(numbers, new[] { at }, IrType.Int)).Scalar!;

    /// <summary>A row gets a place of its own, and the elements of an array.</summary>
    public void Put(Value table, Expr index, Expr array, ITypeSymbol element, IOperation at)
    {
        var (memory, starts, lengths) = (Memory(table), Starts(table), Lengths(table));
        if (Scope.KnownMemory.Allocation(memory) is null)
        {
            Reject(at, "A new row of one of several arrays of arrays", "make a new array of arrays, 'Select(..).ToArray()'");
            return;
        }
        var row = Hold(index).Scalar!;
        var length = Hold(Scope.KnownMemory.LengthOf(array)).Scalar!;
        var free = Hold(Identities.Simplify(Ops.Length(starts) - 1)).Scalar!;
        var start = Read(starts, free);
        Emit(new Store(lengths, new[] { row }, length));
        Emit(new Store(starts, new[] { row }, start));
        Emit(new Store(starts, new[] { free }, Append(memory, start, length, array, element, at)));
    }

    /// <summary>Memory that grows may lie elsewhere: names for its rows are looked up again.</summary>
    private void Refresh(Var memory)
    {
        foreach (var known in Variables.Snapshot())
            if (known.Value?.Leaves.Any(l => IsRowOf(l, memory)) == true)
                Variables[known.Key] = known.Value.Map(l => IsRowOf(l, memory) ? Again(l) : l);
    }

    private Expr Again(Expr array) => Named(Scope.Extents.Look(Scope.Extents.ExtentOf(array), array.Type));

    private bool IsRowOf(Expr array, Var memory) =>
        array is Var { Type.IsArray: true } && !array.Equals(memory) && Scope.Extents.ExtentOf(array).Roots.Contains(memory);

    /// <summary>Arrays that are gone through, kept as rows.</summary>
    public Value Of(Run run, ITypeSymbol row, IOperation at)
    {
        var element = ((IArrayTypeSymbol)row).ElementType;
        if (run.ByNumber is { } items)
        {
            var table = New(Hold(items.Count).Scalar!, element, at);
            Scope.Iterations.Count(items.Count, i => Put(table, i, items.At(i), element, at), new Visit(_ => { }, [], at));
            return table;
        }
        // How many there are shows in the end: then where each begins.
        var (memory, lengths) = (Scope.Kept.Growing(Types.Of(element)), Scope.Kept.Growing(IrType.Int));
        var (count, used) = (new object(), new object());
        Variables[count] = Variables[used] = Const.Int(0);
        run.Each(new Visit(item =>
        {
            if (ArrayOf(item, at) is not { } array) return;
            var (number, length) = (Variables[count]!.Scalar!, Hold(Scope.KnownMemory.LengthOf(array)).Scalar!);
            Variables[count] = Hold(number + 1);
            Emit(new Grow(lengths, Variables[count]!.Scalar!));
            Emit(new Store(lengths, new[] { number }, length));
            Variables[used] = Hold(Append(memory, Variables[used]!.Scalar!, length, array, element, at));
        }, [], at));
        var rows = Variables[count]!.Scalar!;
        var starts = Scope.NewArrays.Allocate(Context.Compilation.GetSpecialType(SpecialType.System_Int32), Identities.Simplify(rows + 1),
            null, at).Scalar!;
        Scope.Elements.Count(rows,
            i => Emit(new Store(starts, new Expr[] { Hold(i + 1).Scalar! }, Hold(Read(starts, i) + Read(lengths, i)).Scalar!)));
        return Value.Tuple([memory, starts, Named(new Slice(lengths, Const.Int(0), rows, lengths.Type))]);
    }

    /// <summary>Puts an array behind what there is.</summary>
    /// <returns>Where it ends.</returns>
    public Expr Append(Var memory, Expr start, Expr length, Expr array, ITypeSymbol element, IOperation at)
    {
        var end = Hold(Identities.Simplify(start + length)).Scalar!;
        Emit(new Grow(memory, end));
        var place = Named(new Slice(memory, start, length, memory.Type));
        if (IsRowOf(array, memory)) array = Again(array);
        Scope.Elements.Count(length, i => Scope.Elements.Transfer(array, i, place, i, element, at),
            new Move(array, place, Const.Int(0), Fits: true), isRebuild: true);
        Refresh(memory);
        return end;
    }

    private void Put(Value table, Expr index, Value row, ITypeSymbol element, IOperation at)
    {
        if (ArrayOf(row, at) is { } array) Put(table, index, array, element, at);
    }

    public Expr? ArrayOf(Value row, IOperation at)
    {
        if (row.Scalar is { Type.IsArray: true } array) return Named(array);
        Reject(at, "A row that is no array of numbers");
        return null;
    }
}
