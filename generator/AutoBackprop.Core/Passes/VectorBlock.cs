namespace AutoBackprop.Core;

/// <summary>The body of a loop for one vector of iterations.</summary>
/// <param name="at">The first of these iterations.</param>
/// <param name="mask">The lanes that count; null: all.</param>
/// <param name="carried">Variables for what the loop carries.</param>
public sealed class VectorBlock(VectorBody body, Expr at, Expr? mask, EquatableArray<Carried> carried)
{
    private readonly Dictionary<int, Expr> _vectors = [];

    // What is being translated: a reason against it is about that.
    private Var? _target;

    public List<Stmt> Steps { get; } = [];

    /// <summary>What is handed to the next vector of iterations; null where something has no vector form.</summary>
    public EquatableArray<Carried>? Translate()
    {
        for (var i = 0; i < carried.Count; i++) _vectors[body.Loop.Carried[i].Variable.Id] = carried[i].Variable;
        foreach (var (step, condition) in body.Steps)
            if (!Translate(step, condition)) return null;
        var result = new List<Carried>();
        for (var i = 0; i < carried.Count; i++)
        {
            if (body.Wide.Contains(body.Loop.Carried[i]))
            {
                if (Widened(body.Loop.Carried[i], carried[i].Variable) is not { } sum) return null;
                result.Add(carried[i] with { Next = sum });
                continue;
            }
            if (Vector(body.Loop.Carried[i].Next) is not { } next) return null;
            result.Add(carried[i] with { Next = mask is null ? next : Lanewise(Op.Select, mask, next, carried[i].Variable) });
        }
        return result.ToArray();
    }

    /// <summary>A sum of doubles after this vector of floats.</summary>
    private Expr? Widened(Carried c, Expr sum)
    {
        foreach (var addend in body.Wide.AddendsOf(c))
        {
            if (Vector(addend) is not { } floats) return null;
            if (mask is not null) floats = Lanewise(Op.Select, mask, floats, body.Create(new Const(0, body.Scalar)));
            var next = body.Fresh.Hidden(sum.Type);
            Steps.Add(new Let(next, new Apply(Op.AddWide, new[] { sum, floats }, sum.Type)));
            sum = next;
        }
        return sum;
    }

    private bool Translate(Stmt step, Expr? condition)
    {
        _target = step switch { Let s => s.Target, Store s => s.Value as Var, Accumulate s => s.Value as Var, _ => null };
        switch (step)
        {
            case Let { Value: Load { Type.IsReal: true } load } s:
                if (LoadVector(load, condition) is not { } loaded) return false;
                Define(s.Target, loaded);
                return true;
            case Let { Target.Type.IsReal: true } s:
                if (Vector(s.Value) is not { } value) return false;
                Define(s.Target, value);
                return true;
            case Let { Target.Type.Kind: Kind.Bool } s:
                if (Mask(s.Value) is not { } truth) return false;
                Define(s.Target, truth);
                return true;
            case Let { Target.Type.Kind: Kind.Int } s:
                // Index arithmetic is read through, see Affine; which iteration was selected is a number like others.
                if (body.Selections.IsSelected(s.Target))
                {
                    if (Vector(s.Value) is not { } selected) return false;
                    Define(s.Target, selected);
                    return true;
                }
                return s.Value.IsPure() || Refuse("it does more than compute");
            case Store s: return Write(s.Array, s.Indices, s.Value, condition, VectorMemory.Use.Write, (_, v) => v);
            case Accumulate s: return Write(s.Array, s.Indices, s.Value, condition, VectorMemory.Use.Add,
                (old, v) => v is Apply { Op: Op.Neg, Args: [var n] } ? Lanewise(Op.Sub, old, n) : Lanewise(Op.Add, old, v));
            default: return Refuse("it does more than compute");
        }
    }

    private void Define(Var target, Expr value)
    {
        if (value is Var known) { _vectors[target.Id] = known; return; }
        var sum = body.Loop.Carried.FirstOrDefault(c => c.Variable.IsVersionOf(target));
        var variable = sum is not null ? body.Fresh.Version((Var)_vectors[sum.Variable.Id]) : target.IsHidden
            ? body.Fresh.Hidden(body.Vector) : body.Fresh.Version(target, body.Vector);
        Steps.Add(new Let(variable, value));
        _vectors[target.Id] = variable;
    }

