using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The words that the formulas of the rows are written in.</summary>
internal static class VectorWords
{
    /// <summary>In the order in which .NET sums.</summary>
    public static Expr Sum(Vec a) => a.Numbers.Count switch
    {
        2 => Vec.Plus(a.X, a.Y),
        3 => Vec.Plus(Vec.Plus(a.X, a.Y), a.Z),
        _ => Vec.Plus(Vec.Plus(a.X, a.Y), Vec.Plus(a.Z, a.W)),
    };

    public static Expr Dot(Vec a, Vec b) => Sum(a * b);

    /// <summary>At zero its slope is 0.</summary>
    public static Expr Length(Vec a) => Call(Op.Norm, Dot(a, a));

    public static Vec Normalize(StructuredBody s, Vec a) => a / s.Name(Length(a));

    public static Vec Cross(Vec a, Vec b) => a.At(1, 2, 0) * b.At(2, 0, 1) - a.At(2, 0, 1) * b.At(1, 2, 0);

    /// <summary>a b + c, with one rounding where the machine can.</summary>
    public static Vec Fused(Vec a, Vec b, Vec c) => Vec.Zip(a, b, c, Vec.Fused);

    public static Vec Lerp(Vec a, Vec b, Vec t) => Fused(a, 1.0 - t, b * t);

    public static Vec Each(string op, Vec a) => a.Map(x => Call(op, x));
    public static Vec Each(string op, Vec a, Vec b) => Vec.Zip(a, b, (x, y) => Call(op, x, y));
    public static Vec Clamp(Vec a, Vec low, Vec high) => Each(Op.Min, Each(Op.Max, a, low), high);

    /// <summary>Of one number.</summary>
    public static Expr Of(string op, Vec a) => Call(op, a.Number);

    public static Expr All(string relation, Vec a, Vec b) => Vec.Zip(a, b, (x, y) => Compare(relation, x, y)).Numbers.Aggregate(And);
    public static Expr Any(string relation, Vec a, Vec b) => Vec.Zip(a, b, (x, y) => Compare(relation, x, y)).Numbers.Aggregate(Or);

    /// <summary>The value without its gradient.</summary>
    public static Expr Stop(Expr value) => Opaque.Stop(value);

    public static Vec Name(this StructuredBody s, Vec a) => a.Map(s.Name);

    public static Vec Choose(this StructuredBody s, Expr condition, Func<Vec> onTrue, Func<Vec> onFalse) =>
        new(s.Choose(condition, () => [.. onTrue().Numbers], () => [.. onFalse().Numbers]));

    /// <summary>The one at a place that is known when it runs.</summary>
    public static Vec Pick(StructuredBody s, IReadOnlyList<Vec> items, Expr at)
    {
        if (at is Const { Value: var known } && known >= 0 && known < items.Count) return items[(int)known];
        Inside(s, at, items.Count);
        var picked = items[items.Count - 1];
        for (var i = items.Count - 2; i >= 0; i--)
            picked = Vec.Zip(items[i], picked, (x, y) => Select(Compare(Op.Eq, at, Const.Int(i)), x, y));
        return picked;
    }

    /// <summary>They, with another in its place.</summary>
    public static Vec Put(StructuredBody s, IReadOnlyList<Vec> items, Expr at, Vec item)
    {
        var isKnown = at is Const { Value: var known } && known >= 0 && known < items.Count;
        if (!isKnown) Inside(s, at, items.Count);
        Vec Chosen(Vec old, int i) => isKnown ? ((Const)at).Value == i ? item : old
            : Vec.Zip(item, old, (x, y) => Select(Compare(Op.Eq, at, Const.Int(i)), x, y));
        return Vec.Join([.. items.Select(Chosen)]);
    }

    private static void Inside(StructuredBody s, Expr at, int count) =>
        s.Refuse(Or(at < Const.Int(0), at >= Const.Int(count)), Library.OutOfRange("index"));

    public static IReadOnlyList<Vec> Singly(Vec a) => [.. a.Numbers.Select(n => (Vec)n)];

    public static IReadOnlyList<Vec> Rows(Vec matrix, int width) =>
        [.. Enumerable.Range(0, matrix.Numbers.Count / width).Select(i => matrix.Row(i, width))];
}
