using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The rule table: what every other part knows about an operation, it knows from its row. One file per family of rows.
/// x, a, b: arguments   y: result   g: adjoint of the result.</summary>
public static partial class Rules
{
    // Properties, not fields: those of several files of one class are initialised in no certain order.
    public static readonly Rule[] All =
    [
        .. Operators, .. Exponentials, .. Powers, .. Trigonometry, .. Hyperbolics, .. Choices, .. Compound, .. Steps,
        .. ActivationRows, .. SpecialFunctions, .. GammaFunctions, .. BesselFunctions, .. LossRows,
    ];

    /// <summary>The operations as other libraries have them. On vectors they would be ours: their loops stay as they are.</summary>
    public static readonly Rule[] Foreign =
    [
        .. from row in All
           from method in row.Elsewhere
           select row with
           {
               Name = method.Name,
               Spelling = method.Name,
               Also = [],
               Elsewhere = [],
               Expansion = new(),
               CanThrow = method.CanThrow,
           },
    ];

    private static readonly Rule[] Everything = [.. All, .. Foreign];
    private static readonly Dictionary<string, Rule> ByName = Everything.ToDictionary(r => r.Name);
    private static readonly Dictionary<string, Rule> ByMethod =
        Everything.SelectMany(r => r.Methods.Select(m => (Key: $"{m}/{r.Arity}", Rule: r))).GroupBy(p => p.Key)
            .ToDictionary(p => p.Key, p => p.First().Rule);

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

    private static Rule Ternary(string name, string spelling, Func<Expr, Expr, Expr, Expr, Expr, Expr[]> pullback, Interval a, Interval b,
        Interval c) =>
        new(name, spelling, (args, y, g) => pullback(args[0], args[1], args[2], y, g), [a, b, c]);

    private static Rule Step(string name, string spelling, params Interval[] domains) =>
        new(name, spelling, (args, y, g) => [.. args.Select(_ => Expr.Zero)], domains) { Derivative = new() { IsStep = true } };

    private static Rule Relation(string name, string spelling, int precedence) =>
        new(name, spelling, null, [On(-2, 2), On(-2, 2)]) { Precedence = precedence };

    private static Foreign[] MathNet(string function) => [new("MathNet.Numerics.SpecialFunctions." + function)];

    private static Singularity Pole(int argument) => new(argument, 0, HasValue: false, Domain: 0);

    private static Singularity Edge(double at) => new(0, at, HasValue: false, Domain: 1);

    private static Rule Lanes(string name, string spelling) => new(name, spelling, null, [On(0, 1)]) { Precedence = 20, IsOurs = true };

    /// <summary>A truth about one number: no derivative, and none is missed.</summary>
    private static Rule Predicate(string name, string spelling) => new(name, spelling, null, [On(-2, 2)]);
}
