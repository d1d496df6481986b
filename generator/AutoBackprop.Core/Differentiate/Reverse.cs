namespace AutoBackprop.Core;

/// <summary>Appends the adjoint sweep: the result computes values and gradients. Needs one operation per step
/// (<see cref="Normalise"/>); leaves an ordinary method, which can be differentiated again.</summary>
public sealed partial class Reverse
{
    private readonly Activity _activity;
    private readonly Arrays _arrays;
    private readonly Fresh _fresh;
    private readonly Guards _guards;
    private readonly CallMemory _memory;
    private readonly Outputs _outputs;
    private readonly Dictionary<int, Var> _indexTwins = [], _storageTwins = [];
    private int _mirrors;

    private Reverse(Method method, bool seeded, bool isAsked)
    {
        (_activity, _arrays, _fresh) = (new Activity(method, writesCount: seeded), new Arrays(method), new Fresh(method.NextId));
        (_shadows, _outputs) = (new Shadows(_fresh), new Outputs(method, _fresh));
        _memory = new CallMemory(_fresh, _arrays, () => ++_mirrors);
        _guards = new Guards(new Demand(method, isAsked), new Steepness(method, _arrays));
    }

    /// <summary>Results: the values, then one gradient per active parameter. With <paramref name="seeded"/> the adjoints of
    /// the real results are further parameters; without, the one result has the adjoint 1. Last come the adjoints of the
    /// active arrays among the parameters: memory to which the sweep adds.</summary>
    public static Method Run(Method method, bool seeded) =>
        new Reverse(method, seeded, !seeded || Demand.IsWhole(method)).Differentiate(method, seeded);

    /// <summary>The two sweeps as two methods, for a method that calls itself: the first keeps what the second takes back.</summary>
    public static (Method Forward, Method Backward) Split(Method method)
    {
        method = TwoMethods.Prepare(method);
        var pass = new Reverse(method, seeded: true, isAsked: false);
        pass._shadows.NoteFirst(method.Body);
        foreach (var p in method.Parameters.Where(p => p.Type.IsArray)) pass._memory.Open.Add(p.Id);
        var given = method.Parameters.Where((p, i) => p.Type.IsArray || IsHandedOn(method.HandedOn, i)).ToList();
        var adjoints = new Adjoints(pass._fresh);
        var backward = new List<Stmt>();
        var shadows = method.Parameters.Where((p, i) => method.IsActive[i] && p.Type.IsArray).Select(pass._shadows.OfParameter).ToList();
        var seeds = method.Results.Where(r => r.Type.IsReal).Select((r, i) => pass._fresh.Named("seed" + i, r.Type, Role.Seed)).ToList();
        foreach (var (result, seed) in method.Results.Where(r => r.Type.IsReal).Zip(seeds, (r, s) => (r, s)))
            pass.Accumulate(result, seed, adjoints, backward);
        var (forward, sweep) = pass.Back(method.Body, adjoints);
        backward.AddRange(sweep);
        var gradients = method.Parameters.Where((p, i) => method.IsActive[i] && !p.Type.IsArray)
            .Select(p => adjoints.Of(p) ?? new Const(0, p.Type)).ToArray();
        (forward, var after) = Save.Run(
            forward, new Block(backward), pass._fresh, pass._indexTwins, pass._arrays, method.Parameters.Except(given).ToList());
        var parameters = seeds.Concat(given).Concat(shadows).ToArray();
        return (method with { Body = forward, NextId = pass._fresh.NextId },
            new Method(method.Name, parameters, parameters.Select(_ => true).ToArray(), after, gradients) { NextId = pass._fresh.NextId });
    }

