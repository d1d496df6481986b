namespace AutoBackprop.Core;

/// <summary>Arrays of which a method only reads elements in known places: each of these is a number of its own, a parameter like others.
/// Further elements have no influence.</summary>
public static class KnownElements
{
    private const int Most = 24;

    /// <param name="isFirst">The values are computed beside the derivatives: what is read is read at once, whatever is checked
    /// before.</param>
    public static Method Run(Method method, bool isFirst)
    {
        if (method.Columns.Count == 0) return method;
        var (arrays, fresh) = (new Arrays(method), new Fresh(method.NextId));
        var (parameters, active, columns) = (method.Parameters.ToList(), method.IsActive.ToList(), method.Columns.ToList());
        var numbers = new Dictionary<(int, int), Var>();
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            var p = method.Parameters[i];
            if (!active[i] || columns[i].Matrix < 0 || p.Type is not { Rank: 1, Element.IsReal: true } || arrays.IsWritten(p)
                || Places(method, p) is not { Count: > 0 and <= Most } places) continue;
            if (isFirst && !places.All(k => IsReadAtOnce(method, p, k))) continue;
            foreach (var k in places)
            {
                parameters.Add(numbers[(p.Id, k)] = fresh.Hidden(p.Type.Element!));
                active.Add(true);
                columns.Add(new MatrixColumns(columns[i].Matrix, default) { Array = i, At = k });
            }
            active[i] = false;
            columns[i] = columns[i] with { IsSplit = true };
        }
        return numbers.Count == 0 ? method : method with
        {
            Parameters = parameters.ToArray(), IsActive = active.ToArray(), Columns = columns.ToArray(), NextId = fresh.NextId,
                Body = Replaced(method.Body, numbers),
        };
    }

    /// <summary>The places, if that is all.</summary>
    private static List<int>? Places(Method method, Var array)
    {
        var loads = method.Body.AllSteps().Select(s => ReadOf(s, array)).OfType<int>().ToList();
        var mentions = method.Body.AllSteps().SelectMany(s => s.ReadsAround()).Concat(method.Results).Sum(e => Mentions(e, array));
        return mentions == loads.Count ? [.. loads.Distinct().OrderBy(k => k)] : null;
    }

    private static int? ReadOf(Stmt step, Var array) =>
        step is Let { Value: Load { Array: Var of, Indices: [Const { Value: >= 0 } k] } } && of.Equals(array) ? (int)k.Value : null;

    private static int Mentions(Expr expr, Var array) => expr is Apply { Op: Op.Length, Args: [Var] }
        ? 0 : expr is Var v ? v.Equals(array) ? 1 : 0 : expr.Children().Sum(c => Mentions(c, array));

    // Nothing before it ends the method, or acts.
    private static bool IsReadAtOnce(Method method, Var array, int k) =>
        method.Body.Steps.ToList().FindIndex(s => ReadOf(s, array) == k) is >= 0 and var at
        && !method.Body.Steps.Take(at).SelectMany(s => s.Self())
            .Any(s => s is Throw or Execute or Call or Let { Value: Opaque { IsPure: false } });

    private static Block Replaced(Block block, Dictionary<(int, int), Var> numbers) => block with
    {
        Steps = block.Steps.Map(step => step is Let { Value: Load { Array: Var of, Indices: [Const k] } } let
            && numbers.TryGetValue((of.Id, (int)k.Value), out var number)
            ? let with { Value = number } : step.MapBlocks(b => Replaced(b, numbers))),
    };
}
