namespace AutoBackprop.Core;

/// <summary>The body of an outer loop for a vector of iterations: what differs between them becomes a vector, what does not
/// stays a number, loops stay loops, choices that differ become masks.</summary>
public sealed partial class LaneBody
{
    private readonly For _loop;
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Spread _spread;
    private readonly bool _onlyFills;
    private readonly IrType _scalar = IrType.Double;
    private readonly IrType _vector = IrType.Double;
    private readonly Dictionary<int, Var> _numbers = [];             // what is the same in all lanes, or the first lane's index
    private readonly Dictionary<int, Expr> _vectors = [];
    private readonly LaneBroadcasts _broadcasts;
    private readonly LaneByLane _byLane;
    private readonly Dictionary<string, Var> _sumNames = [];
    private List<Stmt> _steps = [];
    private Expr? _mask;

    /// <param name="onlyFills">Nothing changes that code of the user may read.</param>
    public LaneBody(For loop, Fresh fresh, Arrays arrays, Spread spread, bool onlyFills)
    {
        (_loop, _fresh, _arrays, _spread, _onlyFills) = (loop, fresh, arrays, spread, onlyFills);
        HashSet<int> inside = [.. loop.Body.AllSteps().SelectMany(s => s.Defines().Concat(s.Enters()))
            .Concat(loop.Carried.Select(c => c.Variable)).Append(loop.Index).Select(v => v.Id)];
        var reals = loop.Body.AllSteps().SelectMany(Reals).Concat(loop.Carried.Select(c => c.Variable.Type)).Distinct().ToList();
        if (reals is [{ Kind: Kind.Double or Kind.Float } scalar]) (_scalar, _vector) = (scalar, IrType.VectorOf(scalar));
        Index = fresh.Version(loop.Index);
        (Rows, _sums) = (new LaneRows(loop, fresh, spread, inside, _vector), new LaneSums(fresh, _vector));
        _broadcasts = new LaneBroadcasts(fresh, _vector, Index);
        _byLane = new LaneByLane(Lanes, spread, fresh, Scalar, _numbers, _vectors, array => _memories.ContainsKey(array.Id));
    }

    /// <summary>What is gathered beforehand.</summary>
    public LaneRows Rows { get; }

    public Var Index { get; }
    public int Lanes => _vector.Lanes;
    public List<Stmt> Steps { get; } = [];
    public EquatableArray<Carried> Carried { get; private set; }

    /// <summary>The one kind of real numbers that differ.</summary>
    private IEnumerable<IrType> Reals(Stmt step) => step.Defines().Concat(step.Enters())
        .Where(v => v.Type.IsArray || !_spread.IsUniform(v)).Select(v => v.Type.Scalar).Where(t => t.IsReal);

    /// <summary>False where something has no form in lanes.</summary>
    public bool Translate()
    {
        if (Lanes == 1) return false;
        _numbers[_loop.Index.Id] = Index;
        var carried = new List<Carried>();
        foreach (var c in _loop.Carried)
        {
            var variable = c.Variable.IsHidden
                ? _fresh.Hidden("v" + c.Variable.Id, _vector) : _fresh.Beside(c.Variable, c.Variable.Name + "_v", _vector);
            if (!c.Variable.IsHidden) _sumNames[c.Variable.Name] = variable;
            _vectors[c.Variable.Id] = variable;
            carried.Add(new Carried(variable, Create(new Const(0, _scalar)), variable, _fresh.Version(variable)));
        }
        Rows.Find();
        _steps = Steps;
        if (!Translate(_loop.Body)) return false;
        for (var i = 0; i < carried.Count; i++)
        {
            if (Vector(_loop.Carried[i].Next) is not { } next) return false;
            carried[i] = carried[i] with { Next = next };
        }
        Steps.InsertRange(0, Rows.Fills(Index));
        Carried = carried;
        return true;
    }

    private bool Translate(Block block) => block.Steps.All(Translate);

    private bool Done(Stmt step)
    {
        _steps.Add(step);
        return true;
    }

    /// <summary>Code that is asked once for all lanes.</summary>
    private bool IsReadOnce(Let s) => _onlyFills && _mask is null && s.Value is Opaque { IsRepeatable: true } && !Effects.Written(s).Any();

