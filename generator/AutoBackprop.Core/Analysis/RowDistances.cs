namespace AutoBackprop.Core;

/// <summary>Rows of several arrays that lie equally far apart: one index for each distance serves all of these arrays. A reference for
/// every row of every array would not stay in a register.</summary>
public sealed class RowDistances
{
    private const int Farthest = 8;

    private readonly Dictionary<(Var, Expr), (Expr First, int Rows, Expr Columns)> _places = [];
    private readonly Dictionary<(Expr Columns, int Rows), Var> _indices = [];

    /// <param name="rows">Where vectors of the loop begin, but for the loop's index.</param>
    /// <param name="isNatural">Never negative: an index behind it is no smaller.</param>
    public RowDistances(For loop, IEnumerable<(Var Array, Expr Start)> rows, Func<Expr, Polynomial> polynomial, Func<Expr, bool> isNatural,
        Fresh fresh)
    {
        var arrays = rows.GroupBy(r => r.Array, r => r.Start).Select(g => (Array: g.Key, Rows: Apart([.. g], polynomial, isNatural)))
            .Where(a => a.Rows is not null).ToList();
        foreach (var alike in arrays.GroupBy(a => a.Rows![0].Columns).Where(g => g.Count() > 1))
        {
            foreach (var (array, starts) in alike)
                foreach (var row in starts!) _places[(array, row.Start)] = (starts[0].Start, row.Rows, row.Columns);
            var (last, before) = ((Expr)loop.Index, 0);
            foreach (var distance in alike.SelectMany(a => a.Rows!).Select(r => r.Rows).Where(r => r > 0).Distinct().OrderBy(r => r))
            {
                var index = fresh.Version(loop.Index);
                Indices.Add(new Let(index, Identities.Simplify(last + Identities.Simplify(Const.Int(distance - before) * alike.Key))));
                _indices[(alike.Key, distance)] = index;
                (last, before) = (index, distance);
            }
        }
    }

    /// <summary>What every iteration computes first.</summary>
    public List<Let> Indices { get; } = [];

    /// <summary>The row to start from, and the loop's index there; null where the row stands alone.</summary>
    public (Expr Start, Var? Index)? Of(Var array, Expr start) => _places.TryGetValue((array, start), out var place)
        ? (place.First, place.Rows == 0 ? null : _indices[(place.Columns, place.Rows)]) : null;

    /// <summary>The rows as multiples of one distance behind the first of them; null where they are not.</summary>
    private static List<(Expr Start, int Rows, Expr Columns)>? Apart(List<Expr> starts, Func<Expr, Polynomial> polynomial,
        Func<Expr, bool> isNatural)
    {
        if (starts.Count < 2) return null;
        foreach (var columns in starts.SelectMany(Factors).Distinct().Where(isNatural))
        {
            var rows = starts.ConvertAll(start => (start, Rows(start), columns));
            if (rows.All(r => r.Item2 >= 0)) return rows.ConvertAll(r => (r.start, r.Item2, r.columns));

            int Rows(Expr start) => Enumerable.Range(0, Farthest)
                .Where(k => Polynomial.Difference(polynomial(start), polynomial(starts[0] + Const.Int(k) * columns)) == 0)
                .DefaultIfEmpty(-1).First();
        }
        return null;
    }

    private static IEnumerable<Expr> Factors(Expr index) => index switch
    {
        Apply { Op: Op.Add or Op.Sub, Args: var args } => args.SelectMany(Factors),
        Apply { Op: Op.Mul, Args: var args } => args.SelectMany(a => a is Apply { Op: Op.Mul } ? Factors(a) : [a]),
        _ => [],
    };
}
