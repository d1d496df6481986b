using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Sequences that are kept: arrays and lists of what was gone through.</summary>
internal sealed class Kept(Scope scope) : Lowerer(scope)
{
    private const int Smallest = 64;

    /// <summary>A new array of the elements.</summary>
    public Value Array(Sequence sequence, IOperation at) => Array(sequence.Begin(), sequence.Element, at);

    public Value Array(Run run, ITypeSymbol element, IOperation at)
    {
        if (Tables.IsType(Context.Compilation.CreateArrayTypeSymbol(element)) && element is IArrayTypeSymbol)
            return Scope.Ragged.Of(run, element, at);
        if (!CanKeep(element))
            return Reject(at, $"A new array of '{Sequences.NameOf(element)}'", "keep the sequence itself, or 'ToList'");
        if (run.ByNumber is not { } items)
            return Collected(run.Each, run.Most ?? Counted(run, at), element, at);
        items = Scope.Iterations.Settled(items, (_, _) => { });
        var count = Hold(items.Count).Scalar!;
        var array = Scope.NewArrays.Allocate(element, count, null, at).Scalar!;
        Scope.Iterations.Count(count, i => Put(array, i, items.At(i), element, at), new Visit(_ => { }, [], at));
        return array;
    }

    private Value Collected(Action<Visit> each, Expr? most, ITypeSymbol element, IOperation at)
    {
        var array = most is null ? Growing(Types.Of(element)) : Scope.NewArrays.Allocate(element, most, null, at).Scalar!;
        var counter = new object();
        Variables[counter] = Const.Int(0);
        each(new Visit(item =>
        {
            var (held, number) = (Hold(item), Variables[counter]!.Scalar!);
            var next = Hold(number + 1);
            if (most is null) Emit(new Grow((Var)array, next.Scalar!));
            Put(array, number, held, element, at);
            Variables[counter] = next;
        }, [], at));
        return Named(new Slice(array, Const.Int(0), Variables[counter]!.Scalar!, array.Type));
    }

    /// <summary>Memory for as many as there will be.</summary>
    public Var Growing(IrType element)
    {
        var memory = Scope.NewArrays.NameOfNext(IrType.SpanOf(element));
        Emit(new Allocate(memory, Const.Int(Smallest), IsFilled: true));
        return memory;
    }

    private void Put(Expr array, Expr i, Value item, ITypeSymbol element, IOperation at) =>
        Scope.Elements.Write(new ElementPlace(array, new[] { i }), Hold(item), element, at);

    /// <summary>How many there are, where nobody sees that they are gone through twice.</summary>
    private Expr? Counted(Run run, IOperation at)
    {
        var visit = new Visit(_ => { }, [], at);
        if (!Scope.Changes.IsQuiet(() => run.Each(visit))) return null;
        return Scope.Iterations.Fold(run, Const.Int(0), (count, _) => count.Scalar! + 1, at).Scalar;
    }

    // Pooled memory holds no references.
    public static bool CanKeep(ITypeSymbol element) => element.IsUnmanagedType && (Aggregate.Of(element) is not { } a || a.IsElement);

    /// <summary>A list of the elements.</summary>
    public Sequence List(Sequence sequence, IOperation at)
    {
        var run = sequence.Begin();
        var items = CanKeep(sequence.Element) ? InArray(run, sequence.Element, at) : ByNumber(run, sequence.Element, at);
        return Scope.Sequences.Of(sequence.Element, () => items, at.Syntax);
    }

    private Numbered InArray(Run run, ITypeSymbol element, IOperation at) => Array(run, element, at).Scalar is { Type.IsArray: true } array
        ? Scope.Sequences.InMemory(Named(array), element) : new Numbered(Const.Int(0), _ => Sequences.Empty(element));

    /// <summary>Elements by number, also of a sequence that must be gone through first, or that shows when it is.</summary>
    public Numbered ByNumber(Sequence sequence, IOperation at) => ByNumber(sequence.Begin(), sequence.Element, at);

