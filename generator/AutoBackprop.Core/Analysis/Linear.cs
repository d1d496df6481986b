namespace AutoBackprop.Core;

/// <summary>A whole number as a sum of multiples of what cannot be taken apart, and a constant.</summary>
public sealed class Linear
{
    private readonly Dictionary<Expr, long> _terms = [];

    public long Constant { get; private set; }
    public bool IsConstant => _terms.Count == 0;

    /// <param name="definitions">What variables stand for; null for those that are taken as they are.</param>
    public static Linear Of(Expr expr, IReadOnlyDictionary<int, Expr?> definitions)
    {
        var sum = new Linear();
        sum.Add(expr, 1, definitions);
        return sum;
    }

    private void Add(Expr expr, long times, IReadOnlyDictionary<int, Expr?> definitions)
    {
        switch (expr)
        {
            case Const c: Constant += times * (long)c.Value; break;
            case Var v when definitions.TryGetValue(v.Id, out var value) && value is not null: Add(value, times, definitions); break;
            case Apply { Op: Op.Add, Args: [var a, var b] }: Add(a, times, definitions); Add(b, times, definitions); break;
            case Apply { Op: Op.Sub, Args: [var a, var b] }: Add(a, times, definitions); Add(b, -times, definitions); break;
            case Apply { Op: Op.Neg, Args: [var a] }: Add(a, -times, definitions); break;
            case Apply { Op: Op.Mul, Args: [var a, Const c] }: Add(a, times * (long)c.Value, definitions); break;
            case Apply { Op: Op.Mul, Args: [Const c, var a] }: Add(a, times * (long)c.Value, definitions); break;
            default: Add(expr, times); break;
        }
    }

    private void Add(Expr term, long times)
    {
        var sum = (_terms.TryGetValue(term, out var old) ? old : 0) + times;
        if (sum == 0) _terms.Remove(term);
        else _terms[term] = sum;
    }

    public long Of(Expr term) => _terms.TryGetValue(term, out var times) ? times : 0;

    /// <summary>All variables in it.</summary>
    public IEnumerable<Var> Variables => _terms.Keys.SelectMany(t => t.Variables());

    /// <summary>Without one of its terms.</summary>
    public Linear Without(Expr term)
    {
        var rest = new Linear { Constant = Constant };
        foreach (var t in _terms.Where(t => !t.Key.Equals(term))) rest._terms[t.Key] = t.Value;
        return rest;
    }

    public Linear Plus(Linear other, long times = 1)
    {
        var sum = new Linear { Constant = Constant + times * other.Constant };
        foreach (var t in _terms) sum._terms[t.Key] = t.Value;
        foreach (var t in other._terms) sum.Add(t.Key, times * t.Value);
        return sum;
    }

    /// <summary>As C# would write it; null where a factor is beyond int.</summary>
    public Expr? Text()
    {
        if (_terms.Values.Append(Constant).Any(t => Math.Abs(t) > int.MaxValue)) return null;
        Expr? sum = null;
        foreach (var (term, times) in _terms.OrderByDescending(t => t.Value > 0).Select(t => (t.Key, t.Value)))
        {
            var size = Math.Abs(times) == 1 ? term : term * Const.Int((int)Math.Abs(times));
            sum = sum is null ? times > 0 ? size : -size : times > 0 ? sum + size : sum - size;
        }
        return Identities.Simplify(sum is null
            ? Const.Int((int)Constant) : Constant >= 0 ? sum + Const.Int((int)Constant) : sum - Const.Int((int)-Constant));
    }
}
