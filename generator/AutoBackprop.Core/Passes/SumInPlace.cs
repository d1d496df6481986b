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
        foreach (var step in block.Steps.Select(s => s.MapBlocks(In)))
        {
            // The sums follow their loop, asked whether it runs or not.
            var at = steps.FindLastIndex(s => s is not Accumulate);
            if (at < 0 || steps[at] is not For loop) steps.Add(step);
            else if (step is Accumulate sum && InPlace(loop, sum, []) is { } with) steps[at] = with;
            else if (step is If { Results.Count: 0, Else.IsEmpty: true } asked)
            {
                var (own, rest) = (new HashSet<int>(asked.Then.Defined()), new List<Stmt>());
                foreach (var s in asked.Then.Steps)
                    if (s is Accumulate a && InPlace(loop, a, own) is { } withThis) loop = withThis;
                    else rest.Add(s);
                steps[at] = loop;
                if (rest.Count > 0) steps.Add(asked with { Then = new Block(rest) });
            }
            else steps.Add(step);
        }
        return block with { Steps = steps };
    }

    /// <summary>The loop with the sum in it; null where that is none of its sums, or somebody else looks at it.</summary>
    /// <param name="late">Variables that are there only behind the loop.</param>
    private For? InPlace(For loop, Accumulate sum, HashSet<int> late) =>
        _arrays.Root(sum.Array).Role == Role.Primal && !sum.Indices.SelectMany(i => i.Variables()).Any(v => late.Contains(v.Id))
            && loop.Carried.FirstOrDefault(c => c.Result.Equals(sum.Value)) is { Initial: Const { Value: 0 }, Next: Var next } carried
            && loop.Body.Steps.OfType<Let>().FirstOrDefault(l => l.Target.Equals(next)) is { } definition
            && Added(definition.Value, carried.Variable) is { } value
            && new[] { carried.Variable, next, carried.Result }.All(v => _reads[v.Id].Count() == 1)
            ? loop with
            {
                Carried = loop.Carried.Where(c => c != carried).ToArray(),
                Body = loop.Body with { Steps = loop.Body.Steps.Map(s => s == definition ? sum with { Value = value } : s) },
            }
            : null;

    private static Expr? Added(Expr next, Var sum) => next switch
    {
        Apply { Op: Op.Add, Args: [var a, var b] } when a.Equals(sum) => b,
        Apply { Op: Op.Add, Args: [var a, var b] } when b.Equals(sum) => a,
        Apply { Op: Op.Sub, Args: [var a, var b] } when a.Equals(sum) => -b,
        _ => null,
    };
}
