namespace AutoBackprop.Core;

/// <summary>Which variables matter for the gradient: those that depend on an active parameter (varied) and that a result
/// depends on (useful), through operations that have a derivative.</summary>
public sealed class Activity
{
    private readonly Dictionary<int, List<int>> _uses = [];
    private readonly Dictionary<int, List<int>> _sources = [];
    private readonly HashSet<int> _varied;
    private readonly HashSet<int> _useful;

    /// <param name="writesCount">What the method leaves in its array parameters is a result, too.</param>
    public Activity(Method method, bool writesCount = false)
    {
        foreach (var step in method.Body.AllSteps()) Connect(step);
        _varied = Reach(method.Parameters.Where((_, i) => method.IsActive[i]), _uses);
        _useful = Reach(method.Results.SelectMany(r => r.Variables()).Where(v => v.Type.IsReal)
            .Concat(method.Outputs.Select(o => o.Memory)).Concat(writesCount ? Written(method) : []), _sources);
    }

    public bool IsVaried(Var variable) => _varied.Contains(variable.Id);
    public bool IsVaried(Expr expr) => expr is Var v ? IsVaried(v) : Differentiable(expr).Any(IsVaried);
    public bool IsActive(Expr expr) => expr is Var v && _varied.Contains(v.Id) && _useful.Contains(v.Id);
    public bool IsUseful(Var variable) => _useful.Contains(variable.Id);

    private IEnumerable<Var> Written(Method method)
    {
        var arrays = new Arrays(method);
        // Tangents along another direction are nobody's concern.
        return method.Parameters.Where((p, i) => p.Type.IsArray && arrays.IsWritten(p) && (p.Role != Role.Tangent || method.IsActive[i]));
    }

    private void Connect(Stmt step)
    {
        switch (step)
        {
            // Two names of the same memory.
            case Let { Target.Type.IsArray: true } s:
                foreach (var source in Roots(s.Value)) { Flow(source, s.Target); Flow(s.Target, source); }
                break;
            case Let { Value: var value } s: Flow(value, s.Target); break;
            case If s:
                foreach (var p in s.Results) { Flow(p.OnTrue, p.Target); Flow(p.OnFalse, p.Target); }
                break;
            case For s: Loop(s.Carried); break;
            case While s: Loop(s.Carried); break;
            case Call s:
                bool Matters(int i) => i >= s.Callee.IsActive.Count || s.Callee.IsActive[i];
                foreach (var target in s.Results.Concat(s.Args.Where((a, i) =>
                    a.Type.IsArray && Matters(i) && s.Callee.UseOf(i) != Use.Reads).OfType<Var>()))
                    for (var i = 0; i < s.Args.Count; i++)
                        if (Matters(i)) Flow(s.Args[i], target);
                break;
            case Push s: Flow(s.Value, s.Storage); break;
            case Pop s: Flow(s.Storage, s.Target); break;
            case Store { Array: Var array } s: Flow(s.Value, array); break;
            case Accumulate { Array: Var array } s: Flow(s.Value, array); break;
            case Product { C.Array: Var array } s: Flow(s.A.Array, array); Flow(s.B.Array, array); break;
        }
    }

    private void Loop(EquatableArray<Carried> carried)
    {
        foreach (var c in carried)
        {
            Flow(c.Initial, c.Variable);
            Flow(c.Next, c.Variable);
            Flow(c.Variable, c.Result);
        }
    }

    private void Flow(Expr from, Var to)
    {
        foreach (var source in Differentiable(from))
        {
            Add(_uses, source.Id, to.Id);
            Add(_sources, to.Id, source.Id);
        }
    }

    private static IEnumerable<Var> Differentiable(Expr expr) => expr switch
    {
        Var v => v.Type.IsReal || v.Type.Kind == Kind.Array ? [v] : [],
        // Whatever it is, nothing of it is there: a direction that is 0 in one component, written out.
        Apply { Op: Op.Mul, Args: [var a, var b] } when a.IsZero || b.IsZero => [],
        Apply { Op: Op.Select or Op.Given or Op.Weighted } a => a.Args.Skip(1).SelectMany(Differentiable),
        Apply { Type.IsReal: true } a when Rules.Of(a.Op) is { Derivative.IsStep: false, Pullback: not null } =>
            a.Args.SelectMany(Differentiable),
        Load { Array: Var array } when expr.Type.IsReal || expr.Type.IsArray => [array],
        _ => [],
    };

    private static IEnumerable<Var> Roots(Expr expr) => expr switch
    {
        Var v => [v],
        Slice { Array: Var v } => [v],
        Load { Array: Var v } => [v],
        Apply { Op: Op.Select } a => a.Args.Skip(1).SelectMany(Roots),
        _ => [],
    };

    private static void Add(Dictionary<int, List<int>> edges, int from, int to)
    {
        if (!edges.TryGetValue(from, out var list)) edges[from] = list = [];
        list.Add(to);
    }

    private static HashSet<int> Reach(IEnumerable<Var> start, Dictionary<int, List<int>> edges)
    {
        var reached = new HashSet<int>(start.Select(v => v.Id));
        var pending = new Stack<int>(reached);
        while (pending.Count > 0)
            if (edges.TryGetValue(pending.Pop(), out var next))
                foreach (var id in next)
                    if (reached.Add(id)) pending.Push(id);
        return reached;
    }
}
