namespace AutoBackprop.Core;

/// <summary>Sums of floats that a loop adds as doubles, as .NET does: on vectors the lanes are widened where they are added.</summary>
public sealed class WideSums
{
    private readonly Dictionary<int, Expr> _definitions = [];
    private readonly Dictionary<int, IReadOnlyList<Expr>> _addends = [];
    private readonly HashSet<int> _ways = [];    // from the sum so far to the sum that is carried on

    private WideSums(IReadOnlyList<Guarded> steps)
    {
        foreach (var let in steps.Select(s => s.Step).OfType<Let>()) _definitions[let.Target.Id] = let.Value;
    }

    public bool Contains(Carried c) => _addends.ContainsKey(c.Variable.Id);

    /// <summary>What an iteration adds, as floats.</summary>
    public IReadOnlyList<Expr> AddendsOf(Carried c) => _addends[c.Variable.Id];

    /// <param name="steps">The body without branches; afterwards without what only these sums need.</param>
    public static WideSums Of(For loop, Selections selections, ref IReadOnlyList<Guarded> steps)
    {
        var sums = new WideSums(steps);
        foreach (var c in loop.Carried.Where(c => c.Variable.Type.Kind == Kind.Double && !selections.Contains(c)))
            if (sums.Addends(c.Next, c) is { } addends) sums._addends[c.Variable.Id] = addends;
        if (sums._addends.Count > 0) steps = sums.Without(loop, steps);
        return sums;
    }

    /// <summary>Null where it is not the sum so far and floats.</summary>
    private List<Expr>? Addends(Expr e, Carried c)
    {
        if (e.Equals(c.Variable)) return [];
        switch (e)
        {
            case Var v when _definitions.TryGetValue(v.Id, out var value):
                _ways.Add(v.Id);
                return Addends(value, c);
            case Apply { Op: Op.Add, Args: [var a, var b] }:
                return Single(b) is { } y && Addends(a, c) is { } left
                    ? [.. left, y] : Single(a) is { } x && Addends(b, c) is { } right ? [.. right, x] : null;
            case Apply { Op: Op.Sub, Args: [var a, var b] }:
                return Single(b) is { } taken && Addends(a, c) is { } rest ? [.. rest, -taken] : null;
            case Apply { Op: Op.Select, Args: [var condition, var a, var b] }:
                return Addends(a, c) is { } onTrue && Addends(b, c) is { } onFalse
                    ? [.. onTrue.Select(x => Ops.Select(condition, x, new Const(0, x.Type))),
                        .. onFalse.Select(x => Ops.Select(condition, new Const(0, x.Type), x))] : null;
            default: return null;
        }
    }

    private Expr? Single(Expr e) => e switch
    {
        Var v when _definitions.TryGetValue(v.Id, out var value) => Single(value),
        Apply { Op: Op.Cast, Type.Kind: Kind.Double, Args: [{ Type.Kind: Kind.Float } number] } => number,
        _ => null,
    };

    private IReadOnlyList<Guarded> Without(For loop, IReadOnlyList<Guarded> steps)
    {
        List<Guarded> left = [.. steps.Where(s => s.Step is not Let { Target.Id: var id } || !_ways.Contains(id))];
        while (true)
        {
            var read = new HashSet<int>(left.SelectMany(s => s.Step.Reads().Concat(s.Condition is { } condition ? [condition] : []))
                .Concat(loop.Carried.Where(c => !Contains(c)).Select(c => c.Next)).SelectMany(e => e.Variables()).Select(v => v.Id));
            if (left.RemoveAll(s => s.Step is Let { Target: { Type.Kind: Kind.Double, Id: var id }, Value: Apply { Op: Op.Cast } }
                && !read.Contains(id)) == 0) return left;
        }
    }
}
