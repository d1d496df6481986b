namespace AutoBackprop.Core;

/// <summary>An index as Coefficient · (loop index) + Rest, with a Rest that the loop does not change.</summary>
public sealed record Affine(int Coefficient, Expr Rest)
{
    /// <param name="definitions">What the loop's body defines; null for what it carries.</param>
    public static Affine? Of(Expr expr, Var index, IReadOnlyDictionary<int, Expr?> definitions)
    {
        switch (expr)
        {
            case Var v when v.Equals(index): return new Affine(1, Const.Int(0));
            case Var v when definitions.TryGetValue(v.Id, out var value): return value is null ? null : Of(value, index, definitions);
            case Const or Var: return new Affine(0, expr);
            case Apply { Op: Op.Add or Op.Sub, Args: [var a, var b] } apply when Of(a, index, definitions) is { } x
                && Of(b, index, definitions) is { } y:
                var sign = apply.Op == Op.Add ? 1 : -1;
                return new Affine(x.Coefficient + sign * y.Coefficient, Identities.Simplify(sign > 0 ? x.Rest + y.Rest : x.Rest - y.Rest));
            case Apply { Op: not (Op.Select or Op.And or Op.Or), Type.Kind: Kind.Int } apply:
                var args = apply.Args.Map(a => Of(a, index, definitions));
                return args.All(a => a is { Coefficient: 0 }) ? new Affine(0, apply with { Args = args.Map(a => a!.Rest) }) : null;
            default: return null;
        }
    }
}