    private Method Differentiate(Method method, bool seeded)
    {
        var adjoints = new Adjoints(_fresh);
        var backward = new List<Stmt> { new Comment("backward") { IsTurn = true } };
        var seeds = new List<Var>();
        // Without seeds, what is left in parameters has no adjoint.
        foreach (var result in method.Results.Take(method.Results.Count - (seeded ? 0 : method.Finals)))
            if (seeded && _outputs.SeedOf(result) is { } all) seeds.Add(all);
            else if (result.Type.IsReal)
            {
                if (seeded) seeds.Add(_fresh.Named("seed" + seeds.Count, result.Type, Role.Seed));
                Accumulate(result, seeded ? seeds[^1] : new Const(1, result.Type), adjoints, backward);
            }
        var arrays = method.Parameters.Where((p, i) => method.IsActive[i] && p.Type.IsArray).ToList();
        var shadows = arrays.Select(_shadows.OfParameter).ToList();
        foreach (var p in method.Parameters) _memory.Open.Add(p.Id);
        var forward = SweepOpen(method.Body, adjoints, backward);
        var gradients = method.Parameters.Where((p, i) => method.IsActive[i] && !p.Type.IsArray)
            .Select(p => adjoints.Of(p) ?? new Const(0, p.Type)).ToList();
        (forward, var after) = Save.Run(forward, new Block(backward), _fresh, _indexTwins, _arrays);

        return new Method(
            method.Name,
            method.Parameters.Concat(seeds).Concat(shadows).ToArray(),
            method.IsActive.Concat(seeds.Select(_ => true)).Concat(shadows.Select(_ => true)).ToArray(),
            new Block(new Stmt[] { new Comment("forward") }.Concat(_shadows.Entry).Concat(forward.Steps).Concat(after.Steps).ToArray()),
            method.Results.Concat(gradients).ToArray())
        {
            NextId = _fresh.NextId,
            Destinations = arrays.Zip(shadows, (array, shadow) => new Destination(shadow, array)).ToArray(),
            SweepsApart = _apart,
        };
    }

    private (Block Forward, List<Stmt> Backward) Back(Block block, Adjoints adjoints)
    {
        var wasOpen = _memory.InOpenBlock;
        _memory.InOpenBlock = false;
        foreach (var step in block.Steps.Where(s => s is For or While))
            Apart(step, Chained(step) ?? new("what is around it runs all the way forward before it runs back"));
        var forward = new List<Stmt>();
        var backward = new List<Stmt>();
        for (var i = block.Steps.Count - 1; i >= 0; i--)
            forward.InsertRange(0, Step(block.Steps[i], adjoints, backward));
        _memory.InOpenBlock = wasOpen;
        // The adjoints of arrays of this block exist in its backward twin only.
        backward.InsertRange(0, block.Steps.SelectMany(_shadows.Beside));
        forward.AddRange(_shadows.Rooms(block));
        return (new Block(forward, block.Mirror), backward);
    }

    /// <summary>Adds the adjoint of a step; returns the step as the forward sweep needs it.</summary>
    private List<Stmt> Step(Stmt step, Adjoints adjoints, List<Stmt> backward)
    {
        switch (step)
        {
            case Execute or Let { Value: Opaque { IsPure: false } }: ForgetWritten(step, backward); return [step];
            case Let s:
                if (_activity.IsActive(s.Target) && adjoints.Take(s.Target) is { } g) Pull(s, g, adjoints, backward);
                return [step];
            case If s: return [Branch(s, adjoints, backward)];
            case For s: return [Counted(s, adjoints, backward)];
            case While s: return [Uncounted(s, adjoints, backward)];
            case Store s when _activity.IsActive(_arrays.Root(s.Array)): StoreBackward(s, adjoints, backward); return [step];
            case Core.Accumulate s when _activity.IsActive(_arrays.Root(s.Array)): AccumulateBackward(s, adjoints, backward); return [step];
            case Product s when _activity.IsActive(_arrays.Root(s.C.Array)): ProductBackward(s, backward); return [step];
            case Call s: return CallBackward(s, adjoints, backward);
            case Push s:
                if (!Carries(s.Storage)) return [step];
                var popped = _fresh.Hidden(s.Value.Type);
                backward.Add(new Pop(popped, StorageTwin(s.Storage)));
                Accumulate(s.Value, popped, adjoints, backward);
                return [step];
            case Pop s:
                if (Carries(s.Storage))
                    backward.Add(new Push(StorageTwin(s.Storage), adjoints.Take(s.Target) ?? new Const(0, s.Target.Type)));
                return [step];
            default: return [step];
        }
    }

    /// <summary>A gradient flows through the storage: both its pushes and its pops have twins, or neither.</summary>
    private bool Carries(Var storage) => _activity.IsVaried(storage) && _activity.IsUseful(storage);

