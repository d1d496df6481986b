namespace AutoBackprop.Core;

/// <summary>A loop whose iterations meet only in sums and that has loops inside runs a vector of iterations at once, one per
/// lane; what is left over runs in the loop as it was. Where each of the innermost loops could run on vectors by itself, the
/// lanes are taken only if those loops turn out to be short at run time, since they would waste the neighbourhood in memory.</summary>
public sealed class Lanes
{
    private const int Short = 64, VeryShort = 16, MostOperations = 1500;

    private readonly Fresh _fresh;
    private readonly Arrays _arrays;

    private readonly Dictionary<int, int> _stackUses;

    private readonly List<For> _taken = [];

    private Lanes(Method method) => (_fresh, _arrays, _stackUses) = (new Fresh(method.NextId), new Arrays(method), StackUses(method.Body));

    public static Method Run(Method method)
    {
        var pass = new Lanes(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    /// <summary>The loops that run in lanes, or may, and those inside them.</summary>
    public static IEnumerable<For> In(Method method)
    {
        var pass = new Lanes(method);
        pass.Of(method.Body);
        return pass._taken.SelectMany(loop => loop.Self().OfType<For>());
    }

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step) => step switch
    {
        If s => [s with { Then = Of(s.Then), Else = Of(s.Else) }],
        While s => [s with { Body = Of(s.Body) }],
        For { Step: 1 or -1 } s when s.Body.AllSteps().Any(i => i is For) && Group(s) is { } group => group,
        For s => [s with { Body = Of(s.Body) }],
        _ => [step],
    };

    private List<Stmt>? Group(For loop)
    {
        // Sums run in any order.
        if (loop.Step < 0) loop = loop with { From = Identities.Simplify(loop.To + 1), To = Identities.Simplify(loop.From + 1), Step = 1 };
        if (loop.From is Const a && loop.To is Const b && b.Value - a.Value < 16) return null;
        // Members of structs lie apart, and are no vectors.
        if (loop.Body.AllSteps().Any(HasMember)) return null;
        // What it keeps it takes back itself.
        if (StackUses(loop.Body).Any(u => _stackUses[u.Key] != u.Value)) return null;
        if (!loop.Carried.All(c => c.Variable.Type.IsReal && LoopFacts.IsSum(c, loop.Body))) return null;
        var unfolded = Unfold.Run(loop, _fresh);
        var spread = new Spread(unfolded, keepsAlike: true);
        var facts = new LoopFacts(unfolded, _arrays);
        var onlyFills = facts.OnlyFills(spread);
        // Beside sums a vector is read as fast as a number, which would have to be spread over the lanes at each reading.
        if (!onlyFills) spread = new Spread(unfolded, keepsAlike: false);
        if (facts.RunsInLanes(spread) is not null) return null;
        var body = new LaneBody(unfolded, _fresh, _arrays, spread, onlyFills);
        if (!body.Translate() || new Block(body.Steps).Size() > (onlyFills ? 3 : 1) * MostOperations) return null;

        _taken.Add(loop);
        if (onlyFills) return Filled(loop, body);
        var guard = Ops.And(body.Rows.Guard, Worth(loop, body));
        var middle = _fresh.Hidden(IrType.Int);
        var whole = new Apply(Op.BitAnd,
            new Expr[] { new Apply(Op.Max, new[] { Identities.Simplify(loop.To - loop.From), Const.Int(0) }, IrType.Int),
            Const.Int(-body.Lanes) }, IrType.Int);
        var end = Identities.Simplify(loop.From + whole);
        var sums = loop.Carried.Select((c, i) => new Let(_fresh.Hidden(c.Variable.Type),
            c.Initial + new Apply(Op.SumLanes, new Expr[] { body.Carried[i].Result }, c.Variable.Type))).ToList();
        return
        [
            .. body.Rows.Known,
            new Let(middle, guard is Const { Value: 1 } ? end : Ops.Select(guard, end, loop.From)),
            .. body.Before(middle),
            new Comment($"{body.Lanes} iterations at once, one per lane"),
            new For(body.Index, loop.From, middle, body.Lanes, body.Carried, new Block(body.Steps)),
            .. body.After,
            .. sums,
            new Comment("the iterations left over"),
            loop with { From = middle, Carried = loop.Carried.Select((c, i) => c with { Initial = sums[i].Target }).ToArray() },
        ];
    }

    /// <summary>The last group ends where the loop does, and does once more what the one before it did.</summary>
    private List<Stmt> Filled(For loop, LaneBody body)
    {
        var (middle, first, last) = (_fresh.Hidden(IrType.Int), _fresh.Version(loop.Index), _fresh.Hidden(IrType.Int));
        var isFull = Ops.And(Identities.Simplify(loop.To - loop.From) >= Const.Int(body.Lanes), body.Rows.Guard);
        return
        [
            .. body.Rows.Known,
            new Let(middle, Ops.Select(isFull, loop.To, loop.From)),
            new Let(last, Identities.Simplify(middle - Const.Int(body.Lanes))),
            .. body.Before(middle),
            new Comment($"{body.Lanes} iterations at once, one per lane"),
            new For(first, loop.From, middle, body.Lanes, default,
                new Block(body.Steps.Prepend(new Let(body.Index, new Apply(Op.Min, new Expr[] { first, last }, IrType.Int))).ToArray())),
            .. body.After,
            new Comment($"less than {body.Lanes} of them"),
            loop with { From = middle },
        ];
    }

    private static bool HasMember(Stmt step) => step switch
    {
        _ when Effects.Place(step) is var (_, indices) => indices.Any(i => i is Field),
        Let { Target.Type.IsArray: true, Value: Apply } => true,
        _ => false,
    };

    private static Dictionary<int, int> StackUses(Block block) =>
        block.AllSteps().Select(s => s is Push p ? p.Storage : s is Pop q ? q.Storage : null).OfType<Var>().GroupBy(v => v.Id)
            .ToDictionary(g => g.Key, g => g.Count());

    /// <summary>Whether lanes beat what the loops inside can do by themselves: asked at run time, of their trips.</summary>
    private Expr Worth(For loop, LaneBody body)
    {
        var deepest = Innermost(loop.Body, 1).ToList();
        var depth = deepest.Max(i => i.Depth);
        Expr worth = Const.True;
        foreach (var (inner, _) in deepest.Where(i => i.Depth == depth))
        {
            if (!Vectorise.Takes(inner, _fresh, _arrays)) return Const.True;
            var trips = Identities.Simplify(inner.Step > 0 ? inner.To - inner.From : inner.From - inner.To);
            // A triangle has short rows.
            if (body.Rows.Outside(trips) is not { } known) return Const.True;
            var limit = known <= Const.Int(body.Scatters ? VeryShort : Short);
            if (!worth.Equals(limit)) worth = Ops.And(worth, limit);
        }
        return Identities.Simplify(worth);
    }

    private static IEnumerable<(For Loop, int Depth)> Innermost(Block block, int depth) => block.Steps.SelectMany(s => s is For f
        ? f.Body.AllSteps().Any(i => i is For) ? Innermost(f.Body, depth + 1) : [(f, depth)]
        : s.Blocks().SelectMany(b => Innermost(b.Block, depth)));
}