    /// <summary>What LINQ reads to its end before it hands over the first: elements in another order.</summary>
    /// <param name="order">Of all elements.</param>
    /// <param name="isQuiet">Nobody sees that the order is made.</param>
    public Sequence Buffered(Sequence source, Func<Numbered, Numbered> order, Func<Numbered, bool> isQuiet, IOperation at) =>
        new(at.Syntax, source.Element, () =>
    {
        var run = source.Begin();
        var wasQuiet = IsQuiet(run, at);
        var items = ByNumber(run, source.Element, at);
        wasQuiet = wasQuiet && isQuiet(items);
        var ordered = order(items) with { IsList = false, IsQuiet = () => wasQuiet };
        return Scope.Sequences.RunOf(ordered with { Settle = action => AsBefore(action, items, ordered, source.Element, at) });
    });

    /// <summary>Elements, kept if the action may alter what they are read from. Objects are what they are.</summary>
    public Numbered AsBefore(Action action, Numbered read, Numbered items, ITypeSymbol element, IOperation at) =>
        CanKeep(element) && Scope.Changes.MayAlter(action, () => Hold(read.At(Fresh.Hidden(IrType.Int))))
            ? InArray(Scope.Sequences.RunOf(items), element, at) : items;

    /// <summary>Nobody sees who goes through them.</summary>
    public bool IsQuiet(Run run, IOperation at) =>
        run.ByNumber is { } items ? items.IsQuiet()
            : run.WasBegunQuietly() && Scope.Changes.IsQuiet(() => run.Each(new Visit(_ => { }, [], at)));

    /// <summary>Who wants one element of what is made of these has LINQ ask for it where it lies in them.</summary>
    public static bool WereBegunQuietly(params IReadOnlyList<Run> runs) =>
        runs.All(r => r.ByNumber is { } items ? items.IsQuiet() : r.WasBegunQuietly());

    /// <summary>A sequence of which somebody wants an element in its midst, or its end: for which of the others LINQ runs the lambdas before
    /// is its affair, and another one where it is size-optimised, as under NativeAOT.</summary>
    /// <param name="name">How he asks.</param>
    public Run BegunInside(Sequence sequence, string name, IOperation at)
    {
        var run = sequence.Begin();
        Inside(run, name, at);
        return run;
    }

    /// <param name="isSureOfLists">Of lists the answer is the same in every LINQ.</param>
    public void Inside(Run run, string name, IOperation at, bool isSureOfLists = false)
    {
        if (!(run.ByNumber is { } items ? items.IsList && isSureOfLists : run.IsWalked())) Quiet(run, name, at);
    }

    /// <summary>A sequence that is asked for the last that a condition holds for: LINQ may do without the order.</summary>
    public Run BegunInOrder(Sequence sequence, LinqCall call)
    {
        var run = sequence.Begin();
        if (sequence.Sorting is not null) Quiet(run, call.Name, call.Call);
        return run;
    }

    /// <summary>Nothing that runs on the way shows.</summary>
    public void Quiet(Run run, string name, IOperation at)
    {
        if (!IsQuiet(run, at))
            Reject(at, $"'{name}' after a lambda that changes something", "call 'ToArray' before it, and the lambda runs for each element");
    }

    public Numbered ByNumber(Run run, ITypeSymbol element, IOperation at)
    {
        if (run.ByNumber is { } known && known.IsQuiet()) return known;
        if (CanKeep(element) || run.Chosen is not { } chosen || !chosen.Among.IsQuiet()) return InArray(run, element, at);
        // Of objects their numbers are kept.
        var numbers = Named(Collected(chosen.Numbers, run.Most, Context.Compilation.GetSpecialType(SpecialType.System_Int32), at).Scalar!);
        return new Numbered(Ops.Length(numbers), i => chosen.Among.At(Define("", new Load(numbers, new[] { i }, IrType.Int)).Scalar!));
    }
}
