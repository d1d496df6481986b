using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Sequences in another order. The order is data: gradients go the way that the elements went.</summary>
internal sealed class Orders(Scope scope) : Lowerer(scope)
{
    public Sequence By(Sequence source, LinqFunction? key, bool isDescending, IOperation at) =>
        Sorted(source, [new SortKey(item => key?.Of(item) ?? item, key?.Result ?? source.Element, isDescending)], at);

    public Sequence Then(Sequence source, LinqFunction key, bool isDescending, IOperation at)
    {
        if (source.Sorting is { } sorting)
            return Sorted(sorting.Of, [.. sorting.Keys, new SortKey(item => key.Of(item), key.Result, isDescending)], at);
        Reject(at, "'ThenBy' of what was ordered elsewhere");
        return source;
    }

    private Sequence Sorted(Sequence source, SortKey[] keys, IOperation at)
    {
        if (keys.FirstOrDefault(k => !k.Type.IsReal() && Types.Of(k.Type).Kind != Kind.Int && !IsCompared(k.Type)) is { } other)
            Reject(at, $"An order by a key of type '{Sequences.NameOf(other.Type)}'", "order by a number");
        bool IsQuiet(Numbered items) =>
            keys.All(k => Scope.Changes.IsQuiet(() => k.Of(Hold(items.At(Fresh.Hidden(IrType.Int))))));
        return Scope.Kept.Buffered(source, items =>
        {
            var order = InOrder(items.Count, at);
            var computed = keys.Select(k => (Key: k, Values: Keys(items, k, at))).ToList();
            // The last key first: what is equal by an earlier one stays as the later left it.
            foreach (var (key, values) in Enumerable.Reverse(computed))
            {
                var direction = key.IsDescending ? "true" : "false";
                var text = $"global::AutoBackprop.Permutations.Sort<{key.Type.Text()}>({Opaque.Hole(0)}, {Opaque.Hole(1)}, {direction})";
                Emit(new Execute(new Opaque(text, new[] { order, Opaque.OnlyRead(values) }, IrType.Other("void"))));
            }
            return items with { At = i => items.At(Define("", new Load(order, new[] { i }, IrType.Int)).Scalar!) };
        }, IsQuiet, at) with { Sorting = new Sorting(source, keys) };
    }

    // A text, a date: it knows what comes before it.
    private static bool IsCompared(ITypeSymbol type) => !Sequences.HasNumbers(type) && type.AllInterfaces.Any(i => i.Name == "IComparable"
        && i.TypeArguments is [var with] && SymbolEqualityComparer.Default.Equals(with, type));

    private Expr InOrder(Expr count, IOperation at)
    {
        var order = Scope.NewArrays.Allocate(Context.Compilation.GetSpecialType(SpecialType.System_Int32), count, null, at).Scalar!;
        Scope.Elements.Count(Hold(count).Scalar!, i => Emit(new Store(order, new Expr[] { i }, i)));
        return order;
    }

    private Expr Keys(Numbered items, SortKey key, IOperation at)
    {
        var values = Scope.NewArrays.Allocate(key.Type, items.Count, null, at).Scalar!;
        void Put(Expr i) => Emit(new Store(values, new[] { i }, Hold(Stop(key.Of(Hold(items.At(i))).Scalar!)).Scalar!));
        Scope.Iterations.Count(items.Count, Put, new Visit(_ => { }, [], at));
        return values;
    }

    /// <summary>Array.Sort: the same permutation as that of .NET, also where keys are equal.</summary>
    public void Sort(Expr array, Expr? items, ITypeSymbol element, ITypeSymbol? itemType, IOperation at)
    {
        var keys = Keys(Scope.Sequences.InMemory(array, element), new SortKey(item => item, element, false), at);
        var order = InOrder(Ops.Length(array), at);
        var text = $"global::System.MemoryExtensions.Sort<{element.Text()}, int>({Opaque.Hole(0)}, {Opaque.Hole(1)})";
        Emit(new Execute(new Opaque(text, new[] { keys, order }, IrType.Other("void"))));
        Gather(array, element, order, at);
        if (items is not null) Gather(items, itemType!, order, at);
    }

    private void Gather(Expr memory, ITypeSymbol of, Expr order, IOperation at)
    {
        var copy = Scope.Slices.Copied(memory, of, at);
        Expr From(Expr i) => Define("", new Load(order, new[] { i }, IrType.Int)).Scalar!;
        Scope.Elements.ForEach(memory, i => Scope.Elements.Transfer(copy, From(i), memory, i, of, at));
    }

    /// <summary>Elements that code of the user can be shown.</summary>
    public static bool CanCompare(ITypeSymbol element) => element.IsReal() || element.SpecialType == SpecialType.System_Int32
        || Aggregate.Of(element) is { IsElement: true };

    /// <summary>Sorts by a function that compares: it is C# that looks at copies, since no derivative comes of which goes first.</summary>
    public Value Sort(Expr array, ITypeSymbol element, IOperation comparison, IOperation at)
    {
        if (Context.Entities.Of(Lower(comparison).Scalar) is not Function function
            || Scope.QuotedLambdas.Quote(function, comparison.Type) is not { } compare)
            return Reject(comparison, "A comparison that is no lambda here, or looks at a new array,", "sort by 'OrderBy'");
        var shown = Scope.NewArrays.Allocate(element, Ops.Length(array), null, at).Scalar!;
        Scope.Elements.ForEach(array, i => Scope.Elements.Write(new ElementPlace(shown, new[] { i }),
            Hold(Scope.Elements.Read(new ElementPlace(array, new[] { i }), element).Map(Stop)), element, at));
        var order = InOrder(Ops.Length(array), at);
        var text = $"global::System.MemoryExtensions.Sort<{element.Text()}, int>({Opaque.Hole(0)}, {Opaque.Hole(1)}, {Opaque.Hole(2)})";
        // It writes none of what it captures.
        var held = Hold(new Opaque($"({comparison.Type!.Text()})({compare.Text})",
            compare.Args.Select(a => a.Type.IsArray ? Opaque.OnlyRead(a) : a).ToArray(), IrType.Other(comparison.Type!.Text()))).Scalar!;
        Emit(new Execute(new Opaque(text, new[] { shown, order, held }, IrType.Other("void"))));
        Gather(array, element, order, at);
        return Const.False;
    }
}
