namespace AutoBackprop.Core;

/// <summary>Gives every variable of the IR a C# variable. Versions of one variable share it where their lives do not
/// overlap, so the user's own assignments come back as the user wrote them.</summary>
public sealed class Slots
{
    private readonly Liveness _liveness;
    private readonly Dictionary<int, Slot> _slots = [];
    private readonly List<Slot> _all = [];
    private readonly HashSet<string> _taken;

    private sealed class Slot
    {
        public required string Home { get; init; }
        public List<Var> Versions { get; } = [];
        public Slot? Into { get; set; }
        public string Name { get; set; } = "";
    }

    /// <param name="parameterNames">C# expression of each parameter: its name, or the path to a component ("p.Item1").</param>
    /// <param name="isAssignable">Whether a parameter may be written.</param>
    /// <param name="reserved">Names that locals must not hide.</param>
    public Slots(Method method, IReadOnlyList<string> parameterNames, IReadOnlyList<bool> isAssignable, IEnumerable<string> reserved)
    {
        _liveness = new Liveness(method);
        _taken = [.. reserved, .. parameterNames.Select(n => n.TrimStart('@'))];
        HasDiscard = _taken.Add("_");
        var parameters = method.Parameters.Select(Add).ToList();
        for (var i = 0; i < parameters.Count; i++)
        {
            parameters[i].Name = parameterNames[i];
            if (!isAssignable[i]) _fixed.Add(parameters[i]);
        }
        Collect(method.Body);
        foreach (var (a, b) in _sameByDefinition) Merge(a, b, always: true);
        foreach (var (a, b) in _joined) Merge(a, b, always: false);
        _homes = new Homes<Slot>(method, v => Root(_slots[v.Id]));
        foreach (var home in _all.Where(s => s.Into is null).GroupBy(s => s.Home).ToList()) Gather(home);
        Name();
    }

    private readonly Homes<Slot> _homes;

    private readonly HashSet<Slot> _fixed = [];
    private readonly HashSet<int> _indices = [];
    private readonly List<(Var, Var)> _sameByDefinition = [];
    private readonly List<(Var, Var)> _joined = [];

    /// <summary>An underscore is no parameter here.</summary>
    public bool HasDiscard { get; }

    public string Of(Var variable) => Root(_slots[variable.Id]).Name;

    /// <summary>Same C# variable, however it is called.</summary>
    public bool Same(Var a, Var b) => Root(_slots[a.Id]) == Root(_slots[b.Id]);

    /// <summary>A name for a copy that the printer sets aside.</summary>
    public string Aside(Var copy, Var of)
    {
        var name = "old_" + Of(of).TrimStart('@');
        while (!_taken.Add(name) || _byName.ContainsKey(name)) name += "_";
        Add(copy).Name = name;
        return name;
    }

    private readonly Dictionary<string, string> _beside = [];

    /// <summary>A name for something that a variable needs beside itself.</summary>
    public string Beside(Var variable, string prefix)
    {
        var own = Of(variable).TrimStart('@');
        var name = prefix + own;
        while (_taken.Contains(name) || _byName.ContainsKey(name) || _beside.TryGetValue(name, out var owner) && owner != own) name += "_";
        _beside[name] = own;
        return name;
    }

    private Slot Add(Var variable)
    {
        var slot = new Slot { Home = variable.Name };
        slot.Versions.Add(variable);
        _all.Add(slot);
        return _slots[variable.Id] = slot;
    }

