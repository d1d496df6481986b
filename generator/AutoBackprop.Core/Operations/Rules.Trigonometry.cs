using static AutoBackprop.Core.Ops;

namespace AutoBackprop.Core;

/// <summary>Angles: in radians, in halves of a turn, in degrees.</summary>
public static partial class Rules
{
    private const double Pi = Math.PI;

    private static Rule[] Trigonometry =>
    [
        Unary("Sin", "Math.Sin", (x, y, g) => [g * Cos(x)], On(-3, 3)) with
        {
            Expansion = new() { Vector = "Sin" },
            Analytic = new() { Range = On(-1, 1) },
        },
        Unary("Cos", "Math.Cos", (x, y, g) => [-g * Sin(x)], On(-3, 3)) with
        {
            Expansion = new() { Vector = "Cos" },
            Analytic = new() { Range = On(-1, 1) },
        },
        Unary("Tan", "Math.Tan", (x, y, g) => [g * (1 + y * y)], On(-1.2, 1.2)) with
        {
            Expansion = new() { Meaning = a => Sin(a[0]) / Cos(a[0]) },
        },
        Unary("Asin", "Math.Asin", (x, y, g) => [g / Sqrt((1 - x) * (1 + x))], On(-0.8, 0.8)) with
        {
            Derivative = new() { Singularities = [Edge(-1) with { HasValue = true }, Edge(1) with { HasValue = true, Domain = -1 }] },
            Expansion = new() { Meaning = a => AsinOf(a[0]) },
            Analytic = new() { Range = On(-Pi / 2, Pi / 2), Increasing = Math.Asin },
        },
        Unary("Acos", "Math.Acos", (x, y, g) => [-g / Sqrt((1 - x) * (1 + x))], On(-0.8, 0.8)) with
        {
            Derivative = new() { Singularities = [Edge(-1) with { HasValue = true }, Edge(1) with { HasValue = true, Domain = -1 }] },
            Expansion = new() { Meaning = a => AcosOf(a[0]) },
            Analytic = new() { Range = On(0, Pi) },
        },
        Unary("Atan", "Math.Atan", (x, y, g) => [g / (1 + x * x)], On(-3, 3)) with
        {
            Expansion = new() { Vector = "Atan" },
            Analytic = new() { Range = On(-Pi / 2, Pi / 2), Increasing = Math.Atan, LargestSlope = 1, Saturates = true },
        },
        Binary("Atan2", "Math.Atan2", (a, b, y, g) => Angle(a, b, g), On(0.2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Origin, IsSteep = true },
            Expansion = new() { Meaning = a => AngleOf(a[0], a[1]) },
            Analytic = new() { Range = On(-Pi, Pi) },
        },
        Unary("SinPi", "double.SinPi", (x, y, g) => [g * Pi * CosPi(x)], On(-1, 1)) with
        {
            Expansion = new() { Meaning = a => WithParity(a[0], Sin(Pi * Fraction(a[0]))) },
            Analytic = new() { Range = On(-1, 1) },
        },
        Unary("CosPi", "double.CosPi", (x, y, g) => [-g * Pi * SinPi(x)], On(-1, 1)) with
        {
            Expansion = new() { Meaning = a => WithParity(a[0], Sin(Pi * (0.5 - Abs(Fraction(a[0]))))) },
            Analytic = new() { Range = On(-1, 1) },
        },
        Unary("TanPi", "double.TanPi", (x, y, g) => [g * Pi * (1 + y * y)], On(-0.4, 0.4)) with { Derivative = new() { IsSteep = true } },
        Unary("AsinPi", "double.AsinPi", (x, y, g) => [g / (Pi * Sqrt((1 - x) * (1 + x)))], On(-0.8, 0.8)) with
        {
            Derivative = new() { Singularities = [Edge(-1) with { HasValue = true }, Edge(1) with { HasValue = true, Domain = -1 }] },
            Expansion = new() { Meaning = a => AsinOf(a[0]) / Pi },
            Analytic = new() { Range = On(-0.5, 0.5) },
        },
        Unary("AcosPi", "double.AcosPi", (x, y, g) => [-g / (Pi * Sqrt((1 - x) * (1 + x)))], On(-0.8, 0.8)) with
        {
            Derivative = new() { Singularities = [Edge(-1) with { HasValue = true }, Edge(1) with { HasValue = true, Domain = -1 }] },
            Expansion = new() { Meaning = a => AcosOf(a[0]) / Pi },
            Analytic = new() { Range = On(0, 1) },
        },
        Unary("AtanPi", "double.AtanPi", (x, y, g) => [g / (Pi * (1 + x * x))], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => Call(Op.Atan, a[0]) / Pi },
            Analytic = new() { Range = On(-0.5, 0.5), LargestSlope = 1 / Pi, Saturates = true },
        },
        Binary("Atan2Pi", "double.Atan2Pi", (a, b, y, g) => Angle(a, b, g / Pi), On(0.2, 2), On(-2, 2)) with
        {
            Derivative = new() { Kink = Kink.Origin, IsSteep = true },
            Expansion = new() { Meaning = a => AngleOf(a[0], a[1]) / Pi },
            Analytic = new() { Range = On(-1, 1) },
        },
        Unary("DegreesToRadians", "double.DegreesToRadians", (x, y, g) => [g * (Pi / 180)], On(-180, 180)) with
        {
            Expansion = new() { Meaning = a => a[0] * Pi / 180 },
        },
        Unary("RadiansToDegrees", "double.RadiansToDegrees", (x, y, g) => [g * (180 / Pi)], On(-3, 3)) with
        {
            Expansion = new() { Meaning = a => a[0] * 180 / Pi },
        },
    ];

    // By the distance rather than its square, which overflows and vanishes too soon; so does g times an argument.
    private static Expr[] Angle(Expr a, Expr b, Expr g)
    {
        var distance = Call(Op.Hypot, a, b);
        return [UnlessZero(distance, g / distance * (b / distance)), UnlessZero(distance, -g / distance * (a / distance))];
    }

    private static Expr AsinOf(Expr x) => Call(Op.Atan, x / Sqrt((1 - x) * (1 + x)));

    private static Expr AcosOf(Expr x) => 2 * Call(Op.Atan, Sqrt((1 - x) / (1 + x)));

    private static Expr AngleOf(Expr y, Expr x)
    {
        var (a, b) = (Abs(y), Abs(x));
        var areInfinite = And(Compare(Op.Eq, a, Infinite), Compare(Op.Eq, b, Infinite));
        var ratio = Select(areInfinite, new Const(1, x.Type), Select(And(IsZero(a), IsZero(b)), new Const(0, x.Type), a / b));
        var angle = Call(Op.Atan, ratio);
        return CopySign(Select(Sign(x) < 0, Pi - angle, angle), y);
    }

    private static Expr Fraction(Expr x) => x - Call(Op.Round, x);

    // Half a period has the other sign.
    private static Expr WithParity(Expr x, Expr value)
    {
        var half = 0.5 * Call(Op.Round, x);
        return Select(Compare(Op.Eq, Call(Op.Floor, half), half), value, -value);
    }
}
