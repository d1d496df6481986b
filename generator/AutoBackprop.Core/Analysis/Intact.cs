namespace AutoBackprop.Core;

/// <summary>Whether a member that throws leaves memory half written: not where it throws before it writes there. On the way back nothing
/// throws that has not thrown on the way forward.</summary>
public sealed class Intact
{
    private const int MostConditions = 12;

    private readonly Method _method;
    private readonly Failing _failing;
    private readonly Effects _effects;
    private readonly Beforehand _beforehand;

    private Intact(Method method) =>
        (_method, _failing, _effects, _beforehand) = (method, new Failing(method), new Effects(new Arrays(method)), new Beforehand(method));

    /// <summary>The destinations of a member that are never left half written, each with what must hold for that.</summary>
    public static EquatableArray<(Var Destination, Expr Condition)> Of(Method method)
    {
        var pass = new Intact(method);
        return method.Destinations.Select(d => (d.Gradient, Condition: pass.Condition(d.Gradient))).Where(d => d.Condition is not null)
            .Select(d => (d.Gradient, d.Condition!)).ToArray();
    }

    private Expr? Condition(Var destination)
    {
        var steps = _method.Body.Steps.ToList();
        var isZeroed = _method.Zeroed.Contains(destination) || _method.Covered.Any(c => c.Array.Equals(destination));
        var first = isZeroed ? 0 : steps.FindIndex(s => _effects.WritesAnywhere(s, destination));
        if (first < 0) return Const.True;
        var turn = steps.FindIndex(s => s is Comment { IsTurn: true });
        // A rule of the user's own may throw wherever it likes.
        if (turn < 0 || steps.Skip(turn).SelectMany(Walk.Self).Any(s => s is Call or Execute && Ops.Cleared(s) is null && !IsOurs(s)))
            turn = steps.Count;
        var conditions = new List<Expr>();
        for (var i = first; i < turn; i++)
            if (!Ends(steps[i], [], conditions)) return null;
        return conditions.Count > MostConditions ? null : conditions.Aggregate((Expr)Const.True, Ops.And);
    }

    // What the forward sweep called with the same arguments.
    private static bool IsOurs(Stmt step) => step is Call { Callee: { Sweep: Sweep.Backward, IsOfLibrary: true } };

    /// <summary>The step does not throw where the conditions hold; false where that cannot be said.</summary>
    private bool Ends(Stmt step, IReadOnlyList<For> around, List<Expr> conditions)
    {
        if (step is Call or Product or Throw or Grow || step is Execute && Ops.Cleared(step) is null) return false;
        if (step is Allocate memory && _failing.Can(memory)) return false;
        if (Effects.Place(step) is var (array, indices) && !IsInside(array, indices, around, conditions)) return false;
        var reads = step is Let { Value: Load load } ? [.. load.Indices] : step is Execute ? [] : step.ReadsAround();
        if (!reads.All(e => Ends(e, conditions))) return false;
        var inner = step is For loop ? [.. around, loop] : around;
        return step.Blocks().All(b => b.Block.Steps.All(s => Ends(s, inner, conditions)));
    }

    private bool Ends(Expr e, List<Expr> conditions)
    {
        if (!_failing.Can(e)) return true;
        if (e is not Apply { Op: Op.Div or Op.Rem, Type.Kind: Kind.Int, Args: [var a, var b] } || !Ends(a, conditions)
            || _beforehand.Of(b) is not { } divisor)
            return e is Apply { Type.Kind: not Kind.Array } apply && !Rules.Of(apply.Op).CanThrow && apply.Op is not (Op.Div or Op.Rem)
                && !_method.ChecksOverflow && apply.Args.All(x => Ends(x, conditions));
        return Require(divisor > Const.Int(0), conditions);
    }

    private bool IsInside(Expr array, EquatableArray<Expr> indices, IReadOnlyList<For> around, List<Expr> conditions)
    {
        if (!_failing.Can(new Load(array, indices, array.Type.Element!))) return true;
        if (array is not Var { Type.Rank: 1 } || indices is not [var index] || _beforehand.Of(Ops.Length(array)) is not { } length) return false;
        foreach (var loop in around.Reverse().Where(l => l.Step is 1 or -1))
            if (Affine.Of(index, loop.Index, LoopFacts.IndexDefinitions(loop)) is { Coefficient: 1, Rest: var rest }
                && _beforehand.Of(rest + loop.Low()) is { } low
                && _beforehand.Of(rest + (loop.Step > 0 ? loop.To : loop.From + Const.Int(1))) is { } end)
                return Require(low >= Const.Int(0), conditions) && Require(end <= length, conditions);
        return _beforehand.Of(index) is { } place && Require(place >= Const.Int(0), conditions) && Require(place < length, conditions);
    }

    private static bool Require(Expr condition, List<Expr> conditions)
    {
        condition = Identities.Simplify(condition);
        if (condition is Const { Value: 0 }) return false;
        if (condition is Apply { Op: Op.Le or Op.Ge, Args: [var a, var b] } && a.Equals(b)) return true;
        if (condition is not Const && !conditions.Contains(condition)) conditions.Add(condition);
        return true;
    }
}
