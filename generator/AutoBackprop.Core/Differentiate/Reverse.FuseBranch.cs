namespace AutoBackprop.Core;

/// <summary>A branch with loops in it (what follows a guard that returns early) runs forward and backward in one place, so that
/// its loops can, too.</summary>
public sealed partial class Reverse
{
    /// <summary>The branch with both sweeps, preceded by the adjoints it starts from; null where that cannot be.</summary>
    private List<Stmt>? Fuse(If s, Block block, int at, Adjoints adjoints, List<Stmt> backward)
    {
        var steps = s.Then.AllSteps().Concat(s.Else.AllSteps()).ToList();
        if (!steps.Any(x => x is For or While) || steps.SelectMany(new Effects(_arrays).Roots).Any(_arrays.Grows)
            || !LoopFacts.RunsOnceBothWays(s, _activity, _arrays, block, at)) return null;
        var results = s.Results.Where(p => _activity.IsActive(p.Target)).ToList();
        var rename = new Rename(_fresh.Version);
        if (EarlyAdjoints.Of(results.Select(p => adjoints.Of(p.Target)).OfType<Var>().ToList(), block, at, backward, rename,
            _ofFusedLoops) is not { } early) return null;
        var wanted = results.Select(p => (Phi: p, Adjoint: adjoints.Take(p.Target) is { } g ? rename.Of(g) : null))
            .Where(r => r.Adjoint is not null).ToList();

        (Block Block, Adjoints Inner) Side(Block side, Func<Phi, Expr> read)
        {
            var label = ++_mirrors;
            var inner = adjoints.ForLoop([.. side.Defined()], fromZero: true);
            var sweep = new List<Stmt>();
            foreach (var (phi, adjoint) in wanted) Accumulate(read(phi), adjoint!, inner, sweep);
            var forward = SweepOpen(side with { Mirror = label }, inner, sweep);
            sweep.InsertRange(0, inner.Accumulators.Select(a => new Let(a.Inside, a.Initial)));
            var (kept, after) = Save.Run(forward with { Mirror = 0 }, new Block(sweep), _fresh, _indexTwins, _arrays);
            return (new Block(kept.Steps.Concat(after.Steps).ToArray(), label), inner);
        }

        var (then, onTrue) = Side(s.Then, p => p.OnTrue);
        var (@else, onFalse) = Side(s.Else, p => p.OnFalse);
        var outward = onTrue.Accumulators.Concat(onFalse.Accumulators).Select(a => a.Of).Distinct()
            .Select(v => new Phi(_fresh.Adjoint(v), Now(onTrue, v), Now(onFalse, v)) is var phi ? (Of: v, Phi: phi) : default).ToList();
        foreach (var (of, phi) in outward)
        {
            _ofFusedLoops.Add(phi.Target.Id);
            Accumulate(of, phi.Target, adjoints, backward);
        }
        return [.. early, new If(s.Condition, then, @else, s.Results.Concat(outward.Select(o => o.Phi)).ToArray())];

        static Expr Now(Adjoints side, Var v) => side.Accumulators.Any(a => a.Of.Equals(v)) ? side.Of(v)! : new Const(0, v.Type);
    }
}
