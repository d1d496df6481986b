namespace AutoBackprop.Core;

/// <summary>Whether the iterations of a loop may run side by side: what one of them writes no other reads or writes, but for
/// elements that are only added to.</summary>
public sealed class LaneSafety(For loop, Arrays arrays, Spread spread)
{
    private readonly Dictionary<int, Expr?> _definitions = IndexDefinitions(loop);

    /// <summary>What the integers of a loop's body stand for; null for what it carries or takes back.</summary>
    public static Dictionary<int, Expr?> IndexDefinitions(For loop)
    {
        var definitions = new Dictionary<int, Expr?>();
        foreach (var step in loop.Body.AllSteps())
        {
            foreach (var v in step.Defines().Concat(step.Carries().Select(c => c.Variable))) definitions[v.Id] = null;
            if (step is Let { Target.Type.Kind: Kind.Int, Value: not Load and not Opaque } s) definitions[s.Target.Id] = s.Value;
        }
        return definitions;
    }

    public bool Holds()
    {
        var accesses = loop.Body.AllSteps().Where(s => s is not Let { Target.Type.IsArray: true }).SelectMany(s => Effects.Touched(s).OfType<Var>(), (s, a) => (Step: s, Array: a))
            .Where(a => !spread.IsPrivate(a.Array)).GroupBy(a => arrays.Root(a.Array).Id);
        foreach (var root in accesses)
        {
            if (root.All(a => a.Step is Let { Value: Load or Opaque { IsPure: true } }) || root.All(a => a.Step is Accumulate)) continue;
            if (!root.All(a => Effects.Place(a.Step) is var (_, indices) && IsOwn(a.Array, indices))) return false;
        }
        return true;
    }

    /// <summary>Of the array itself the element of this iteration, or of its row.</summary>
    private bool IsOwn(Var array, EquatableArray<Expr> indices)
    {
        if (array.Equals(arrays.Root(array))) return Affine.Of(indices[0], loop.Index, _definitions) is { Coefficient: 1, Rest: Const { Value: 0 } };
        return loop.Body.Steps.OfType<Let>().FirstOrDefault(l => l.Target.Equals(array))?.Value is Load { Array: Var rows, Indices: [var row] }
            && rows.Equals(arrays.Root(array)) && Affine.Of(row, loop.Index, _definitions) is { Coefficient: 1, Rest: Const { Value: 0 } };
    }
}
