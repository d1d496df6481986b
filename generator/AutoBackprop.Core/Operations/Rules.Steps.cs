using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Steps, whose slope is 0 almost everywhere, and questions about one number.</summary>
public static partial class Rules
{
    private static Rule[] Steps =>
    [
        // Round/2 takes digits or a MidpointRounding; Sign and ILogB give an int.
        Step("Floor", "Math.Floor", On(-2, 2)) with
        {
            Expansion = new() { Vector = "Floor" },
            Analytic = new() { Bounds = a => Closed(a[0].Map(Math.Floor)) },
        },
        Step("Ceiling", "Math.Ceiling", On(-2, 2)) with
        {
            Expansion = new() { Vector = "Ceiling" },
            Analytic = new() { Bounds = a => Closed(a[0].Map(Math.Ceiling)) },
        },
        Step("Truncate", "Math.Truncate", On(-2, 2)) with
        {
            Expansion = new() { Vector = "Truncate" },
            Analytic = new() { Bounds = a => Closed(a[0].Map(Math.Truncate)) },
        },
        Step("Round", "Math.Round", On(-2, 2)) with { Expansion = new() { Vector = "Round" } },
        Step("RoundTo", "Math.Round", On(-2, 2), On(0, 1)) with { Integers = [1] },
        Step("RoundToward", "Math.Round", On(-2, 2), On(0, 1), On(0, 4)) with { Integers = [1, 2] },
        Step("Sign", "Math.Sign", On(-2, 2)) with { Analytic = new() { Range = On(-1, 1) } },
        Step("ILogB", "Math.ILogB", On(0.2, 4)),

        // Questions
        Predicate("IsNaN", "double.IsNaN") with { Expansion = new() { Meaning = a => Compare(Op.Ne, a[0], a[0]) } },
        Predicate("IsFinite", "double.IsFinite") with { Expansion = new() { Meaning = a => Abs(a[0]) < Infinite } },
        Predicate("IsInfinity", "double.IsInfinity") with { Expansion = new() { Meaning = a => Compare(Op.Eq, Abs(a[0]), Infinite) } },
        Predicate("IsPositiveInfinity", "double.IsPositiveInfinity") with
        {
            Expansion = new() { Meaning = a => Compare(Op.Eq, a[0], Infinite) },
        },
        Predicate("IsNegativeInfinity", "double.IsNegativeInfinity") with
        {
            Expansion = new() { Meaning = a => Compare(Op.Eq, a[0], -Infinite) },
        },
        Predicate("IsPositive", "double.IsPositive") with { Expansion = new() { Meaning = a => Sign(a[0]) > 0 } },
        Predicate("IsNegative", "double.IsNegative") with { Expansion = new() { Meaning = a => Sign(a[0]) < 0 } },
        Predicate("IsRealNumber", "double.IsRealNumber") with { Expansion = new() { Meaning = a => Compare(Op.Eq, a[0], a[0]) } },
        Predicate("IsInteger", "double.IsInteger") with
        {
            Expansion = new() { Meaning = a => And(Abs(a[0]) < Infinite, Compare(Op.Eq, Call(Op.Truncate, a[0]), a[0])) },
        },
        Predicate("IsEvenInteger", "double.IsEvenInteger"),
        Predicate("IsOddInteger", "double.IsOddInteger"),
        Predicate("IsNormal", "double.IsNormal"),
        Predicate("IsSubnormal", "double.IsSubnormal"),
        Predicate("IsPow2", "double.IsPow2"),
    ];

    private static Interval Closed(Interval x) => new(x.Low, x.High);
}
