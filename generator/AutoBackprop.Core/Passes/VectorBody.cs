namespace AutoBackprop.Core;

/// <summary>The body of a loop, a vector at a time.</summary>
public sealed class VectorBody
{
    private readonly For _loop;
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Dictionary<int, Expr?> _definitions;
    private readonly Dictionary<int, Expr> _vectors = [];
    private readonly Dictionary<int, Var> _broadcast = [];
    private readonly List<(Var Array, Expr Offset, bool IsWrite)> _accesses = [];
    private IrType _scalar = IrType.Double;
    private IrType _vector = IrType.Double;

    public VectorBody(For loop, Fresh fresh, Arrays arrays)
    {
        (_loop, _fresh, _arrays) = (loop, fresh, arrays);
        _definitions = loop.Body.Steps.OfType<Let>().ToDictionary(l => l.Target.Id, l => (Expr?)l.Value);
        foreach (var c in loop.Carried) _definitions[c.Variable.Id] = null;
        Index = fresh.Version(loop.Index);
    }

    public Var Index { get; }
    public int Lanes => _vector.Lanes;
    public List<Stmt> Before { get; } = [];
    public List<Stmt> Steps { get; } = [];
    public EquatableArray<Carried> Carried { get; private set; }

    /// <summary>False where something has no vector form.</summary>
    public bool Translate()
    {
        var reals = _loop.Body.Steps.SelectMany(s => s.Reads()).SelectMany(Reals).Concat(_loop.Carried.Select(c => c.Variable.Type)).Distinct().ToList();
        if (reals is not [{ Kind: Kind.Double or Kind.Float } scalar] || !_loop.Carried.All(c => c.Variable.Type == scalar)) return false;
        _scalar = scalar;
        _vector = new IrType(scalar.Kind, $"global::System.Runtime.Intrinsics.Vector512<{scalar.Name}>", Lanes: scalar.Kind == Kind.Double ? 8 : 16);

        var carried = new List<Carried>();
        foreach (var c in _loop.Carried)
        {
            var variable = _fresh.Named(c.Variable.IsHidden ? "#v" + c.Variable.Id : c.Variable.Name + "_v", _vector);
            _vectors[c.Variable.Id] = variable;
            carried.Add(new Carried(variable, Create(new Const(0, _scalar)), variable, _fresh.Version(variable)));
        }
        foreach (var step in _loop.Body.Steps)
            if (!Translate(step)) return false;
        if (_accesses.Count == 0 || !IsSafe()) return false;
        for (var i = 0; i < carried.Count; i++)
        {
            if (Vector(_loop.Carried[i].Next) is not { } next) return false;
            carried[i] = carried[i] with { Next = next };
        }
        Carried = carried;
        return true;
    }

    private static IEnumerable<IrType> Reals(Expr e) => (e.Type.IsReal ? [e.Type] : e.Type.IsArray && e is Var && e.Type.Scalar.IsReal ? new[] { e.Type.Scalar } : [])
        .Concat(e.Children().SelectMany(Reals));

    private bool Translate(Stmt step)
    {
        switch (step)
        {
            case Let { Target.Type.IsReal: true, Value: Load load } s: return LoadVector(s.Target, load);
            case Let { Target.Type.IsReal: true } s:
                if (Vector(s.Value) is not { } value) return false;
                Define(s.Target, value);
                return true;
            case Let { Target.Type.Kind: Kind.Bool } s:
                if (Mask(s.Value) is not { } mask) return false;
                Define(s.Target, mask);
                return true;
            // Index arithmetic: read through, see Affine.
            case Let { Target.Type.Kind: Kind.Int } s: return s.Value.IsPure();
            case Store s: return Write(s.Array, s.Indices, s.Value, (_, v) => v);
            case Accumulate s: return Write(s.Array, s.Indices, s.Value, (old, v) => v is Apply { Op: "Neg", Args: [var n] } ? Op("Sub", old, n) : Op("Add", old, v));
            default: return false;
        }
    }

    private void Define(Var target, Expr value)
    {
        var sum = _loop.Carried.FirstOrDefault(c => c.Variable.Name == target.Name);
        var variable = sum is not null ? _fresh.Version((Var)_vectors[sum.Variable.Id]) : target.IsHidden ? _fresh.Hidden(_vector) : _fresh.Named(target.Name, _vector);
        Steps.Add(new Let(variable, value));
        _vectors[target.Id] = variable;
    }

    private bool LoadVector(Var target, Load load)
    {
        if (load is not { Array: Var array, Indices: [var index] } || _definitions.ContainsKey(array.Id) || Affine.Of(index, _loop.Index, _definitions) is not { } place) return false;
        if (place.Coefficient == 0 && load.IsStable)
        {
            var element = _fresh.Hidden(_scalar);
            Steps.Add(new Let(element, load with { Indices = new[] { place.Rest } }));
            Define(target, Create(element));
            return true;
        }
        if (place.Coefficient != 1) return false;
        _accesses.Add((array, place.Rest, false));
        Define(target, new Load(array, new[] { At(place) }, _vector, load.Stability));
        return true;
    }

