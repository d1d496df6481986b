using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>What one iteration of a loop hands to the next, and how each state goes into each other.</summary>
internal sealed class LoopStates
{
    private readonly Facts _facts;
    private readonly Links _links;
    private readonly IReadOnlyDictionary<int, Activation> _saturating;
    private readonly Stmt _loop;
    private readonly HashSet<int> _values, _summed;
    private readonly List<(Var Entry, Var Exit)> _states = [];

    public LoopStates(Facts facts, Links links, Stmt loop, IReadOnlyDictionary<int, Activation> saturating)
    {
        (_facts, _links, _loop, _saturating) = (facts, links, loop, saturating);
        var steps = loop.Blocks().SelectMany(b => b.Block.AllSteps()).ToList();
        _values = [.. steps.SelectMany(s => s.Defines().Concat(s.Enters())).Concat(loop.Enters()).Select(v => v.Id)];
        foreach (var c in loop.Carries())
            if (c is { Variable.Type.IsReal: true, Next: Var next }) _states.Add((c.Variable, next));
        foreach (var root in steps.SelectMany(Touched).Distinct().ToList())
            if (IsCarried(root, loop, steps)) _states.Add((root, root));
        _summed = [.. steps.OfType<Accumulate>().SelectMany(Touched).Select(r => r.Id)];
        _values.UnionWith(steps.SelectMany(Touched).Select(r => r.Id));
    }

    private IEnumerable<Var> Touched(Stmt step) => step switch
    {
        Let { Target.Type.IsReal: true, Value: Load { Array: Var a } } => [_facts.Values.Arrays.Root(a)],
        Store { Array: Var a } => [_facts.Values.Arrays.Root(a)],
        Accumulate { Array: Var a } => [_facts.Values.Arrays.Root(a)],
        _ => [],
    };

    /// <summary>Each iteration reads first, and not just the element that it writes itself.</summary>
    private bool IsCarried(Var root, Stmt loop, List<Stmt> steps)
    {
        var touching = steps.Where(s => Touched(s).Contains(root)).ToList();
        if (touching[0] is not Let || !touching.Exists(s => s is not Let)) return false;
        if (loop is not For { Index: var index }) return true;
        var places = touching.Select(Indices).ToList();
        return !places.TrueForAll(p => p.Any(i => i.Variables().Contains(index)) && p.SequenceEqual(places[0]));
    }

    private static IReadOnlyList<Expr> Indices(Stmt step) => step switch
    {
        Let { Value: Load l } => l.Indices,
        Store s => s.Indices,
        Accumulate s => s.Indices,
        _ => [],
    };

    /// <summary>The activations that every way of a state to itself passes one of.</summary>
    public IEnumerable<Activation> Saturated()
    {
        var count = _states.Count;
        if (count == 0) yield break;
        var free = new bool[count, count];
        var through = new HashSet<int>[count, count];
        for (var s = 0; s < count; s++)
        {
            Follow(s, free, through);
            // h[i] += f: a residual sum.
            free[s, s] |= _summed.Contains(_states[s].Entry.Id);
        }

        var freely = Closure(count, (s, t) => free[s, t]);
        var any = Closure(count, (s, t) => free[s, t] || through[s, t] is { Count: > 0 });
        var found = new HashSet<int>();
        for (var s = 0; s < count; s++)
        {
            if (!any[s, s] || Enumerable.Range(0, count).Any(t => freely[t, t] && any[s, t] && any[t, s])) continue;
            for (var t = 0; t < count; t++)
                for (var u = 0; u < count; u++)
                    if (any[s, t] && any[u, s] && through[t, u] is { } ids) found.UnionWith(ids);
        }
        foreach (var id in _saturating.Keys.Where(found.Contains)) yield return _saturating[id];
    }

    /// <summary>From one state through the iteration, with the activation that was passed last. A state that only stays what it
    /// is, since the loop ends or nothing happens this time, is no way.</summary>
    private void Follow(int state, bool[,] free, HashSet<int>[,] through)
    {
        var seen = new HashSet<(int, int, bool)>();
        var pending = new Stack<(Var At, int Passed, bool IsChanged)>();
        Onward(_states[state].Entry, 0, false);
        while (pending.Count > 0)
        {
            var (at, passed, isChanged) = pending.Pop();
            for (var t = 0; t < _states.Count; t++)
                if (!_states[t].Exit.Equals(at)) continue;
                else if (passed != 0) (through[state, t] ??= []).Add(passed);
                else free[state, t] |= isChanged || t != state;
            // Memory that was carried is read at the start only.
            if (!_states.Exists(s => s.Entry.Equals(at) && s.Exit.Equals(at))) Onward(at, passed, isChanged);
        }

        void Onward(Var at, int passed, bool isChanged)
        {
            foreach (var link in _links.From(at))
            {
                if (!_values.Contains(link.To.Id) || ReferenceEquals(link.Loop, _loop)) continue;
                var now = link.Kind == LinkKind.Activated && _saturating.ContainsKey(link.To.Id) ? link.To.Id : passed;
                if (seen.Add((link.To.Id, now, isChanged || link.Kind != LinkKind.Same)))
                    pending.Push((link.To, now, isChanged || link.Kind != LinkKind.Same));
            }
        }
    }

    private static bool[,] Closure(int count, Func<int, int, bool> edge)
    {
        var reach = new bool[count, count];
        for (var s = 0; s < count; s++)
            for (var t = 0; t < count; t++) reach[s, t] = edge(s, t);
        for (var k = 0; k < count; k++)
            for (var s = 0; s < count; s++)
                for (var t = 0; t < count; t++) reach[s, t] |= reach[s, k] && reach[k, t];
        return reach;
    }
}
