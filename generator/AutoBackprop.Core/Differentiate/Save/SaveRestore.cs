namespace AutoBackprop.Core;

/// <summary>The backward sweep with what it reads of the forward sweep: taken from where it was kept, or computed again.</summary>
public sealed class SaveRestore
{
    private readonly SavePlan _plan;
    private readonly Fresh _fresh;
    private readonly Dictionary<int, Var> _indexTwins;
    private readonly bool _isApart;
    private readonly Rename _rename = new(v => v);

    private SaveRestore(SavePlan plan, Fresh fresh, Dictionary<int, Var> indexTwins, bool isApart) =>
        (_plan, _fresh, _indexTwins, _isApart) = (plan, fresh, indexTwins, isApart);

    public static Block Into(Block backward, SavePlan plan, Fresh fresh, Dictionary<int, Var> indexTwins, bool isApart)
    {
        var pass = new SaveRestore(plan, fresh, indexTwins, isApart);
        foreach (var twin in indexTwins) pass._rename.Substitute(new Var("", twin.Key, IrType.Int), twin.Value);
        foreach (var length in plan.Lengths) pass._rename.SubstituteLength(new Var("", length.Key, length.Value.Type), length.Value);
        return pass.In(backward);
    }

    private Block In(Block block)
    {
        var steps = new List<Stmt>();
        // A loop by trip number defines its index first; what is computed again may read it.
        var rest = block.Steps.ToList();
        if (rest.Count > 0 && rest[0] is Let first && _indexTwins.Values.Contains(first.Target))
        {
            steps.Add(_rename.Of(first));
            rest.RemoveAt(0);
        }
        if ((block.Mirror != 0 || _isApart) && _plan.Needed.TryGetValue(block.Mirror, out var needed))
        {
            foreach (var v in needed.Values.Where(v => !_plan.Again.ContainsKey(v.Id))) Take(v, steps);
            foreach (var v in needed.Values.Where(v => _plan.Again.ContainsKey(v.Id)))
                Define(v, name => new Let(name, _rename.Of(_plan.Again[v.Id])), steps);
        }
        foreach (var step in rest)
        {
            // The twin of an inner loop counts from the same place.
            if (step is For { Body.Mirror: var mirror } && mirror != 0 && _plan.Starts.TryGetValue(mirror, out var start))
                Define(start.Target, name => new Let(name, _rename.Of(start.Value)), steps);
            steps.Add(step switch
            {
                If s => In(s),
                For s => In(s),
                _ => _rename.Of(step),
            });
        }
        return block with { Steps = steps };
    }

    /// <summary>What was kept.</summary>
    private void Take(Var v, List<Stmt> steps)
    {
        if (_plan.Elements.TryGetValue(v.Id, out var element))
            Define(v, name => new Let(name, new Load(element.Array, new[] { _rename.Of(_plan.Position(element.Nest)) }, v.Type)), steps);
        else if (_plan.Arrays.ContainsKey(v.Id)) Define(v, name => _plan.Part(v, _rename, name), steps);
        else if (_plan.Stacks.TryGetValue(v.Id, out var stack)) Define(v, name => new Pop(name, stack), steps);
        else
        {
            var outermost = v;
            while (_plan.Exported.TryGetValue(outermost.Id, out var further)) outermost = further;
            _rename.Substitute(v, outermost);
        }
    }

    private void Define(Var v, Func<Var, Stmt> definition, List<Stmt> steps)
    {
        var again = _fresh.Version(v);
        steps.Add(definition(again));
        _rename.Substitute(v, again);
    }

    private If In(If s)
    {
        var condition = _rename.Of(s.Condition);
        var (then, @else) = (In(s.Then), In(s.Else));
        return new If(condition, then, @else, s.Results.Map(p => new Phi(p.Target, _rename.Of(p.OnTrue), _rename.Of(p.OnFalse))));
    }

    private For In(For s)
    {
        var (from, to) = (_rename.Of(s.From), _rename.Of(s.To));
        var initial = s.Carried.Map(c => _rename.Of(c.Initial));
        var body = In(s.Body);
        return new For(s.Index, from, to, s.Step, s.Carried.Select((c, i) => c with { Initial = initial[i], Next = _rename.Of(c.Next) })
            .ToArray(), body);
    }
}
