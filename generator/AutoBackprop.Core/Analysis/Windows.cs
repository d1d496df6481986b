namespace AutoBackprop.Core;

/// <summary>Which elements are surely the same, and which surely are not.</summary>
public sealed class Windows
{
    private readonly Arrays _arrays;
    private readonly Dictionary<int, Expr> _definitions = [];
    private readonly Dictionary<int, Slice> _windows = [];

    public Windows(Method method, Arrays arrays)
    {
        _arrays = arrays;
        foreach (var let in method.Body.AllSteps().OfType<Let>())
            if (let.Value is Slice window) _windows[let.Target.Id] = window;
            else if (let.Target.Type.Kind == Kind.Int && let.Value is Apply or Const or Var) _definitions[let.Target.Id] = let.Value;
    }

    private readonly Dictionary<Expr, Polynomial> _known = [];

    public Polynomial Of(Expr index) =>
        _known.TryGetValue(index, out var known) ? known : _known[index] = Polynomial.Of(index, _definitions);

    /// <summary>Two elements never lie in the same place.</summary>
    public bool AreApart(Var a, EquatableArray<Expr> i, Var b, EquatableArray<Expr> j) =>
        !_arrays.Root(a).Equals(_arrays.Root(b)) || (a.Equals(b)
            ? i.Count == j.Count && Enumerable.Range(0, i.Count).Any(k => Polynomial.Difference(Of(i[k]), Of(j[k])) is { } d && d != 0)
            : AreApart(a, b));

    /// <summary>Two windows of one array have no element in common.</summary>
    public bool AreApart(Var a, Var b)
    {
        if (!_arrays.Root(a).Equals(_arrays.Root(b))) return true;
        return Extent(a) is { } x && Extent(b) is { } y && x.Of.Equals(y.Of)
            && (Polynomial.Difference(y.Start, x.End) is >= 0 || Polynomial.Difference(x.Start, y.End) is >= 0);
    }

    private (Var Of, Polynomial Start, Polynomial End)? Extent(Var v)
    {
        if (!_windows.TryGetValue(v.Id, out var window) || window.Array is not Var of) return null;
        var start = Of(window.Start);
        // A window of a window: counted from the outermost.
        while (_windows.TryGetValue(of.Id, out var outer) && outer.Array is Var next) (start, of) = (start + Of(outer.Start), next);
        return (of, start, start + Of(window.Length));
    }
}
