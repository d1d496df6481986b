namespace AutoBackprop.Core;

/// <summary>Which memory an array variable names, and who writes it. Arrays among which a variable chooses count as one.</summary>
public sealed class Arrays
{
    private readonly Dictionary<int, Var> _base = [];
    private readonly Dictionary<int, List<Var>> _merged = [];
    private readonly HashSet<int> _written = [];
    private readonly Dictionary<int, Expr> _lengths = [];
    private readonly HashSet<int> _kept = [];

    private readonly Method _method;
    private Windows? _windows;
    private readonly Dictionary<int, Var> _aliases = [];

    private readonly HashSet<int> _parameters;
    private readonly HashSet<int> _inFields = [];

    /// <summary>It, or what it may be instead, gets longer on the way, and lies elsewhere then.</summary>
    public bool Grows(Var root) => MergedWith(root).Any(r => _growing.Contains(r.Id));

    private readonly HashSet<int> _growing;

    public Arrays(Method method)
    {
        var steps = method.Body.AllSteps();
        _growing = [.. steps.OfType<Grow>().Select(g => g.Array.Id)];
        _method = method;
        _parameters = [.. method.Parameters.Select(p => p.Id)];
        foreach (var step in steps)
            switch (step)
            {
                case Allocate a:
                    if (!_growing.Contains(a.Array.Id)) _lengths[a.Array.Id] = a.Length;
                    if (a.IsKept) _kept.Add(a.Array.Id);
                    break;
                case Let { Target: { Type.IsArray: true } target, Value: Var or Slice or Load or Opaque { IsPure: true,
                    Args: [Var { Type.IsArray: true }] } } s:
                    _base[target.Id] = Base(s.Value);
                    if (s.Value is Var same) _aliases[target.Id] = same;
                    break;
                case Let { Target: { Type.IsArray: true } target, Value: Apply { Op: Op.Select } choice }:
                    _base[target.Id] = Merge(Choices(choice).Select(Root)); break;
            }
        Fields(steps);
        foreach (var step in steps)
            foreach (var array in Effects.Written(step)) _written.Add(Root(array).Id);
    }

    // Arrays in fields may be one and the same, and code of the user gets at them. That matters where one is written.
    private void Fields(List<Stmt> steps)
    {
        var found = steps.OfType<Let>().Where(l => l.Target.Type.IsArray && l.Value is Opaque && !_base.ContainsKey(l.Target.Id))
            .Select(l => l.Target).ToList();
        if (found.Count == 0) return;
        foreach (var array in found) _inFields.Add(array.Id);
        if (steps.Any(Effects.ReachesFields)) foreach (var array in found) _written.Add(array.Id);
        else if (!steps.SelectMany(Effects.Written).Any(a => _inFields.Contains(Root(a).Id))) return;
        foreach (var alike in found.GroupBy(a => (a.Type.Element, a.Type.Rank)))
            foreach (var other in alike.Skip(1)) _base[other.Id] = alike.First();
    }

    private static IEnumerable<Expr> Choices(Expr expr) =>
        expr is Apply { Op: Op.Select } choice ? choice.Args.Skip(1).SelectMany(Choices) : [expr];

    // The first of them lives longest: parameters come first, then what was made first.
    private Var Merge(IEnumerable<Var> roots)
    {
        var all = roots.SelectMany(MergedWith).Distinct().OrderBy(r => _parameters.Contains(r.Id) ? 0 : 1).ThenBy(r => r.Id).ToList();
        foreach (var root in all)
        {
            _merged[root.Id] = all;
            if (!root.Equals(all[0])) _base[root.Id] = all[0];
        }
        return all[0];
    }

    /// <summary>All that a root stands for.</summary>
    public IReadOnlyList<Var> MergedWith(Var root) => _merged.TryGetValue(root.Id, out var all) ? all : [root];

    private static Var Base(Expr expr) => expr switch
    {
        Var v => v,
        Slice s => Base(s.Array),
        Load l => Base(l.Array),
        // The same memory, stopped for gradients.
        Opaque o => Base(o.Args[0]),
        _ => throw new InvalidOperationException($"no array: {expr}"),
    };

    /// <summary>The parameter or allocation behind a chain of names and windows.</summary>
    public Var Root(Expr array)
    {
        var root = Base(array);
        while (_base.TryGetValue(root.Id, out var next)) root = next;
        return root;
    }

    /// <summary>Another name of the whole array.</summary>
    public bool IsAlias(Var array, Var root)
    {
        while (!array.Equals(root))
        {
            if (!_aliases.TryGetValue(array.Id, out var next)) return false;
            array = next;
        }
        return true;
    }

    /// <summary>The length an array was allocated with.</summary>
    public Expr? LengthOf(Var root) => _lengths.TryGetValue(root.Id, out var length) ? length : null;

    /// <summary>What it holds at the end is seen by others.</summary>
    public bool IsLeft(Var root) =>
        MergedWith(root).Any(r => _parameters.Contains(r.Id) || _inFields.Contains(r.Id) || _method.Outputs.Any(o => o.Memory.Equals(r)));

    /// <summary>It makes a result of what its memory holds at the end.</summary>
    public bool IsOutput(Stmt step) => step is Let { Target: var result } && _method.Outputs.Any(o => o.Value.Equals(result));

    /// <summary>It comes from a field, as far as we know: others have it, too.</summary>
    public bool IsInFields(Var root) => _inFields.Contains(root.Id);

    /// <summary>How the windows of one array lie.</summary>
    public Windows Windows => _windows ??= new Windows(_method, this);

    /// <summary>Ours, with an element for every index that occurs.</summary>
    public bool IsKept(Var array) => _kept.Contains(array.Id);

    public bool IsWritten(Expr array) => _written.Contains(Root(array).Id);
}