    private bool Translate(Stmt step)
    {
        switch (step)
        {
            case Comment: return true;
            case Let { Target.Type.IsArray: true } s: return Name(s);
            case Let { Value: Load load } s: return Read(s.Target, load);
            case Let s when _spread.Stride(s.Target) is not null:
                if (!s.Value.IsPure() && !IsReadOnce(s) || _mask is not null && s.Value.Type.Kind == Kind.Int && MayFail(s.Value))
                    return false;
                Number(s.Target, Scalar(s.Value));
                if (s.Value is Const constant) _broadcasts.Define(_numbers[s.Target.Id], constant);
                return true;
            case Let { Target.Type.IsReal: true } s: return Define(s.Target, Vector(s.Value));
            case Let { Target.Type.Kind: Kind.Bool } s: return Define(s.Target, Mask(s.Value));
            case Let { Target.Type.Kind: Kind.Int } s: return Define(s.Target, Integer(s.Value));
            case Allocate s: return Provide(s);
            case Store { Array: Var array } s: return Write(array, s.Indices, s.Value);
            case Accumulate { Array: Var array } s: return Add(array, s.Indices, s.Value);
            case If s: return Choose(s);
            case For s: return Counted(s);
            case Push s: return Keep(s);
            case Pop s: return Take(s);
            case Execute when Ops.Cleared(step) is { } array: return Clear(array);
            default: return false;
        }
    }

    // ── definitions ──────────────────────────────────────────────────────────────────────────────────────────

    private void Number(Var target, Expr value)
    {
        var variable = _numbers[target.Id] = _fresh.Version(target);
        _broadcasts.Define(variable, _steps);
        _steps.Add(new Let(variable, value));
    }

    private bool Define(Var target, Expr? value)
    {
        if (value is null) return false;
        var variable = Fresh(target);
        _steps.Add(new Let(variable, value));
        _vectors[target.Id] = variable;
        return true;
    }

    private Expr Named(Expr vector)
    {
        if (vector.IsAtom) return vector;
        var name = _fresh.Hidden(_vector);
        _steps.Add(new Let(name, vector));
        return name;
    }

    private Var Fresh(Var target) => target.IsHidden ? _fresh.Hidden(VectorOf(target))
        : _fresh.Version(_sumNames.TryGetValue(target.Name, out var sum) ? sum : target, VectorOf(target));

    private Expr? Any(Expr value) =>
        value.Type.IsReal ? Vector(value) : value.Type.Kind switch { Kind.Bool => Mask(value), Kind.Int => Integer(value), _ => null };

    // ── control ──────────────────────────────────────────────────────────────────────────────────────────────

    private bool Choose(If s)
    {
        if (_spread.IsUniform(s.Condition)) return Branch(s);
        if (_mask is null && _byLane.Of(s) is { } byLane) return Done(byLane);
        if (Mask(s.Condition) is not { } mask) return false;
        mask = Named(mask);
        var outer = _mask;
        var (onTrue, onFalse) = (new List<Expr>(), new List<Expr>());
        _mask = outer is null ? mask : Lanewise(Op.And, outer, mask);
        var translated = Masked(s.Then, s.Results.Select(p => p.OnTrue), onTrue);
        _mask = outer is null ? Lanewise(Op.Not, mask) : Lanewise(Op.And, outer, Lanewise(Op.Not, mask));
        translated = translated && Masked(s.Else, s.Results.Select(p => p.OnFalse), onFalse);
        _mask = outer;
        return translated && s.Results.Select((p, i) => Define(p.Target, Choose(mask, onTrue[i], onFalse[i]))).All(d => d);
    }

    /// <summary>A side that some lanes take. Loops and memory are only touched where one does: then the scalar code would, too.</summary>
    private bool Masked(Block block, IEnumerable<Expr> ends, List<Expr> values)
    {
        if (block.Steps.All(IsHarmless))
        {
            if (!Translate(block)) return false;
            foreach (var end in ends)
                if (Any(end) is { } value) values.Add(value);
                else return false;
            return true;
        }
        _mask = Named(_mask!);
        var outer = _steps;
        _steps = [];
        var translated = Translate(block);
        var inner = translated ? ends.Select(Any).ToList() : [];
        var steps = _steps;
        _steps = outer;
        if (!translated || inner.Any(v => v is null)) return false;
        var phis = inner.Select(v => new Phi(_fresh.Hidden(v!.Type), v, Zero(v.Type))).ToArray();
        _steps.Add(new If(Library.Lanes("Any", [_mask], IrType.Bool), new Block(steps), Block.Empty, phis));
        values.AddRange(phis.Select(p => p.Target));
        return true;
    }

