namespace AutoBackprop.Core;

/// <summary>Puts beside every step its tangent: by how much what it defines changes along the tangents of what it reads. Needs one
/// operation per step (<see cref="Normalise"/>); leaves an ordinary method, which can be differentiated again.</summary>
public sealed partial class Forward
{
    private readonly Activity _activity;
    private readonly Arrays _arrays;
    private readonly Fresh _fresh;
    private readonly Steepness _steepness;
    private readonly Shadows _shadows;
    private readonly Dictionary<int, Expr> _tangents = [];
    private readonly Dictionary<int, Var> _storageTwins = [];

    private Forward(Method method)
    {
        (_activity, _arrays, _fresh) = (new Activity(method, writesCount: true), new Arrays(method), new Fresh(method.NextId));
        (_steepness, _shadows) = (new Steepness(method, _arrays), new Shadows(_fresh, ofTangents: true));
    }

    /// <summary>Parameters: those of the method, then one tangent per active parameter. Results: those of the method, then one tangent
    /// per real result. The tangent of memory is memory: what the method writes there leaves its tangent here.</summary>
    public static Method Run(Method method) => new Forward(method).Differentiate(method);

    /// <summary>Several directions at once, all beside one run of the method: further parameters and results for each, in turn.</summary>
    /// <param name="directions">For each, what has a tangent.</param>
    public static Method Run(Method method, IEnumerable<Func<Var, bool>> directions)
    {
        var (whole, own, results) = (method, new HashSet<Var>(method.Parameters), method.Results.ToList());
        foreach (var isActive in directions)
        {
            var next = Run(whole with { IsActive = whole.Parameters.Map(p => own.Contains(p) && isActive(p)) });
            results.AddRange(next.Results.Skip(method.Results.Count));
            whole = next with { Results = method.Results };
        }
        return whole with { Results = results.ToArray() };
    }

    private Method Differentiate(Method method)
    {
        _shadows.NoteFirst(method.Body);
        var tangents = method.Parameters.Where((_, i) => method.IsActive[i])
            .Select(p => p.Type.IsArray ? _shadows.OfParameter(p) : OfParameter(p)).ToList();
        var body = Of(method.Body);
        return method with
        {
            Parameters = method.Parameters.Concat(tangents).ToArray(),
            IsActive = method.IsActive.Concat(tangents.Select(_ => true)).ToArray(),
            Body = body with { Steps = _shadows.Entry.Concat(body.Steps).ToArray() },
            Results = method.Results.Concat(method.Results.Where(r => r.Type.IsReal).Select(Tangent)).ToArray(),
            Destinations = method.Destinations.Concat(method.Parameters.Where((p, i) => method.IsActive[i] && p.Type.IsArray)
                .Select(p => new Destination(_shadows.Of(p), p))).ToArray(),
            NextId = _fresh.NextId,
        };
    }

    private Var OfParameter(Var parameter)
    {
        var tangent = _fresh.Tangent(parameter);
        _tangents[parameter.Id] = tangent;
        return tangent;
    }

    private Expr? TangentOf(Expr value) =>
        value is Var v && _activity.IsActive(v) && _tangents.TryGetValue(v.Id, out var tangent) ? tangent : null;

