using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>The words that the formulas of the rows are written in.</summary>
public static partial class Rules
{
    private const double Infinite = double.PositiveInfinity;

    private static Expr UnlessZero(Expr x, Expr value) => Select(IsZero(x), Expr.Zero, value);
    private static Expr IsZero(Expr x) => Compare("Eq", x, 0);
    private static Expr IsNaN(Expr x) => new Apply("IsNaN", new[] { x }, IrType.Bool);
    private static Expr IsNegative(Expr x) => new Apply("IsNegative", new[] { x }, IrType.Bool);
    private static Expr Exp(Expr x) => Call(Op.Exp, x);
    private static Expr Expm1(Expr x) => Call(Op.Expm1, x);
    private static Expr Log(Expr x) => Call(Op.Log, x);
    private static Expr Log1p(Expr x) => Call(Op.Log1p, x);
    private static Expr Pow(Expr x, Expr n) => Call(Op.Pow, x, n);
    private static Expr Sqrt(Expr x) => Call(Op.Sqrt, x);
    private static Expr Sin(Expr x) => Call(Op.Sin, x);
    private static Expr Cos(Expr x) => Call(Op.Cos, x);
    private static Expr SinPi(Expr x) => Call(Op.SinPi, x);
    private static Expr CosPi(Expr x) => Call(Op.CosPi, x);
    private static Expr Sinh(Expr x) => Call(Op.Sinh, x);
    private static Expr Cosh(Expr x) => Call(Op.Cosh, x);
    private static Expr Tanh(Expr x) => Call(Op.Tanh, x);
    private static Expr Abs(Expr x) => Call(Op.Abs, x);
    private static Expr Sigmoid(Expr x) => Call(Op.Sigmoid, x);

    /// <summary>The sigmoid of formulas that are differentiated again: its slope y (1 - y) by the complement, which does not round to
    /// 0.</summary>
    private static Expr Logistic(Expr x) => Call(Op.Logistic, x);
    private static Expr NormalCdf(Expr x) => Call(Op.NormalCdf, x);
    private static Expr NormalPdf(Expr x) => Call(Op.NormalPdf, x);
}