    private void Pull(Let step, Expr g, Adjoints adjoints, List<Stmt> backward)
    {
        if (step.Value is Var source) { Accumulate(source, g, adjoints, backward); return; }
        if (step.Value is Load load) { backward.Add(new Core.Accumulate(Shadow(load.Array), load.Indices, g)); return; }
        if (step.Value is not Apply apply || Rules.Of(apply.Op).Pullback is not { } pullback) return;

        Expr[] args = [.. apply.Args];
        var contributions = pullback(args, step.Target, g);
        var ofSecond = Rules.Of(apply.Op).Derivative.OfSecond;
        var share = ofSecond is not null && args is [Var first, var second] && args.All(_activity.IsActive) && !first.Equals(second)
            ? _fresh.Adjoint(first) : null;
        if (share is not null)
        {
            // The quotient that the dividend is handed serves the divisor, too.
            backward.Add(new Let(share, _guards.Over(step, g, contributions[0])));
            contributions = [share, ofSecond!(share, step.Target)];
        }
        _guards.Underflow(step, apply, contributions);
        for (var i = args.Length - 1; i >= 0; i--)
        {
            if (!_activity.IsActive(args[i])) continue;
            var total = contributions[i];
            // x * x: both uses in one line.
            for (var j = i - 1; j >= 0; j--)
                if (args[j].Equals(args[i])) { total = Sum(total, contributions[j]); contributions[j] = Expr.Zero; }
            if (total.Equals(share) && adjoints.Of((Var)args[i]) is null or { IsZero: true }) adjoints.Set((Var)args[i], share!);
            else Accumulate(args[i], _guards.Over(step, g, total.As(args[i].Type)), adjoints, backward);
        }
    }

    private static Expr Sum(Expr a, Expr b) => a.IsZero ? b : b.IsZero ? a : b + a;

    private void Accumulate(Expr target, Expr contribution, Adjoints adjoints, List<Stmt> backward)
    {
        if (target is not Var variable || !_activity.IsActive(variable) || contribution.IsZero) return;
        var adjoint = _fresh.Adjoint(variable);
        backward.Add(new Let(adjoint, adjoints.Of(variable) is { IsZero: false } sum ? sum + contribution : contribution));
        adjoints.Set(variable, adjoint);
    }

    private Stmt Branch(If s, Adjoints adjoints, List<Stmt> backward)
    {
        var mirror = (Then: ++_mirrors, Else: ++_mirrors);
        var results = s.Results.Select(p => (Phi: p, Adjoint: _activity.IsActive(p.Target) ? adjoints.Take(p.Target) : null))
            .Where(r => r.Adjoint is not null).ToList();

        (Block, Block, Adjoints) Side(Block block, int label, Func<Phi, Expr> read)
        {
            var inner = adjoints.ForBranch();
            var steps = new List<Stmt>();
            foreach (var (phi, adjoint) in results) Accumulate(read(phi), adjoint!, inner, steps);
            var (forward, sweep) = Back(block with { Mirror = label }, inner);
            return (forward, new Block(steps.Concat(sweep).ToArray(), label), inner);
        }

        var (then, thenBackward, onTrue) = Side(s.Then, mirror.Then, p => p.OnTrue);
        var (@else, elseBackward, onFalse) = Side(s.Else, mirror.Else, p => p.OnFalse);
        var inside = new HashSet<int>(s.Then.Defined().Concat(s.Else.Defined()));
        var merged = onTrue.Changed.Concat(onFalse.Changed.Where(c => !onTrue.Changed.ContainsKey(c.Key)))
            .Select(c => c.Value).Where(v => !inside.Contains(v.Id)).ToList();
        var phis = merged.Select(v => new Phi(_fresh.Adjoint(v), Now(onTrue, v), Now(onFalse, v))).ToArray();
        if (phis.Length > 0 || thenBackward.AllSteps().Any(Effects.Remain) || elseBackward.AllSteps().Any(Effects.Remain))
            backward.Add(new If(s.Condition, thenBackward, elseBackward, phis));
        for (var i = 0; i < merged.Count; i++) adjoints.Set(merged[i], phis[i].Target);
        return s with { Then = then, Else = @else };

        static Expr Now(Adjoints side, Var v) => side.Of(v) ?? new Const(0, v.Type);
    }