    private bool Write(Expr memory, EquatableArray<Expr> indices, Expr value, Func<Expr, Expr, Expr> combine)
    {
        if (memory is not Var array || indices is not [var index] || _definitions.ContainsKey(array.Id)
            || Affine.Of(index, _loop.Index, _definitions) is not { Coefficient: 1 } place || Vector(value) is not { } vector) return false;
        _accesses.Add((array, place.Rest, true));
        var old = new Load(array, new[] { At(place) }, _vector);
        var stored = combine(old, vector);
        if (stored.Children().Contains(old))
        {
            var now = _fresh.Hidden(_vector);
            Steps.Add(new Let(now, old));
            stored = combine(now, vector);
        }
        Steps.Add(new Store(array, new[] { At(place) }, stored));
        return true;
    }

    private Expr At(Affine place) => Identities.Simplify(place.Rest + Index);

    // ── expressions ──────────────────────────────────────────────────────────────────────────────────────────

    private Expr Op(string op, params Expr[] args) => new Apply(op, args, _vector);
    private Expr Create(Expr scalar) => new Apply("Broadcast", new[] { scalar }, _vector);

    private Expr? Vector(Expr e)
    {
        switch (e)
        {
            case Const: return Create(e);
            case Var v when _vectors.TryGetValue(v.Id, out var known): return known;
            case Var v when _definitions.ContainsKey(v.Id) || v.Equals(_loop.Index): return null;
            case Var v:
                if (!_broadcast.TryGetValue(v.Id, out var lanes))
                {
                    _broadcast[v.Id] = lanes = _fresh.Hidden(_vector);
                    Before.Add(new Let(lanes, Create(v)));
                }
                return lanes;
            case Apply { Op: "Select" } s:
                return Mask(s.Args[0]) is { } mask && Vector(s.Args[1]) is { } a && Vector(s.Args[2]) is { } b ? Op("Select", mask, a, b) : null;
            case Apply { Op: "Cast" }: return null;
            case Apply a2 when Rules.Of(a2.Op) is { } rule && (rule.Vector is not null || a2.Op is "Add" or "Sub" or "Mul" or "Div" or "Neg"):
                var args = a2.Args.Select(Vector).ToList();
                return args.All(x => x is not null) ? Op(a2.Op, [.. args!]) : null;
            default: return null;
        }
    }

    private Expr? Mask(Expr e) => e switch
    {
        Var v when _vectors.TryGetValue(v.Id, out var known) => known,
        Apply { Op: "Gt" or "Lt" or "Ge" or "Le" or "Eq" or "Ne", Args: [var a, var b] } c when a.Type.IsReal => Vector(a) is { } x && Vector(b) is { } y ? Op(c.Op, x, y) : null,
        Apply { Op: "And" or "Or", Args: [var a, var b] } c => Mask(a) is { } x && Mask(b) is { } y ? Op(c.Op, x, y) : null,
        Apply { Op: "Not", Args: [var a] } => Mask(a) is { } x ? Op("Not", x) : null,
        _ => null,
    };

    // ── memory ───────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>What is written is touched at one and the same place in each iteration, and nowhere else.</summary>
    private bool IsSafe() => _accesses.Where(a => a.IsWrite).All(w => _loop.Body.Steps.Where(s => Touches(s, w.Array)).Count() == _accesses.Count(a => Same(a.Array, w.Array))
        && _accesses.Where(a => Same(a.Array, w.Array)).All(a => a.Array.Equals(w.Array) && a.Offset.Equals(w.Offset)));

    private bool Same(Var a, Var b) => _arrays.Root(a).Equals(_arrays.Root(b));

    private bool Touches(Stmt step, Var array) => step switch
    {
        Store { Array: Var a } => Same(a, array),
        Accumulate { Array: Var a } => Same(a, array),
        Let { Value: Load { Array: Var a } } => Same(a, array),
        _ => false,
    };

    /// <summary>All elements exist. (That what is written lies apart from all else was checked at entry.)</summary>
    public Expr Guard(Expr low, Expr high)
    {
        Expr guard = Const.True;
        foreach (var (array, rest) in _accesses.Select(a => (a.Array, a.Offset)).Distinct())
        {
            var (first, last) = (Identities.Simplify(low + rest), Identities.Simplify(high + rest));
            if (first is not Const { Value: >= 0 }) guard = Ops.And(guard, first >= Const.Int(0));
            if (!last.Equals(Ops.Length(array))) guard = Ops.And(guard, last <= Ops.Length(array));
        }
        return guard;
    }
}
