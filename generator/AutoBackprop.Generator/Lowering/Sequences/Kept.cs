using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Sequences that are kept: arrays and lists of what was gone through.</summary>
internal sealed class Kept(Scope scope) : Lowerer(scope)
{
    /// <summary>A new array of the elements.</summary>
    public Value Array(Sequence sequence, IOperation at) => Array(sequence, sequence.Begin(), at);

    private Value Array(Sequence sequence, Run run, IOperation at)
    {
        if (!CanKeep(sequence.Element)) return Reject(at, $"An array of '{sequence.Element.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' that LINQ makes");
        if ((run.Most ?? Counted(run, at)) is not { } most) return Reject(at, "An array of what LINQ counts with a side effect");
        var array = Scope.NewArrays.Allocate(sequence.Element, most, null, at).Scalar!;
        if (run.ByNumber is { } items)
        {
            Scope.Iterations.Count(items.Count, i => Put(array, i, items.At(i)), new Visit(_ => { }, [], at));
            return array;
        }
        var counter = new object();
        Variables[counter] = Const.Int(0);
        run.Each(new Visit(item =>
        {
            Put(array, Variables[counter]!.Scalar!, item);
            Variables[counter] = Hold(Variables[counter]!.Scalar! + 1);
        }, [], at));
        return Named(new Slice(array, Const.Int(0), Variables[counter]!.Scalar!, array.Type));

        void Put(Expr to, Expr i, Value item) => Scope.Elements.Write(new ElementPlace(to, new[] { i }), Hold(item), sequence.Element, at);
    }

    /// <summary>How many there are, where nobody sees that they are gone through twice.</summary>
    private Expr? Counted(Run run, IOperation at)
    {
        var quiet = new Visit(_ => { }, [], at);
        return Scope.Changes.IsQuiet(() => run.Each(quiet)) ? Scope.Iterations.Fold(run, Const.Int(0), (count, _) => count.Scalar! + 1, at).Scalar : null;
    }

    // Pooled memory holds no references.
    private static bool CanKeep(ITypeSymbol element) => element.IsUnmanagedType && (Aggregate.Of(element) is not { } a || a.IsElement);

    /// <summary>A list of the elements.</summary>
    public Sequence? List(Sequence sequence, IOperation at)
    {
        if (Array(sequence, at).Scalar is not { Type.IsArray: true } array) return null;
        return Scope.Sequences.Of(sequence.Element, () => Scope.Sequences.InMemory(array, sequence.Element), at.Syntax);
    }

    /// <summary>Elements by number, also of a sequence that must be gone through first, or that shows when it is.</summary>
    public Numbered ByNumber(Sequence sequence, IOperation at)
    {
        var run = sequence.Begin();
        if (run.ByNumber is { } known && known.IsQuiet()) return known;
        return Array(sequence, run, at).Scalar is { Type.IsArray: true } array ? Scope.Sequences.InMemory(Named(array), sequence.Element) : new Numbered(Const.Int(0), _ => Sequences.Empty(sequence.Element));
    }
}
