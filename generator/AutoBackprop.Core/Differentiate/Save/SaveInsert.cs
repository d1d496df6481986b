namespace AutoBackprop.Core;

/// <summary>The forward sweep with what it has to keep: room for it, stores and pushes, and what comes out of branches.</summary>
public sealed class SaveInsert
{
    private readonly SavePlan _plan;
    private readonly Fresh _fresh;
    private readonly bool _isApart;

    private SaveInsert(SavePlan plan, Fresh fresh, bool isApart) => (_plan, _fresh, _isApart) = (plan, fresh, isApart);

    public static Block Into(Block forward, SavePlan plan, Fresh fresh, IReadOnlyList<Var>? apart)
    {
        var pass = new SaveInsert(plan, fresh, apart is not null);
        return pass.Entered(pass.In(forward), apart ?? []);
    }

    private Block In(Block block)
    {
        var steps = new List<Stmt>();
        if (_plan.Lengths.Count > 0) block = block with { Steps = block.Steps.SelectMany(s => Measured(s).Prepend(s)).ToArray() };
        foreach (var step in block.Steps)
        {
            steps.AddRange(Room(step));
            if (step is For loop && Start(loop) is { } start) steps.Add(start);
            steps.Add(step switch
            {
                Allocate s when _plan.Arrays.ContainsKey(s.Array.Id) => _plan.Part(s.Array, null, s.Array),
                If s => In(s),
                For s => s with { Body = Entered(In(s.Body), s.Enters()) },
                While s => s with { Body = Entered(In(s.Body), s.Enters()) },
                _ => step,
            });
            if (!_isApart) steps.AddRange(Saved(step.Defines()));
        }
        // Calls in the block keep their own: what the block keeps has to lie above that.
        if (_isApart && !(steps.Count > 0 && steps[^1] is Throw)) steps.AddRange(Saved(block.Steps.SelectMany(s => s.Defines())));
        return block with { Steps = steps };
    }

    private IEnumerable<Stmt> Measured(Stmt step) => step.Defines().Where(v => _plan.Lengths.ContainsKey(v.Id))
        .Select(v => new Let(_plan.Lengths[v.Id], Ops.Length(v)));

    private If In(If s)
    {
        var (then, @else) = (In(s.Then), In(s.Else));
        var results = s.Results.ToList();
        if (_plan.Exports.TryGetValue(s.Then.Mirror, out var fromThen) && s.Then.Mirror != 0)
            results.AddRange(fromThen.Select(v => new Phi(_plan.Exported[v.Id], v, Default(v.Type))));
        if (_plan.Exports.TryGetValue(s.Else.Mirror, out var fromElse) && s.Else.Mirror != 0)
            results.AddRange(fromElse.Select(v => new Phi(_plan.Exported[v.Id], Default(v.Type), v)));
        return new If(s.Condition, then, @else, results);
    }

    private static Expr Default(IrType type) => type.Kind is Kind.Other or Kind.Array ? Library.Default(type) : new Const(0, type);

    private Block Entered(Block body, IEnumerable<Var> entered) => body with
    {
        Steps = _isApart ? body.Steps.Concat(Saved(entered)).ToArray() : Saved(entered).Concat(body.Steps).ToArray(),
    };

    private IEnumerable<Stmt> Saved(IEnumerable<Var> defined) =>
        defined.Where(v => _plan.Stacks.ContainsKey(v.Id)).Select(v => new Push(_plan.Stacks[v.Id], v))
            .Concat<Stmt>(defined.Where(v => _plan.Elements.ContainsKey(v.Id))
                .Select(v => new Store(_plan.Elements[v.Id].Array, new[] { _plan.Position(_plan.Elements[v.Id].Nest) }, v)));

    /// <summary>The arrays for what the loops of this step keep.</summary>
    private IEnumerable<Stmt> Room(Stmt step) => _plan.Elements.Where(e => ReferenceEquals(e.Value.Nest.Top, step)).OrderBy(e => e.Key)
        .Select(e => new Allocate(e.Value.Array, e.Value.Nest.Trips.Aggregate((a, b) => Identities.Simplify(a * b)), IsFilled: true,
            IsKept: true))
        .Concat(_plan.Arrays.Values.Where(k => ReferenceEquals(k.Nest.Top, step))
            .Select(k => k.Memory with { Array = k.Kept,
                Length = Identities.Simplify(k.Nest.Trips.Aggregate((a, b) => a * b) * k.Memory.Length) }));

    /// <summary>Where the trips of an inner loop begin, if something is kept there.</summary>
    private Let? Start(For loop)
    {
        var nests = _plan.Elements.Values.Select(e => e.Nest).Concat(_plan.Arrays.Values.Select(k => k.Nest));
        if (loop.Body.Mirror == 0 || nests.FirstOrDefault(n => n.Loops.Any(l => ReferenceEquals(l, loop))) is not { } nest) return null;
        var at = 0;
        while (!ReferenceEquals(nest.Loops[at], loop)) at++;
        if (at == 0) return null;
        var before = nest.Trip(at - 1);
        if (_plan.StartOf(nest.Loops[at - 1]) is { } start) before = start + before;
        return _plan.Starts[loop.Body.Mirror] = new Let(_fresh.Hidden(IrType.Int), Identities.Simplify(before * nest.Trips[at]));
    }
}
