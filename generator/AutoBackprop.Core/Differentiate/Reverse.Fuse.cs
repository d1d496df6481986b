namespace AutoBackprop.Core;

/// <summary>Loops with independent iterations run forward and backward together: what the backward sweep reads is that of
/// the same iteration, so nothing is stored.</summary>
public sealed partial class Reverse
{
    // What they sum up stands behind them, though it looks like part of the backward sweep.
    private readonly HashSet<int> _ofFusedLoops = [];

    // Why loops that run all the way forward first do so.
    private readonly List<SweepsApart> _apart = [];

    private Refusal? Chained(Stmt loop) =>
        LoopFacts.Chained(loop.Carries().Where(c => _activity.IsActive(c.Variable)), loop.Blocks()[0].Block);

    private List<Stmt>? Apart(Stmt loop, Refusal why)
    {
        if (loop.Enters() is [var first, ..]) _apart.Add(new(first, why));
        return null;
    }

    /// <summary>The loop with both sweeps in one body, preceded by the adjoints it starts from; null where that cannot be.</summary>
    private List<Stmt>? Fuse(For s, Block block, int at, Adjoints adjoints, List<Stmt> backward)
    {
        // The adjoint of memory that grows is as long as that is at last.
        if (s.Self().SelectMany(new Effects(_arrays).Roots).FirstOrDefault(_arrays.Grows) is { } growing)
            return Apart(s, new($"{LoopFacts.Named(growing)} grows in it"));
        if (new LoopFacts(s, _arrays).RunsBothWays(_activity, block, at) is { } refusal) return Apart(s, refusal);
        var sums = s.Carried.Where(c => _activity.IsActive(c.Variable)).ToList();
        var wanted = sums.Select(c => adjoints.Of(c.Result)).OfType<Var>().ToList();
        var rename = new Rename(_fresh.Version);
        if (EarlyAdjoints.Of(wanted, block, at, backward, rename, _ofFusedLoops) is not { } early)
            return Apart(s, new("the gradient of what it sums up is known only after what follows it"));
        foreach (var c in sums)
            if (adjoints.Of(c.Result) is { } adjoint) adjoints.Set(c.Result, rename.Of(adjoint));

        var label = ++_mirrors;
        s = s with { Body = Settle.Run(s.Body, _arrays) };
        var (forward, body, carried, outward) = Loop(s.Body with { Mirror = label }, s.Carried, adjoints, s.Index.Id, fromZero: true);
        if (carried.Count == 0 && !body.AllSteps().Any(Effects.Remain)) return [s with { Body = forward }];
        var (kept, after) = Save.Run(forward with { Mirror = 0 }, body with { Mirror = 0 }, _fresh, _indexTwins, _arrays);
        foreach (var c in carried) _ofFusedLoops.Add(c.Result.Id);
        foreach (var (of, adjoint) in outward) Accumulate(of, adjoint, adjoints, backward);
        return [.. early, s with
        {
            Carried = s.Carried.Concat(carried).ToArray(),
            Body = new Block(kept.Steps.Concat(after.Steps).ToArray(), label),
        }];
    }
}
