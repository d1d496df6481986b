namespace AutoBackprop.Core;

/// <summary>What the iterations of a loop have to do with each other: whether each is independent of the others, and why not. Who wants
/// them in another order, side by side or both ways at once asks here; what differs is which elements count as an iteration's
/// own.</summary>
public sealed partial class LoopFacts(For loop, Arrays arrays)
{
    private readonly Effects _effects = new(arrays);
    private readonly List<Stmt> _steps = loop.Body.AllSteps();
    private readonly Lazy<Dictionary<int, Expr?>> _indices = new(() => IndexDefinitions(loop));

    // ── both sweeps of an iteration, one after the other ─────────────────────────────────────────────────────

    /// <summary>Why an iteration cannot run backward right after it ran forward: that needs iterations that meet only in sums, in
    /// elements of their own, and in temporaries that each fills before it reads; null where it can.</summary>
    /// <param name="at">Where the loop stands in the block.</param>
    public Refusal? RunsBothWays(Activity activity, Block block, int at)
    {
        if (_steps.Any(s => s is Push or Pop or Product)) return new("its iterations do not stand alone");
        if (Chained(loop.Carried.Where(c => activity.IsActive(c.Variable)), loop.Body) is { } chained) return chained;

        var inside = new HashSet<int>(_steps.OfType<Allocate>().Select(a => a.Array.Id));
        var touched = _steps.SelectMany(_effects.Roots).Where(r => activity.IsActive(r) && !inside.Contains(r.Id)).Distinct();
        return touched.Select(root => RunsBothWays(root, block, at)).FirstOrDefault(refusal => refusal is not null);
    }

    private Refusal? RunsBothWays(Var root, Block block, int at)
    {
        var after = block.Steps.Skip(at + 1).SelectMany(Walk.Self).Where(s => !arrays.IsOutput(s)).ToList();
        bool Of(Stmt s) => _effects.Touches(s, root);
        bool IsWrite(Stmt s) => _effects.Writes(s, root);
        var writes = _steps.Where(IsWrite).ToList();
        var reads = _steps.Where(s => s is not (Store or Accumulate) && Of(s)).ToList();

        // Only read: nobody may overwrite it afterwards, or its adjoint would be cleared too late.
        if (writes.Count == 0) return after.Any(IsWrite) ? new($"{Named(root)} is written after it") : null;

        // Written: its adjoint must be complete, so nobody reads it afterwards.
        if (after.Any(Of)) return new($"{Named(root)}, which it writes, is used after it");
        if (writes.All(w => w is Accumulate) && reads.Count == 0) return null;
        if (writes.Concat(reads).All(s => s is Store or Accumulate or Let { Value: Load } && IsAtIndex(s, writes[0]))) return null;
        // What the last of them leaves there must be seen first, where somebody sees it.
        return !arrays.IsLeft(root) && new Filling(arrays).IsFirst(root, loop.Body) ? null : new($"its iterations meet in {Named(root)}");
    }

    /// <summary>The element belongs to this iteration: the loop's index itself, in the same place as the first write.</summary>
    private bool IsAtIndex(Stmt step, Stmt first) => Effects.Place(step) is var (array, indices)
        && Effects.Place(first) is var (firstArray, firstIndices) && array.Equals(firstArray)
        && indices.Count > 0 && indices[0].Equals(loop.Index) && indices.Count == firstIndices.Count;

    /// <summary>The same for a step that runs once: nothing behind it meets it in memory.</summary>
    public static bool RunsOnceBothWays(If choice, Activity activity, Arrays arrays, Block block, int at)
    {
        var effects = new Effects(arrays);
        var inside = choice.Then.AllSteps().Concat(choice.Else.AllSteps()).ToList();
        if (inside.Any(s => s is Push or Pop or Product)) return false;
        var own = new HashSet<int>(inside.OfType<Allocate>().Select(a => a.Array.Id));
        var after = block.Steps.Skip(at + 1).SelectMany(Walk.Self).ToList();
        return inside.SelectMany(effects.Roots).Distinct().Where(r => activity.IsActive(r) && !own.Contains(r.Id))
            .All(r => !after.Any(s => effects.Touches(s, r) && (effects.Writes(s, r) || inside.Any(x => effects.Writes(x, r)))));
    }

