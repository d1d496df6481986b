using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>What memory an array names: one of a few arrays, or a part of it.</summary>
/// <param name="Roots">Parameters, new arrays, and rows.</param>
/// <param name="Which">The number of the root.</param>
/// <param name="Start">Of the part; null for all of it.</param>
internal sealed record Extent(EquatableArray<Expr> Roots, Expr Which, Expr? Start, Expr? Length)
{
    public static Extent Whole(Expr root) => new(new[] { root }, Const.Int(0), null, null);

    public IEnumerable<Expr> Numbers => Start is null ? [Which] : [Which, Start, Length!];

    /// <summary>The same memory among these roots; null if it may be another.</summary>
    public Extent? Among(EquatableArray<Expr> roots)
    {
        var at = Roots.Select(r => roots.ToList().IndexOf(r)).ToList();
        if (at.Contains(-1)) return null;
        Expr which = Const.Int(at[^1]);
        for (var i = at.Count - 2; i >= 0; i--)
            which = at[i] == i && at.Skip(i).Select((n, k) => n == i + k).All(same => same)
            ? Which : Ops.Select(new Apply(Op.Eq, new[] { Which, Const.Int(i) }, IrType.Bool), Const.Int(at[i]), which);
        return this with { Roots = roots, Which = which };
    }

    /// <summary>The root that is named.</summary>
    public Expr Root(IrType type)
    {
        var root = Roots[Roots.Count - 1];
        for (var i = Roots.Count - 2; i >= 0; i--)
            root = new Apply(Op.Select, new[] { new Apply(Op.Eq, new[] { Which, Const.Int(i) }, IrType.Bool), Roots[i], root }, type);
        return root;
    }
}
