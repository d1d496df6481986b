using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Math, MathF and the static functions of double and float. "Math.": MathF has it too.</summary>
public static partial class Rules
{
    private const double Ln2 = 0.693147180559945309417, Ln10 = 2.302585092994045684018;
    private const double Pi = Math.PI, Infinite = double.PositiveInfinity;
    private const string Tie = "x = y: the gradient goes to y", TieOfMagnitudes = "|x| = |y|: the gradient goes to y";
    private const string Origin = "x = y = 0: slope 0";

    // A property: fields of several files of one class are initialised in no certain order.
    private static Rule[] Functions =>
    [
        // Exponentials and logarithms
        Unary("Exp",     "Math.Exp",       (x, y, g) => [g * y], On(-2, 2)) with { Vector = "Exp", Range = On(0, Infinite) },
        Unary("Exp2",    "double.Exp2",    (x, y, g) => [g * Ln2 * y], On(-2, 2)) with { Vector = "Exp2", Range = On(0, Infinite) },
        Unary("Exp10",   "double.Exp10",   (x, y, g) => [g * Ln10 * y], On(-1, 1)) with { Vector = "Exp10", Range = On(0, Infinite) },
        Unary("ExpM1",   "double.ExpM1",   (x, y, g) => [g * Exp(x)], On(-2, 2)) with { Range = On(-1, Infinite) },
        Unary("Exp2M1",  "double.Exp2M1",  (x, y, g) => [g * Ln2 * Call(Op.Exp2, x)], On(-2, 2)) with { Range = On(-1, Infinite) },
        Unary("Exp10M1", "double.Exp10M1", (x, y, g) => [g * Ln10 * Call(Op.Exp10, x)], On(-1, 1)) with { Range = On(-1, Infinite) },
        Unary("Log",     "Math.Log",       (x, y, g) => [g / x],                     On(0.2, 4)) with { Vector = "Log" },
        Unary("Log2",    "Math.Log2",      (x, y, g) => [g / (Ln2 * x)],             On(0.2, 4)) with { Vector = "Log2" },
        Unary("Log10",   "Math.Log10",     (x, y, g) => [g / (Ln10 * x)],            On(0.2, 4)) with { Vector = "Log10" },
        Unary("LogP1",   "double.LogP1",   (x, y, g) => [g / (1 + x)],               On(-0.8, 3)),
        Unary("Log2P1",  "double.Log2P1",  (x, y, g) => [g / (Ln2 * (1 + x))],       On(-0.8, 3)),
        Unary("Log10P1", "double.Log10P1", (x, y, g) => [g / (Ln10 * (1 + x))],      On(-0.8, 3)),
        Binary("LogBase", "Math.Log", (x, b, y, g) => [g / (x * Log(b)), -g * y / (b * Log(b))], On(0.2, 4), On(1.5, 4)),

        // Powers and roots
        Binary("Pow",    "Math.Pow",       Power,                                    On(0.2, 3), On(-2, 3))
            with { Vector = "Pow", Kink = "x = 0: slope 0, 1 for the exponent 1" },
        Unary("Sqrt",    "Math.Sqrt",      (x, y, g) => [g / (2 * y)],               On(0.2, 4))
            with { Vector = "Sqrt", Range = On(0, Infinite) }, // at 0: infinite
        Unary("Cbrt",    "Math.Cbrt",      (x, y, g) => [g / (3 * y * y)],           On(0.2, 4)) with { Vector = "Cbrt" }, // at 0: infinite
        Binary("RootN",  "double.RootN",   Root, On(0.2, 4), On(2, 5)) with { Integers = [1] }, // at 0: infinite
        Binary("Hypot", "double.Hypot", (a, b, y, g) => [UnlessZero(y, g * (a / y)), UnlessZero(y, g * (b / y))], On(-2, 2), On(-2, 2))
            with { Vector = "Hypot", Range = On(0, Infinite), Kink = Origin },
        Unary("ReciprocalEstimate",     "Math.ReciprocalEstimate",     (x, y, g) => [-g * y * y],           On(0.5, 2)),
        Unary("ReciprocalSqrtEstimate", "Math.ReciprocalSqrtEstimate", (x, y, g) => [-0.5 * g * y * y * y], On(0.5, 2)),

        // Trigonometric
        Unary("Sin",     "Math.Sin",       (x, y, g) => [g * Cos(x)], On(-3, 3)) with { Vector = "Sin", Range = On(-1, 1) },
        Unary("Cos",     "Math.Cos",       (x, y, g) => [-g * Sin(x)], On(-3, 3)) with { Vector = "Cos", Range = On(-1, 1) },
        Unary("Tan",     "Math.Tan",       (x, y, g) => [g * (1 + y * y)],           On(-1.2, 1.2)),
        Unary("Asin",    "Math.Asin",      (x, y, g) => [g / Sqrt((1 - x) * (1 + x))], On(-0.8, 0.8))
            with { Range = On(-Pi / 2, Pi / 2) }, // at ±1: infinite
        Unary("Acos",    "Math.Acos",      (x, y, g) => [-g / Sqrt((1 - x) * (1 + x))], On(-0.8, 0.8))
            with { Range = On(0, Pi) }, // at ±1: infinite
        Unary("Atan",    "Math.Atan",      (x, y, g) => [g / (1 + x * x)],           On(-3, 3))
            with { Vector = "Atan", Range = On(-Pi / 2, Pi / 2), LargestSlope = 1, Saturates = true },
        Binary("Atan2",  "Math.Atan2",     (a, b, y, g) => Angle(a, b, g),           On(0.2, 2), On(-2, 2))
            with { Range = On(-Pi, Pi), Kink = Origin },
        Unary("SinPi",   "double.SinPi",   (x, y, g) => [g * Pi * CosPi(x)], On(-1, 1)) with { Range = On(-1, 1) },
        Unary("CosPi",   "double.CosPi",   (x, y, g) => [-g * Pi * SinPi(x)], On(-1, 1)) with { Range = On(-1, 1) },
        Unary("TanPi",   "double.TanPi",   (x, y, g) => [g * Pi * (1 + y * y)],      On(-0.4, 0.4)),
        Unary("AsinPi",  "double.AsinPi",  (x, y, g) => [g / (Pi * Sqrt((1 - x) * (1 + x)))], On(-0.8, 0.8))
            with { Range = On(-0.5, 0.5) }, // at ±1: infinite
        Unary("AcosPi",  "double.AcosPi",  (x, y, g) => [-g / (Pi * Sqrt((1 - x) * (1 + x)))], On(-0.8, 0.8))
            with { Range = On(0, 1) }, // at ±1: infinite
        Unary("AtanPi",  "double.AtanPi",  (x, y, g) => [g / (Pi * (1 + x * x))],    On(-3, 3))
            with { Range = On(-0.5, 0.5), LargestSlope = 1 / Pi, Saturates = true },
        Binary("Atan2Pi", "double.Atan2Pi", (a, b, y, g) => Angle(a, b, g / Pi),     On(0.2, 2), On(-2, 2))
            with { Range = On(-1, 1), Kink = Origin },
        Unary("DegreesToRadians", "double.DegreesToRadians", (x, y, g) => [g * (Pi / 180)], On(-180, 180)),
        Unary("RadiansToDegrees", "double.RadiansToDegrees", (x, y, g) => [g * (180 / Pi)], On(-3, 3)),

        // Hyperbolic
        Unary("Sinh",    "Math.Sinh",      (x, y, g) => [g * Cosh(x)],               On(-2, 2)),
        Unary("Cosh",    "Math.Cosh",      (x, y, g) => [g * Sinh(x)], On(-2, 2)) with { Range = On(1, Infinite) },
        Unary("Tanh",    "Math.Tanh",      (x, y, g) => [g * (1 - y * y)],           On(-2, 2))
            with { Vector = "Tanh", Range = On(-1, 1), LargestSlope = 1, Saturates = true, Also = ["Activations.Tanh"] },
        Unary("Asinh",   "Math.Asinh",     (x, y, g) => [g / Call(Op.Hypot, x, 1)],       On(-3, 3)),
        Unary("Acosh",   "Math.Acosh",     (x, y, g) => [g / (Sqrt(x - 1) * Sqrt(x + 1))], On(1.2, 4))
            with { Range = On(0, Infinite) }, // at 1: infinite
        Unary("Atanh",   "Math.Atanh",     (x, y, g) => [g / ((1 - x) * (1 + x))],   On(-0.8, 0.8)),

        // Largest, smallest, sign
        Unary("Abs",     "Math.Abs",       (x, y, g) => [Signed(x, g)],              On(-2, 2))
            with { Vector = "Abs", Range = On(0, Infinite), Kink = "x = 0: slope 0" },
        Binary("Max",    "Math.Max",       (a, b, y, g) => Either(a > b, g), On(-2, 2), On(-2, 2)) with { Vector = "Max", Extreme = 1, Kink = Tie },
        Binary("Min",    "Math.Min",       (a, b, y, g) => Either(a < b, g), On(-2, 2), On(-2, 2)) with { Vector = "Min", Extreme = -1, Kink = Tie },
        Binary("MaxNative", "double.MaxNative", (a, b, y, g) => Either(a > b, g), On(-2, 2), On(-2, 2)) with { Vector = "MaxNative", Kink = Tie },
        Binary("MinNative", "double.MinNative", (a, b, y, g) => Either(a < b, g), On(-2, 2), On(-2, 2)) with { Vector = "MinNative", Kink = Tie },
        Binary("MaxNumber", "double.MaxNumber", (a, b, y, g) => Either(Beats(a > b, b), g), On(-2, 2), On(-2, 2))
            with { Vector = "MaxNumber", Kink = Tie },
        Binary("MinNumber", "double.MinNumber", (a, b, y, g) => Either(Beats(a < b, b), g), On(-2, 2), On(-2, 2))
            with { Vector = "MinNumber", Kink = Tie },
        Binary("MaxMagnitude", "Math.MaxMagnitude", (a, b, y, g) => Either(Abs(a) > Abs(b), g), On(-2, 2), On(-2, 2))
            with { Vector = "MaxMagnitude", Kink = TieOfMagnitudes },
        Binary("MinMagnitude", "Math.MinMagnitude", (a, b, y, g) => Either(Abs(a) < Abs(b), g), On(-2, 2), On(-2, 2))
            with { Vector = "MinMagnitude", Kink = TieOfMagnitudes },
        Binary("MaxMagnitudeNumber", "double.MaxMagnitudeNumber", (a, b, y, g) => Either(Beats(Abs(a) > Abs(b), b), g), On(-2, 2), On(-2, 2))
            with { Vector = "MaxMagnitudeNumber", Kink = TieOfMagnitudes },
        Binary("MinMagnitudeNumber", "double.MinMagnitudeNumber", (a, b, y, g) => Either(Beats(Abs(a) < Abs(b), b), g), On(-2, 2), On(-2, 2))
            with { Vector = "MinMagnitudeNumber", Kink = TieOfMagnitudes },
        // MathF has no Clamp.
        Ternary("Clamp", "double.Clamp",   Clamped, On(-2, 2), On(-1.5, -0.5), On(0.5, 1.5))
            with { Also = ["Math.Clamp"], Kink = "x = min, x = max: slope 0" },
        Ternary("ClampNative", "double.ClampNative", Clamped, On(-2, 2), On(-1.5, -0.5), On(0.5, 1.5))
            with { Kink = "x = min, x = max: slope 0" },
        Binary("CopySign", "Math.CopySign", Signs,                                   On(-2, 2), On(-2, 2))
            with { Vector = "CopySign", Kink = "x = 0, y = 0: slope by the bits of the signs" },

        // Compound arithmetic
        Ternary("FusedMultiplyAdd", "Math.FusedMultiplyAdd", (a, b, c, y, g) => [g * b, g * a, g], On(-2, 2), On(-2, 2), On(-2, 2)) with { Vector = "FusedMultiplyAdd" },
        Ternary("MultiplyAddEstimate", "double.MultiplyAddEstimate", (a, b, c, y, g) => [g * b, g * a, g], On(-2, 2), On(-2, 2), On(-2, 2)),
        Ternary("Lerp", "double.Lerp", (a, b, t, y, g) => [g * (1 - t), g * t, g * (b - a)], On(-2, 2), On(-2, 2), On(-0.5, 1.5)),
        Binary("ScaleB", "Math.ScaleB",    (x, n, y, g) => [Call(Op.ScaleB, g, n), Expr.Zero], On(-2, 2), On(-2, 3))
            with { Integers = [1] },
        // The whole number of times that b is taken off, (a - y) / b, was rounded once, there.
        Binary("Remainder", "Math.IEEERemainder", (a, b, y, g) => [g, g * (y - a) / b], On(2.1, 2.9), On(2, 2.5))
            with { Also = ["double.Ieee754Remainder"], Kink = "x / y halfway: slope 1 in x" },

        // Steps. Round/2 takes digits or a MidpointRounding; Sign and ILogB give an int.
        Step("Floor", "Math.Floor", On(-2, 2)) with { Vector = "Floor" }, Step("Ceiling", "Math.Ceiling", On(-2, 2)) with { Vector = "Ceiling" },
        Step("Truncate", "Math.Truncate", On(-2, 2)) with { Vector = "Truncate" }, Step("Round", "Math.Round", On(-2, 2)) with { Vector = "Round" },
        Step("RoundTo", "Math.Round", On(-2, 2), On(0, 1)) with { Integers = [1] },
        Step("RoundToward", "Math.Round", On(-2, 2), On(0, 1), On(0, 4)) with { Integers = [1, 2] },
        Step("Sign", "Math.Sign", On(-2, 2)) with { Range = On(-1, 1) }, Step("ILogB", "Math.ILogB", On(0.2, 4)),

        Predicate("IsNaN", "double.IsNaN"), Predicate("IsFinite", "double.IsFinite"),
        Predicate("IsInfinity", "double.IsInfinity"), Predicate("IsPositiveInfinity", "double.IsPositiveInfinity"),
        Predicate("IsNegativeInfinity", "double.IsNegativeInfinity"), Predicate("IsPositive", "double.IsPositive"),
        Predicate("IsNegative", "double.IsNegative"), Predicate("IsRealNumber", "double.IsRealNumber"),
        Predicate("IsInteger", "double.IsInteger"), Predicate("IsEvenInteger", "double.IsEvenInteger"),
        Predicate("IsOddInteger", "double.IsOddInteger"), Predicate("IsNormal", "double.IsNormal"),
        Predicate("IsSubnormal", "double.IsSubnormal"), Predicate("IsPow2", "double.IsPow2"),
    ];

