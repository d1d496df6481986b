using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>Where active values go in a body: as numbers, in memory, and in forms that have no derivative, as a whole number, a
/// text or an object. Such a form is harmless while no number comes of it.</summary>
internal sealed class Traces
{
    private readonly Method _method;
    private readonly Lazy<Activity> _activity;
    private readonly Dictionary<int, List<Var>> _next = [];
    private readonly HashSet<int> _carrying = [];

    public Traces(Method method)
    {
        (_method, _activity) = (method, new(() => new Activity(method)));
    }

    /// <summary>It holds an active value, in whatever form.</summary>
    public bool Carries(Expr expr) => expr switch
    {
        Var v => _carrying.Contains(v.Id) || _activity.Value.IsVaried(v),
        Slice s => Carries(s.Array),
        Load l => Carries(l.Array),
        // Of memory, a pure question is one of its shape.
        Opaque { IsPure: true, Type.Kind: Kind.Int or Kind.Bool } o => o.Args.Where(a => !a.Type.IsArray).Any(Carries),
        Opaque o => !o.IsStop && o.Args.Any(Carries),
        Apply { Type.Kind: Kind.Bool } or Apply { Op: Op.Length } => false,
        Apply { Op: Op.Select } a => a.Args.Skip(1).Any(Carries),
        Apply { Type.IsReal: true } a => _activity.Value.IsVaried(a),
        // What a cast loses is said there.
        Apply { Op: Op.Cast } a => !a.Args[0].Type.IsReal && Carries(a.Args[0]),
        Apply a => a.Args.Any(Carries),
        _ => false,
    };

    /// <summary>What a watch has to say, if anything.</summary>
    public IEnumerable<Rejection> Of(List<Watch> watches)
    {
        if (watches.Count == 0) yield break;
        var told = new HashSet<Watch>();
        if (watches.Exists(w => w.Result is not null))
            foreach (var step in _method.Body.AllSteps()) Connect(step);
        // One such form may be made of another.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var watch in watches.Where(w => w.Result is not null && !told.Contains(w) && w.Values.Any(Carries)))
                changed = told.Add(watch) | Follow(watch.Result!) | changed;
        }
        var arrays = new Arrays(_method);
        foreach (var watch in watches)
            if (watch.IsShared)
            {
                if (new SharedMemory(_method).IsWritten(watch.Values)) yield return watch.Rejection;
            }
            else if (watch.Result is { } result
                ? told.Contains(watch) && IsCounted(result) : watch.Values.Any(v => watch.IfWritten ? arrays.IsWritten(v) : Carries(v)))
                yield return watch.Rejection;
    }

    private bool Follow(Var from) => Reached(from).Aggregate(false, (any, v) => !v.Type.IsReal && _carrying.Add(v.Id) | any);

    /// <summary>A number comes of it.</summary>
    private bool IsCounted(Var from) => Reached(from).Any(v => v.Type.IsReal);

    private IEnumerable<Var> Reached(Var from)
    {
        var (seen, pending) = (new HashSet<int>(), new Stack<Var>([from]));
        while (pending.Count > 0)
        {
            var v = pending.Pop();
            if (!seen.Add(v.Id)) continue;
            yield return v;
            // Numbers go on by themselves.
            if (!v.Type.IsReal && _next.TryGetValue(v.Id, out var next))
                foreach (var n in next) pending.Push(n);
        }
    }

    private void Connect(Stmt step)
    {
        switch (step)
        {
            // A call says for itself what it is given.
            case Let { Value: Opaque { IsPure: false } }: break;
            case Let { Value: var value, Target: var target }: Flow(value, target); break;
            case If s:
                foreach (var p in s.Results) { Flow(p.OnTrue, p.Target); Flow(p.OnFalse, p.Target); }
                break;
            case Store { Array: Var array } s: Flow(s.Value, array); break;
            case Accumulate { Array: Var array } s: Flow(s.Value, array); break;
        }
        foreach (var c in step.Carries())
        {
            Flow(c.Initial, c.Variable);
            Flow(c.Next, c.Variable);
            Flow(c.Variable, c.Result);
        }
    }

    private void Flow(Expr from, Var to)
    {
        foreach (var v in Sources(from))
        {
            if (!_next.TryGetValue(v.Id, out var list)) _next[v.Id] = list = [];
            list.Add(to);
        }
    }

    // An index, a length and a decision say which number it is; they are none.
    private static IEnumerable<Var> Sources(Expr expr) => expr switch
    {
        Var v => [v],
        Load l => Sources(l.Array),
        Slice s => Sources(s.Array),
        Apply { Type.Kind: Kind.Bool } or Apply { Op: Op.Length } => [],
        Apply { Op: Op.Select } a => a.Args.Skip(1).SelectMany(Sources),
        _ => expr.Children().SelectMany(Sources),
    };

    /// <summary>Steps that leave an active value in memory of somebody else, where nobody asks for its gradient.</summary>
    public IEnumerable<Stmt> Abroad()
    {
        var names = _method.Body.AllSteps().OfType<Let>().Where(l => l.Target.Type.IsArray).ToDictionary(l => l.Target.Id, l => l.Value);
        if (!names.Values.Any(v => v is Opaque)) yield break;
        foreach (var step in _method.Body.AllSteps())
        {
            var carries = step switch
            {
                Store s => Carries(s.Value),
                Accumulate s => Carries(s.Value),
                Call s => s.Args.Any(Carries),
                _ => false,
            };
            if (carries && Effects.Written(step).Any(IsGiven)) yield return step;
        }

        // By its own names: that a variable may later name this memory or another makes them no one memory.
        bool IsGiven(Expr array) => array switch
        {
            Var v => names.TryGetValue(v.Id, out var value) && IsGiven(value),
            Slice s => IsGiven(s.Array),
            Load l => IsGiven(l.Array),
            Apply { Op: Op.Select } choice => choice.Args.Skip(1).Any(IsGiven),
            _ => array is Opaque,
        };
    }
}