    // ── iterations side by side ──────────────────────────────────────────────────────────────────────────────

    /// <summary>Why iterations cannot run one per lane: what one of them writes another reads or writes, and does more than add.</summary>
    public Refusal? RunsInLanes(Spread spread)
    {
        var accesses = _steps.Where(s => s is not Let { Target.Type.IsArray: true })
            .SelectMany(s => Effects.Touched(s).OfType<Var>(), (s, a) => (Step: s, Array: a))
            .Where(a => !spread.IsPrivate(a.Array)).GroupBy(a => arrays.Root(a.Array).Id);
        foreach (var root in accesses)
        {
            if (root.All(a => a.Step is Let { Value: Load or Opaque } && !Effects.Written(a.Step).Any())
                || root.All(a => a.Step is Accumulate) || root.All(a => a.Step is Store { IsOwn: true })) continue;
            if (!root.All(a => Effects.Place(a.Step) is var (_, indices) && IsInRow(a.Array, indices)))
                return new($"its iterations meet in {Named(arrays.Root(root.First().Array))}");
        }
        return null;
    }

    /// <summary>All that an iteration leaves are elements of its own, which nobody reads meanwhile: it may as well run twice.</summary>
    public bool OnlyFills(Spread spread)
    {
        if (loop.Carried.Count > 0 || _steps.Any(s => s is Call or Push or Pop || s is Execute && Ops.Cleared(s) is null)) return false;
        bool IsLeft(Stmt s) => Effects.Written(s).OfType<Var>().Any(a => !spread.IsPrivate(a));
        var left = _steps.Where(IsLeft).ToList();
        var filled = new HashSet<int>(left.SelectMany(_effects.Roots).Select(r => r.Id));
        return left.All(s => s is Store { IsOwn: true })
            && !_steps.Any(s => !IsLeft(s) && _effects.Roots(s).Any(r => filled.Contains(r.Id)));
    }

    /// <summary>Of the array itself the element of this iteration, or of its row.</summary>
    private bool IsInRow(Var array, EquatableArray<Expr> indices)
    {
        bool IsOwn(Expr index) => Affine.Of(index, loop.Index, _indices.Value) is { Coefficient: 1, Rest: Const { Value: 0 } };
        if (array.Equals(arrays.Root(array))) return IsOwn(indices[0]);
        return loop.Body.Steps.OfType<Let>()
            .FirstOrDefault(l => l.Target.Equals(array))?.Value is Load { Array: Var rows, Indices: [var row] }
            && rows.Equals(arrays.Root(array)) && IsOwn(row);
    }

    /// <summary>What the integers of a loop's body stand for; null for what it carries or takes back.</summary>
    public static Dictionary<int, Expr?> IndexDefinitions(For loop)
    {
        var definitions = new Dictionary<int, Expr?>();
        foreach (var step in loop.Body.AllSteps())
        {
            foreach (var v in step.Defines().Concat(step.Carries().Select(c => c.Variable))) definitions[v.Id] = null;
            if (step is Let { Target.Type.Kind: Kind.Int, Value: not Load and not Opaque } s) definitions[s.Target.Id] = s.Value;
        }
        return definitions;
    }

    // ── iterations in turn ───────────────────────────────────────────────────────────────────────────────────

    /// <summary>Why the steps of several iterations cannot be done in turn, as far as memory goes: that needs memory that is only read, or
    /// only added to, or in which each iteration has an element of its own, or the columns of a row.</summary>
    /// <param name="definitions">What the loop's body defines.</param>
    public Refusal? RunsInTurn(List<For> inner, Dictionary<int, Expr?> definitions) =>
        _steps.Select(s => Effects.Place(s)?.Array).OfType<Var>()
        .Select(arrays.Root).Distinct().Where(root => !RunsInTurn(root, inner, definitions))
        .Select(root => new Refusal($"its iterations meet in {Named(root)}")).FirstOrDefault();

