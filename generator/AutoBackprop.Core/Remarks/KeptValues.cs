namespace AutoBackprop.Core;

/// <summary>What the loops of a method store for the backward sweep: read off the sweeps that <see cref="Reverse"/> writes.</summary>
public static class KeptValues
{
    /// <summary>Each loop that stores something, what it stores in one iteration, and why.</summary>
    public static IEnumerable<(Stmt Loop, IReadOnlyList<Var> Values, Refusal Why)> Loops(Method primal)
    {
        if (!primal.Body.AllSteps().Any(s => s is For or While)) yield break;
        var method = Pipeline.Differentiate(primal, seeded: false);
        var own = new HashSet<int>(primal.Body.AllSteps().SelectMany(s => s.Enters()).Select(v => v.Id));
        foreach (var loop in method.Body.AllSteps().Where(s => s is For or While && s.Enters().Any(v => own.Contains(v.Id))))
        {
            var kept = loop.Blocks().SelectMany(b => Direct(b.Block)).Select(Kept).OfType<Var>().Distinct().ToList();
            if (kept.Count == 0) continue;
            var why = method.SweepsApart.FirstOrDefault(s => loop.Enters().Contains(s.Loop))?.Why;
            yield return (loop, kept, why ?? new("what an iteration computes it needs again on its way back"));
        }
    }

    // Branches belong to the iteration, inner loops speak for themselves.
    private static IEnumerable<Stmt> Direct(Block block) =>
        block.Steps.SelectMany(s => s is If ? s.Blocks().SelectMany(b => Direct(b.Block)) : [s]);

    private static Var? Kept(Stmt step) => step switch
    {
        Push { Value: Var v } => v,
        Store { Array: Var array, Value: Var v } when array.Role == Role.Kept => v,
        _ => null,
    };
}
