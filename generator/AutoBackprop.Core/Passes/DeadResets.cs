namespace AutoBackprop.Core;

/// <summary>An adjoint in memory is set to zero once it has been used. Where the loop around overwrites all of it before it
/// reads any, iteration after iteration, and nobody else looks, that is left out.</summary>
public sealed class DeadResets
{
    private readonly Arrays _arrays;
    private readonly Effects _effects;

    private DeadResets(Method method)
    {
        _arrays = new Arrays(method);
        _effects = new Effects(_arrays);
    }

    public static Method Run(Method method)
    {
        var pass = new DeadResets(method);
        foreach (var memory in method.Body.AllSteps().OfType<Allocate>().Where(a => pass._arrays.MergedWith(a.Array).Count <= 1).ToList())
            method = method with { Body = pass.In(method.Body, memory) };
        return method;
    }

    /// <summary>Into the innermost block that holds all that touches the memory.</summary>
    private Block In(Block block, Allocate memory)
    {
        var touching = block.Steps.Where(s => _effects.Mentions(s, memory.Array)).ToList();
        if (touching is [var only] && only.Blocks().Any())
            return With(block, only, only.MapBlocks(b => IsOnly(only, b, memory) ? InLoop(In(b, memory), only, memory) : b));
        return block;
    }

    private bool IsOnly(Stmt step, Block block, Allocate memory) =>
        step.Blocks().All(b => ReferenceEquals(b.Block, block) || !b.Block.Steps.Any(s => _effects.Mentions(s, memory.Array)))
        && !step.Blocks().SelectMany(b => b.AtEnd).Concat(step.Reads()).SelectMany(r => r.Variables())
            .Any(v => v.Type.IsArray && _arrays.Root(v).Equals(memory.Array));

    private Block InLoop(Block body, Stmt around, Allocate memory)
    {
        if (around is not (For or While)) return body;
        var touching = body.Steps.Where(s => _effects.Mentions(s, memory.Array)).ToList();
        if (touching.Count < 2 || !(touching[0] is For fill && Fills(fill, memory)) || touching[touching.Count - 1] is not For last)
            return body;
        var uses = last.Body.Steps.Where(s => _effects.Mentions(s, memory.Array)).ToList();
        return uses.Count > 0 && uses[uses.Count - 1] is Store { Value: Const { Value: 0 } } reset && IsOwn(reset, last, memory)
            && uses.All(u => ReferenceEquals(u, reset)
                || u is Let { Value: Load { Array: Var a, Indices: [var at] } } && _arrays.IsAlias(a, memory.Array)
                && at.Equals(last.Index))
            ? With(body, last, last with { Body = last.Body with { Steps = last.Body.Steps.Where(s => !ReferenceEquals(s, reset))
                .ToArray() } }) : body;
    }

    /// <summary>Every element is stored, and none is read.</summary>
    private bool Fills(For loop, Allocate memory) => Filling.Covers(loop, memory.Array, memory.Length)
        && loop.Body.Steps.Where(s => _effects.Mentions(s, memory.Array)).ToList() is [Store store] && IsOwn(store, loop, memory)
            && !store.Value.Variables().Any(v => v.Type.IsArray);

    private bool IsOwn(Store store, For loop, Allocate memory) =>
        store is { Array: Var a, Indices: [var at] } && _arrays.IsAlias(a, memory.Array) && at.Equals(loop.Index);

    private static Block With(Block block, Stmt old, Stmt step) =>
        block with { Steps = block.Steps.Map(s => ReferenceEquals(s, old) ? step : s) };
}
