using AutoBackprop.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoBackprop.Generator;

/// <summary>Elements one after another, which are there only while somebody goes through them, each time anew: what LINQ makes.</summary>
/// <param name="Element">Their type.</param>
/// <param name="Begin">Begins to go through them.</param>
internal sealed record Sequence(SyntaxNode Syntax, ITypeSymbol Element, Func<Run> Begin) : Entity(Syntax)
{
    /// <summary>C# for it, as things are when it is asked for; null where there is none.</summary>
    public Func<Expr?> Code { get; init; } = () => null;

    /// <summary>The array that it is, for code that does not look into it.</summary>
    public Expr? Object { get; init; }

    /// <summary>The key of what it holds, of an array or list of objects that is made here.</summary>
    public object? Items { get; init; }

    /// <summary>Of a group, what its elements have in common.</summary>
    public Func<Value>? Key { get; init; }

    /// <summary>It is sorted, and can be by more keys.</summary>
    public Sorting? Sorting { get; init; }

    public override string Called => Object is null && Items is null ? "A LINQ sequence" : "An array of objects";
}

/// <summary>A sequence that somebody goes through.</summary>
/// <param name="Each">Hands over element after element.</param>
internal sealed record Run(Action<Visit> Each)
{
    /// <summary>Null where those before an element decide what it is.</summary>
    public Numbered? ByNumber { get; init; }

    /// <summary>Who wants one in its midst, or its end, goes through those before, and all that there is in them runs.</summary>
    public Func<bool> IsWalked { get; init; } = () => true;

    /// <summary>Nobody sees that it was begun, if all of it is not gone through.</summary>
    public Func<bool> WasBegunQuietly { get; init; } = () => true;

    /// <summary>LINQ looks for its last from the end.</summary>
    public bool HasEnd { get; init; }

    /// <summary>There are at most so many; null if that is not known.</summary>
    public Expr? Most { get; init; }

    /// <summary>Some of those that are had by number.</summary>
    public Chosen? Chosen { get; init; }
}

/// <summary>Some elements among others.</summary>
/// <param name="Numbers">Hands over their numbers.</param>
internal sealed record Chosen(Numbered Among, Action<Visit> Numbers);

/// <summary>Elements that are had by number.</summary>
internal sealed record Numbered(Expr Count, Func<Expr, Value> At)
{
    /// <summary>Nobody sees in which order they are asked for, and how often.</summary>
    public Func<bool> IsQuiet { get; init; } = () => true;

    /// <summary>Of what LINQ reads before it hands over the first: the same elements where whoever goes through them, as the action does,
    /// changes what they are read from.</summary>
    public Func<Action, Numbered>? Settle { get; init; }

    /// <summary>LINQ can reach each without those before.</summary>
    public bool IsList { get; init; } = true;

    /// <summary>What is made of them one by one, now or once they are settled.</summary>
    public Numbered Then(Func<Numbered, Numbered> make) =>
        make(this) with
    {
        Settle = Settle is { } settle ? action => make(settle(action)) : null,
        IsList = IsList,
    };
}

/// <summary>One who goes through a sequence.</summary>
/// <param name="Do">With each element.</param>
/// <param name="Exits">Keys of flags: where one is set, no more are wanted.</param>
/// <param name="At">What asks for the elements.</param>
internal sealed record Visit(Action<Value> Do, IReadOnlyList<object> Exits, IOperation At);

/// <summary>An order by keys, the first of them first, and what is in it.</summary>
internal sealed record Sorting(Sequence Of, EquatableArray<SortKey> Keys);

/// <param name="Of">The key of an element.</param>
internal sealed record SortKey(Func<Value, Value> Of, ITypeSymbol Type, bool IsDescending);
