namespace AutoBackprop.Core;

/// <summary>The elements that a vector loop touches: whether vectors may touch them, and whether all of them exist.</summary>
public sealed class VectorMemory(IReadOnlyList<Guarded> body, Arrays arrays, Verdict verdict)
{
    private readonly List<(Var Array, Affine Place, Use Use)> _accesses = [];
    private readonly List<Expr> _conditions = [];
    private readonly Polynomial _nothing = Polynomial.Of(Const.Int(0), new Dictionary<int, Expr>());

    public bool IsEmpty => _accesses.Count == 0;

    public enum Use { Read, Write, Add }

    public void Touch(Var array, Affine place, Use use)
    {
        if (!_accesses.Contains((array, place, use))) _accesses.Add((array, place, use));
    }

    /// <summary>Vectors run only where this holds.</summary>
    public void Require(Expr condition)
    {
        if (!_conditions.Contains(condition)) _conditions.Add(condition);
    }

    /// <summary>An iteration may run twice: it reads nothing that it writes, and adds to nothing.</summary>
    public bool IsRepeatable => !body.Any(g => g.Step is Accumulate) && !ReadsWhatItWrites;

    /// <summary>Run twice, an iteration would find other values than the first time.</summary>
    public bool ReadsWhatItWrites => body.SelectMany(g => Effects.Written(g.Step)).OfType<Var>()
        .Any(w => body.SelectMany(g => g.Step.Reads()).SelectMany(Loads).Any(r => Same(r, w)));

    /// <summary>What one iteration writes no other touches, but to add to it; null where that cannot be so.</summary>
    private Expr? Apart(Expr trips)
    {
        Expr apart = Const.True;
        for (var i = 0; i < _accesses.Count; i++)
            for (var k = 0; k < i; k++)
            {
                var (a, b) = (_accesses[i], _accesses[k]);
                if (a.Use == Use.Read && b.Use == Use.Read || !Same(a.Array, b.Array) || a.Array.Equals(b.Array) && a.Place.Equals(b.Place))
                    continue;
                // Sums run in any order.
                if (a.Use == Use.Add && b.Use == Use.Add) continue;
                if (!a.Array.Equals(b.Array))
                {
                    if (!arrays.Windows.AreApart(a.Array, b.Array))
                        apart = Ops.And(apart, Ops.Not(new Apply(Op.Overlaps, new Expr[] { a.Array, b.Array }, IrType.Bool)));
                    continue;
                }
                if (LoopFacts.AreApart(a.Place, b.Place, trips, arrays.Windows) is not { } places)
                    return verdict.No<Expr>(a.Use == Use.Read || b.Use == Use.Read
                        ? $"an iteration reads elements of {LoopFacts.Named(a.Array)} that others write"
                        : $"iterations write the same elements of {LoopFacts.Named(a.Array)}");
                if (!places.Equals(Const.True)) apart = Ops.And(apart, places);
            }
        return apart;
    }

    private bool Same(Var a, Var b) => arrays.Root(a).Equals(arrays.Root(b));

    private static IEnumerable<Var> Loads(Expr e) =>
        (e is Load { Array: Var a } ? [a] : Enumerable.Empty<Var>()).Concat(e.Children().SelectMany(Loads));

    /// <summary>All elements exist, and iterations do not meet in them; null where they do. (That what is written lies apart from
    /// other parameters was checked at entry.)</summary>
    public Expr? Guard(Expr low, Expr high)
    {
        if (Apart(Identities.Simplify(high - low)) is not { } apart) return null;
        var guard = _conditions.Append(apart).ToList();
        var count = Identities.Simplify(high - low);
        foreach (var (array, place) in _accesses.Select(a => (a.Array, a.Place)).Distinct())
        {
            if (arrays.IsKept(array)) continue;
            var first = place.Coefficient switch
            {
                0 => place.Rest,
                1 => Identities.Simplify(place.Rest + low),
                _ => Identities.Simplify(place.Rest - Identities.Simplify(high - 1)),
            };
            if (Polynomial.Difference(arrays.Windows.Of(first), _nothing) is not >= 0) guard.Add(first >= Const.Int(0));
            var length = Ops.Length(array);
            if (place.Coefficient == 0) guard.Add(first < length);
            else if (IsEnd(length) || arrays.LengthOf(array) is { } allocated && IsEnd(allocated)) continue;
            else if (place is { Coefficient: 1, Rest: Const { Value: 0 } }) guard.Add(high <= length);
            // The sum of both might be too large for an int, and look small.
            else guard.Add(first <= Identities.Simplify(length - count));

            bool IsEnd(Expr end) => Polynomial.Difference(arrays.Windows.Of(first) + arrays.Windows.Of(count), arrays.Windows.Of(end)) == 0;
        }
        return guard.Distinct().Aggregate((Expr)Const.True, Ops.And);
    }
}
