namespace AutoBackprop.Core;

/// <summary>Iterations in chunks, which run at once.</summary>
public sealed partial class LoopFacts
{
    /// <summary>Why chunks of iterations cannot run at once: that needs iterations that meet only in sums, and in memory that all of them
    /// only read; what they write besides must be elements of their own.</summary>
    /// <param name="isInside">All uses of a stack lie in the loop.</param>
    /// <param name="sums">Receives the arrays that all iterations add to.</param>
    public Refusal? RunsInChunks(Func<Var, bool> isInside, List<Var> sums)
    {
        foreach (var step in _steps)
        {
            if (step is Push or Pop && !isInside(step is Push p ? p.Storage : ((Pop)step).Storage))
                return new("it keeps values for another loop that runs back");
            if (step is Call { Callee.TakesTape: true }) return new("it calls a method that calls itself");
            if (Effects.ReachesFields(step) || step.ReadsAround().Any(IsBeside))
                return new("it runs code that may act beside its value, which belongs to one thread");
        }
        if (Chained(loop.Carried, loop.Body) is { } chained) return chained;
        if (loop.Carried.FirstOrDefault(c => !c.Variable.Type.IsReal) is { } count)
            return new($"it counts {Named(count.Variable, "something")}", count.Variable);

        var inside = new HashSet<int>(_steps.OfType<Allocate>().Select(a => a.Array.Id));
        foreach (var root in _steps.SelectMany(_effects.Roots).Where(r => !inside.Contains(r.Id)).Distinct().ToList())
        {
            var touches = _steps.Where(s => _effects.Touches(s, root)).ToList();
            if (!touches.Exists(s => _effects.Writes(s, root))) continue;
            if (arrays.IsInFields(root) || arrays.Grows(root) || arrays.MergedWith(root).Count > 1)
                return new($"it writes {Named(root)}, of which other names may be about");
            if (IsEachOwn(root, touches)) continue;
            if (root.Type is not { Rank: 1, Element: { IsReal: true, Lanes: 1 } } || !touches.TrueForAll(s => IsAdded(s, root)))
                return new($"its iterations meet in {Named(root)}", root);
            sums.Add(root);
        }
        return null;
    }

    private static bool IsBeside(Expr e) => e is Opaque { IsPure: false, IsRepeatable: false } || e.Children().Any(IsBeside);

    /// <summary>The step does no more to the memory than to add to it.</summary>
    private bool IsAdded(Stmt step, Var root) => step switch
    {
        Accumulate { Array: Var } s => !s.Indices.Any(i => i is Field),
        Product { Sets: false } s => !arrays.Root(s.A.Array).Equals(root) && !arrays.Root(s.B.Array).Equals(root),
        Call { Callee: { IsOurs: false, Sweep: Sweep.Backward, Set.Count: 0 } } s =>
            !s.Args.Take(s.Shadows).Any(a => a.Type.IsArray && a is not Opaque { Args.Count: 0 } && arrays.Root(a).Equals(root)),
        _ => false,
    };

    /// <summary>Each iteration touches elements of its own.</summary>
    private bool IsEachOwn(Var root, List<Stmt> touches)
    {
        if (touches.TrueForAll(s => s is Store { IsOwn: true })) return true;
        var places = touches.Select(s => (Step: s, Place: Effects.Place(s))).ToList();
        if (places.Exists(p => p.Place is not { Array: Var }) || places.Select(p => p.Place!.Value.Array).Distinct().ToList() is not [Var name])
            return false;
        var definitions = _indices.Value;
        if (definitions.ContainsKey(name.Id) || _steps.SelectMany(s => s.Defines()).Contains(name)) return IsOwnWindow(name, root);
        // The row of an array of two dimensions, the element of one.
        if (places.Select(p => Affine.Of(p.Place!.Value.Indices[0], loop.Index, definitions)).Distinct().ToList()
            is [{ Coefficient: 1 or -1, Rest: var rest }] && IsOutside(rest)) return true;
        var inner = _steps.OfType<For>().Select(f => (Loop: f, Steps: f.Body.AllSteps())).ToList();
        return places.Select(p => p.Place!.Value.Indices is [var index]
            ? inner.Where(f => f.Steps.Exists(s => ReferenceEquals(s, p.Step)))
                .Select(f => RowMajor.Columns(index, loop.Index, f.Loop, definitions)).FirstOrDefault(c => c is not null) : null)
            .Distinct().ToList() is [{ } columns] && IsOutside(columns);
    }

    /// <summary>A window that begins where that of the iteration before ends.</summary>
    private bool IsOwnWindow(Var name, Var root) =>
        loop.Body.Steps.OfType<Let>().FirstOrDefault(l => l.Target.Equals(name))?.Value is Slice { Array: Var of } window && of.Equals(root)
        && Affine.Of(window.Length, loop.Index, _indices.Value) is { Coefficient: 0, Rest: var length } && IsOutside(length)
        && Resolved(window.Start) is Apply { Op: Op.Mul, Args: [var a, var b] }
        && (a.Equals(loop.Index) && b.Equals(length) || b.Equals(loop.Index) && a.Equals(length));

    private Expr Resolved(Expr e) => e is Var v && _indices.Value.TryGetValue(v.Id, out var value) && value is not null ? Resolved(value) : e;

    private bool IsOutside(Expr e) => !e.Variables().Exists(v => v.Equals(loop.Index) || _indices.Value.ContainsKey(v.Id));
}
