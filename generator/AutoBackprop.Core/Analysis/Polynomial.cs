namespace AutoBackprop.Core;

/// <summary>Index arithmetic multiplied out, so that two indices can be told apart: a coefficient per product of other things.</summary>
public sealed class Polynomial
{
    private readonly SortedDictionary<string, long> _terms = new(StringComparer.Ordinal);

    /// <param name="definitions">Index arithmetic that has a name.</param>
    public static Polynomial Of(Expr expr, IReadOnlyDictionary<int, Expr> definitions)
    {
        var sum = new Polynomial();
        switch (expr)
        {
            case Const c: sum.Add("", (long)c.Value); break;
            case Var v when definitions.TryGetValue(v.Id, out var value): return Of(value, definitions);
            case Apply { Op: Op.Add, Args: [var a, var b] }: sum.Add(Of(a, definitions), 1); sum.Add(Of(b, definitions), 1); break;
            case Apply { Op: Op.Sub, Args: [var a, var b] }: sum.Add(Of(a, definitions), 1); sum.Add(Of(b, definitions), -1); break;
            case Apply { Op: Op.Mul, Args: [var a, var b] }:
                var right = Of(b, definitions);
                foreach (var x in Of(a, definitions)._terms)
                    foreach (var y in right._terms) sum.Add(Product(x.Key, y.Key), x.Value * y.Value);
                break;
            default: sum.Add(Dump.Text(expr) + ";", 1); break;
        }
        return sum;
    }

    /// <summary>a - b, if it is a number.</summary>
    public static long? Difference(Polynomial a, Polynomial b)
    {
        var difference = new Polynomial();
        difference.Add(a, 1);
        difference.Add(b, -1);
        return difference._terms.Count == 0 ? 0 : difference._terms.Count == 1 && difference._terms.TryGetValue("", out var number) ? number : null;
    }

    public static Polynomial operator +(Polynomial a, Polynomial b)
    {
        var sum = new Polynomial();
        sum.Add(a, 1);
        sum.Add(b, 1);
        return sum;
    }

    private void Add(Polynomial other, long factor)
    {
        foreach (var term in other._terms.ToList()) Add(term.Key, factor * term.Value);
    }

    private void Add(string product, long coefficient)
    {
        _terms.TryGetValue(product, out var old);
        if (old + coefficient == 0) _terms.Remove(product);
        else _terms[product] = old + coefficient;
    }

    private static string Product(string a, string b) =>
        string.Concat((a + b).Split([';'], StringSplitOptions.RemoveEmptyEntries).OrderBy(f => f, StringComparer.Ordinal).Select(f => f + ";"));
}
