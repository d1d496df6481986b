using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The rule table: what every other part knows about an operation, it knows from its row here.
/// x, a, b: arguments   y: result   g: adjoint of the result.</summary>
public static partial class Rules
{
    private static readonly Rule[] Operators =
    [
        Binary("Add", "{0} + {1}", (a, b, y, g) => [g, g],                  On(-2, 2), On(-2, 2)) with { Precedence = 12 },
        Binary("Sub", "{0} - {1}", (a, b, y, g) => [g, -g],                 On(-2, 2), On(-2, 2)) with { Precedence = 12 },
        Binary("Mul", "{0} * {1}", (a, b, y, g) => [g * b, g * a],          On(-2, 2), On(-2, 2)) with { Precedence = 13 },
        Binary("Div", "{0} / {1}", (a, b, y, g) => [g / b, -g * y / b],     On(-2, 2), On(0.5, 2)) with { Precedence = 13 },
        Binary("Rem", "{0} % {1}", (a, b, y, g) => [g, -g * Call(Op.Truncate, a / b)], On(2.1, 2.9), On(0.7, 1)) with { Precedence = 13, Kink = "x / y whole: slope 1 in x" },
        Unary("Neg",  "-{0}",      (x, y, g) => [-g],                       On(-2, 2)) with { Precedence = 14 },
        Unary("Plus", "+{0}",      (x, y, g) => [g],                        On(-2, 2)) with { Precedence = 14 },
        // Lazy: the branch not taken is not evaluated, so it never contributes a NaN.
        new("Select", "{0} ? {1} : {2}", (args, y, g) => [Expr.Zero, Select(args[0], g, Expr.Zero), Select(args[0], Expr.Zero, g)],
            [On(0, 1), On(-2, 2), On(-2, 2)]) { Precedence = 3 },
        // Between float and double; a cast to anything else carries no gradient.
        new("Cast", "({1}){0}", (args, y, g) => [args[0].Type.IsReal ? Cast(args[0].Type, g) : Expr.Zero], [On(-2, 2)]) { Precedence = 14 },

        // A value together with where it came from: the whole gradient goes there.
        Binary("Given", "{0}", (value, origin, y, g) => [Expr.Zero, g], On(-2, 2), On(-2, 2)) with { Precedence = 20, IsOurs = true },

        // A value that is proportional to a weight, and 0 where the weight is: see Normalise, and Winners.Forget.
        Binary("Weighted", "{1}", (weight, value, y, g) => [Expr.Zero, g], On(-2, 2), On(-2, 2)) with { Precedence = 20, IsOurs = true },

        // Between a number and a vector of it.
        Lanes("Broadcast", "Vector512.Create({0})"), Lanes("BroadcastMask", "{0}"), Lanes("SumLanes", "Vector512.Sum({0})"),
        new("Overlaps", "global::System.MemoryExtensions.Overlaps({0}, {1})", null, [On(0, 1), On(0, 1)]) { Precedence = 20, IsOurs = true },
        new("Iota", "Vector512.Indices{0}", null, []) { IsOurs = true }, Lanes("ReverseLanes", "Reverse({0})") with { Vector = "Reverse" },
        Lanes("Lane", "Vector512.GetElement({0})"), Lanes("MaxLanes", "MaxLanes({0})") with { Vector = "MaxLanes" }, Lanes("MinLanes", "MinLanes({0})") with { Vector = "MinLanes" },
        Lanes("LargestLane", "LargestLane({0})") with { Vector = "LargestLane", Domains = [On(0, 1), On(0, 1), On(0, 1)] },
        Lanes("SmallestLane", "SmallestLane({0})") with { Vector = "SmallestLane", Domains = [On(0, 1), On(0, 1), On(0, 1)] },
        new("Length", "{0}.Length", null, [On(0, 1)]) { Precedence = 20 },
        Relation("Gt", "{0} > {1}", 10), Relation("Lt", "{0} < {1}", 10), Relation("Ge", "{0} >= {1}", 10), Relation("Le", "{0} <= {1}", 10),
        Relation("Eq", "{0} == {1}", 9), Relation("Ne", "{0} != {1}", 9),
        Relation("And", "{0} && {1}", 5), Relation("Or", "{0} || {1}", 4), new("Not", "!{0}", null, [On(0, 1)]) { Precedence = 14 },
        Relation("BitAnd", "{0} & {1}", 8), Relation("BitXor", "{0} ^ {1}", 7), Relation("BitOr", "{0} | {1}", 6), new("BitNot", "~{0}", null, [On(0, 1)]) { Precedence = 14 },
        Relation("Shl", "{0} << {1}", 11), Relation("Shr", "{0} >> {1}", 11), Relation("Ushr", "{0} >>> {1}", 11),
    ];

    public static readonly Rule[] All = [.. new[] { Operators, Functions, ActivationRows, LossRows }.SelectMany(rows => rows).Select(Bounded).Select(Located).Select(Spelled)];

    private static readonly Dictionary<string, Rule> ByName = All.ToDictionary(r => r.Name);
    private static readonly Dictionary<string, Rule> ByMethod =
        All.SelectMany(r => r.Methods.Select(m => (Key: $"{m}/{r.Arity}", Rule: r))).GroupBy(p => p.Key).ToDictionary(p => p.Key, p => p.First().Rule);

    public static Rule Of(string op) => ByName[op];

    /// <summary>The row that a method of this full name and number of parameters lowers to, if there is one.</summary>
    public static Rule? Find(string method, int arity) => ByMethod.TryGetValue($"{method}/{arity}", out var rule) ? rule : null;

    /// <summary>What the backward sweep reads back: "x0", "x1", "y". Asked of the formula itself.</summary>
    public static IEnumerable<string> Needs(this Rule rule)
    {
        if (rule.Pullback is null) return [];
        Expr[] args = [.. Enumerable.Range(0, rule.Arity).Select(i => new Var($"x{i}", i, IrType.Double))];
        return rule.Pullback(args, new Var("y", 98, IrType.Double), new Var("g", 99, IrType.Double))
            .SelectMany(e => e.Variables()).Select(v => v.Name).Where(n => n != "g").Distinct();
    }

    private static Interval On(double low, double high) => new(low, high);

    private static Rule Unary(string name, string spelling, Func<Expr, Expr, Expr, Expr[]> pullback, Interval x) =>
        new(name, spelling, (args, y, g) => pullback(args[0], y, g), [x]);

    private static Rule Binary(string name, string spelling, Func<Expr, Expr, Expr, Expr, Expr[]> pullback, Interval a, Interval b) =>
        new(name, spelling, (args, y, g) => pullback(args[0], args[1], y, g), [a, b]);

    private static Rule Ternary(string name, string spelling, Func<Expr, Expr, Expr, Expr, Expr, Expr[]> pullback, Interval a, Interval b, Interval c) =>
        new(name, spelling, (args, y, g) => pullback(args[0], args[1], args[2], y, g), [a, b, c]);

    private static Rule Step(string name, string spelling, params Interval[] domains) =>
        new(name, spelling, (args, y, g) => [.. args.Select(_ => Expr.Zero)], domains) { IsStep = true };

    private static Rule Relation(string name, string spelling, int precedence) =>
        new(name, spelling, null, [On(-2, 2), On(-2, 2)]) { Precedence = precedence };

    private static Rule Lanes(string name, string spelling) => new(name, spelling, null, [On(0, 1)]) { Precedence = 20, IsOurs = true };

    /// <summary>A truth about one number: no derivative, and none is missed.</summary>
    private static Rule Predicate(string name, string spelling) => new(name, spelling, null, [On(-2, 2)]);
}