    private Expr Name(Expr value)
    {
        if (value.IsAtom) return value;
        var variable = body.Fresh.Hidden(body.Vector);
        Steps.Add(new Let(variable, value));
        return variable;
    }

    // ── memory ───────────────────────────────────────────────────────────────────────────────────────────────

    private Expr? LoadVector(Load load, Expr? condition)
    {
        if (load is not { Array: Var array, Indices: [var index] } || body.Definitions.ContainsKey(array.Id)
            || body.AffineOf(index) is not { } place) return Scattered(load.Array);
        if (place.Coefficient == 0)
        {
            if (!load.IsStable) return Refused($"an iteration reads elements of {LoopFacts.Named(array)} that others write");
            if (condition is not null && !body.IsInvariant(place.Rest))
                return Refused($"which element of {LoopFacts.Named(array)} it reads is known only in a branch");
            if (condition is not null) body.Memory.Touch(array, place, VectorMemory.Use.Read);
            var element = body.Fresh.Hidden(body.Scalar);
            Steps.Add(new Let(element, load with { Indices = new[] { place.Rest } }));
            return body.Create(element);
        }
        if (place.Coefficient is not (1 or -1)) return Scattered(array);
        body.Memory.Touch(array, place, VectorMemory.Use.Read);
        return At(array, place, load.Stability);
    }

    private Expr At(Var array, Affine place, Stability stability = Stability.Volatile) => place.Coefficient > 0
        ? new Load(array, new[] { Identities.Simplify(place.Rest + at) }, body.Vector, stability)
        : Lanewise(Op.ReverseLanes, new Load(array, new[] { First(place) }, body.Vector, stability));

    private Expr First(Affine place) => place.Coefficient > 0
        ? Identities.Simplify(place.Rest + at) : Identities.Simplify(Identities.Simplify(place.Rest - Const.Int(body.Lanes - 1)) - at);

    private bool Write(Expr memory, EquatableArray<Expr> indices, Expr value, Expr? condition, VectorMemory.Use use,
        Func<Expr, Expr, Expr> combine)
    {
        if (memory is not Var array || array.Type.Element != body.Scalar)
            return Refuse($"it writes other elements than {(body.Scalar.Kind == Kind.Double ? "double" : "float")}");
        if (indices is not [var index] || body.Definitions.ContainsKey(array.Id) || body.AffineOf(index) is not { } place)
            return Scattered(array) is not null;
        if (place.Coefficient == 0)
            return Refuse($"iterations {(use == VectorMemory.Use.Add ? "add to" : "write")} the same elements of {LoopFacts.Named(array)}");
        if (place.Coefficient is not (1 or -1)) return Scattered(array) is not null;
        if (Vector(value) is not { } vector) return false;
        Expr? lanes = null;
        if (condition is not null && (lanes = Mask(condition)) is null) return false;
        body.Memory.Touch(array, place, use);

        var old = At(array, place);
        var stored = combine(old, vector);
        var reads = stored.Children().Contains(old);
        // Written twice, the same is still the same.
        if (mask is not null && (reads || body.Memory.ReadsWhatItWrites)) lanes = lanes is null ? mask : Lanewise(Op.And, lanes, mask);
        if (reads || lanes is not null)
        {
            var now = body.Fresh.Hidden(body.Vector);
            Steps.Add(new Let(now, old));
            stored = combine(now, vector);
            if (lanes is not null) stored = Lanewise(Op.Select, lanes, stored, now);
        }
        Steps.Add(new Store(array, new[] { First(place) }, place.Coefficient > 0 ? stored : Lanewise(Op.ReverseLanes, stored)));
        return true;
    }

    // ── expressions ──────────────────────────────────────────────────────────────────────────────────────────

    private Expr Lanewise(string op, params Expr[] args) => new Apply(op, args, body.Vector);