    private bool RunsInTurn(Var root, List<For> inner, Dictionary<int, Expr?> definitions)
    {
        var touches = _steps.Where(s => Effects.Place(s) is { Array: Var a } && arrays.Root(a).Equals(root)).ToList();
        if (touches.All(s => s is Let) || touches.All(s => s is Accumulate)) return true;
        var places = touches.Select(s => (Step: s, Effects.Place(s)!.Value.Array, Effects.Place(s)!.Value.Indices)).ToList();
        if (places.Select(p => p.Array).Distinct().ToList() is not [Var one] || definitions.ContainsKey(one.Id)) return false;
        var own = places.Select(p => p.Indices is [var index] ? Affine.Of(index, loop.Index, definitions) : null).Distinct().ToList();
        if (own is [{ Coefficient: 1 or -1 }]) return true;
        var rows = places.Select(p =>
            p.Indices is [var index] && inner.FirstOrDefault(f => f.Body.AllSteps().Contains(p.Step)) is { } around
            ? RowMajor.Columns(index, loop.Index, around, definitions) : null).Distinct().ToList();
        return rows is [not null];
    }

    // ── two places of one array ──────────────────────────────────────────────────────────────────────────────

    /// <summary>When an iteration's element at one place is no other iteration's at the other place, where elements lie side by side;
    /// null: never.</summary>
    public static Expr? AreApart(Affine a, Affine b, Expr trips, Windows windows)
    {
        if (a.Coefficient != b.Coefficient || a.Coefficient is not (1 or -1)) return null;
        var (x, y, n) = (windows.Of(a.Rest), windows.Of(b.Rest), windows.Of(trips));
        if (Polynomial.Difference(x, y + n) is >= 0 || Polynomial.Difference(y, x + n) is >= 0) return Const.True;
        // Neighbours.
        if (Polynomial.Difference(x, y) is not null) return null;
        return Ops.Unary(Op.Abs, Identities.Simplify(a.Rest - b.Rest)) >= trips;
    }

    // ── words ────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>What a message calls a variable.</summary>
    public static string Named(Var v, string otherwise = "an array") => v.IsHidden ? otherwise : $"'{v.Word}'";

    // ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────

    /// <summary>What a loop carries that is more than a sum; null where there is no such thing.</summary>
    public static Refusal? Chained(IEnumerable<Carried> carried, Block body)
    {
        if (carried.Where(c => !IsSum(c, body)).Select(c => c.Variable).ToList() is not [var first, ..] chained) return null;
        return new($"each iteration builds on {string.Join(", ", chained.Select(v => Named(v, "a value")).Distinct())} of the one before",
            first);
    }

    /// <summary>Next = Variable + …, and nothing else reads the variable.</summary>
    public static bool IsSum(Carried carried, Block body) => carried.Next is Var next && Adds(carried.Variable, next, body);

    private static bool Adds(Var from, Var to, Block block)
    {
        for (var now = from; ;)
        {
            // A running sum that is read on the way is more than a sum.
            if (now.Equals(to)) return ReadsOf(to, block) == 0;
            if (ReadsOf(now, block) is var reads && reads == 2
                && block.Steps.OfType<If>().SelectMany(s => s.Results, (s, p) => (Choice: s, Phi: p))
                .FirstOrDefault(c => Stays(now, c.Phi.OnTrue, c.Choice.Then) && Stays(now, c.Phi.OnFalse, c.Choice.Else)).Phi is { } phi)
            {
                now = phi.Target;
                continue;
            }
            if (reads != 1) return false;
            var step = block.Steps.FirstOrDefault(s => s.ReadsAround().SelectMany(r => r.Variables()).Contains(now)
                || s.Blocks().Any(b => b.Block.AllReads().Contains(now)));
            Var? after = step switch
            {
                Let { Value: Apply { Op: Op.Add, Args: [var a, var b] } } let when a.Equals(now) || b.Equals(now) => let.Target,
                Let { Value: Apply { Op: Op.Sub, Args: [var a, _] } } let when a.Equals(now) => let.Target,
                Let { Value: Var v } let when v.Equals(now) => let.Target,
                For or While when step.Carries().FirstOrDefault(c => c.Initial.Equals(now)) is { Next: Var next } inner
                    && Adds(inner.Variable, next, step.Blocks().First().Block) => inner.Result,
                _ => null,
            };
            if (after is null) return false;
            now = after;
        }
    }

    // On one side of a choice nothing may be added.
    private static bool Stays(Var from, Expr to, Block side) =>
        to.Equals(from) ? ReadsOf(from, side) == 0 : to is Var v && Adds(from, v, side);

    private static int ReadsOf(Var v, Block block) => block.AllReads().Count(r => r.Equals(v));
}
