using AutoBackprop;

namespace Cases;

/// <summary>Branches that leave an array of the method or one that is data: a static table, a row of it, memory of the caller.</summary>
public static partial class ChosenTables
{
    static readonly double[] Table = [0.5, 1.5, -0.25];

    static double Use(ReadOnlySpan<double> t, double x) => t[0] * x + t[2];

    [Differentiable, Case("0.7, 1.3, true"), Case("0.7, 1.3, false")]
    public static double Made(double x, double y, bool own) { var t = own ? new[] { x, y, x * y } : Table; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, true"), Case("0.7, 1.3, false")]
    public static double Otherwise(double x, double y, bool own) { var t = own ? Table : [x, y, x * y]; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static double Given(double x, double y, double[] z, bool own) { var t = own ? z : Table; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static double GivenConstant(double x, double y, [NoGradient] double[] z, bool own) { var t = own ? z : [x, y, 1]; return t[0] * x + t[1] * y; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static double OfSpan(double x, double y, ReadOnlySpan<double> z, bool own) { var t = own ? z : Table; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static double Parts(double x, double y, ReadOnlySpan<double> z, bool own) { var t = own ? z[1..] : Table.AsSpan(1); return t[0] * x + t[1] * y; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static double AfterThrow(double x, double y, double[] z, bool own)
    {
        double[] t;
        if (own) t = z;
        else if (x < 0) throw new ArgumentException();
        else t = Table;
        return t[0] * x + t[1] * y + t[2];
    }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], 1"), Case("0.7, 1.3, [1, 2, 3], 0"), Case("0.7, 1.3, [1, 2, 3], 2")]
    public static double OfThree(double x, double y, double[] z, int k) { var t = k switch { 0 => z, 1 => Table, _ => [x, y, 1] }; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], 3"), Case("0.7, 1.3, [1, 2, 3], 0")]
    public static double InLoop(double x, double y, double[] z, int n) { var t = Table; for (var i = 0; i < n; i++) t = i == 1 ? z : [t[0] * x, y, t[2]]; return t[0] * x + t[1] * y + t[2]; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static double InTuple(double x, double y, double[] z, bool own) { var t = own ? (z, x) : (Table, y); return t.Item1[0] * x + t.Item1[1] * y + t.Item2; }

    [Differentiable, Case("0.7, 1.3, true"), Case("0.7, 1.3, false")]
    public static double Handed(double x, double y, bool own) => Use(own ? [x, y, x] : Table, y) + Use(own ? Table : [y, x, 1], x);

    [Differentiable, Case("0.7, 1.3, true"), Case("0.7, 1.3, false")]
    public static double OrNone(double x, double y, bool own) { double[]? t = null; if (own) t = Table; return t is null ? x * y : t[0] * x; }

    [Differentiable, Case("0.7, 1.3, [1, 2, 3], true"), Case("0.7, 1.3, [1, 2, 3], false")]
    public static float Floats(float x, float y, float[] z, bool own) { var t = own ? z : Single; return t[0] * x + t[1] * y + t[2]; }
    static readonly float[] Single = [0.5f, 1.5f, -0.25f];
}