    /// <summary>Also in lanes that do not take this side.</summary>
    private bool IsHarmless(Stmt step) => step switch
    {
        Let { Value: Load { Array: Var array, Indices: [var index], Type.IsReal: true } } =>
            _spread.IsPrivate(array) && _spread.IsUniform(index) && IsWithin(index, array),
        Let { Value: Load } => false,
        Let => true,
        Accumulate { Array: Var array, Indices: [var index] } =>
            _spread.IsPrivate(array) && _spread.IsUniform(index) && IsWithin(index, array),
        _ => false,
    };

    private bool Branch(If s)
    {
        var (onTrue, onFalse) = (new List<Expr>(), new List<Expr>());
        if (Side(s.Then, s.Results.Select(p => (p.Target, p.OnTrue)), onTrue) is not { } then) return false;
        if (Side(s.Else, s.Results.Select(p => (p.Target, p.OnFalse)), onFalse) is not { } @else) return false;
        var phis = s.Results.Select((p, i) => new Phi(Target(p.Target), onTrue[i], onFalse[i])).ToArray();
        return Done(new If(Scalar(s.Condition), then, @else, phis));
    }

    private Block? Side(Block block, IEnumerable<(Var Target, Expr Value)> ends, List<Expr> values)
    {
        var outer = _steps;
        _steps = [];
        var translated = Translate(block);
        foreach (var (target, value) in ends)
        {
            var end = translated ? End(target, value) : null;
            translated = end is not null;
            if (end is not null) values.Add(end);
        }
        var result = translated ? new Block(_steps) : null;
        _steps = outer;
        return result;
    }

    /// <summary>A value as a variable that comes out of a block holds it.</summary>
    private Expr? End(Var target, Expr value) => _spread.Stride(target) is not null ? Scalar(value) : Any(value);

    private Var Target(Var target)
    {
        if (_spread.Stride(target) is null)
        {
            var vector = Fresh(target);
            _vectors[target.Id] = vector;
            return vector;
        }
        var variable = _numbers[target.Id] = _fresh.Version(target);
        _broadcasts.Define(variable, _steps);
        return variable;
    }

    private bool Counted(For s)
    {
        if (!_spread.IsUniform(s.From) || !_spread.IsUniform(s.To)) return false;
        var (from, to) = (Scalar(s.From), Scalar(s.To));
        var initial = s.Carried.Select(c => End(c.Variable, c.Initial)).ToList();
        if (initial.Any(i => i is null)) return false;

        var outer = _steps;
        var body = _steps = [];
        var index = Target(s.Index);
        var variables = s.Carried.Select(c => Target(c.Variable)).ToList();
        var translated = Translate(s.Body);
        var next = translated ? s.Carried.Select(c => End(c.Variable, c.Next)).ToList() : [];
        _steps = outer;
        if (!translated || next.Any(n => n is null)) return false;
        _steps.Add(new For(index, from, to, s.Step,
            s.Carried.Select((c, i) => new Carried(variables[i], initial[i]!, next[i]!, Target(c.Result))).ToArray(), new Block(body)));
        return true;
    }

    // ── stacks ───────────────────────────────────────────────────────────────────────────────────────────────

    private readonly Dictionary<int, Var> _stacks = [];

    private bool Keep(Push s)
    {
        if (_spread.Stride(s.Storage) is not null) return Done(new Push(Stack(s.Storage, s.Storage.Type), Scalar(s.Value)));
        if (!s.Value.Type.IsReal || Vector(s.Value) is not { } value) return false;
        return Done(new Push(Stack(s.Storage, IrType.StackOf(_vector)), value));
    }

    private bool Take(Pop s)
    {
        if (!_stacks.TryGetValue(s.Storage.Id, out var storage)) return false;
        return Done(new Pop(Target(s.Target), storage));
    }