    private Expr Tangent(Expr value) => TangentOf(value) ?? new Const(0, value.Type);

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Step).ToArray() };

    private IEnumerable<Stmt> Step(Stmt step)
    {
        // Shadows are named where what they belong to is named.
        foreach (var v in step.Defines())
            if (IsActiveMemory(v)) _shadows.Of(v);
        return With(step).Concat(_shadows.Beside(step));
    }

    private IEnumerable<Stmt> With(Stmt step)
    {
        switch (step)
        {
            case Execute or Let { Value: Opaque { IsPure: false } }: return [step, .. Forgotten(step)];
            case Let s: return _activity.IsActive(s.Target) && s.Target.Type.IsReal && Slope(s) is { } slope
                ? [step, Name(s.Target, slope)] : [step];
            case If s: return [Branch(s)];
            case For s:
                var carried = Enter(s.Carried);
                return [s with { Body = Of(s.Body), Carried = Leave(s.Carried, carried) }];
            case While s:
                carried = Enter(s.Carried);
                return [s with { Body = Of(s.Body), Carried = Leave(s.Carried, carried) }];
            case Store s when s.Value.Type.IsReal && IsActiveMemory(s.Array):
                return [step, s with { Array = Shadow(s.Array), Value = Tangent(s.Value) }];
            case Accumulate s when IsActiveMemory(s.Array) && TangentOf(s.Value) is { } tangent:
                return [step, s with { Array = Shadow(s.Array), Value = tangent }];
            case Product s when IsActiveMemory(s.C.Array): return [step, .. Of(s)];
            case Grow s when IsActiveMemory(s.Array): return [step, s with { Array = _shadows.Of(s.Array) }];
            case Call s: return Of(s);
            case Push s when Carries(s.Storage): return [step, new Push(StorageTwin(s.Storage), Tangent(s.Value))];
            case Pop s when Carries(s.Storage):
                var popped = _fresh.Tangent(s.Target);
                _tangents[s.Target.Id] = popped;
                return [step, new Pop(popped, StorageTwin(s.Storage))];
            default: return [step];
        }
    }

    private Let Name(Var of, Expr tangent)
    {
        var name = _fresh.Tangent(of);
        _tangents[of.Id] = name;
        return new Let(name, tangent);
    }

    // ── operations ───────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>The rule says what an operand is handed of an adjoint; it is linear, so that is also what the operand hands on of its
    /// tangent.</summary>
    private Expr? Slope(Let step)
    {
        if (step.Value is Var source) return TangentOf(source);
        if (step.Value is Load load) return load with { Array = Shadow(load.Array) };
        if (step.Value is not Apply apply || Rules.Of(apply.Op).Pullback is not { } pullback) return null;

        Expr[] args = [.. apply.Args];
        var sum = default(Expr);
        for (var i = 0; i < args.Length; i++)
        {
            if (TangentOf(args[i]) is not { } tangent) continue;
            // Between float and double nothing but the type changes.
            if (tangent.Type != step.Target.Type) return Ops.Cast(step.Target.Type, tangent);
            var share = pullback(args, step.Target, tangent)[i].As(step.Target.Type);
            if (share.IsZero) continue;
            if (_steepness.MayBreak(step, share)) share = Ops.Weighted(tangent, share);
            sum = sum is null ? share : Sum(sum, share);
        }
        return sum;
    }

    // What divides both divides their sum; what chooses between both chooses between sums.
    private static Expr Sum(Expr a, Expr b) => (a, b) switch
    {
        _ when a.IsZero => b,
        _ when b.IsZero => a,
        (Apply { Op: Op.Div, Args: [var p, var d] }, Apply { Op: Op.Div, Args: [var q, var e] }) when d.Equals(e) => Sum(p, q) / d,
        (Apply { Op: Op.Select, Args: [var c, var p, var q] }, Apply { Op: Op.Select, Args: [var d, var r, var s] }) when c.Equals(d) =>
            Ops.Select(c, Sum(p, r), Sum(q, s)),
        _ => a + b,
    };

    // ── control ──────────────────────────────────────────────────────────────────────────────────────────────

    private Stmt Branch(If s)
    {
        var (then, @else) = (Of(s.Then), Of(s.Else));
        var tangents = s.Results.Where(p => _activity.IsActive(p.Target)).Select(p =>
        {
            var phi = new Phi(_fresh.Tangent(p.Target), Tangent(p.OnTrue), Tangent(p.OnFalse));
            _tangents[p.Target.Id] = phi.Target;
            return phi;
        }).ToList();
        return s with { Then = then, Else = @else, Results = s.Results.Concat(tangents).ToArray() };
    }

    /// <summary>What else a loop carries, before its body.</summary>
    private List<(Carried Of, Var Variable, Expr Initial)> Enter(EquatableArray<Carried> carried)
    {
        var entered = carried.Where(c => _activity.IsActive(c.Variable)).Select(c => (c, _fresh.Tangent(c.Variable), Tangent(c.Initial)))
            .ToList();
        foreach (var (of, variable, _) in entered) _tangents[of.Variable.Id] = variable;
        return entered;
    }

    private EquatableArray<Carried> Leave(EquatableArray<Carried> carried, List<(Carried Of, Var Variable, Expr Initial)> entered)
    {
        var more = entered.Select(e => new Carried(e.Variable, e.Initial, Tangent(e.Of.Next), _fresh.Version(e.Variable))).ToList();
        for (var i = 0; i < more.Count; i++) _tangents[entered[i].Of.Result.Id] = more[i].Result;
        return carried.Concat(more).ToArray();
    }

    /// <summary>Tangents flow through the storage: both its pushes and its pops have twins, or neither.</summary>
    private bool Carries(Var storage) => _activity.IsVaried(storage) && _activity.IsUseful(storage);

    private Var StorageTwin(Var storage) =>
        _storageTwins.TryGetValue(storage.Id, out var twin) ? twin : _storageTwins[storage.Id] = _fresh.Tangent(storage);
}
