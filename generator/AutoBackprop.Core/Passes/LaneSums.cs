namespace AutoBackprop.Core;

/// <summary>Sums in lanes: what all iterations add to is added up in vectors, which are summed at the end.</summary>
public sealed class LaneSums(Fresh fresh, IrType vector)
{
    private readonly Dictionary<int, (Var Sums, Var Into)> _sums = [];

    /// <summary>The vectors for an array outside the loop.</summary>
    public Var Of(Var into)
    {
        if (!_sums.TryGetValue(into.Id, out var known))
            _sums[into.Id] = known = (fresh.Named("sums_" + into.Name, IrType.SpanOf(vector), Role.Auxiliary), into);
        return known.Sums;
    }

    /// <summary>Before so many iterations.</summary>
    public IEnumerable<Stmt> Memory(Expr trips)
    {
        foreach (var (sums, into) in _sums.Values)
        {
            var size = into.Type.Rank == 1 && !into.Type.Element!.IsArray ? Ops.Length(into) : into;
            yield return new Allocate(sums, Library.Lanes("Room", [size, trips], IrType.Int));
        }
    }

    /// <summary>After them.</summary>
    public IEnumerable<Stmt> Totals => _sums.Values.Select(s => Library.LanesDo("Total", [s.Sums, s.Into]));
}
