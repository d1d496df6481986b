#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

// ArrayZooTests reads these files again, as float: keep to `double`, `Math` and literals with a decimal point.

/// <summary>Functions of one array, each with its gradient: single loops that end in sums.</summary>
internal static partial class ArrayZoo
{
    [Differentiable]
    internal static double SumOfSquares(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += x[i] * x[i];
        return s;
    }

    [Differentiable]
    internal static double RootOfSum(ReadOnlySpan<double> x)
    {
        var s = 1.0;
        for (var i = 0; i < x.Length; i++) s += x[i] * x[i];
        return Math.Sqrt(s);
    }

    [Differentiable]
    internal static double LogOfSum(ReadOnlySpan<double> x)
    {
        var s = 1.0;
        foreach (var v in x) s += Math.Exp(v) * v * v;
        return Math.Log(s) + 1.0 / s;
    }

    [Differentiable]
    internal static double SigmoidLoss(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var p = Activations.Sigmoid(x[i]);
            s += (p - 0.3) * (p - 0.3);
        }
        return s / (x.Length + 1);
    }

    [Differentiable]
    internal static double Transcendental(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Exp(0.5 * x[i]) + Math.Log(2.0 + x[i]) - Math.Tanh(x[i]) * Math.Sin(x[i]) + Math.Cos(3.0 * x[i]);
        return s;
    }

    [Differentiable]
    internal static double Rational(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += (x[i] - 1.0) / (x[i] * x[i] + 0.5) - Math.Sqrt(x[i] * x[i] + 1.0);
        return s;
    }

    [Differentiable]
    internal static double Powers(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Pow(x[i] * x[i] + 0.25, 1.5) + Math.Atan(x[i]) + Math.Pow(x[i], 3.0);
        return s;
    }

    [Differentiable]
    internal static double LogSumExp(ReadOnlySpan<double> x)
    {
        var m = -1e30;
        foreach (var v in x) m = Math.Max(m, v);
        var s = 0.001;
        foreach (var v in x) s += Math.Exp(v - m);
        return x.Length > 0 ? m + Math.Log(s) : 0.0;
    }

    [Differentiable]
    internal static double SeveralSums(ReadOnlySpan<double> x)
    {
        double a = 0.0, b = 1.0, c = 2.0, d = 0.5;
        for (var i = 0; i < x.Length; i++)
        {
            a += x[i];
            b += x[i] * x[i];
            c -= Math.Sin(x[i]);
            d += x[i] * Math.Exp(-x[i]);
        }
        return a * b + c / (1.0 + b) - d * d * a;
    }

    /// <summary>A curve whose parameters stand at known places.</summary>
    [Differentiable]
    internal static double Ringing(ReadOnlySpan<double> p, ReadOnlySpan<double> t)
    {
        if (p.Length < 5) return 0.0;
        var s = 0.0;
        for (var i = 0; i < t.Length; i++)
        {
            var e = p[0] * Math.Exp(-p[1] * p[1] * i) * Math.Cos(p[2] * t[i] + p[3]) + p[4] + p[0] * p[^1] - t[i];
            s += e * e;
        }
        return s;
    }

    [Differentiable]
    internal static double Variance(ReadOnlySpan<double> x)
    {
        var mean = 0.0;
        for (var i = 0; i < x.Length; i++) mean += x[i];
        mean /= x.Length + 1;
        var s = 0.1;
        for (var i = 0; i < x.Length; i++) s += (x[i] - mean) * (x[i] - mean);
        return Math.Sqrt(s / (x.Length + 1));
    }

    [Differentiable]
    internal static double WeightedByIndex(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += x[i] * x[i] * (i + 1) / (2.0 * i + 1.0);
        return s;
    }

    [Differentiable]
    internal static double Descending(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = x.Length - 1; i >= 0; i--) s += x[i] * Math.Sin(x[i]);
        return s;
    }

    [Differentiable]
    internal static double Mirrored(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = x.Length - 1; i >= 0; i--) s += x[i] * x[x.Length - 1 - i];
        return s;
    }

    [Differentiable]
    internal static double MirroredAscending(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Exp(x[i]) * x[^(i + 1)];
        return s;
    }

    [Differentiable]
    internal static double StrideOfThree(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i + 2 < x.Length; i += 3) s += x[i] * x[i + 1] - Math.Exp(x[i + 2]);
        return s;
    }

    [Differentiable]
    internal static double StrideOfTwoDown(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = x.Length - 1; i >= 0; i -= 2) s += x[i] * x[i] * x[0];
        return s;
    }

    [Differentiable]
    internal static double ScaledIndex(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 2; i++) s += x[2 * i] * Math.Cos(x[2 * i + 1]);
        return s;
    }

    [Differentiable]
    internal static double Differences(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i + 1 < x.Length; i++) s += (x[i + 1] - x[i]) * (x[i + 1] - x[i]);
        return s;
    }

    [Differentiable]
    internal static double SecondDifferences(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 1; i < x.Length - 1; i++) s += Math.Tanh(x[i - 1] - 2.0 * x[i] + x[i + 1]) * x[i];
        return s;
    }

    [Differentiable]
    internal static double FirstTimesEach(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += x[0] * x[i] + Math.Sin(x[^1]) * x[i];
        return s;
    }

    [Differentiable]
    internal static double Gather(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var j = i * 7 % x.Length;
            s += x[i] * x[j];
        }
        return s;
    }

    [Differentiable]
    internal static double BranchOnSign(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
            if (x[i] > 0.0) s += Math.Log(x[i]);
            else s -= x[i] * 2.0;
        return s;
    }

    [Differentiable]
    internal static double BranchThenBranch(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var y = x[i] > 0.1 ? Math.Sqrt(x[i]) : x[i] * x[i];
            if (y > 0.5) y = y * 3.0;
            s += y;
        }
        return s;
    }

    [Differentiable]
    internal static double BranchOnIndex(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
            if (i % 3 == 1) s += x[i] * x[i];
            else if (i > 5 && x[i] < 0.5) s -= Math.Exp(x[i]);
        return s;
    }

    [Differentiable]
    internal static double SwitchOnIndex(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
            s += (i % 4) switch { 0 => x[i], 1 => x[i] * x[i], 2 => Math.Sin(x[i]), _ => 1.0 };
        return s;
    }

    [Differentiable]
    internal static double BreakAndContinue(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var v in x)
        {
            if (v > 0.9) break;
            if (v < -0.5) continue;
            s += v * v * s + v;
        }
        return s;
    }

    [Differentiable]
    internal static double ReturnFromLoop(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            s += x[i] * x[i];
            if (s > 4.0) return s * x[i];
        }
        return Math.Exp(-s);
    }

    [Differentiable]
    internal static double LoopInBranch(ReadOnlySpan<double> x)
    {
        if (x.Length == 0) return 0.0;
        var s = 0.0;
        if (x[0] > 0.0)
            for (var i = 0; i < x.Length; i++) s += x[i] * x[i];
        else
            foreach (var v in x) s += Math.Sin(v);
        return s * s;
    }

    [Differentiable]
    internal static double UntilFive(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        var i = 0;
        while (i < x.Length && s < 5.0)
        {
            s += x[i] * x[i] + 0.1 * s * x[i];
            i++;
        }
        return s;
    }

    [Differentiable]
    internal static double Product(ReadOnlySpan<double> x)
    {
        var p = 1.0;
        for (var i = 0; i < x.Length; i++) p *= 1.0 + 0.1 * x[i];
        return p;
    }

    [Differentiable]
    internal static double Horner(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = x.Length - 1; i >= 0; i--) s = s * 0.7 + x[i] * s + x[i];
        return s;
    }

    [Differentiable]
    internal static double PooledMaxima(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i + 1 < x.Length; i += 2) s += Math.Max(x[i], x[i + 1]);
        return s;
    }

    [Differentiable]
    internal static double Kinks(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Abs(x[i] - 0.2) + Math.Max(x[i], -0.1) - Math.Min(x[i] * x[i], 0.25) + Math.Clamp(x[i], -0.5, 0.5);
        return s;
    }

    [Differentiable]
    internal static double TwoLoopsTwoSums(ReadOnlySpan<double> x)
    {
        var a = 0.5;
        for (var i = 0; i < x.Length; i++) a += x[i] * x[i];
        var b = 0.0;
        for (var i = 0; i < x.Length; i++) b += Math.Sin(x[i]) / a;
        return Math.Sqrt(a) * b + b * b;
    }

    [Differentiable]
    internal static double CarriedTwo(ReadOnlySpan<double> x)
    {
        double a = 0.1, b = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            var t = a;
            a = Math.Tanh(b + x[i]);
            b = 0.5 * t - x[i] * a;
        }
        return a * b;
    }
}
