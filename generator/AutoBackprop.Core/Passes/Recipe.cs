namespace AutoBackprop.Core;

/// <summary>The steps of a loop's body that compute one value, so that it can be computed again for one iteration.</summary>
public sealed class Recipe(For loop, Arrays arrays)
{
    private readonly Dictionary<int, (Stmt Step, int Order)> _definitions = [];
    private readonly SortedDictionary<int, Stmt> _needed = [];
    private int _order;

    /// <summary>Null where that takes more than the index and what stands before the loop.</summary>
    public IReadOnlyList<Stmt>? Of(Expr value)
    {
        Define(loop.Body);
        return value.Variables().All(Need) ? [.. _needed.Values] : null;
    }

    // The branches on the way were taken: what stands in them runs without asking again.
    private void Define(Block block)
    {
        foreach (var step in block.Steps)
        {
            if (step is If choice) { Define(choice.Then); Define(choice.Else); }
            _order++;
            foreach (var v in step.Defines()) _definitions[v.Id] = (step, _order);
        }
    }

    private bool Need(Var v)
    {
        if (loop.Carried.Any(c => c.Variable.Equals(v))) return false;
        if (!_definitions.TryGetValue(v.Id, out var d) || _needed.ContainsKey(d.Order)) return true;
        if (!IsRepeatable(d.Step)) return false;
        var own = new HashSet<int>(d.Step.Blocks().SelectMany(b => b.Block.AllSteps()).SelectMany(s => s.Defines().Concat(s.Enters()))
            .Concat(d.Step.Enters()).Select(x => x.Id));
        var reads = d.Step.ReadsAround().SelectMany(r => r.Variables())
            .Concat(d.Step.Blocks().SelectMany(b => b.Block.AllReads())).Where(r => !own.Contains(r.Id)).ToList();
        if (!reads.All(Need)) return false;
        _needed[d.Order] = d.Step;
        return true;
    }

    private bool IsRepeatable(Stmt step) => step switch
    {
        Let { Value: Load load } => load.Indices.All(i => i.IsPure()) && !IsWritten(load.Array),
        Let s => s.Value.IsPure(),
        If or For or While => step.Blocks().All(b => b.AtEnd.All(e => e.IsPure()) && b.Block.Steps.All(IsRepeatable)),
        _ => false,
    };

    private bool IsWritten(Expr array) => loop.Body.AllSteps().Any(s => new Effects(arrays).Writes(s, arrays.Root(array)));
}
