namespace AutoBackprop.Core;

/// <summary>How each value of the forward sweep that the backward sweep reads gets there: what <see cref="SavePolicy"/> has decided,
/// and what <see cref="SaveInsert"/> and <see cref="SaveRestore"/> carry out.</summary>
public sealed class SavePlan
{
    /// <summary>What a block of the backward sweep reads of its twin in the forward sweep: by mirror, by order of definition.</summary>
    public Dictionary<int, SortedDictionary<int, Var>> Needed { get; } = [];

    /// <summary>What is computed again, or read again from memory.</summary>
    public Dictionary<int, Expr> Again { get; } = [];

    /// <summary>What goes onto a stack.</summary>
    public Dictionary<int, Var> Stacks { get; } = [];

    /// <summary>What goes into an array, one element per trip.</summary>
    public Dictionary<int, (Var Array, Nest Nest)> Elements { get; } = [];

    /// <summary>Arrays that each trip fills for itself: the trips fill one after the other's part of one larger array.</summary>
    public Dictionary<int, (Var Kept, Nest Nest, Allocate Memory)> Arrays { get; } = [];

    /// <summary>How long arrays are that have no name on the way back.</summary>
    public Dictionary<int, Var> Lengths { get; } = [];

    /// <summary>What a branch hands out, by its mirror; and how that is called outside.</summary>
    public Dictionary<int, List<Var>> Exports { get; } = [];

    public Dictionary<int, Var> Exported { get; } = [];

    /// <summary>By mirror: where the trips of an inner loop begin among those of the whole nest.</summary>
    public Dictionary<int, Let> Starts { get; } = [];

    /// <summary>The number of a trip, counted through all the loops of the nest.</summary>
    public Expr Position(Nest nest)
    {
        var trip = nest.Trip(nest.Loops.Count - 1);
        return StartOf(nest.Loops[nest.Loops.Count - 1]) is { } start ? Identities.Simplify(start + trip) : trip;
    }

    public Var? StartOf(For loop) => Starts.TryGetValue(loop.Body.Mirror, out var start) ? start.Target : null;

    /// <summary>This trip's part of the array that the nest fills.</summary>
    public Let Part(Var array, Rename? rename, Var name)
    {
        var (kept, nest, memory) = Arrays[array.Id];
        Expr Of(Expr e) => rename is null ? e : rename.Of(e);
        return new Let(name, new Slice(kept, Of(Identities.Simplify(Position(nest) * memory.Length)), Of(memory.Length), array.Type));
    }
}

/// <summary>Loops around a value, outermost first, if all their trips are known before the first.</summary>
/// <param name="Top">The step of the outermost block that they are part of.</param>
/// <param name="IsBranch">A branch lies between the innermost loop and here.</param>
public sealed record Nest(Stmt Top, EquatableArray<For> Loops, EquatableArray<Expr> Starts, EquatableArray<Expr> Trips, bool IsBranch)
{
    /// <summary>The number of the present trip of one of the loops.</summary>
    public Expr Trip(int at) => Identities.Simplify(Loops[at].Step > 0 ? Loops[at].Index - Starts[at] : Starts[at] - Loops[at].Index);
}
