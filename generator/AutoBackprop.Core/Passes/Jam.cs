namespace AutoBackprop.Core;

/// <summary>An outer loop whose iterations meet only in sums and in elements of their own takes four iterations at a time where its
/// inner loops run over one range of elements in a row: what the four share is read, or added to, once. What is left over runs in the
/// loop as it was. Needs inner loops that become vectors (<see cref="Vectorise"/>); another order of the iterations is all it
/// changes.</summary>
public sealed class Jam
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;

    private Jam(Method method) => (_fresh, _arrays) = (new Fresh(method.NextId), new Arrays(method));

    public static Method Run(Method method)
    {
        var pass = new Jam(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step) => step switch
    {
        If s => [s with { Then = Of(s.Then), Else = Of(s.Else) }],
        While s => [s with { Body = Of(s.Body) }],
        For s when IsInLanes(s) => Lanes(s),
        For s => Nest(s) ?? [s with { Body = Of(s.Body) }],
        _ => [step],
    };

    private static bool IsInLanes(For loop) => loop.Body.Steps.Any(b => b is Let { Target.Type.Lanes: > 1 });

    /// <summary>Several iterations already, one per lane.</summary>
    private Stmt[] Lanes(For loop)
    {
        if (loop.Body.Steps.OfType<For>().Any(IsSumOfVectors) && Nest(loop) is { } nest) return nest;
        var steps = loop.Body.Steps.SelectMany(s => s is For f && IsInLanes(f) ? Lanes(f) : [s]).ToArray();
        return InTurn(loop) ?? [loop with { Body = loop.Body with { Steps = steps } }];
    }

    private Stmt[]? Nest(For loop)
    {
        var nest = new LoopNest(loop, _arrays);
        if (!nest.IsJammable || !nest.Inner.All(i => IsSumOfVectors(i) || Vectorise.Takes(i, _fresh, _arrays))) return null;
        var rows = new JammedRows(nest, _fresh, _arrays);
        var body = rows.Together();
        return rows.Shared == 0 ? null : rows.Split(body);
    }

    private Stmt[]? InTurn(For loop)
    {
        var nest = new LoopNest(loop, _arrays);
        if (!nest.IsJammableInTurn || !nest.Inner.All(i => i.Carried.Any(c => c.Variable.Type.Lanes > 1))) return null;
        var rows = new JammedRows(nest, _fresh, _arrays);
        var body = rows.InTurn();
        return rows.Shared == 0 ? null : rows.Split(body);
    }

    /// <summary>All that the loop leaves is added to vectors in memory.</summary>
    private static bool IsSumOfVectors(For loop) => loop.Carried.Count == 0
        && loop.Body.Steps.All(s => s is Let or Accumulate { Value.Type.Lanes: > 1 }) && loop.Body.Steps.Any(s => s is Accumulate);
}
