namespace AutoBackprop.Core;

/// <summary>Index arithmetic multiplied out, so that two indices can be told apart: a coefficient per product of other things.</summary>
public sealed class Polynomial
{
    private readonly Dictionary<Factors, long> _terms = [];

    /// <param name="definitions">Index arithmetic that has a name.</param>
    public static Polynomial Of(Expr expr, IReadOnlyDictionary<int, Expr> definitions)
    {
        var sum = new Polynomial();
        switch (expr)
        {
            case Const c: sum.Add(Factors.None, (long)c.Value); break;
            case Var v when definitions.TryGetValue(v.Id, out var value): return Of(value, definitions);
            case Apply { Op: Op.Add, Args: [var a, var b] }: return Of(a, definitions) + Of(b, definitions);
            case Apply { Op: Op.Sub, Args: [var a, var b] }: return Of(a, definitions) - Of(b, definitions);
            case Apply { Op: Op.Mul, Args: [var a, var b] }:
                var right = Of(b, definitions);
                foreach (var x in Of(a, definitions)._terms)
                    foreach (var y in right._terms) sum.Add(x.Key.Times(y.Key), x.Value * y.Value);
                break;
            default: sum.Add(new Factors([expr]), 1); break;
        }
        return sum;
    }

    /// <summary>a - b, if it is a number.</summary>
    public static long? Difference(Polynomial a, Polynomial b) => (a - b).Number;

    /// <summary>If it is one.</summary>
    public long? Number => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms.TryGetValue(Factors.None, out var number) ? number : null;

    /// <summary>Never smaller than this: a number, and lengths of arrays.</summary>
    public bool IsAtLeast(long least)
    {
        _terms.TryGetValue(Factors.None, out var constant);
        return constant >= least
            && _terms.All(t => t.Key.Equals(Factors.None) || t.Value > 0 && t.Key.All(f => f is Apply { Op: Op.Length }));
    }

    public static Polynomial operator +(Polynomial a, Polynomial b) => Sum(a, b, 1);

    public static Polynomial operator -(Polynomial a, Polynomial b) => Sum(a, b, -1);

    private static Polynomial Sum(Polynomial a, Polynomial b, long sign)
    {
        var sum = new Polynomial();
        foreach (var term in a._terms) sum.Add(term.Key, term.Value);
        foreach (var term in b._terms) sum.Add(term.Key, sign * term.Value);
        return sum;
    }

    private void Add(Factors product, long coefficient)
    {
        _terms.TryGetValue(product, out var old);
        if (old + coefficient == 0) _terms.Remove(product);
        else _terms[product] = old + coefficient;
    }

    /// <summary>What is multiplied, in whatever order.</summary>
    private sealed class Factors(IReadOnlyList<Expr> factors) : IEquatable<Factors>
    {
        public static readonly Factors None = new([]);

        private readonly int _hash = factors.Aggregate(0, (sum, f) => unchecked(sum + f.GetHashCode()));

        public Factors Times(Factors other) => new([.. factors, .. other.Items]);

        private IReadOnlyList<Expr> Items => factors;

        public bool All(Func<Expr, bool> holds) => factors.All(holds);

        public bool Equals(Factors? other)
        {
            if (other is null || other._hash != _hash || other.Items.Count != factors.Count) return false;
            var rest = other.Items.ToList();
            return factors.All(rest.Remove);
        }

        public override bool Equals(object? obj) => Equals(obj as Factors);
        public override int GetHashCode() => _hash;
    }
}