    private Stmt Counted(For s, Adjoints adjoints, List<Stmt> backward)
    {
        var label = ++_mirrors;
        var (forward, body, carried, outward) = Loop(s.Body with { Mirror = label }, s.Carried, adjoints, s.Index.Id);
        if (carried.Count == 0 && !body.AllSteps().Any(Effects.Remain)) return s with { Body = forward };

        var index = _fresh.Version(s.Index);
        _indexTwins[s.Index.Id] = index;
        if (s.Step is 1 or -1)
            backward.Add(new For(index, s.To + -s.Step, s.From + -s.Step, -s.Step, carried, body with { Mirror = label }));
        else
        {
            // Backwards by trip number: the last index need not lie next to To.
            var trip = _fresh.Hidden(IrType.Int);
            var trips = s.Step > 0 ? (s.To - s.From + (s.Step - 1)) / s.Step : (s.From - s.To + (-s.Step - 1)) / -s.Step;
            var steps = new Stmt[] { new Let(index, s.From + trip * s.Step) }.Concat(body.Steps).ToArray();
            backward.Add(new For(trip, trips - 1, Const.Int(-1), -1, carried, new Block(steps, label)));
        }
        foreach (var (initial, adjoint) in outward) Accumulate(initial, adjoint, adjoints, backward);
        return s with { Body = forward };
    }

    private Stmt Uncounted(While s, Adjoints adjoints, List<Stmt> backward)
    {
        var label = ++_mirrors;
        var (forward, body, carried, outward) = Loop(s.Body with { Mirror = label }, s.Carried, adjoints, null);
        if (carried.Count == 0 && !body.AllSteps().Any(Effects.Remain)) return s with { Body = forward };

        var trips = _fresh.Hidden("trips" + label, IrType.Int);
        var count = new Carried(trips, Const.Int(0), trips + 1, _fresh.Version(trips));
        backward.Add(new For(_fresh.Hidden(IrType.Int), count.Result - 1, Const.Int(-1), -1, carried, body with { Mirror = label }));
        foreach (var (initial, adjoint) in outward) Accumulate(initial, adjoint, adjoints, backward);
        return s with { Carried = s.Carried.Append(count).ToArray(), Body = forward };
    }

    /// <summary>The body backwards. It carries the adjoints of what the loop carries, and of what lies outside and is read
    /// inside. Outward: the adjoints of the initial values, to be added after the backward loop.</summary>
    private (Block Forward, Block Backward, EquatableArray<Carried> Carried, List<(Expr Of, Expr Adjoint)> Outward) Loop(
        Block block, EquatableArray<Carried> carried, Adjoints adjoints, int? index, bool fromZero = false)
    {
        var inside = new HashSet<int>(block.Defined().Concat(carried.Select(c => c.Variable.Id)));
        if (index is { } id) inside.Add(id);
        var active = carried.Where(c => _activity.IsActive(c.Variable)).ToList();
        var initial = active.Select(c => adjoints.Take(c.Result) ?? new Const(0, c.Variable.Type)).ToList();

        var inner = adjoints.ForLoop(inside, fromZero);
        var steps = new List<Stmt>();
        var handed = active.Select(c => _fresh.Adjoint(c.Variable)).ToList();
        for (var i = 0; i < active.Count; i++) Accumulate(active[i].Next, handed[i], inner, steps);
        Block forward;
        if (fromZero) forward = SweepOpen(block, inner, steps);
        else
        {
            (forward, var sweep) = Back(block, inner);
            steps.AddRange(sweep);
        }

        var result = new List<Carried>();
        for (var i = 0; i < active.Count; i++)
        {
            var next = inner.Take(active[i].Variable) ?? new Const(0, handed[i].Type);
            result.Add(new Carried(handed[i], initial[i], next, _fresh.Version(handed[i])));
        }
        var outward = active.Select((c, i) => (c.Initial, (Expr)result[i].Result)).ToList();
        foreach (var (of, start, first) in inner.Accumulators)
        {
            result.Add(new Carried(start, first, inner.Of(of)!, _fresh.Version(start)));
            if (fromZero) outward.Add((of, result[^1].Result));
            else adjoints.Set(of, result[^1].Result);
        }
        return (forward, new Block(steps), result, outward);
    }

    private Var StorageTwin(Var storage) =>
        _storageTwins.TryGetValue(storage.Id, out var twin) ? twin : _storageTwins[storage.Id] = _fresh.Adjoint(storage);
}
