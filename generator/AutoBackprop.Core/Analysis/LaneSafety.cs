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
        var accesses = loop.Body.AllSteps().Select(Access).OfType<(Var Array, EquatableArray<Expr> Indices, char Kind)>()
            .Where(a => !spread.IsPrivate(a.Array)).GroupBy(a => arrays.Root(a.Array).Id);
        foreach (var root in accesses)
        {
            if (root.All(a => a.Kind == 'r') || root.All(a => a.Kind == 'a')) continue;
            if (!root.All(a => IsOwn(a.Array, a.Indices))) return false;
        }
        return true;
    }

    private static (Var, EquatableArray<Expr>, char)? Access(Stmt step) => step switch
    {
        Store { Array: Var a } s => (a, s.Indices, 'w'),
        Accumulate { Array: Var a } s => (a, s.Indices, 'a'),
        Let { Value: Load { Array: Var a, Type.IsArray: false } l } => (a, l.Indices, 'r'),
        _ => null,
    };

    /// <summary>Of the array itself the element of this iteration, or of its row.</summary>
    private bool IsOwn(Var array, EquatableArray<Expr> indices)
    {
        if (array.Equals(arrays.Root(array))) return Affine.Of(indices[0], loop.Index, _definitions) is { Coefficient: 1, Rest: Const { Value: 0 } };
        return loop.Body.Steps.OfType<Let>().FirstOrDefault(l => l.Target.Equals(array))?.Value is Load { Array: Var rows, Indices: [var row] }
            && rows.Equals(arrays.Root(array)) && Affine.Of(row, loop.Index, _definitions) is { Coefficient: 1, Rest: Const { Value: 0 } };
    }
}
