using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Exponentials and logarithms. Of .NET's functions beside 1 and 0 there are exact ones in <c>Special</c>: the same rows, spelled
/// differently.</summary>
public static partial class Rules
{
    private const double Ln2 = 0.693147180559945309417, Ln10 = 2.302585092994045684018;

    private static Rule[] Exponentials =>
    [
        Unary("Exp", "Math.Exp", (x, y, g) => [g * y], On(-2, 2)) with
        {
            Derivative = new() { VanishesFarOut = true, OverflowsBeyond = 709.78 },
            Expansion = new() { Vector = "Exp" },
            Analytic = new() { Range = On(0, Infinite), Increasing = Math.Exp, IsNatural = true },
        },
        Unary("Exp2", "double.Exp2", (x, y, g) => [g * Ln2 * y], On(-2, 2)) with
        {
            Derivative = new() { VanishesFarOut = true, OverflowsBeyond = 1024 },
            Expansion = new() { Vector = "Exp2" },
            Analytic = new() { Range = On(0, Infinite), Increasing = x => Math.Pow(2, x) },
        },
        Unary("Exp10", "double.Exp10", (x, y, g) => [g * Ln10 * y], On(-1, 1)) with
        {
            Derivative = new() { VanishesFarOut = true, OverflowsBeyond = 308.25 },
            Expansion = new() { Vector = "Exp10" },
            Analytic = new() { Range = On(0, Infinite), Increasing = x => Math.Pow(10, x) },
        },
        ExpM1("ExpM1", "double.ExpM1") with { Expansion = new() { Meaning = a => Exp(a[0]) - 1 } },
        Unary("Exp2M1", "double.Exp2M1", (x, y, g) => [g * Ln2 * Call(Op.Exp2, x)], On(-2, 2)) with
        {
            Derivative = new() { OverflowsBeyond = 1024 },
            Expansion = new() { Meaning = a => Call(Op.Exp2, a[0]) - 1 },
            Analytic = new() { Range = On(-1, Infinite) },
        },
        Unary("Exp10M1", "double.Exp10M1", (x, y, g) => [g * Ln10 * Call(Op.Exp10, x)], On(-1, 1)) with
        {
            Derivative = new() { OverflowsBeyond = 308.25 },
            Expansion = new() { Meaning = a => Call(Op.Exp10, a[0]) - 1 },
            Analytic = new() { Range = On(-1, Infinite) },
        },
        Unary("Log", "Math.Log", (x, y, g) => [g / x], On(0.2, 4)) with
        {
            Derivative = new() { Singularities = [Edge(0)] },
            Expansion = new() { Vector = "Log" },
            Analytic = new() { Increasing = Math.Log, IsLogarithm = true, IsNatural = true, Shifted = "LogSumExp" },
        },
        Unary("Log2", "Math.Log2", (x, y, g) => [g / (Ln2 * x)], On(0.2, 4)) with
        {
            Derivative = new() { Singularities = [Edge(0)] },
            Expansion = new() { Vector = "Log2" },
            Analytic = new() { Increasing = x => Math.Log(x) / Ln2, IsLogarithm = true, Shifted = "LogSumExp / Log(2)" },
        },
        Unary("Log10", "Math.Log10", (x, y, g) => [g / (Ln10 * x)], On(0.2, 4)) with
        {
            Derivative = new() { Singularities = [Edge(0)] },
            Expansion = new() { Vector = "Log10" },
            Analytic = new() { Increasing = Math.Log10, IsLogarithm = true, Shifted = "LogSumExp / Log(10)" },
        },
        LogP1("LogP1", "double.LogP1") with { Expansion = new() { Meaning = a => Log(a[0] + 1) } },
        Unary("Log2P1", "double.Log2P1", (x, y, g) => [g / (Ln2 * (1 + x))], On(-0.8, 3)) with
        {
            Derivative = new() { Singularities = [Edge(-1)] },
            Expansion = new() { Meaning = a => Call(Op.Log2, a[0] + 1) },
        },
        Unary("Log10P1", "double.Log10P1", (x, y, g) => [g / (Ln10 * (1 + x))], On(-0.8, 3)) with
        {
            Derivative = new() { Singularities = [Edge(-1)] },
            Expansion = new() { Meaning = a => Call(Op.Log10, a[0] + 1) },
        },
        Binary("LogBase", "Math.Log", (x, b, y, g) => [g / (x * Log(b)), -g * y / (b * Log(b))], On(0.2, 4), On(1.5, 4)) with
        {
            Derivative = new() { Singularities = [Edge(0), new(1, 1, HasValue: false, Domain: 0)] },
            Expansion = new() { Meaning = a => LogOfBase(a[0], a[1]) },
        },
    ];

    private static Expr LogOfBase(Expr x, Expr b)
    {
        var isOne = Compare(Op.Eq, x, 1);
        var hasNone = Or(Compare(Op.Eq, b, 1), And(Not(isOne), Or(IsZero(b), Compare(Op.Eq, b, Infinite))));
        return Select(hasNone, new Const(double.NaN, x.Type), Log(x) / Log(b));
    }

    // Exact, or as .NET has it.
    private static Rule ExpM1(string name, string spelling) => Unary(name, spelling, (x, y, g) => [g * Exp(x)], On(-2, 2)) with
    {
        Derivative = new() { OverflowsBeyond = 709.78 },
        Analytic = new() { Range = On(-1, Infinite), Increasing = x => Math.Exp(x) - 1 },
    };

    private static Rule LogP1(string name, string spelling) => Unary(name, spelling, (x, y, g) => [g / (1 + x)], On(-0.8, 3)) with
    {
        Derivative = new() { Singularities = [Edge(-1)] },
        Analytic = new() { Increasing = x => Math.Log(1 + x) },
    };
}