    /// <summary>At x = 0: 0, and 1 for n = 1. By n: 0 unless x is positive; 0 * Log(0) is no number.</summary>
    private static Expr[] Power(Expr x, Expr n, Expr y, Expr g)
    {
        var byBase = n switch
        {
            Const { Value: 0 } => Expr.Zero,
            Const { Value: 1 } => g,
            Const { Value: 2 } => g * 2 * x,
            Const { Value: > 1 } c => g * n * Pow(x, c with { Value = c.Value - 1 }),   // is 0 at 0
            Const c => UnlessZero(x, g * n * Pow(x, c with { Value = c.Value - 1 })),
            // 0 * Pow(x, -1) is no number where x is tiny. From n = 1 on the formula is right at 0, and so are its derivatives.
            _ => Select(And(IsZero(x), n < 1), Expr.Zero, Weighted(n, g * n * Pow(x, n - 1))),
        };
        return [byBase, Select(x > 0, g * y * Log(x), Expr.Zero)];
    }

    // Through y alone: y / (n * x) would be 0 / 0 at 0.
    private static Expr[] Root(Expr x, Expr n, Expr y, Expr g)
    {
        var degree = Cast(x.Type, n);
        return [g / (degree * Pow(y, degree - 1)), Expr.Zero];
    }

