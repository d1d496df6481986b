namespace AutoBackprop.Core;

/// <summary>Where the results of an operation lie, for arguments in given intervals.</summary>
public static partial class Rules
{
    private static Rule Bounded(Rule row) => row.Name switch
    {
        "Add" => row with { Bounds = a => a[0] + a[1] },
        "Sub" => row with { Bounds = a => a[0] - a[1] },
        "Mul" => row with { Bounds = a => a[0] * a[1] },
        "Div" => row with { Bounds = a => a[0] / a[1] },
        "Neg" => row with { Bounds = a => -a[0] },
        "Plus" or "Cast" => row with { Bounds = a => a[0] },
        "Length" => row with { Range = Interval.NotNegative },

        "Exp" => row with { Increasing = Math.Exp },
        "Exp2" => row with { Increasing = x => Math.Pow(2, x) },
        "Exp10" => row with { Increasing = x => Math.Pow(10, x) },
        "ExpM1" or "Expm1" => row with { Increasing = x => Math.Exp(x) - 1 },
        "Log" => row with { Increasing = Math.Log },
        "Log2" => row with { Increasing = x => Math.Log(x) / Ln2 },
        "Log10" => row with { Increasing = Math.Log10 },
        "LogP1" or "Log1p" => row with { Increasing = x => Math.Log(1 + x) },
        "Sqrt" => row with { Increasing = Math.Sqrt },
        "Cbrt" => row with { Increasing = x => x < 0 ? -Math.Pow(-x, 1 / 3.0) : Math.Pow(x, 1 / 3.0) },
        "Atan" or "ArcTan" => row with { Increasing = Math.Atan },
        "Asin" => row with { Increasing = Math.Asin },
        "Sinh" => row with { Increasing = Math.Sinh },
        "Tanh" => row with { Increasing = Math.Tanh },
        "Cosh" => row with { Bounds = a => a[0].Abs().Map(Math.Cosh) },
        "Sigmoid" or "Logistic" => row with { Increasing = x => 1 / (1 + Math.Exp(-x)) },
        "Softplus" => row with { Increasing = x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))) },
        "Softsign" => row with { Increasing = x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)) },
        // What is flat somewhere reaches the ends.
        "Relu" => row with { Bounds = a => a[0].Max(Interval.Point(0)) },
        "HardTanh" => row with { Bounds = a => a[0].Max(Interval.Point(-1)).Min(Interval.Point(1)) },
        "HardSigmoid" => row with { Bounds = a => a[0].Map(x => x / 6 + 0.5).Max(Interval.Point(0)).Min(Interval.Point(1)) },
        "Floor" => row with { Bounds = a => Closed(a[0].Map(Math.Floor)) },
        "Ceiling" => row with { Bounds = a => Closed(a[0].Map(Math.Ceiling)) },
        "Truncate" => row with { Bounds = a => Closed(a[0].Map(Math.Truncate)) },

        "Abs" => row with { Bounds = a => a[0].Abs() },
        "L1Penalty" => row with { Bounds = a => a[0].Abs() },
        "L2Penalty" => row with { Bounds = a => a[0].Square() },
        "Max" or "MaxNative" or "Maxout" => row with { Bounds = a => a[0].Max(a[1]), IsUpperBound = true },
        "Min" or "MinNative" => row with { Bounds = a => a[0].Min(a[1]) },
        "Clamp" or "ClampNative" => row with { Bounds = a => a[0].Max(a[1]).Min(a[2]) },
        "Hypot" => row with { Bounds = a => (a[0].Square() + a[1].Square()).Map(Math.Sqrt) },
        "Pow" => row with { Bounds = a => PowerOf(a[0], a[1]) },
        _ => row,
    };

    private static Interval Closed(Interval x) => new(x.Low, x.High);

    private static Interval PowerOf(Interval x, Interval n)
    {
        if (x.Low > 0 || x.Low == 0 && x.IsOpenLow) return n.Low == n.High ? PositivePower(x, n.Low) : Interval.Positive;
        if (n.Low != n.High || n.Low != Math.Floor(n.Low) || Math.Abs(n.Low) > 1e9) return x.Low >= 0 ? n.Low >= 0 && n.Low == n.High ? PositivePower(x, n.Low) : Interval.NotNegative : Interval.All;
        if (n.Low % 2 != 0) return n.Low > 0 ? x.Map(v => Math.Pow(v, n.Low)) : Interval.All;
        return n.Low >= 0 ? PositivePower(x.Abs(), n.Low) : Interval.Positive;
    }

    private static Interval PositivePower(Interval x, double n) =>
        n >= 0 ? x.Map(v => Math.Pow(v, n)) : Interval.Point(1) / x.Map(v => Math.Pow(v, -n));
}
