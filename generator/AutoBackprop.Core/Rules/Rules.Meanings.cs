using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>What an operation is through others that have a form on vectors: where there is a scalar method, by its own formula.
/// In a vector both sides of a choice are computed.</summary>
public static partial class Rules
{
    private const double InverseSqrt2 = 0.70710678118654752440084436210485, InverseSqrtTwoPi = 0.39894228040143267793994605993438;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    // Beyond it the square is all that counts of a square and one.
    private const double Huge = 1e9;

    private static Rule Spelled(Rule row) => row.Name switch
    {
        // Activations
        "LeakyRelu" or "PRelu" or "RRelu" => row with { Meaning = a => Select(a[0] > 0, a[0], a[1] * a[0]) },
        "Elu" => row with { Meaning = a => EluOf(a[0], a[1]) },
        "Selu" => row with { Meaning = a => SeluScale * EluOf(a[0], SeluAlpha) },
        "Gelu" => row with { Meaning = a => Gated(a[0], NormalCdf(a[0])) },
        "GeluTanh" => row with { Meaning = a => Gated(a[0], Sigmoid(2 * SqrtTwoOverPi * (a[0] + 0.044715 * a[0] * a[0] * a[0]))) },
        "Softsign" => row with { Meaning = a => Select(Compare("Eq", Abs(a[0]), Infinite), Select(a[0] > 0, new Const(1, a[0].Type), -1), a[0] / (1 + Abs(a[0]))) },
        "ArcTan" => row with { Meaning = a => Call(Op.Atan, a[0]) },
        "Silu" => row with { Meaning = a => Gated(a[0], Sigmoid(a[0])) },
        "Swish" => row with { Meaning = a => Gated(a[0], Sigmoid(a[1] * a[0])) },
        "Mish" => row with { Meaning = a => MishOf(a[0]) },
        "HardSigmoid" => row with { Meaning = a => Clip(a[0] / 6 + 0.5, 0, 1) },
        "HardTanh" => row with { Meaning = a => Clip(a[0], -1, 1) },
        "BinaryStep" => row with { Meaning = a => Select(a[0] < 0, new Const(0, a[0].Type), 1) },
        "Maxout" => row with { Meaning = a => Call(Op.Max, a[0], a[1]) },
        "NormalCdf" => row with { Meaning = a => 0.5 * Call(Op.Erfc, -a[0] * InverseSqrt2) },
        "NormalPdf" => row with { Meaning = a => InverseSqrtTwoPi * Exp(-0.5 * a[0] * a[0]) },

        // Losses
        "SquaredError" => row with { Meaning = a => 0.5 * (a[0] - a[1]) * (a[0] - a[1]) },
        "MeanSquaredError" => row with { Meaning = a => (a[0] - a[1]) * (a[0] - a[1]) },
        "BinaryCrossEntropy" => row with { Meaning = a => Charged(a[1], -Log(a[0])) + Charged(1 - a[1], -Log1p(-a[0])) },
        "BinaryCrossEntropyWithLogits" => row with { Meaning = a => Select(a[0] > 0, Charged(1 - a[1], a[0]), Charged(a[1], -a[0])) + Log1p(Exp(-Abs(a[0]))) },
        "CrossEntropy" => row with { Meaning = a => Charged(a[1], -Log(a[0])) },
        "Hinge" => row with { Meaning = a => Call(Op.Relu, 1 - a[1] * a[0]) },
        "Huber" => row with { Meaning = a => HuberOf(Abs(a[0] - a[1]), a[2]) },
        "L1Penalty" => row with { Meaning = a => Abs(a[0]) },
        "L2Penalty" => row with { Meaning = a => a[0] * a[0] },

        // Exponentials and logarithms, as .NET has them
        "ExpM1" => row with { Meaning = a => Exp(a[0]) - 1 },
        "Exp2M1" => row with { Meaning = a => Call(Op.Exp2, a[0]) - 1 },
        "Exp10M1" => row with { Meaning = a => Call(Op.Exp10, a[0]) - 1 },
        "LogP1" => row with { Meaning = a => Log(a[0] + 1) },
        "Log2P1" => row with { Meaning = a => Call(Op.Log2, a[0] + 1) },
        "Log10P1" => row with { Meaning = a => Call(Op.Log10, a[0] + 1) },
        "LogBase" => row with { Meaning = a => LogOfBase(a[0], a[1]) },

        // Trigonometric and hyperbolic
        "Tan" => row with { Meaning = a => Sin(a[0]) / Cos(a[0]) },
        "Asin" => row with { Meaning = a => AsinOf(a[0]) },
        "Acos" => row with { Meaning = a => AcosOf(a[0]) },
        "Atan2" => row with { Meaning = a => AngleOf(a[0], a[1]) },
        "SinPi" => row with { Meaning = a => WithParity(a[0], Sin(Pi * Fraction(a[0]))) },
        "CosPi" => row with { Meaning = a => WithParity(a[0], Sin(Pi * (0.5 - Abs(Fraction(a[0]))))) },
        "AsinPi" => row with { Meaning = a => AsinOf(a[0]) / Pi },
        "AcosPi" => row with { Meaning = a => AcosOf(a[0]) / Pi },
        "AtanPi" => row with { Meaning = a => Call(Op.Atan, a[0]) / Pi },
        "Atan2Pi" => row with { Meaning = a => AngleOf(a[0], a[1]) / Pi },
        "DegreesToRadians" => row with { Meaning = a => a[0] * Pi / 180 },
        "RadiansToDegrees" => row with { Meaning = a => a[0] * 180 / Pi },
        "Sinh" => row with { Meaning = a => CopySign(SinhOf(Abs(a[0])), a[0]) },
        "Cosh" => row with { Meaning = a => CoshOf(Exp(0.5 * Abs(a[0]))) },
        "Asinh" => row with { Meaning = a => CopySign(AsinhOf(Abs(a[0])), a[0]) },
        "Acosh" => row with { Meaning = a => Select(a[0] > Huge, Log(a[0]) + Ln2, Log1p(a[0] - 1 + Sqrt(a[0] - 1) * Sqrt(a[0] + 1))) },
        "Atanh" => row with { Meaning = a => CopySign(0.5 * Log1p(2 * Abs(a[0]) / (1 - Abs(a[0]))), a[0]) },

        // Clamp throws where its bounds are the wrong way round.
        "Clamp" => row with { Meaning = a => AreInOrder(a[1], a[2]) ? Clip(a[0], a[1], a[2]) : null },
        "ClampNative" => row with { Meaning = a => AreInOrder(a[1], a[2]) ? ClipNative(a[0], a[1], a[2]) : null },
        "MultiplyAddEstimate" => row with { Meaning = a => a[0] * a[1] + a[2] },
        "Lerp" => row with { Meaning = a => a[0] * (1 - a[2]) + a[1] * a[2] },

        // Truths about truths
        "Eq" => row with { Meaning = a => AreTruths(a) ? Same(a[0], a[1]) : null },
        "Ne" or "BitXor" => row with { Meaning = a => AreTruths(a) ? Not(Same(a[0], a[1])) : null },
        "BitAnd" => row with { Meaning = a => AreTruths(a) ? And(a[0], a[1]) : null },
        "BitOr" => row with { Meaning = a => AreTruths(a) ? Or(a[0], a[1]) : null },
        "Select" => row with { Meaning = a => a[1].Type.Kind == Kind.Bool && a[2].Type.Kind == Kind.Bool ? Or(And(a[0], a[1]), And(Not(a[0]), a[2])) : null },

        // Questions
        "IsNaN" => row with { Meaning = a => Compare("Ne", a[0], a[0]) },
        "IsFinite" => row with { Meaning = a => Abs(a[0]) < Infinite },
        "IsInfinity" => row with { Meaning = a => Compare("Eq", Abs(a[0]), Infinite) },
        "IsPositiveInfinity" => row with { Meaning = a => Compare("Eq", a[0], Infinite) },
        "IsNegativeInfinity" => row with { Meaning = a => Compare("Eq", a[0], -Infinite) },
        "IsPositive" => row with { Meaning = a => Sign(a[0]) > 0 },
        "IsNegative" => row with { Meaning = a => Sign(a[0]) < 0 },
        "IsRealNumber" => row with { Meaning = a => Compare("Eq", a[0], a[0]) },
        "IsInteger" => row with { Meaning = a => And(Abs(a[0]) < Infinite, Compare("Eq", Call(Op.Truncate, a[0]), a[0])) },
        _ => row,
    };

