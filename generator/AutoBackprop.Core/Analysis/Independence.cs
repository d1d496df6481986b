namespace AutoBackprop.Core;

/// <summary>Whether the iterations of a loop meet only in sums, in elements of their own, and in temporaries that each
/// iteration fills before it reads, so that each can run backward right after it ran forward.</summary>
public sealed class Independence(Activity activity, Arrays arrays)
{
    private readonly Effects _effects = new(arrays);

    public bool Holds(For loop, Block block, int at)
    {
        var steps = loop.Body.AllSteps().ToList();
        if (steps.Any(s => s is Push or Pop or Product)) return false;
        if (!loop.Carried.Where(c => activity.IsActive(c.Variable)).All(c => IsSum(c, loop.Body))) return false;

        var inside = new HashSet<int>(steps.OfType<Allocate>().Select(a => a.Array.Id));
        var touched = steps.SelectMany(_effects.Roots).Where(r => activity.IsActive(r) && !inside.Contains(r.Id)).Distinct();
        return touched.All(root => IsSafe(root, loop, block, at));
    }

    /// <summary>The same for a step that runs once: nothing behind it meets it in memory.</summary>
    public bool HoldsOnce(If choice, Block block, int at)
    {
        var inside = choice.Then.AllSteps().Concat(choice.Else.AllSteps()).ToList();
        if (inside.Any(s => s is Push or Pop or Product)) return false;
        var own = new HashSet<int>(inside.OfType<Allocate>().Select(a => a.Array.Id));
        var after = block.Steps.Skip(at + 1).SelectMany(Walk.Self).ToList();
        return inside.SelectMany(_effects.Roots).Distinct().Where(r => activity.IsActive(r) && !own.Contains(r.Id))
            .All(r => !after.Any(s => _effects.Touches(s, r) && (_effects.Writes(s, r) || inside.Any(x => _effects.Writes(x, r)))));
    }

    // ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>Next = Variable + …, and nothing else reads the variable.</summary>
    public static bool IsSum(Carried carried, Block body) => carried.Next is Var next && Adds(carried.Variable, next, body);

    private static bool Adds(Var from, Var to, Block block)
    {
        for (var now = from; ;)
        {
            // A running sum that is read on the way is more than a sum.
            if (now.Equals(to)) return ReadsOf(to, block) == 0;
            if (ReadsOf(now, block) is var reads && reads == 2 && block.Steps.OfType<If>().SelectMany(s => s.Results, (s, p) => (Choice: s, Phi: p)).FirstOrDefault(c => Stays(now, c.Phi.OnTrue, c.Choice.Then) && Stays(now, c.Phi.OnFalse, c.Choice.Else)).Phi is { } phi)
            {
                now = phi.Target;
                continue;
            }
            if (reads != 1) return false;
            var step = block.Steps.FirstOrDefault(s => s.ReadsAround().SelectMany(r => r.Variables()).Contains(now)
                || s.Blocks().Any(b => b.Block.AllReads().Contains(now)));
            Var? after = step switch
            {
                Let { Value: Apply { Op: Op.Add, Args: [var a, var b] } } let when a.Equals(now) || b.Equals(now) => let.Target,
                Let { Value: Apply { Op: Op.Sub, Args: [var a, _] } } let when a.Equals(now) => let.Target,
                Let { Value: Var v } let when v.Equals(now) => let.Target,
                For or While when step.Carries().FirstOrDefault(c => c.Initial.Equals(now)) is { Next: Var next } inner
                    && Adds(inner.Variable, next, step.Blocks().First().Block) => inner.Result,
                _ => null,
            };
            if (after is null) return false;
            now = after;
        }
    }

    // On one side of a choice nothing may be added.
    private static bool Stays(Var from, Expr to, Block side) => to.Equals(from) ? ReadsOf(from, side) == 0 : to is Var v && Adds(from, v, side);

    private static int ReadsOf(Var v, Block block) => block.AllReads().Count(r => r.Equals(v));

    // ── memory ───────────────────────────────────────────────────────────────────────────────────────────────

    private bool IsSafe(Var root, For loop, Block block, int at)
    {
        var after = block.Steps.Skip(at + 1).SelectMany(Walk.Self).ToList();
        var inside = loop.Body.AllSteps().ToList();
        bool Of(Stmt s) => _effects.Touches(s, root);
        bool IsWrite(Stmt s) => _effects.Writes(s, root);
        var writes = inside.Where(IsWrite).ToList();
        var reads = inside.Where(s => s is not (Store or Accumulate) && Of(s)).ToList();

        // Only read: nobody may overwrite it afterwards, or its adjoint would be cleared too late.
        if (writes.Count == 0) return !after.Any(IsWrite);

        // Written: its adjoint must be complete, so nobody reads it afterwards.
        if (after.Any(Of)) return false;
        if (writes.All(w => w is Accumulate) && reads.Count == 0) return true;
        if (writes.Concat(reads).All(s => s is Store or Accumulate or Let { Value: Load } && IsOwn(s, loop.Index, writes[0]))) return true;
        return new Filling(arrays).IsFirst(root, loop.Body);
    }

    /// <summary>The element belongs to this iteration: the loop's index itself, in the same place as the first write.</summary>
    private static bool IsOwn(Stmt step, Var index, Stmt first)
    {
        return Effects.Place(step) is var (array, indices) && Effects.Place(first) is var (firstArray, firstIndices)
            && array.Equals(firstArray) && indices.Count > 0 && indices[0].Equals(index) && indices.Count == firstIndices.Count;
    }
}