    private Var Stack(Var storage, IrType type) =>
        _stacks.TryGetValue(storage.Id, out var known) ? known : _stacks[storage.Id] = _fresh.Version(storage, type);

    // ── expressions ──────────────────────────────────────────────────────────────────────────────────────────

    private Expr Lanewise(string op, params Expr[] args) => new Apply(op, args, _vector);
    private Expr Create(Expr scalar) => _broadcasts.Create(scalar);

    /// <summary>In the first lane.</summary>
    private Expr Scalar(Expr e) => Identities.Simplify(e.Rewrite(x => x switch
    {
        Var v => _numbers.TryGetValue(v.Id, out var known) ? known : null,
        Apply { Op: Op.Length, Args: [Var array] } when LengthOf(array) is { } length => length,
        _ => null,
    }));

    private Expr? Vector(Expr e)
    {
        if (_spread.IsUniform(e)) return e.IsPure() ? _broadcasts.Of(Scalar(e)) : null;
        switch (e)
        {
            case Var v: return _vectors.TryGetValue(v.Id, out var known) ? known : null;
            case Apply { Op: Op.Cast, Args: [{ Type.Kind: Kind.Int } whole] } when _spread.Stride(whole) is { } stride:
                return Library.Lanes(_scalar.Kind == Kind.Double ? "Doubles" : "Singles", [Scalar(whole), Scalar(stride)], _vector);
            case Apply { Op: Op.Select } s:
                return Mask(s.Args[0]) is { } mask && Vector(s.Args[1]) is { } a && Vector(s.Args[2]) is { } b
                    ? Lanewise(Op.Select, mask, a, b) : null;
            case Apply { Op: Op.Cast }: return null;
            case Apply a2 when Rules.Of(a2.Op) is { } rule
                && (rule.Expansion.Vector is not null || a2.Op is Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Neg):
                var args = a2.Args.Select(Vector).ToList();
                return args.All(x => x is not null) ? Lanewise(a2.Op, [.. args!]) : null;
            default: return null;
        }
    }

    private Expr? Mask(Expr e)
    {
        if (_spread.IsUniform(e))
            return e.IsPure() ? Lanewise(Op.Ne, Create(Ops.Select(Scalar(e), new Const(1, _scalar), new Const(0, _scalar))),
            Create(new Const(0, _scalar))) : null;
        switch (e)
        {
            case Var v: return _vectors.TryGetValue(v.Id, out var known) ? known : null;
            case Apply { Op: Op.Gt or Op.Lt or Op.Ge or Op.Le or Op.Eq or Op.Ne, Args: [var a, var b] } c when a.Type.IsReal:
                return Vector(a) is { } x && Vector(b) is { } y ? Lanewise(c.Op, x, y) : null;
            // Whole numbers are compared as doubles, which hold them all.
            case Apply { Op: Op.Gt or Op.Lt or Op.Ge or Op.Le or Op.Eq or Op.Ne, Args: [var a, var b] } c when a.Type.Kind == Kind.Int
                && (_scalar.Kind != Kind.Double || _spread.Stride(a) is null || _spread.Stride(b) is null):
                return Compare(c);
            case Apply { Op: Op.Gt or Op.Lt or Op.Ge or Op.Le or Op.Eq or Op.Ne, Args: [var a, var b] } c when a.Type.Kind == Kind.Int:
                return Vector(new Apply(Op.Cast, new[] { a }, _scalar)) is { } m
                    && Vector(new Apply(Op.Cast, new[] { b }, _scalar)) is { } n ? Lanewise(c.Op, m, n) : null;
            case Apply { Op: Op.And or Op.Or, Args: [var a, var b] } c: return Mask(a) is { } p && Mask(b) is { } q ? Lanewise(c.Op, p, q) :
                null;
            case Apply { Op: Op.Not, Args: [var a] }: return Mask(a) is { } r ? Lanewise(Op.Not, r) : null;
            default: return null;
        }
    }

    private static bool MayFail(Expr e) => e is Apply { Op: Op.Div or Op.Rem }
        || e is Apply { Op: Op.Cast or Op.Max or Op.Min } a && a.Args.Any(MayFail) || e.Children().Any(MayFail);
}
