namespace AutoBackprop.Core;

/// <summary>Three loops, of which the innermost adds a product: to an element, or to what it carries.</summary>
public sealed record ProductNest(IReadOnlyList<For> Loops, Expr Value, Expr Array, Expr Index)
{
    private readonly Dictionary<int, Expr?> _definitions = Definitions(Loops);

    /// <summary>A nest that does nothing else than add to elements.</summary>
    public static ProductNest? Added(For nest)
    {
        List<For> loops = [nest];
        while (loops[^1].Body.Steps.OfType<For>().ToList() is [var inner] && loops.Count < 3) loops.Add(inner);
        return loops.All(l => l.Step is 1 or -1 && l.Carried.Count == 0)
            && loops.Take(loops.Count - 1).All(l => l.Body.Steps.All(s => s is For or Let))
            && loops[^1].Body.Steps.Where(s => s is not Let).ToList() is [Accumulate { Indices: [var index] } sum]
            ? new ProductNest(loops, sum.Value, sum.Array, index) : null;
    }

    /// <summary>Sums of the innermost loops: of one product each, and of nothing else. Where they go is still open.</summary>
    public static IEnumerable<ProductNest> Dots(For nest) =>
        from columns in nest.Body.Steps.OfType<For>()
        from inner in columns.Body.Steps.OfType<For>()
        where new[] { nest, columns, inner }.All(l => l.Step is 1 or -1)
            && inner.Carried is [{ Variable.Type.IsReal: true } c] && inner.Body.Steps.All(s => s is Let) && c.Next is Var next
        let value = inner.Body.Steps.OfType<Let>().Where(l => l.Target.Equals(inner.Carried[0].Next))
            .Select(l => Addend(l.Value, inner.Carried[0].Variable)).FirstOrDefault()
        where value is not null && inner.Body.AllReads().Count(v => v.Equals(inner.Carried[0].Variable)) == 1
        select new ProductNest([nest, columns, inner], value, value, value);

    private static Expr? Addend(Expr sum, Var variable) => sum switch
    {
        Apply { Op: Op.Add, Args: [var a, var b] } when a.Equals(variable) => b,
        Apply { Op: Op.Add, Args: [var a, var b] } when b.Equals(variable) => a,
        _ => null,
    };

    private static Dictionary<int, Expr?> Definitions(IReadOnlyList<For> loops)
    {
        var result = new Dictionary<int, Expr?>();
        foreach (var step in loops[0].Body.AllSteps())
        {
            foreach (var v in step.Defines().Concat(step.Enters())) result[v.Id] = null;
            if (step is Let let) result[let.Target.Id] = let.Value;
        }
        foreach (var loop in loops)
        {
            foreach (var c in loop.Carried) result[c.Variable.Id] = null;
            result[loop.Index.Id] = null;
        }
        return result;
    }

    /// <summary>The expression in terms of what stands before the loops; null where there is none.</summary>
    public Expr? Fixed(Expr expr) => MatrixPlace.Of(expr, [], _definitions)?.Rest;

    /// <summary>All loops run over ranges that are known beforehand.</summary>
    public bool IsFixed => Loops.All(l => Fixed(l.From) is not null && Fixed(l.To) is not null);

    public Expr Trips(int loop)
    {
        var l = Loops[loop];
        return (l with { From = Fixed(l.From)!, To = Fixed(l.To)! }).Trips();
    }

    public bool Factors(out Load a, out Load b)
    {
        a = b = null!;
        if (Resolved(Value) is not Apply { Op: Op.Mul, Args: [var x, var y] } || Resolved(x) is not Load p || Resolved(y) is not Load q)
            return false;
        (a, b) = (p, q);
        return p.Type == q.Type && p.Type == Value.Type;
    }

    private Expr Resolved(Expr expr) =>
        expr is Var v && _definitions.TryGetValue(v.Id, out var value) && value is not null ? Resolved(value) : expr;

    /// <summary>The element's place, counted from the first iterations.</summary>
    public MatrixPlace? Place(Expr array, EquatableArray<Expr> indices)
    {
        if (array is not Var v || _definitions.ContainsKey(v.Id) || indices is not [var index]) return null;
        if (MatrixPlace.Of(index, Loops.Select(l => l.Index).ToList(), _definitions) is not { } place) return null;
        var start = place.Rest;
        for (var i = 0; i < Loops.Count; i++)
            if (place.Coefficients[i] is { } c)
            {
                if (Fixed(Loops[i].Low()) is not { } low) return null;
                if (low is not Const { Value: 0 }) start = Identities.Simplify(start + Identities.Simplify(c * low));
            }
        return place with { Rest = start, Array = v };
    }
}
