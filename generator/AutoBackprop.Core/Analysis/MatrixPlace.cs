namespace AutoBackprop.Core;

/// <summary>A whole number as Σ coefficient · index + Rest; coefficients are expressions, null for 0.</summary>
public sealed record MatrixPlace(IReadOnlyList<Expr?> Coefficients, Expr Rest)
{
    public Var? Array { get; init; }

    /// <summary>It depends on these two indices and on no other.</summary>
    public bool Is(int row, int column) => Coefficients.Select((c, i) => (c is not null) == (i == row || i == column)).All(fits => fits);

    public Strided Strided(int row, int column) => new(Array!, Rest, Coefficients[row]!, Coefficients[column]!);

    /// <param name="definitions">What the loops define; null for what is not a plain value.</param>
    public static MatrixPlace? Of(Expr expr, IReadOnlyList<Var> indices, IReadOnlyDictionary<int, Expr?> definitions)
    {
        MatrixPlace Plain(Expr rest) => new(new Expr?[indices.Count], rest);
        switch (expr)
        {
            case Var v when indices.ToList().IndexOf(v) is >= 0 and var at:
                return new MatrixPlace([.. indices.Select((_, i) => i == at ? Const.Int(1) : null)], Const.Int(0));
            case Var v when definitions.TryGetValue(v.Id, out var value): return value is null ? null : Of(value, indices, definitions);
            case Const or Var: return Plain(expr);
            case Apply { Op: Op.Length, Args: [Var array] }: return definitions.ContainsKey(array.Id) ? null : Plain(expr);
            case Apply { Op: Op.Add or Op.Sub, Args: [var a, var b] } apply when Of(a, indices, definitions) is { } x
                && Of(b, indices, definitions) is { } y:
                Expr Signed(Expr? p, Expr? q) => Identities.Simplify(q is null
                    ? p! : p is null ? apply.Op == Op.Add ? q : Const.Int(0) - q : apply.Op == Op.Add ? p + q : p - q);
                return new MatrixPlace([.. x.Coefficients.Zip(y.Coefficients, (p, q) => p is null && q is null ? null : Signed(p, q))],
                    Signed(x.Rest, y.Rest));
            case Apply { Op: Op.Mul, Args: [var a, var b] } when Of(a, indices, definitions) is { } x
                && Of(b, indices, definitions) is { } y:
                if (x.Coefficients.All(c => c is null)) (x, y) = (y, x);
                if (!y.Coefficients.All(c => c is null)) return null;
                return new MatrixPlace([.. x.Coefficients.Select(c => c is null ? null : Identities.Simplify(c * y.Rest))],
                    x.Rest is Const { Value: 0 } ? x.Rest : Identities.Simplify(x.Rest * y.Rest));
            case Apply { Op: not (Op.Select or Op.And or Op.Or), Type.Kind: Kind.Int } apply:
                var args = apply.Args.Map(a => Of(a, indices, definitions));
                return args.All(a => a is not null && a.Coefficients.All(c => c is null))
                    ? Plain(apply with { Args = args.Map(a => a!.Rest) }) : null;
            default: return null;
        }
    }
}