    private static bool AreInOrder(Expr low, Expr high) => low is Const a && high is Const b && a.Value <= b.Value;

    private static bool AreTruths(Expr[] args) => args.All(a => a.Type.Kind == Kind.Bool);

    private static Expr Same(Expr p, Expr q) => Or(And(p, q), And(Not(p), Not(q)));

    private static Expr Clip(Expr x, Expr low, Expr high) => Select(x < low, low.As(x.Type), Select(x > high, high.As(x.Type), x));

    // A number that is none gives the lower bound, as the method does on every machine; native instructions differ.
    private static Expr ClipNative(Expr x, Expr low, Expr high)
    {
        var raised = Select(x > low, x, low.As(x.Type));
        return Select(raised < high, raised, high.As(x.Type));
    }

    private static Expr EluOf(Expr x, Expr alpha) => Select(x > 0, x, alpha * Expm1(x));

    // A closed gate wins over an infinite x.
    private static Expr Gated(Expr x, Expr gate) => Select(IsZero(gate), new Const(0, x.Type), x * gate);

    private static Expr Charged(Expr weight, Expr cost) => Select(IsZero(weight), new Const(0, cost.Type), weight * cost);

    private static Expr MishOf(Expr x)
    {
        var e = Exp(-Abs(x));
        var excess = Select(x < 0, e * (2 + e), 1 + 2 * e);
        return Gated(x, excess / (excess + Select(x < 0, new Const(2, x.Type), 2 * e * e)));
    }

