namespace AutoBackprop.Core;

/// <summary>A direction that is 1 along one number and 0 along all others: a loop that only adds up what is proportional to its
/// elements adds up one term, which is computed for that number alone.</summary>
public sealed class UnitDirections
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;
    private readonly Effects _effects;
    private readonly Dictionary<int, Expr> _definitions = [];
    private readonly UnitDirection _direction;
    private readonly HashSet<int> _names;

    private UnitDirections(Method method, UnitDirection direction, Fresh fresh)
    {
        (_fresh, _direction, _arrays) = (fresh, direction, new Arrays(method));
        (_effects, _names) = (new Effects(_arrays), [direction.Memory.Id]);
        foreach (var s in method.Body.AllSteps().OfType<Let>())
            if (s.Target.Type.Kind == Kind.Int) _definitions[s.Target.Id] = s.Value;
            else if (s.Value is Var { Type.IsArray: true } same && _names.Contains(same.Id)) _names.Add(s.Target.Id);
    }

    public static Method Run(Method method, IEnumerable<UnitDirection> directions)
    {
        var fresh = new Fresh(method.NextId);
        foreach (var direction in directions)
        {
            var pass = new UnitDirections(method, direction, fresh);
            // Where an input is overwritten, so is its direction.
            if (method.Body.AllSteps().Count(s => pass._effects.Writes(s, direction.Memory)) == 1)
                method = method with { Body = pass.Of(method.Body) };
        }
        return method with { NextId = fresh.NextId };
    }

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step)
    {
        step = step.MapBlocks(Of);
        return step is For loop && loop.Body.Steps.Any(s => IsElement(s, loop.Index)) && IsWhole(loop) && One(loop) is { } one
            ? one : [step];
    }

    private bool IsElement(Stmt step, Var index) =>
        step is Let { Value: Load { Array: Var array, Indices: [var at] } } && _names.Contains(array.Id) && at.Equals(index);

    /// <summary>The loop runs through all elements.</summary>
    private bool IsWhole(For loop)
    {
        var trips = Resolved(loop.Trips());
        return loop.Step is 1 or -1 && loop.Low().IsZero
            && (trips.Equals(Ops.Length(_direction.Memory)) || trips.Equals(Ops.Length(_direction.Of)));
    }

    private Expr Resolved(Expr e) =>
        Identities.Simplify(e.Rewrite(x => x is Var v && _definitions.TryGetValue(v.Id, out var value) && value is not Load
            ? Resolved(value) : null));

    /// <summary>The loop without what is proportional to the direction, and the one term of that behind it; null where something
    /// else is done with it.</summary>
    private List<Stmt>? One(For loop)
    {
        var shares = new HashSet<int>();                             // proportional to the element
        var sums = loop.Carried.ToDictionary(c => c.Variable.Id, c => (Carried: c, Terms: new List<(Expr Term, bool IsTakenOff)>()));
        var (kept, taken, ends) = (new List<Stmt>(), new List<Stmt>(), new HashSet<int>());
        bool IsShare(Expr e) => e is Var v && shares.Contains(v.Id);
        foreach (var step in loop.Body.Steps)
            if (IsElement(step, loop.Index)) Take(step, ((Let)step).Target);
            else if (!step.Self().SelectMany(s => s.ReadsAround()).SelectMany(r => r.Variables())
                .Any(v => shares.Contains(v.Id) || ends.Contains(v.Id) || _names.Contains(v.Id))) kept.Add(step);
            else if (step is Accumulate { Array: Var into } to && IsShare(to.Value) && !to.Indices.Any(i => i.Variables().Any(IsShare))
                && IsOnlyAddedTo(into, loop)) taken.Add(step);
            else if (step is not Let { Value: Apply value } let) return null;
            else if (IsProportional(value, IsShare)) Take(step, let.Target);
            else if (value is { Op: Op.Add or Op.Sub, Args: [Var a, Var b] })
            {
                var (sum, term) = IsShare(b) ? (a, b) : (b, a);
                if (!IsShare(term) || !sums.TryGetValue(sum.Id, out var known) || value.Op == Op.Sub && term.Equals(a)) return null;
                known.Terms.Add((term, value.Op == Op.Sub));
                sums.Remove(sum.Id);
                sums[let.Target.Id] = known;
                ends.Add(let.Target.Id);
            }
            else return null;

        var added = sums.Where(s => s.Value.Terms.Count > 0).ToList();
        if (added.Any(s => s.Value.Carried.Next is not Var next || next.Id != s.Key)) return null;
        var without = loop.Carried.Where(c => !added.Any(s => s.Value.Carried.Equals(c))).ToArray();
        // Nobody else looks at a sum on its way.
        var ways = new HashSet<int>(added.Select(s => s.Value.Carried.Variable.Id).Concat(ends));
        if (kept.SelectMany(s => s.Self()).SelectMany(s => s.ReadsAround()).Concat(without.Select(c => c.Next))
            .SelectMany(r => r.Variables()).Any(v => ways.Contains(v.Id) || shares.Contains(v.Id))) return null;
        if (Needed(taken, kept, loop) is not { } once) return null;

        var rename = new Rename(_fresh.Version);
        rename.Substitute(loop.Index, _direction.At);
        var behind = new List<Stmt>();
        foreach (var step in once)
            if (IsElement(step, loop.Index)) rename.Substitute(((Let)step).Target, new Const(1, ((Let)step).Target.Type));
            else behind.Add(rename.Of(step));
        foreach (var (carried, terms) in added.Select(s => s.Value))
        {
            var sum = carried.Initial;
            foreach (var (term, isTakenOff) in terms) sum = isTakenOff ? sum - rename.Of(term) : sum + rename.Of(term);
            behind.Add(new Let(carried.Result, Identities.Simplify(sum)));
        }
        return [loop with { Carried = without, Body = loop.Body with { Steps = kept.ToArray() } }, .. behind];

        void Take(Stmt step, Var target)
        {
            taken.Add(step);
            shares.Add(target.Id);
        }
    }

    private static bool IsProportional(Apply value, Func<Expr, bool> isShare) => value switch
    {
        { Op: Op.Mul, Args: [var a, var b] } => isShare(a) != isShare(b),
        { Op: Op.Div, Args: [var a, var b] } => isShare(a) && !isShare(b),
        { Op: Op.Neg or Op.Cast, Args: [var a] } => isShare(a),
        { Op: Op.Add or Op.Sub, Args: [var a, var b] } => isShare(a) && isShare(b),
        _ => false,
    };

    private bool IsOnlyAddedTo(Var array, For loop) => !_names.Contains(array.Id)
        && loop.Body.AllSteps().All(s => s is Accumulate || !_effects.Touches(s, _arrays.Root(array)));

    /// <summary>These steps, and those that they need, in order; null where one needs what other iterations have done.</summary>
    private List<Stmt>? Needed(List<Stmt> taken, List<Stmt> kept, For loop)
    {
        var needed = new List<Stmt>();
        var open = new HashSet<int>(taken.SelectMany(s => s.Reads()).SelectMany(r => r.Variables()).Select(v => v.Id));
        foreach (var step in Enumerable.Reverse(kept))
        {
            if (!step.Defines().Any(v => open.Contains(v.Id))) continue;
            if (step is not Let { Value: not Opaque { IsPure: false } } let) return null;
            if (let.Value is Load { Array: Var array } && loop.Body.AllSteps().Any(s => _effects.Writes(s, _arrays.Root(array))))
                return null;
            needed.Add(step);
            open.UnionWith(let.Value.Variables().Select(v => v.Id));
        }
        if (loop.Carried.Any(c => open.Contains(c.Variable.Id))) return null;
        var all = new HashSet<Stmt>(needed.Concat(taken));
        return [.. loop.Body.Steps.Where(all.Contains)];
    }
}

/// <summary>Memory that holds a 1 at one place, which exists, and as many numbers as an array.</summary>
public sealed record UnitDirection(Var Memory, Var Of, Expr At);
