using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>A sum, or the like, over the elements of one or several arrays of one length.</summary>
/// <param name="Arity">Number of arrays.</param>
/// <param name="Steps">Per running value: where it starts, and the next one from it and the elements.</param>
/// <param name="Finish">The result, from the running values and the number of elements.</param>
/// <param name="NeedsElements">Of no elements there is no result.</param>
public sealed record Reduction(string Name, int Arity, (Expr Start, Func<Expr, Expr[], Expr> Next)[] Steps, Func<Expr[], Expr, Expr> Finish,
    bool NeedsElements = false);

/// <summary>A result by element that depends on all elements: first some running values, each over the whole array and knowing
/// those before it, then the elements.</summary>
public sealed record Normalisation(string Name, (Expr Start, Func<Expr, Expr, Expr[], Expr> Next)[] Steps,
    Func<Expr, Expr[], Expr> Element);

/// <summary>Operations on spans whose meaning is a loop over scalar rows: what <c>TensorPrimitives</c> offers. What has the name of
/// a scalar function is that function by element and stands here only if it is spelled differently.</summary>
public static class TensorRules
{
    /// <summary>The type whose methods these are; the package that has it is the user's, not ours.</summary>
    public const string Type = "System.Numerics.Tensors.TensorPrimitives.";

    private static readonly Dictionary<string, Func<Expr[], Expr>> Maps = new()
    {
        ["Add/2"] = a => a[0] + a[1],
        ["Subtract/2"] = a => a[0] - a[1],
        ["Multiply/2"] = a => a[0] * a[1],
        ["Divide/2"] = a => a[0] / a[1],
        ["Remainder/2"] = a => a[0] % a[1],
        ["Negate/1"] = a => -a[0],
        ["Increment/1"] = a => a[0] + One(a[0]),
        ["Decrement/1"] = a => a[0] - One(a[0]),
        ["MultiplyAdd/3"] = a => a[0] * a[1] + a[2],
        ["AddMultiply/3"] = a => (a[0] + a[1]) * a[2],
        ["Reciprocal/1"] = a => One(a[0]) / a[0],
        ["ReciprocalSqrt/1"] = a => One(a[0]) / Call(Op.Sqrt, a[0]),
        ["Sigmoid/1"] = a => Call(Op.Sigmoid, a[0]),
    };

    private static readonly Reduction[] Reductions =
    [
        Sum("Sum", 1, a => a[0], s => s),
        Sum("SumOfSquares", 1, a => a[0] * a[0], s => s),
        Sum("SumOfMagnitudes", 1, a => Call(Op.Abs, a[0]), s => s),
        Sum("Dot", 2, a => a[0] * a[1], s => s),
        Sum("Norm", 1, a => a[0] * a[0], Root),
        Sum("Distance", 2, a => (a[0] - a[1]) * (a[0] - a[1]), Root) with { NeedsElements = true },
        new("Average", 1, [(0, (s, a) => s + a[0])], (s, n) => s[0] / Cast(s[0].Type, n), NeedsElements: true),
        new("CosineSimilarity", 2, [(0, (s, a) => s + a[0] * a[1]), (0, (s, a) => s + a[0] * a[0]), (0, (s, a) => s + a[1] * a[1])],
            (s, n) => s[0] / (Call(Op.Sqrt, s[1]) * Call(Op.Sqrt, s[2])), NeedsElements: true),
        new("Product", 1, [(1, (s, a) => s * a[0])], (s, n) => s[0], NeedsElements: true),
        new("ProductOfSums", 2, [(1, (s, a) => s * (a[0] + a[1]))], (s, n) => s[0], NeedsElements: true),
        new("ProductOfDifferences", 2, [(1, (s, a) => s * (a[0] - a[1]))], (s, n) => s[0], NeedsElements: true),
        new("Max", 1, [(double.NegativeInfinity, (s, a) => Call(Op.Max, s, a[0]))], (s, n) => UnlessNaN(s[0]), NeedsElements: true),
        new("Min", 1, [(double.PositiveInfinity, (s, a) => Call(Op.Min, s, a[0]))], (s, n) => UnlessNaN(s[0]), NeedsElements: true),
    ];

    // No maximum is taken off, since the method takes none off (AB0303): the value is the method's.
    private static readonly Normalisation[] Normalisations =
    [
        new("SoftMax", [(0, (s, x, before) => s + Call(Op.Exp, x))], (x, all) => Call(Op.Exp, x) / all[0]),
    ];

    public static Normalisation? Normalisation(string name) => Array.Find(Normalisations, n => n.Name == name);

    /// <summary>One element of the result, from one of each argument.</summary>
    public static Func<Expr[], Expr>? Map(string name, int arity, IrType type) =>
        Maps.TryGetValue($"{name}/{arity}", out var map) ? map
        : (Rules.Find("double." + name, arity) ?? Rules.Find("System.Math." + name, arity)) is { Pullback: not null } row ? a =>
            new Apply(row.Name, a, type) : null;

    public static Reduction? Reduction(string name, int arity) => Array.Find(Reductions, f => f.Name == name && f.Arity == arity);

    private static Reduction Sum(string name, int arity, Func<Expr[], Expr> term, Func<Expr, Expr> finish) =>
        new(name, arity, [(0, (s, a) => s + term(a))], (s, n) => finish(s[0]));

    // At the origin the slope is 0.
    private static Expr Root(Expr s) => Select(s > 0, Call(Op.Sqrt, s), s);

    // One NaN among the elements is the result; what came after it has no part in that.
    private static Expr UnlessNaN(Expr s) =>
        new Apply(Op.Given, new[] { s, Select(new Apply(Op.IsNaN, new[] { s }, IrType.Bool), 0, s) }, s.Type);

    private static Const One(Expr like) => new(1, like.Type);
}
