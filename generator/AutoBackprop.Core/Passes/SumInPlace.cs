namespace AutoBackprop.Core;

/// <summary>A method without loops on vectors computes to the last bit what it says: a sum that <see cref="ReplaceScalars"/> took out of
/// an element of the method's own memory goes back into it, in the order in which it was written.</summary>
public sealed class SumInPlace
{
    private readonly Arrays _arrays;
    private readonly ILookup<int, Var> _reads;

    private SumInPlace(Method method)
    {
        _arrays = new Arrays(method);
        _reads = method.Body.AllReads().Concat(method.Results.SelectMany(r => r.Variables())).ToLookup(v => v.Id);
    }

    public static Method Run(Method method) =>
        method.Body.AllSteps().SelectMany(s => s.Defines().Concat(s.Enters())).Any(v => v.Type.Lanes > 1)
            ? method : method with { Body = new SumInPlace(method).In(method.Body) };

    private Block In(Block block)
    {
        var steps = new List<Stmt>();
        for (var i = 0; i < block.Steps.Count; i++)
        {
            var step = block.Steps[i].MapBlocks(In);
            if (step is For loop && i + 1 < block.Steps.Count && block.Steps[i + 1] is If { Results.Count: 0, Else.IsEmpty: true } after)
            {
                (loop, var then) = InPlace(loop, after.Then);
                steps.Add(loop);
                if (then.IsEmpty) i++;
                else if (then != after.Then) block = block with { Steps = block.Steps.Map(s => s == after ? after with { Then = then } : s) };
                continue;
            }
            // A loop that surely runs is asked nothing.
            if (step is For sure && block.Steps.Skip(i + 1).TakeWhile(s => s is Accumulate).ToArray() is { Length: > 0 } sums)
            {
                (sure, var rest) = InPlace(sure, new Block(sums));
                steps.Add(sure);
                steps.AddRange(rest.Steps);
                i += sums.Length;
                continue;
            }
            steps.Add(step);
        }
        return block with { Steps = steps };
    }

    private (For Loop, Block After) InPlace(For loop, Block after)
    {
        var own = new HashSet<int>(after.Defined());
        foreach (var sum in after.Steps.OfType<Accumulate>().ToList())
        {
            if (_arrays.Root(sum.Array).Role != Role.Primal || sum.Indices.SelectMany(i => i.Variables()).Any(v => own.Contains(v.Id))
                || loop.Carried.FirstOrDefault(c => c.Result.Equals(sum.Value)) is not { Initial: Const { Value: 0 }, Next: Var next } carried
                || loop.Body.Steps.OfType<Let>().FirstOrDefault(l => l.Target.Equals(next)) is not { } definition
                || Added(definition.Value, carried.Variable) is not { } value
                || new[] { carried.Variable, next, carried.Result }.Any(v => _reads[v.Id].Count() != 1)) continue;
            loop = loop with
            {
                Carried = loop.Carried.Where(c => c != carried).ToArray(),
                Body = loop.Body with { Steps = loop.Body.Steps.Map(s => s == definition ? sum with { Value = value } : s) },
            };
            after = after with { Steps = after.Steps.Where(s => s != sum).ToArray() };
        }
        return (loop, after);
    }

    private static Expr? Added(Expr next, Var sum) => next switch
    {
        Apply { Op: Op.Add, Args: [var a, var b] } when a.Equals(sum) => b,
        Apply { Op: Op.Add, Args: [var a, var b] } when b.Equals(sum) => a,
        Apply { Op: Op.Sub, Args: [var a, var b] } when a.Equals(sum) => -b,
        _ => null,
    };
}
