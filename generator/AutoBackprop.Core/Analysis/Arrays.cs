namespace AutoBackprop.Core;

/// <summary>Which memory an array variable names, and who writes it.</summary>
public sealed class Arrays
{
    private readonly Dictionary<int, Var> _base = [];
    private readonly HashSet<int> _written = [];
    private readonly Dictionary<int, Expr> _lengths = [];
    private readonly HashSet<int> _kept = [];

    private readonly Method _method;
    private Windows? _windows;
    private readonly Dictionary<int, Var> _aliases = [];

    public Arrays(Method method)
    {
        _method = method;
        foreach (var step in method.Body.AllSteps())
            switch (step)
            {
                case Allocate a:
                    _lengths[a.Array.Id] = a.Length;
                    if (a.IsKept) _kept.Add(a.Array.Id);
                    break;
                case Let { Target: { Type.IsArray: true } target, Value: Var or Slice or Load or Opaque { IsPure: true, Args: [Var { Type.IsArray: true }] } } s:
                    _base[target.Id] = Base(s.Value);
                    if (s.Value is Var same) _aliases[target.Id] = same;
                    break;
            }
        foreach (var step in method.Body.AllSteps())
            foreach (var array in step.Writes()) _written.Add(Root(array).Id);
    }

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

    /// <summary>How the windows of one array lie.</summary>
    public Windows Windows => _windows ??= new Windows(_method, this);

    /// <summary>Ours, with an element for every index that occurs.</summary>
    public bool IsKept(Var array) => _kept.Contains(array.Id);

    public bool IsWritten(Expr array) => _written.Contains(Root(array).Id);
}