    private Expr? Vector(Expr e)
    {
        if (e is Var v && _vectors.TryGetValue(v.Id, out var known)) return known;
        if (e is Const c) return body.Create(c.Type.IsReal ? c : new Const(c.Value, body.Scalar));
        if (e.Type == body.Scalar && body.IsInvariant(e)) return body.Broadcast(e);
        if (e.Type.Kind == Kind.Int) return e is Apply { Op: Op.Select } ? Chosen((Apply)e) : Number(e);
        switch (e)
        {
            case Load load: return LoadVector(load, Const.True) is { } loaded ? Name(loaded) : null;
            case Apply { Op: Op.Select } s: return Chosen(s);
            case Apply { Op: Op.Cast, Args: [{ Type.Kind: Kind.Int } number] }: return Number(number);
            case Apply { Op: Op.Cast }: return Refused("a conversion in it has no vector form");
            case Apply a when a.Type.IsReal && Rules.Of(a.Op) is { IsOurs: false } rule
                && (rule.Expansion.Vector is not null || a.Op is Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Neg):
                var args = a.Args.Select(Vector).ToList();
                return args.All(x => x is not null) ? Lanewise(a.Op, [.. args!]) : null;
            case Apply a when a.Type.IsReal:
                return Refused(Rules.Of(a.Op) is { IsOperator: false } row
                    ? $"'{row.Spelling}' has no vector form" : "an operator in it has no vector form");
            default: return Refused("it does more than compute");
        }
    }

    private Expr? Chosen(Apply select) =>
        Mask(select.Args[0]) is { } mask && Vector(select.Args[1]) is { } a && Vector(select.Args[2]) is { } b
            ? Lanewise(Op.Select, mask, a, b) : null;

    /// <summary>A whole number that grows with the index, as reals.</summary>
    private Expr? Number(Expr e)
    {
        if (body.AffineOf(e) is not { } place || !body.IsInvariant(place.Rest))
            return Refused("a whole number in it does not grow evenly from one iteration to the next");
        Expr Whole(Expr i) => Identities.Simplify(i * Const.Int(place.Coefficient) + place.Rest);
        if (place.Coefficient == 0) return body.Broadcast(Exact(place.Rest));
        Expr iota = body.Iota;
        Exact(Whole(body.Loop.From));
        Exact(Whole(body.Loop.To));
        if (place.Coefficient != 1) iota = Lanewise(Op.Mul, body.Create(new Const(place.Coefficient, body.Scalar)), iota);
        return Lanewise(Op.Add, body.Create(Ops.Cast(body.Scalar, Whole(at))), iota);
    }

    /// <summary>As a real. Whole numbers beyond those that the type has all of run in the scalar loop.</summary>
    private Expr Exact(Expr whole)
    {
        const int Largest = 1 << 24;
        if (whole is not (Const or Apply { Op: Op.Length }) || body.Scalar.Kind == Kind.Float)
        {
            if (whole is not Const { Value: >= -Largest and <= Largest } && body.Scalar.Kind == Kind.Float)
                body.Memory.Require(Ops.And(whole <= Const.Int(Largest), whole >= Const.Int(-Largest)));
        }
        return Ops.Cast(body.Scalar, whole);
    }

    private Expr? Mask(Expr e)
    {
        switch (e)
        {
            case Var v when _vectors.TryGetValue(v.Id, out var known): return known;
            case Var or Const or Apply when body.IsInvariant(e): return body.BroadcastMask(e);
            case Apply { Op: Op.Gt or Op.Lt or Op.Ge or Op.Le or Op.Eq or Op.Ne, Args: [var a, var b] } c when a.Type.IsReal
                && b.Type.IsReal || a.Type.Kind == Kind.Int && b.Type.Kind == Kind.Int:
                return Vector(a) is { } x && Vector(b) is { } y ? Lanewise(c.Op, x, y) : null;
            case Apply { Op: Op.And or Op.Or, Args: [var a, var b] } c: return Mask(a) is { } p && Mask(b) is { } q ? Lanewise(c.Op, p, q) :
                null;
            case Apply { Op: Op.Not, Args: [var a] }: return Mask(a) is { } n ? Lanewise(Op.Not, n) : null;
            default: return Refused("a condition in it has no vector form");
        }
    }

    // ── reasons ──────────────────────────────────────────────────────────────────────────────────────────────

    private bool Refuse(string reason) => body.Verdict.No(reason, _target);

    private Expr? Refused(string reason) => body.Verdict.No<Expr>(reason, _target);

    private Expr? Scattered(Expr array) =>
        Refused($"the elements of {(array is Var v ? LoopFacts.Named(v) : "an array")} that it touches do not lie side by side");
}
