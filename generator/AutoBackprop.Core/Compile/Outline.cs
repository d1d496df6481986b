namespace AutoBackprop.Core;

/// <summary>Loops of a method that has grown too large become methods of their own. The JIT stops inlining where a method has
/// more than 512 variables, its own and those of what it inlines; vector code that is not inlined is many times slower.</summary>
public sealed class Outline
{
    /// <summary>More variables than this, by <see cref="Weight"/>, are too many for one method.</summary>
    public const int Most = 500;

    private readonly Dictionary<int, int> _reads;

    /// <summary>Steps in a row: a loop over vectors, what is left over of it, and what stands between.</summary>
    private sealed record Stretch(Stmt First, int Count, int Weight, string Name);

    private Outline(Method method) => _reads = Reads(method.Body.AllReads().Concat(method.Results.SelectMany(r => r.Variables())));

    public static Method Run(Method method, int most)
    {
        // What is lighter than the call is not worth it.
        while (Weight.Of(method.Body) > most
            && Stretches(method.Body, most).OrderByDescending(r => r.Weight).FirstOrDefault() is { } heaviest
            && heaviest.Weight > Math.Min(most, 100) / 3)
            method = method with { Body = new Outline(method).Without(method.Body, heaviest) };
        return method;
    }

    /// <summary>The outermost loops that fit into a method of their own.</summary>
    private static IEnumerable<Stretch> Stretches(Block block, int most)
    {
        for (var i = 0; i < block.Steps.Count; i++)
        {
            if (block.Steps[i] is For first)
            {
                var run = Ends(block, i).Reverse().Select(end => new Stretch(first, end - i + 1, Weigh(block, i, end), first.Index.Word))
                    .FirstOrDefault(r => r.Weight <= most);
                if (run is not null)
                {
                    yield return run;
                    i += run.Count - 1;
                    continue;
                }
            }
            foreach (var found in block.Steps[i].Blocks().SelectMany(b => Stretches(b.Block, most))) yield return found;
        }
    }

    /// <summary>A loop, and those that go on where it ends.</summary>
    private static IEnumerable<int> Ends(Block block, int first)
    {
        var loop = (For)block.Steps[first];
        yield return first;
        for (var i = first + 1; i < block.Steps.Count && block.Steps[i] is Let or Comment or For; i++)
        {
            if (block.Steps[i] is not For next) continue;
            if (!next.Index.IsVersionOf(loop.Index) || !next.From.Variables().Intersect(loop.To.Variables()).Any()) yield break;
            loop = next;
            yield return i;
        }
    }

    private static int Weigh(Block block, int from, int to)
    {
        var steps = new Block(block.Steps.Skip(from).Take(to - from + 1).ToArray());
        return steps.Steps.All(s => s is Let or For or Comment) && !steps.AllSteps().Any(IsBound) && !GrowsOutside(steps)
            ? Weight.Of(steps) : int.MaxValue;
    }

    // Stacks belong to the method in which both sweeps meet.
    private static bool IsBound(Stmt step) => step is Push or Pop or Call { Callee.TakesTape: true };

    // What grows is another memory afterwards: it belongs to the method that has it from the pool.
    private static bool GrowsOutside(Block steps)
    {
        HashSet<int> own = [.. steps.AllSteps().OfType<Allocate>().Select(a => a.Array.Id)];
        return steps.AllSteps().OfType<Grow>().Any(g => !own.Contains(g.Array.Id));
    }

    private Block Without(Block block, Stretch run)
    {
        for (var i = 0; i < block.Steps.Count; i++)
            if (ReferenceEquals(block.Steps[i], run.First)) return block with { Steps = Apart(block.Steps, i, run).ToArray() };
        return block with { Steps = block.Steps.Map(s => s.MapBlocks(b => Without(b, run))) };
    }

    /// <summary>The loops go into a method with what only they need: their storage before them, and what becomes of it after
    /// them.</summary>
    private IEnumerable<Stmt> Apart(EquatableArray<Stmt> steps, int at, Stretch run)
    {
        var last = at + run.Count - 1;
        while (last + 1 < steps.Count && steps[last + 1] is Execute) last++;
        List<int> moved = [.. Enumerable.Range(at, last - at + 1)];
        var inside = Reads(new Block(moved.Select(i => steps[i]).ToArray()).AllReads());
        bool IsOwn(Var v) => !_reads.TryGetValue(v.Id, out var all) || inside.TryGetValue(v.Id, out var own) && own == all;
        for (var i = at - 1; i >= 0; i--)
        {
            if (!(steps[i] is Allocate || steps[i] is Let { Value: var value } && value.IsPure()) || !steps[i].Defines().All(IsOwn))
                continue;
            moved.Insert(0, i);
            foreach (var v in steps[i].Reads().SelectMany(r => r.Variables()))
                inside[v.Id] = inside.TryGetValue(v.Id, out var n) ? n + 1 : 1;
        }

        var body = new Block(moved.Select(i => steps[i]).ToArray());
        Stmt part = new Part(run.Name, Free(body), body, body.Steps.SelectMany(s => s.Defines()).Where(v => !IsOwn(v)).ToArray());
        return steps.SelectMany((s, i) => i == at ? [part] : moved.Contains(i) ? Array.Empty<Stmt>() : [s]);
    }

    private static Dictionary<int, int> Reads(IEnumerable<Var> reads) => reads.GroupBy(v => v.Id).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>What a block reads and does not define.</summary>
    private static EquatableArray<Var> Free(Block block)
    {
        HashSet<int> own = [.. block.AllSteps().SelectMany(s => s.Defines().Concat(s.Enters())).Select(v => v.Id)];
        return block.AllReads().Where(v => !own.Contains(v.Id)).Distinct().ToArray();
    }
}