    // By the distance rather than its square, which overflows and vanishes too soon; so does g times an argument.
    private static Expr[] Angle(Expr a, Expr b, Expr g)
    {
        var distance = Call(Op.Hypot, a, b);
        return [UnlessZero(distance, g / distance * (b / distance)), UnlessZero(distance, -g / distance * (a / distance))];
    }

    /// <summary>Min(Max(x, low), high), each with its own convention.</summary>
    private static Expr[] Clamped(Expr x, Expr low, Expr high, Expr y, Expr g) =>
    [
        Select(And(x > low, y < high), g, Expr.Zero),
        Select(And(x <= low, y < high), g, Expr.Zero),
        Select(y < high, Expr.Zero, g),
    ];

    private static Expr[] Either(Expr first, Expr g) => [Select(first, g, Expr.Zero), Select(first, Expr.Zero, g)];

    /// <summary>Of a number and a NaN these functions take the number.</summary>
    private static Expr Beats(Expr first, Expr second) => Or(first, IsNaN(second));

    // The signs by their bits, so that ±0 counts.
    private static Expr[] Signs(Expr x, Expr sign, Expr y, Expr g) =>
        [Select(Compare("Eq", IsNegative(x), IsNegative(sign)), g, -g), Expr.Zero];

    /// <summary>g times the sign of x. Math.Sign would throw at NaN.</summary>
    private static Expr Signed(Expr x, Expr g) => Select(x > 0, g, Select(x < 0, -g, Expr.Zero));

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
}
