namespace AutoBackprop.Core;

/// <summary>Where a slope may be no finite number at arguments that are: beside the singularities of an operation, where it overflows,
/// and by a partner that is infinite itself. Parameters are finite.</summary>
public sealed class Steepness
{
    private readonly Method _method;
    private readonly Arrays _arrays;
    private readonly Lazy<HashSet<int>> _infinite, _steep;
    private readonly Bounds _bounds;

    public Steepness(Method method, Arrays arrays)
    {
        (_method, _arrays) = (method, arrays);
        _bounds = new(method);
        // An overflow is not followed through memory: one exponential would weigh on all that is computed of an array.
        _infinite = new(() => [.. Values(IsInfinite, throughMemory: true), .. Values(Overflows, throughMemory: false)]);
        _steep = new(Adjoints);
    }

    /// <summary>What an operation hands to an operand may be no finite number, though its adjoint is one.</summary>
    public bool MayBreak(Let step, Expr contribution) => step.Value is Apply apply && !IsPlain(contribution)
        && (IsSteep(apply) || contribution.Variables().Any(v => _infinite.Value.Contains(v.Id)));

    /// <summary>An adjoint that a root made infinite meets the slope of an operand of what the root is taken of.</summary>
    public bool IsUnderRoot(Var value) => _steep.Value.Contains(value.Id);

    private static bool IsPlain(Expr contribution) => contribution switch
    {
        Const or Var => true,
        Apply { Op: Op.Select } a => IsPlain(a.Args[1]) && IsPlain(a.Args[2]),
        Apply { Op: Op.Neg or Op.Cast or Op.Add or Op.Sub } a => a.Args.All(IsPlain),
        _ => false,
    };

    private bool IsSteep(Apply apply)
    {
        var row = Rules.Of(apply.Op);
        if (row.Analytic.IsPower) return apply.Args[1] is not Const { Value: >= 1 or 0 };
        return row.Derivative.IsSteep || Overflows(apply)
            || row.Derivative.Singularities.Any(p => !p.HasSlope && Reaches(apply, p));
    }

    // An open end counts: what is above 0 may be too small for the type.
    private bool Reaches(Apply apply, Singularity point)
    {
        var range = _bounds.Of(apply.Args[point.Argument]);
        return (range.Low <= point.At || point.Domain < 0) && (range.High >= point.At || point.Domain > 0);
    }

    private bool IsInfinite(Apply apply)
    {
        var row = Rules.Of(apply.Op);
        if (row.Analytic.IsPower) return apply.Args[1] is not Const { Value: >= 1 or 0 };
        var isBounded = row.Analytic.Range is { } range && !double.IsInfinity(range.Low) && !double.IsInfinity(range.High);
        if (isBounded && row.Derivative.Singularities.Length == 0) return false;
        return row.Derivative.IsSteep || row.Derivative.Singularities.Any(p => (!p.HasValue || p.Domain != 0) && Reaches(apply, p));
    }

    private bool Overflows(Apply apply) => Rules.Of(apply.Op).Derivative.OverflowsBeyond is { } limit
        && !_bounds.IsBelow(apply.Args[0], apply.Type.Kind == Kind.Float ? limit / 8 : limit);

    /// <summary>Values that may be infinite or NaN, from where they arise.</summary>
    private HashSet<int> Values(Func<Apply, bool> arises, bool throughMemory)
    {
        var (edges, start) = (new Dictionary<int, List<int>>(), new List<int>());
        foreach (var (from, to) in Flows())
        {
            if (from is Apply { Type.IsReal: true } apply && !to.Type.IsArray && arises(apply)) start.Add(to.Id);
            if (from is Const { Type.IsReal: true } c && (double.IsInfinity(c.Value) || double.IsNaN(c.Value))) start.Add(Memory(to));
            if (!throughMemory && to.Type.IsArray) continue;
            foreach (var v in from.Variables().Where(v => v.Type.Scalar.IsReal)) Add(edges, Memory(v), Memory(to));
        }
        return Reach(start, edges);
    }

    /// <summary>Values whose adjoint may be infinite: what goes into a root at 0.</summary>
    private HashSet<int> Adjoints()
    {
        var (edges, start) = (new Dictionary<int, List<int>>(), new List<int>());
        foreach (var (from, to) in Flows())
        {
            if (from is Apply { Type.IsReal: true } apply && !to.Type.IsArray
                && Rules.Of(apply.Op).Derivative.Singularities.Any(p => p is { At: 0, HasValue: true } && Reaches(apply, p)))
                start.AddRange(apply.Args.OfType<Var>().Select(v => v.Id));
            foreach (var v in from.Variables().Where(v => v.Type.Scalar.IsReal)) Add(edges, Memory(to), Memory(v));
        }
        return Reach(start, edges);
    }

    /// <summary>What real values are made of.</summary>
    private IEnumerable<(Expr From, Var To)> Flows() => _method.Body.AllSteps().SelectMany(step => step switch
    {
        Let { Target.Type.IsReal: true } s => [(s.Value, s.Target)],
        If s => s.Results.SelectMany(p => new[] { (p.OnTrue, p.Target), (p.OnFalse, p.Target) }),
        For or While => step.Carries().SelectMany(c =>
            new[] { (c.Initial, c.Variable), (c.Next, c.Variable), ((Expr)c.Variable, c.Result) }),
        Store { Array: Var array } s => [(s.Value, array)],
        Accumulate { Array: Var array } s => [(s.Value, array)],
        Push s => [(s.Value, s.Storage)],
        Pop s => [(s.Storage, s.Target)],
        _ => Enumerable.Empty<(Expr, Var)>(),
    });

    private static void Add(Dictionary<int, List<int>> edges, int from, int to)
    {
        if (!edges.TryGetValue(from, out var list)) edges[from] = list = [];
        list.Add(to);
    }

    private static HashSet<int> Reach(List<int> start, Dictionary<int, List<int>> edges)
    {
        var reached = new HashSet<int>(start);
        var pending = new Stack<int>(reached);
        while (pending.Count > 0)
            if (edges.TryGetValue(pending.Pop(), out var next))
                foreach (var id in next)
                    if (reached.Add(id)) pending.Push(id);
        return reached;
    }

    private int Memory(Var v) => v.Type.IsArray ? _arrays.Root(v).Id : v.Id;
}