    private void Collect(Block block)
    {
        foreach (var step in block.Steps)
        {
            if (step is Push { Storage: var pushed } && !_slots.ContainsKey(pushed.Id)) Add(pushed);
            if (step is Pop { Storage: var storage } && !_slots.ContainsKey(storage.Id)) Add(storage);
            foreach (var v in step.Enters()) Add(v);
            if (step is For counted) _indices.Add(counted.Index.Id);
            foreach (var v in step.Defines()) Add(v);
            foreach (var (inner, _) in step.Blocks()) Collect(inner);
            foreach (var c in step.Carries())
            {
                _sameByDefinition.Add((c.Variable, c.Result));
                Join(c.Variable, c.Next);
                Join(c.Variable, c.Initial);
            }
            if (step is If choice)
                foreach (var p in choice.Results) { Join(p.Target, p.OnTrue); Join(p.Target, p.OnFalse); }
        }
    }

    private void Join(Var target, Expr source)
    {
        if (source is Var v && v.Type == target.Type && (v.IsVersionOf(target) || v.IsHidden)) _joined.Add((target, v));
    }

    private static Slot Root(Slot slot)
    {
        while (slot.Into is not null) slot = slot.Into;
        return slot;
    }

    private bool Merge(Var a, Var b, bool always) => Merge(Root(_slots[a.Id]), Root(_slots[b.Id]), always);

    private bool Merge(Slot a, Slot b, bool always)
    {
        if (a == b) return true;
        if (!always && (_fixed.Contains(a) || _fixed.Contains(b) || (a.Name != "" && b.Name != "")
                || a.Versions.Any(v => b.Versions.Any(w => v.Type != w.Type || v.Type.Kind == Kind.Array
                    || _indices.Contains(v.Id) != _indices.Contains(w.Id) || _liveness.Interfere(v, w))))) return false;
        if (b.Name != "") (a, b) = (b, a);
        a.Versions.AddRange(b.Versions);
        b.Into = a;
        return true;
    }

    // Versions of one variable in one block: the user's own reassignments.
    private void Gather(IEnumerable<Slot> sameHome)
    {
        var kept = new List<Slot>();
        foreach (var slot in sameHome)
            if (!kept.Any(k => ReferenceEquals(_homes.Of(k), _homes.Of(slot)) && Merge(k, slot, always: false))) kept.Add(slot);
    }

    // The user's names come first; ours give way.
    private void Name()
    {
        var roots = _all.Where(s => s.Into is null && s.Name == "").ToList();
        foreach (var slot in roots.OrderBy(s => s.Versions[0] is { IsMarked: true } ? 2 : s.Versions[0].Role == Role.Primal ? 0 : 1))
        {
            var name = Readable(slot.Home);
            slot.Name = CSharp.Escape(name);
            for (var i = 1; _taken.Contains(slot.Name.TrimStart('@')) || Clashes(slot); i++) slot.Name = $"{name}_{i}";
            if (!_byName.TryGetValue(slot.Name, out var same)) _byName[slot.Name] = same = [];
            same.Add(slot);
        }
    }

    private readonly Dictionary<string, List<Slot>> _byName = [];

    private bool Clashes(Slot slot) => _byName.TryGetValue(slot.Name, out var same) && same.Any(s => _homes.Overlap(s, slot));

    /// <summary>The variable is declared in this block.</summary>
    public bool IsDeclaredIn(Block block, Var variable) => ReferenceEquals(_homes.Of(Root(_slots[variable.Id])), block);

    /// <summary>What stands for the C# variable.</summary>
    public object Identity(Var variable) => Root(_slots[variable.Id]);

    private readonly Dictionary<string, int> _temporaries = [];

    private string Readable(string home)
    {
        home = home.Replace('.', '_');
        var mark = home.IndexOf('#');
        if (mark < 0) return home;
        if (mark > 0 && !home.EndsWith("_" + home.Substring(mark), StringComparison.Ordinal))
            return home.Substring(0, mark);   // a second variable of that name
        var key = home.Substring(mark);
        var word = key.TrimStart('#').TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (word.Length > 0) return home.Substring(0, mark) + word;
        if (!_temporaries.TryGetValue(key, out var number)) _temporaries[key] = number = _temporaries.Count + 1;
        return home.Substring(0, mark) + "t" + number;
    }
}
