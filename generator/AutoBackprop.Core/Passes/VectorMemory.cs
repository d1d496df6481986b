namespace AutoBackprop.Core;

/// <summary>The elements that a vector loop touches: whether vectors may touch them, and whether all of them exist.</summary>
public sealed class VectorMemory(IReadOnlyList<Guarded> body, Arrays arrays)
{
    private readonly List<(Var Array, Affine Place, bool IsWrite)> _accesses = [];
    private readonly List<Expr> _conditions = [];

    public bool IsEmpty => _accesses.Count == 0;

    public void Touch(Var array, Affine place, bool isWrite)
    {
        if (!_accesses.Contains((array, place, isWrite))) _accesses.Add((array, place, isWrite));
    }

    /// <summary>Vectors run only where this holds.</summary>
    public void Require(Expr condition)
    {
        if (!_conditions.Contains(condition)) _conditions.Add(condition);
    }

    /// <summary>An iteration may run twice: it reads nothing that it writes, and adds to nothing.</summary>
    public bool IsRepeatable => !body.Any(g => g.Step is Accumulate) && !ReadsWhatItWrites;

    /// <summary>Run twice, an iteration would find other values than the first time.</summary>
    public bool ReadsWhatItWrites => body.Select(g => g.Step switch { Store { Array: Var a } => a, Accumulate { Array: Var a } => a, _ => null }).OfType<Var>()
        .Any(w => body.SelectMany(g => g.Step.Reads()).SelectMany(Loads).Any(r => Same(r, w)));

    /// <summary>What is written is touched at one and the same place in each iteration and nowhere else; or at places that may lie
    /// apart by more than the loop is long, which is asked before it runs.</summary>
    public bool IsSafe() => _accesses.Where(a => a.IsWrite).All(w => _accesses.Where(a => Same(a.Array, w.Array))
            .All(a => a.Array.Equals(w.Array) && (a.Place.Equals(w.Place) || a.Place.Coefficient == w.Place.Coefficient && !Row(a.Place.Rest).Equals(Row(w.Place.Rest))))
        && Touched().Where(t => Same(t, w.Array)).All(t => t.Equals(w.Array)));

    private static Expr Row(Expr offset) => offset switch
    {
        Const => Const.Int(0),
        Apply { Op: "Add" or "Sub", Args: [var a, Const] } => Row(a),
        _ => offset,
    };

    private bool Same(Var a, Var b) => arrays.Root(a).Equals(arrays.Root(b));

    private IEnumerable<Var> Touched() => body.SelectMany(g => g.Step switch
    {
        Store { Array: Var a } s => s.Reads().SelectMany(Loads).Append(a),
        Accumulate { Array: Var a } s => s.Reads().SelectMany(Loads).Append(a),
        _ => g.Step.Reads().SelectMany(Loads),
    }).Concat(body.Where(g => g.Condition is not null).SelectMany(g => Loads(g.Condition!)));

    private static IEnumerable<Var> Loads(Expr e) => (e is Load { Array: Var a } ? [a] : Enumerable.Empty<Var>()).Concat(e.Children().SelectMany(Loads));

    /// <summary>All elements exist. (That what is written lies apart from all else was checked at entry.)</summary>
    public Expr Guard(Expr low, Expr high)
    {
        var guard = _conditions.Aggregate((Expr)Const.True, Ops.And);
        foreach (var (array, place) in _accesses.Select(a => (a.Array, a.Place)).Distinct())
        {
            Expr At(Expr i) => place.Coefficient switch
            {
                0 => place.Rest,
                1 => Identities.Simplify(place.Rest + i),
                -1 => Identities.Simplify(place.Rest - i),
                var c => Identities.Simplify(place.Rest + i * Const.Int(c)),
            };
            var (first, end) = place.Coefficient >= 0 ? (At(low), At(high)) : (At(Identities.Simplify(high - 1)), At(Identities.Simplify(low - 1)));
            if (place.Coefficient is not (1 or -1)) end = Identities.Simplify(At(place.Coefficient >= 0 ? Identities.Simplify(high - 1) : low) + 1);
            if (first is not Const { Value: >= 0 }) guard = Ops.And(guard, first >= Const.Int(0));
            if (!end.Equals(Ops.Length(array)) && !end.Equals(arrays.LengthOf(array))) guard = Ops.And(guard, end <= Ops.Length(array));
        }
        foreach (var written in _accesses.Where(a => a.IsWrite).Select(a => a.Array).Distinct())
        {
            var places = _accesses.Where(a => a.Array.Equals(written)).Select(a => a.Place.Rest).Distinct().ToList();
            for (var i = 1; i < places.Count; i++) guard = Ops.And(guard, Identities.Simplify(places[i] - places[i - 1]) >= Identities.Simplify(high - low));
        }
        return guard;
    }
}
