namespace AutoBackprop.Core;

/// <summary>Each iteration of one loop reads elements of an input that are its own, and what comes of them goes to rows that are its own,
/// too: an element has no influence on other rows. One run tells the derivatives by one element of every iteration.</summary>
/// <param name="Width">So many elements an iteration has: those from Width · i.</param>
public sealed class Band(int width)
{
    private const int MostColumns = 8;

    public int Width => width;

    /// <summary>Of what is written and depends on the input: how many rows an iteration has.</summary>
    public Dictionary<Var, int> Rows { get; } = [];

    /// <summary>Null where a matrix is more than a band.</summary>
    public static Band? Of(Method method, Var input, IReadOnlyCollection<Var> written)
    {
        var loops = method.Body.Steps.OfType<For>().Where(f => Mentions(f.Body.AllSteps(), input) > 0).ToList();
        if (loops is not [{ From: Const { Value: 0 }, Step: 1 } loop]) return null;
        var (inside, definitions) = (loop.Body.AllSteps(), LoopFacts.IndexDefinitions(loop));
        var reads = inside.OfType<Let>().Select(l => l.Value).OfType<Load>().Where(l => l.Array.Equals(input)).ToList();
        if (Mentions(method.Body.AllSteps(), input) != reads.Count
            || WidthOf(reads.Select(r => r.Indices), loop, definitions) is not (> 0 and <= MostColumns and var width)) return null;

        var activity = new Activity(method with { IsActive = method.Parameters.Map(p => p.Equals(input)) });
        if (method.Results.Any(activity.IsVaried) || loop.Carried.Any(c => activity.IsVaried(c.Variable))
            || method.Body.AllSteps().Any(s => s is Call or Push or Pop or Product)) return null;
        var band = new Band(width);
        var own = new HashSet<int>(inside.SelectMany(s => s.Defines()).Select(v => v.Id));
        foreach (var array in method.Parameters.Concat(method.Body.AllSteps().SelectMany(s => s.Defines()))
            .Where(v => v.Type.IsArray && !v.Equals(input) && activity.IsVaried(v)))
        {
            if (own.Contains(array.Id)) continue;
            var stores = inside.OfType<Store>().Where(s => s.Array.Equals(array)).ToList();
            if (!written.Contains(array) || Mentions(method.Body.AllSteps(), array) != stores.Count
                || WidthOf(stores.Select(s => s.Indices), loop, definitions) is not { } rows) return null;
            band.Rows[array] = rows;
        }
        return band;
    }

    /// <summary>How many elements apart iterations are, if each stays in between.</summary>
    private static int? WidthOf(IEnumerable<EquatableArray<Expr>> places, For loop, IReadOnlyDictionary<int, Expr?> definitions)
    {
        var counted = loop.Body.AllSteps().OfType<For>().ToDictionary(f => f.Index.Id);
        var lines = places.Select(p => p is [var index] ? LineOf(index) : null).ToList();
        return lines is [(> 0 and var width, _, _), ..]
            && lines.All(l => l is var (step, first, last) && step == width && first >= 0 && last < width) ? (int)width : null;

        // Step · index, and from First to Last more.
        (double Step, double First, double Last)? LineOf(Expr expr) => expr switch
        {
            Const c => (0, c.Value, c.Value),
            Var v when v.Equals(loop.Index) => (1, 0, 0),
            Var v when counted.TryGetValue(v.Id, out var inner) =>
                inner is { From: Const from, To: Const to, Step: 1 } ? (0, from.Value, to.Value - 1) : null,
            Var v when definitions.TryGetValue(v.Id, out var value) && value is not null => LineOf(value),
            Apply { Op: Op.Add, Args: [var a, var b] } when LineOf(a) is var (k, x, y) && LineOf(b) is var (l, z, w) =>
                (k + l, x + z, y + w),
            Apply { Op: Op.Mul, Args: [Const { Value: >= 0 } c, var a] } when LineOf(a) is var (k, x, y) =>
                (c.Value * k, c.Value * x, c.Value * y),
            Apply { Op: Op.Mul, Args: [var a, Const { Value: >= 0 } c] } when LineOf(a) is var (k, x, y) =>
                (c.Value * k, c.Value * x, c.Value * y),
            _ => null,
        };
    }

    private static int Mentions(IEnumerable<Stmt> steps, Var array) => steps.SelectMany(s => s.ReadsAround()).Sum(e => Mentions(e, array));

    private static int Mentions(Expr expr, Var array) => expr is Apply { Op: Op.Length, Args: [Var] } ? 0
        : expr is Var v ? v.Equals(array) ? 1 : 0 : expr.Children().Sum(c => Mentions(c, array));
}