    private static Expr HuberOf(Expr size, Expr delta) => Select(size <= delta, 0.5 * size * size, delta * (size - 0.5 * delta));

    private static Expr LogOfBase(Expr x, Expr b)
    {
        var isOne = Compare("Eq", x, 1);
        var hasNone = Or(Compare("Eq", b, 1), And(Not(isOne), Or(IsZero(b), Compare("Eq", b, Infinite))));
        return Select(hasNone, new Const(double.NaN, x.Type), Log(x) / Log(b));
    }

    private static Expr AsinOf(Expr x) => Call(Op.Atan, x / Sqrt((1 - x) * (1 + x)));

    private static Expr AcosOf(Expr x) => 2 * Call(Op.Atan, Sqrt((1 - x) / (1 + x)));

    private static Expr AngleOf(Expr y, Expr x)
    {
        var (a, b) = (Abs(y), Abs(x));
        var areInfinite = And(Compare("Eq", a, Infinite), Compare("Eq", b, Infinite));
        var ratio = Select(areInfinite, new Const(1, x.Type), Select(And(IsZero(a), IsZero(b)), new Const(0, x.Type), a / b));
        var angle = Call(Op.Atan, ratio);
        return CopySign(Select(Sign(x) < 0, Pi - angle, angle), y);
    }

    private static Expr Fraction(Expr x) => x - Call(Op.Round, x);

    // Half a period has the other sign.
    private static Expr WithParity(Expr x, Expr value)
    {
        var half = 0.5 * Call(Op.Round, x);
        return Select(Compare("Eq", Call(Op.Floor, half), half), value, -value);
    }

    // exp(x) overflows before sinh(x) does: two halves of the exponent there.
    private static Expr SinhOf(Expr x)
    {
        var (e, half) = (Expm1(x), Exp(0.5 * x));
        return Select(x > 40, 0.5 * half * half, 0.5 * (e + e / (e + 1)));
    }

    private static Expr CoshOf(Expr half) => 0.5 * half * half + 0.5 / half / half;

    private static Expr AsinhOf(Expr x) => Select(x > Huge, Log(x) + Ln2, Log1p(x + x * x / (1 + Sqrt(x * x + 1))));

    private static Expr CopySign(Expr x, Expr sign) => Call(Op.CopySign, x, sign);

    private static Expr Sign(Expr x) => CopySign(new Const(1, x.Type), x);
}
