namespace AutoBackprop.Core;

/// <summary>A loop of few iterations, as many as are known, over vectors runs flat: to count, and to find the elements, would take longer
/// than what it does.</summary>
public sealed class Unroll
{
    private const int MostTrips = 4, MostSteps = 64;

    private readonly Fresh _fresh;

    private Unroll(Method method) => _fresh = new Fresh(method.NextId);

    public static Method Run(Method method)
    {
        var pass = new Unroll(method);
        return method with { Body = pass.Of(method.Body), NextId = pass._fresh.NextId };
    }

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step)
    {
        step = step.MapBlocks(Of);
        return step is For { From: Const from, To: Const to, Step: 1, Move: null } loop && IsShort(loop, (int)(to.Value - from.Value))
            ? Flat(loop, (int)from.Value, (int)to.Value) : [step];
    }

    private static bool IsShort(For loop, int trips) => trips is >= 0 and <= MostTrips && trips * loop.Body.Steps.Count <= MostSteps
        && loop.Body.Steps.All(s => s is Let or Store or Accumulate) && loop.Body.Steps.Any(s => s.Defines().Any(v => v.Type.Lanes > 1));

    private IEnumerable<Stmt> Flat(For loop, int from, int to)
    {
        var rename = new Rename(_fresh.Version);
        var values = loop.Carried.Select(c => c.Initial).ToList();
        var steps = new List<Stmt>();
        for (var i = from; i < to; i++)
        {
            rename.Substitute(loop.Index, Const.Int(i));
            for (var k = 0; k < values.Count; k++) rename.Substitute(loop.Carried[k].Variable, values[k]);
            steps.AddRange(loop.Body.Steps.Select(s => Simplified(rename.Of(s))));
            values = [.. loop.Carried.Select(c => rename.Of(c.Next))];
        }
        return steps.Concat(loop.Carried.Select((c, k) => new Let(c.Result, values[k])));
    }

    private static Stmt Simplified(Stmt step) =>
        step is Let let ? let with { Value = Identities.Simplify(let.Value) } : step.MapReads(Identities.Simplify);
}
