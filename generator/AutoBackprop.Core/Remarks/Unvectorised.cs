namespace AutoBackprop.Core;

/// <summary>Innermost loops of a gradient that run one element at a time, each with the reason of whoever decided it:
/// <see cref="Lanes"/> and <see cref="Vectorise"/>.</summary>
public static class Unvectorised
{
    /// <summary>The innermost loops of a method that stay scalar in its gradient, forward or on the way back, each once.</summary>
    public static IEnumerable<(Stmt Loop, Refusal Why)> Loops(Method primal)
    {
        var loops = primal.Body.AllSteps().Where(IsLoop).ToList();
        if (loops.All(l => l is For counted && Vectorise.IsShort(counted))) yield break;
        var seeded = !primal.Results.Any(r => r.Type.IsReal);
        var own = new HashSet<int>(loops.SelectMany(l => l.Enters()).Select(v => v.Id));
        var forward = Pipeline.Differentiate(primal, seeded).Body.AllSteps()
            .Where(s => IsLoop(s) && s.Enters().Any(v => own.Contains(v.Id))).ToLookup(Mirror);

        var method = Pipeline.Scalar(primal, seeded);
        var inLanes = new HashSet<int>(Lanes.In(method).Select(l => l.Index.Id));
        var (fresh, arrays, told) = (new Fresh(method.NextId), new Arrays(method), new HashSet<int>());
        foreach (var loop in method.Body.AllSteps())
        {
            if (!IsLoop(loop) || loop.Blocks().Any(b => b.Block.AllSteps().Any(IsLoop))
                || loop is For lane && inLanes.Contains(lane.Index.Id)) continue;
            var isOwn = loop.Enters().Any(v => own.Contains(v.Id));
            if ((isOwn ? loop : Mirror(loop) == 0 ? null : forward[Mirror(loop)].FirstOrDefault()) is not { } user) continue;
            if (Refusal(loop, fresh, arrays) is { } why && told.Add(user.Enters()[0].Id))
                yield return (user, isOwn ? why : why with { Reason = "on the way back " + why.Reason });
        }
    }

    private static bool IsLoop(Stmt step) => step is For or While;

    // The number that a loop of the forward sweep shares with its twin on the way back; 0 where one loop runs both.
    private static int Mirror(Stmt loop) => loop.Blocks()[0].Block.Mirror;

    // A loop that only counts is not worth a remark.
    private static bool Computes(For loop) => loop.Carried.Any(c => c.Variable.Type.IsReal)
        || loop.Body.AllSteps().Any(s => s is Let { Target.Type.IsReal: true } or Store or Accumulate);

    private static Refusal? Refusal(Stmt step, Fresh fresh, Arrays arrays) => step switch
    {
        While => new("how often it runs is known only when it ends"),
        For loop when !Vectorise.IsShort(loop) && Computes(loop) => Vectorise.Refusal(loop, fresh, arrays),
        _ => null,
    };
}
