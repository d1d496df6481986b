namespace AutoBackprop.Core;

/// <summary>Marks each element read with its <see cref="Stability"/>: what nobody writes, or nobody writes any more, need
/// not be kept for the backward sweep. Needs parameters that do not overlap where one of them is written.</summary>
public sealed class Settle
{
    private readonly Arrays _arrays;
    private readonly Effects _effects;
    private readonly Dictionary<int, (Block Home, int LastWrite)> _homes = [];

    private Settle(Arrays arrays) => (_arrays, _effects) = (arrays, new Effects(arrays));

    public static Method Run(Method method)
    {
        var pass = new Settle(new Arrays(method));
        foreach (var p in method.Parameters.Where(p => p.Type.IsArray)) pass._homes[p.Id] = (method.Body, pass.LastWrite(method.Body, p));
        pass.Locate(method.Body);
        return method with { Body = pass.Mark(method.Body, []) };
    }

    /// <summary>A block that is swept backward in the same place: what it does not write after a read is settled there.</summary>
    public static Block Run(Block block, Arrays arrays)
    {
        var pass = new Settle(arrays);
        foreach (var root in block.AllSteps().SelectMany(pass._effects.Roots)) pass._homes[root.Id] = (block, pass.LastWrite(block, root));
        pass.Locate(block);
        return pass.Mark(block, []);
    }

    // For each array: the block that declares it, and that block's last step which writes it.
    private void Locate(Block block)
    {
        foreach (var step in block.Steps)
        {
            if (step is Allocate a) _homes[a.Array.Id] = (block, LastWrite(block, a.Array));
            foreach (var (inner, _) in step.Blocks()) Locate(inner);
        }
    }

    private int LastWrite(Block home, Var root)
    {
        for (var i = home.Steps.Count - 1; i >= 0; i--)
            if (_effects.WritesAnywhere(home.Steps[i], root)) return i;
        return -1;
    }

    private Block Mark(Block block, List<(Block Block, int Step)> path)
    {
        var steps = new Stmt[block.Steps.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            List<(Block, int)> here = [.. path, (block, i)];
            steps[i] = block.Steps[i] switch
            {
                Let { Value: Load load } s => s with { Value = load with { Stability = Of(load.Array, here) } },
                Call s => s with { Stability = Of(s, here) },
                Store s when IsLast(s, here) => s with { IsLast = true },
                If s => s with { Then = Mark(s.Then, here), Else = Mark(s.Else, here) },
                For s => s with { Body = Mark(s.Body, here) },
                While s => s with { Body = Mark(s.Body, here) },
                var s => s,
            };
        }
        return block with { Steps = steps };
    }

    /// <summary>The only write of a loop over the array, in the last step that writes it at all.</summary>
    private bool IsLast(Store store, List<(Block Block, int Step)> path)
    {
        var root = _arrays.Root(store.Array);
        if (!_homes.TryGetValue(root.Id, out var home) || path.FindIndex(p => ReferenceEquals(p.Block, home.Home)) is not (>= 0 and var at))
            return false;
        var step = home.Home.Steps[path[at].Step];
        return path[at].Step == home.LastWrite && step is For loop && path.Count == at + 2 && store.Indices is [Var index]
            && index.Equals(loop.Index)
            && step.Self().Count(s => _effects.Writes(s, root)) == 1;
    }

    /// <summary>What memory holds after a call. What the call only reads it must have held before, too.</summary>
    private EquatableArray<Stability> Of(Call call, List<(Block Block, int Step)> path)
    {
        var result = new Stability[call.Args.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = !call.Args[i].Type.IsArray
                ? Stability.Stable : Of(call.Args[i], path, isLastWrite: call.Callee.UseOf(i) != Use.Reads);
        return result;
    }

    private Stability Of(Expr array, List<(Block Block, int Step)> path, bool isLastWrite = false)
    {
        var root = _arrays.Root(array);
        if (!_arrays.IsWritten(root)) return Stability.Stable;
        if (!_homes.TryGetValue(root.Id, out var home)) return Stability.Volatile;
        var at = path.FindIndex(p => ReferenceEquals(p.Block, home.Home));
        if (at < 0) return Stability.Volatile;
        return path[at].Step > home.LastWrite || isLastWrite && path[at].Step == home.LastWrite && path.Count == at + 1
            ? Stability.Settled : Stability.Volatile;
    }
}
