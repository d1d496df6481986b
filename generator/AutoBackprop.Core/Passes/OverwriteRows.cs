namespace AutoBackprop.Core;

/// <summary>A gradient that is zero at first, and to which a nest of two loops adds every element of a matrix once: the nest stores
/// instead, and only what lies behind the matrix has to be zero.</summary>
public static class OverwriteRows
{
    public static Method Run(Method method)
    {
        foreach (var memory in method.Zeroed)
        {
            var path = new List<For>();
            if (method.Body.AllReads().Concat(method.Results.SelectMany(r => r.Variables())).Count(v => v.Equals(memory)) != 1
                || Find(method.Body, memory, path) is not { } sum || Covered(sum, path) is not { } covered
                || !new[] { covered.Rows, covered.Columns }.SelectMany(e => e.Variables())
                    .All(v => method.Parameters.Contains(v))) continue;
            method = method with
            {
                Body = With(method.Body, sum, new Store(sum.Array, sum.Indices, sum.Value)),
                Zeroed = method.Zeroed.Where(z => !z.Equals(memory)).ToArray(),
                Covered = method.Covered.Append(covered).ToArray(),
            };
        }
        return method;
    }

    /// <summary>The step that adds to the array, and the loops around it; null where it is not sure to run.</summary>
    private static Accumulate? Find(Block block, Var array, List<For> path)
    {
        foreach (var step in block.Steps)
            switch (step)
            {
                case Accumulate s when s.Array.Equals(array): return s;
                case For s:
                    path.Add(s);
                    if (Find(s.Body, array, path) is { } sum) return sum;
                    path.RemoveAt(path.Count - 1);
                    break;
            }
        return null;
    }

    private static Covered? Covered(Accumulate sum, List<For> path)
    {
        if (sum.Indices is not [var index] || path is not [var outer, var inner]) return null;
        var definitions = path.SelectMany(f => f.Body.Steps).OfType<Let>().ToDictionary(l => l.Target.Id, l => (Expr?)l.Value);
        return RowMajor.Columns(index, outer.Index, inner, definitions) is { } columns && RowMajor.Range(outer) is { } rows && rows.IsPure()
            && columns.IsPure()
            ? new Covered((Var)sum.Array, rows, columns) : null;
    }

    private static Block With(Block block, Accumulate sum, Store store) => block with
    {
        Steps = block.Steps.Map(s =>
            ReferenceEquals(s, sum) ? store : s is For loop ? loop with { Body = With(loop.Body, sum, store) } : s),
    };
}
