using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The operators of C#, and operations that passes make.</summary>
public static partial class Rules
{
    private static Rule[] Operators =>
    [
        Binary("Add", "{0} + {1}", (a, b, y, g) => [g, g], On(-2, 2), On(-2, 2)) with
        {
            Precedence = 12,
            Analytic = new() { Bounds = a => a[0] + a[1] },
        },
        Binary("Sub", "{0} - {1}", (a, b, y, g) => [g, -g], On(-2, 2), On(-2, 2)) with
        {
            Precedence = 12,
            Analytic = new() { Bounds = a => a[0] - a[1] },
        },
        Binary("Mul", "{0} * {1}", (a, b, y, g) => [g * b, g * a], On(-2, 2), On(-2, 2)) with
        {
            Precedence = 13,
            Derivative = new() { IsProduct = true },
            Analytic = new() { Bounds = a => a[0] * a[1] },
        },
        Binary("Div", "{0} / {1}", (a, b, y, g) => [g / b, -g * y / b], On(-2, 2), On(0.5, 2)) with
        {
            Precedence = 13,
            Derivative = new() { IsProduct = true, Singularities = [Pole(1)], OfSecond = (first, y) => -first * y },
            Analytic = new() { Bounds = a => a[0] / a[1], Shifted = "Softmax" },
        },
        Binary("Rem", "{0} % {1}", (a, b, y, g) => [g, -g * Call(Op.Truncate, a / b)], On(2.1, 2.9), On(0.7, 1)) with
        {
            Precedence = 13,
            Derivative = new() { Kink = new(KinkPlace.WholeQuotient, "slope 1 in x"), Singularities = [Pole(1)] },
        },
        Unary("Neg", "-{0}", (x, y, g) => [-g], On(-2, 2)) with { Precedence = 14, Analytic = new() { Bounds = a => -a[0] } },
        Unary("Plus", "+{0}", (x, y, g) => [g], On(-2, 2)) with { Precedence = 14, Analytic = new() { Bounds = a => a[0] } },
        // Lazy: the branch not taken is not evaluated, so it never contributes a NaN.
        new("Select", "{0} ? {1} : {2}",
            (args, y, g) => [Expr.Zero, Select(args[0], g, Expr.Zero), Select(args[0], Expr.Zero, g)], [On(0, 1), On(-2, 2), On(-2, 2)])
        {
            Precedence = 3,
            Expansion = new()
            {
                Meaning = a => AreTruths([a[1], a[2]]) ? Or(And(a[0], a[1]), And(Not(a[0]), a[2])) : null,
            },
        },
        // Between float and double; a cast to anything else carries no gradient.
        new("Cast", "({1}){0}", (args, y, g) => [args[0].Type.IsReal ? Cast(args[0].Type, g) : Expr.Zero], [On(-2, 2)])
        {
            Precedence = 14,
            Analytic = new() { Bounds = a => a[0] },
        },

        // A value together with where it came from: the whole gradient goes there.
        Binary("Given", "{0}", (value, origin, y, g) => [Expr.Zero, g], On(-2, 2), On(-2, 2)) with { Precedence = 20, IsOurs = true },
        // A value that is proportional to a weight, and 0 where the weight is: see Normalise, and Winners.Forget.
        Binary("Weighted", "{1}", (weight, value, y, g) => [Expr.Zero, g], On(-2, 2), On(-2, 2)) with { Precedence = 20, IsOurs = true },

        // Between a number and a vector of it.
        Lanes("Broadcast", "Vector512.Create({0})"),
        Lanes("BroadcastMask", "{0}"),
        Lanes("SumLanes", "Vector512.Sum({0})"),
        // Before C# 14 an array does not say of what it would be a span.
        new("Overlaps", "global::System.MemoryExtensions.Overlaps<{2}>({0}, {1})", null, [On(0, 1), On(0, 1)])
        {
            Precedence = 20, IsOurs = true,
        },
        new("Iota", "Vector512.Indices{0}", null, []) { IsOurs = true },
        Lanes("ReverseLanes", "Reverse({0})") with { Expansion = new() { Vector = "Reverse" } },
        Lanes("Lane", "Vector512.GetElement({0})") with { Domains = [On(0, 1), On(0, 1)] },
        Lanes("MaxLanes", "MaxLanes({0})") with { Expansion = new() { Vector = "MaxLanes" } },
        Lanes("MinLanes", "MinLanes({0})") with { Expansion = new() { Vector = "MinLanes" } },
        // To a sum of doubles, of floats.
        Lanes("AddWide", "AddWide({0})") with { Domains = [On(0, 1), On(0, 1)], Expansion = new() { Vector = "AddWide" } },
        Lanes("LargestLane", "LargestLane({0})") with { Domains = [On(0, 1), On(0, 1), On(0, 1)],
            Expansion = new() { Vector = "LargestLane" } },
        Lanes("SmallestLane", "SmallestLane({0})") with { Domains = [On(0, 1), On(0, 1), On(0, 1)],
            Expansion = new() { Vector = "SmallestLane" } },
        new("Length", "{0}.Length", null, [On(0, 1)]) { Precedence = 20, Analytic = new() { Range = Interval.NotNegative } },

        Relation("Gt", "{0} > {1}", 10),
        Relation("Lt", "{0} < {1}", 10),
        Relation("Ge", "{0} >= {1}", 10),
        Relation("Le", "{0} <= {1}", 10),
        Relation("Eq", "{0} == {1}", 9) with { Expansion = new() { Meaning = a => AreTruths(a) ? Same(a[0], a[1]) : null } },
        Relation("Ne", "{0} != {1}", 9) with { Expansion = new() { Meaning = a => AreTruths(a) ? Not(Same(a[0], a[1])) : null } },
        Relation("And", "{0} && {1}", 5),
        Relation("Or", "{0} || {1}", 4),
        new("Not", "!{0}", null, [On(0, 1)]) { Precedence = 14 },
        Relation("BitAnd", "{0} & {1}", 8) with { Expansion = new() { Meaning = a => AreTruths(a) ? And(a[0], a[1]) : null } },
        Relation("BitXor", "{0} ^ {1}", 7) with { Expansion = new() { Meaning = a => AreTruths(a) ? Not(Same(a[0], a[1])) : null } },
        Relation("BitOr", "{0} | {1}", 6) with { Expansion = new() { Meaning = a => AreTruths(a) ? Or(a[0], a[1]) : null } },
        new("BitNot", "~{0}", null, [On(0, 1)]) { Precedence = 14 },
        Relation("Shl", "{0} << {1}", 11),
        Relation("Shr", "{0} >> {1}", 11),
        Relation("Ushr", "{0} >>> {1}", 11),
    ];

    private static bool AreTruths(Expr[] args) => args.All(a => a.Type.Kind == Kind.Bool);

    private static Expr Same(Expr p, Expr q) => Or(And(p, q), And(Not(p), Not(q)));
}
