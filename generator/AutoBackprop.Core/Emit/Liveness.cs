namespace AutoBackprop.Core;

/// <summary>Which variables hold a value still needed at the same time, so that they cannot share one C# variable.</summary>
public sealed class Liveness
{
    private readonly Dictionary<int, HashSet<int>> _interferences = [];
    private HashSet<int> _live = [];

    public Liveness(Method method)
    {
        foreach (var result in method.Results) Read(result);
        Back(method.Body);
        foreach (var parameter in method.Parameters) _live.Add(parameter.Id);
        foreach (var parameter in method.Parameters) Write(parameter);
    }

    public bool Interfere(Var a, Var b) => _interferences.TryGetValue(a.Id, out var with) && with.Contains(b.Id);

    private void Read(Expr expr)
    {
        foreach (var v in expr.Variables()) _live.Add(v.Id);
    }

    /// <summary>A definition: the variable must not overwrite anything that is live after it.</summary>
    private void Write(Var target, Expr? copyOf = null)
    {
        foreach (var id in _live)
            if (id != target.Id && (copyOf as Var)?.Id != id)
            {
                With(target.Id).Add(id);
                With(id).Add(target.Id);
            }
    }

    private HashSet<int> With(int id) => _interferences.TryGetValue(id, out var set) ? set : _interferences[id] = [];

    private void Back(Block block)
    {
        for (var i = block.Steps.Count - 1; i >= 0; i--) Back(block.Steps[i]);
    }

    private void Back(Stmt step)
    {
        switch (step)
        {
            case Let s:
                Write(s.Target, s.Value);
                _live.Remove(s.Target.Id);
                Read(s.Value);
                break;
            case If s: Choice(s); break;
            case For s: Loop(s.Carried, s.Body, [s.To], s.Index); foreach (var r in s.Reads()) Read(r); break;
            case While s: Loop(s.Carried, s.Body, [s.Condition], null); foreach (var r in s.Reads()) Read(r); break;
            default:
                foreach (var v in step.Defines()) _live.Add(v.Id);
                foreach (var v in step.Defines()) Write(v);
                foreach (var v in step.Defines()) _live.Remove(v.Id);
                foreach (var r in step.Reads()) Read(r);
                break;
        }
    }

    private void Choice(If s)
    {
        foreach (var p in s.Results) _live.Add(p.Target.Id);
        foreach (var p in s.Results) Write(p.Target);
        foreach (var p in s.Results) _live.Remove(p.Target.Id);
        var after = _live;
        var before = new HashSet<int>();
        foreach (var (inner, atEnd) in s.Blocks())
        {
            _live = [.. after];
            foreach (var read in atEnd) Read(read);
            Back(inner);
            before.UnionWith(_live);
        }
        _live = before;
        Read(s.Condition);
    }

    private void Loop(EquatableArray<Carried> carried, Block body, Expr[] asked, Var? index)
    {
        foreach (var c in carried) _live.Remove(c.Result.Id);
        foreach (var e in asked) Read(e);
        foreach (var c in carried) _live.Add(c.Variable.Id);
        if (index is not null) _live.Add(index.Id);
        var header = new HashSet<int>(_live);

        // What the body reads from outside is live all the way round.
        for (var before = -1; before != header.Count;)
        {
            before = header.Count;
            _live = [.. header];
            foreach (var c in carried) Write(c.Variable);
            foreach (var c in carried) _live.Remove(c.Variable.Id);
            foreach (var c in carried) Read(c.Next);
            Back(body);
            header.UnionWith(_live);
        }
        _live = header;
        foreach (var c in carried) Write(c.Variable);
        if (index is not null) Write(index);
        foreach (var c in carried) _live.Remove(c.Variable.Id);
        if (index is not null) _live.Remove(index.Id);
    }
}
