namespace AutoBackprop.Core;

/// <summary>How the values of a loop's body differ from one iteration to the next: by nothing, by a constant step (an index), or
/// in a way only their own iteration knows.</summary>
public sealed class Spread
{
    private static readonly Expr Same = Const.Int(0);

    private readonly Dictionary<int, Expr?> _strides = [];
    private readonly HashSet<int> _private = [];
    private readonly Dictionary<int, int> _roots = [];
    private readonly HashSet<int> _varied = [];
    private bool _changed;

    /// <param name="keepsAlike">Temporaries that are the same in every iteration stay what they are.</param>
    public Spread(For loop, bool keepsAlike)
    {
        foreach (var a in loop.Body.AllSteps().OfType<Allocate>())
        {
            _private.Add(_roots[a.Array.Id] = a.Array.Id);
            if (!keepsAlike && a.Array.Type.Element!.IsReal) _varied.Add(a.Array.Id);
        }
        _strides[loop.Index.Id] = Const.Int(loop.Step);
        foreach (var c in loop.Carried) _strides[c.Variable.Id] = null;
        do
        {
            _changed = false;
            Visit(loop.Body, varies: false);
        }
        while (_changed);
    }

    /// <summary>The array belongs to one iteration, or is a name or window of one that does.</summary>
    public bool IsPrivate(Var array) => _private.Contains(array.Id);

    /// <summary>Such an array, which holds the same in every iteration.</summary>
    public bool IsAlike(Var array) => _private.Contains(array.Id) && !_varied.Contains(_roots[array.Id]);

    public bool IsUniform(Expr expr) => Stride(expr) is { } s && s.Equals(Same);

    /// <summary>What is added from one iteration to the next; null where it is no constant.</summary>
    public Expr? Stride(Expr expr)
    {
        switch (expr)
        {
            case Const: return Same;
            case Var v: return _strides.TryGetValue(v.Id, out var known) ? known : Same;
            case Apply { Op: Op.Add or Op.Sub, Type.Kind: Kind.Int, Args: [var a, var b] } sum:
                return Stride(a) is { } x && Stride(b) is { } y
                    ? Identities.Simplify(sum.Op == Op.Add ? x + y : y.Equals(Same) ? x : x - y) : null;
            case Apply { Op: Op.Mul, Type.Kind: Kind.Int, Args: [var a, var b] }:
                if (Stride(a) is not { } left || Stride(b) is not { } right) return null;
                return left.Equals(Same) ? Times(a, right) : right.Equals(Same) ? Times(b, left) : null;
            // Rows of one array are equally long, or the lanes do not run.
            case Apply { Op: Op.Length, Args: [Var] }: return Same;
            case Load { Array: Var array } l:
                if (l.Type.IsArray) return Row(l);
                return (!l.Type.IsReal || !_private.Contains(array.Id) || IsAlike(array)) && IsUniform(array) && l.Indices.All(IsUniform)
                    ? Same : null;
            case Opaque code when code.Variables().Exists(v => IsPrivate(v) && !IsAlike(v)): return null;
            case Apply or Opaque { IsPure: true } or Opaque { IsRepeatable: true }: return expr.Children().All(IsUniform) ? Same : null;
            default: return null;
        }
    }

    private Expr? Row(Load row) => row.Indices is [var index] && row.Array is Var array && IsUniform(array) ? Stride(index) : null;

    private static Expr Times(Expr a, Expr stride) =>
        stride.Equals(Same) ? Same : stride is Const { Value: 1 } ? a : Identities.Simplify(a * stride);

    private void Set(Var target, Expr? stride)
    {
        if (!_strides.TryGetValue(target.Id, out var old)) (_strides[target.Id], _changed) = (stride, true);
        else if (old is not null && !old.Equals(stride)) (_strides[target.Id], _changed) = (null, true);
    }

    private Expr? Join(Expr a, Expr b) => Stride(a) is { } x && Stride(b) is { } y && x.Equals(y) ? x : null;

    /// <param name="varies">The block runs for some of the iterations only.</param>
    private void Visit(Block block, bool varies)
    {
        foreach (var step in block.Steps)
            switch (step)
            {
                case Let { Target.Type.IsArray: true } s: Name(s); break;
                case Let s: Set(s.Target, Stride(s.Value)); break;
                case If s:
                    var chosen = !IsUniform(s.Condition);
                    Visit(s.Then, varies || chosen);
                    Visit(s.Else, varies || chosen);
                    foreach (var p in s.Results) Set(p.Target, chosen ? null : Join(p.OnTrue, p.OnFalse));
                    break;
                case For s:
                    Set(s.Index, Stride(s.From));
                    Loop(s.Carried, s.Body, varies);
                    break;
                case While s: Loop(s.Carried, s.Body, varies); break;
                case Push s: Set(s.Storage, Stride(s.Value)); break;
                case Pop s: Set(s.Target, Stride(s.Storage)); break;
                case Allocate s: Set(s.Array, Same); break;
                // An array of integers that are the same in every lane stays one.
                case Store { Array: Var array, Value.Type.IsReal: false } s when _private.Contains(array.Id):
                    if (varies || !IsUniform(s.Value)) Set(array, null);
                    break;
                case Store { Array: Var array } s when IsAlike(array):
                    Vary(array, varies || !IsUniform(array) || !s.Indices.All(IsUniform) || !IsUniform(s.Value));
                    break;
                case Accumulate { Array: Var array } s when IsAlike(array):
                    Vary(array, varies || !IsUniform(array) || !s.Indices.All(IsUniform) || !IsUniform(s.Value));
                    break;
                case Execute when Ops.Cleared(step) is { } array && IsAlike(array): Vary(array, varies || !IsUniform(array)); break;
                default:
                    foreach (var v in step.Defines()) Set(v, null);
                    break;
            }
    }

    private void Name(Let s)
    {
        switch (s.Value)
        {
            case Var alias: Set(s.Target, Stride(alias)); break;
            case Slice { Array: Var whole } window: Set(s.Target, IsUniform(whole) ? Stride(window.Start) : null); break;
            case Load { Array: Var rows } row when IsUniform(rows): Set(s.Target, Stride(row.Indices[0])); break;
            case Opaque code: Set(s.Target, Stride(code)); break;
            default: Set(s.Target, null); break;
        }
        if ((s.Value as Var ?? (s.Value as Slice)?.Array) is Var of && _private.Contains(of.Id))
        {
            _private.Add(s.Target.Id);
            _roots[s.Target.Id] = _roots[of.Id];
        }
    }

    private void Vary(Var array, bool varies) => _changed |= varies && _varied.Add(_roots[array.Id]);

    private void Loop(EquatableArray<Carried> carried, Block body, bool varies)
    {
        foreach (var c in carried) Set(c.Variable, Stride(c.Initial));
        Visit(body, varies);
        foreach (var c in carried)
        {
            Set(c.Variable, Join(c.Initial, c.Next));
            Set(c.Result, _strides[c.Variable.Id]);
        }
    }
}
