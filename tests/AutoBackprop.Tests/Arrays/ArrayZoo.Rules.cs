#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

// Rules written by hand for methods with spans: run again, handed what was left, handed the result.
internal static partial class ArrayZoo
{
    private static void Decay(double k, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = k * y[i] * y[i];
    }

    [DerivativeOf(typeof(ArrayZoo), nameof(Decay))]
    internal static void DecayBackward(double k, Span<double> y, ref double gradK, Span<double> gradY)
    {
        for (var i = 0; i < y.Length; i++)
        {
            gradK += gradY[i] * y[i] * y[i];
            gradY[i] *= 2 * k * y[i];
        }
        Decay(k, y);
    }

    private static void Exponentials(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = Math.Exp(x[i]);
    }

    [DerivativeOf(typeof(ArrayZoo), nameof(Exponentials))]
    internal static void ExponentialsBackward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX, Span<double> gradY)
    {
        for (var i = 0; i < y.Length; i++) gradX[i] += gradY[i] * y[i];
        gradY.Clear();
    }

    private static double Size(ReadOnlySpan<double> x, [NoGradient] double floor)
    {
        var s = floor;
        for (var i = 0; i < x.Length; i++) s += x[i] * x[i];
        return Math.Sqrt(s);
    }

    [DerivativeOf(typeof(ArrayZoo), nameof(Size))]
    internal static void SizeBackward(ReadOnlySpan<double> x, double floor, double result, double gradResult, Span<double> gradX = default)
    {
        for (var i = 0; i < gradX.Length; i++) gradX[i] += gradResult * x[i] / result;
    }

    private static void Squares(ReadOnlySpan<double> x, [Overwritten] Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i];
    }

    [DerivativeOf(typeof(ArrayZoo), nameof(Squares))]
    internal static void SquaresBackward(ReadOnlySpan<double> x, [Overwritten] Span<double> y, Span<double> gradX, Span<double> gradY, bool overwriteX = false)
    {
        for (var i = 0; i < y.Length; i++) gradX[i] = 2 * x[i] * gradY[i] + (overwriteX ? 0 : gradX[i]);
        gradY.Clear();
    }

    [Differentiable]
    internal static double RuleThatSets(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        Squares(x, y);
        Squares(y, z);
        return Linear.Sum(z);
    }

    [Differentiable]
    internal static double RuleThatSetsInOneBranch(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        if (x.Length % 4 == 0) Squares(x, y);
        else if (x.Length % 4 == 1)
            for (var i = 0; i < y.Length; i++) y[i] = 3 * x[i];
        else if (x.Length % 4 == 2) y[0] = x[1] * x[0];
        return Linear.Sum(y);
    }

    [Differentiable]
    internal static double RuleThatAddsToWhatIsThere(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        Squares(x, y);
        Squares(x, z);
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i] * z[i] * Math.Sin(x[i]);
        return s;
    }

    [Differentiable]
    internal static double RuleForTheFirstUse(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < y.Length; i++) z[i] = Math.Cos(x[i]);
        Squares(x, y);
        return Linear.Dot(y, z);
    }

    [Differentiable]
    internal static double RuleForAWindow(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        if (x.Length < 3) return 1;
        Squares(x[1..^1], y.AsSpan(1, x.Length - 2));
        return Linear.Sum(y);
    }

    [Differentiable]
    internal static double RuleInALoop(ReadOnlySpan<double> x)
    {
        var (y, s) = (new double[x.Length], 0.0);
        for (var t = 1; t < 4; t++)
        {
            Squares(x, y);
            s += Linear.Sum(y) / t;
        }
        return s;
    }

    [Differentiable]
    internal static double RuleRunsAgain(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = x[i] + 0.5;
        for (var t = 0; t < 3; t++) Decay(0.7 + (x.Length > 1 ? x[1] * 0.2 : 0), y);
        Decay(1.1, y);
        return Linear.Sum(y) + Size(y, 1);
    }

    [Differentiable]
    internal static double RuleTakesWhatIsLeft(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        Exponentials(x, y);
        for (var i = 0; i < y.Length; i++) y[i] *= 0.3 * x[i];
        for (var t = 0; t < 2; t++)
        {
            Exponentials(y, z);
            for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(z[i]) * x[i];
        }
        Exponentials(y, z);
        return Linear.Dot(z, y);
    }

    [Differentiable]
    internal static double RuleTakesTheResult(ReadOnlySpan<double> x)
    {
        var s = 1.0;
        for (var t = 0; t < 3; t++)
        {
            Span<double> y = new double[x.Length];
            for (var i = 0; i < y.Length; i++) y[i] = x[i] * s;
            s = 1 / (1 + Size(y, 0.5)) + s * 0.3;
        }
        Span<double> constant = new double[4];
        constant.Fill(2);
        return s * Size(x, 2) * Size(constant, 1);
    }
}
