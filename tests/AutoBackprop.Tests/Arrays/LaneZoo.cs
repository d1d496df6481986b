#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

// LaneTests reads this file again, as float: keep to `double`, `Math` and literals with a decimal point.

/// <summary>Sums over samples, three numbers of x each, with loops inside a sample and shared weights w: what runs in lanes.</summary>
internal static partial class LaneZoo
{
    /// <summary>The inner loop hands a power on.</summary>
    [Differentiable]
    internal static double Polynomial(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var loss = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var (power, sum) = (1.0, x[3 * i]);
            for (var j = 0; j < w.Length; j++)
            {
                sum -= w[j] * power;
                power *= x[3 * i + 1];
            }
            loss += sum * sum;
        }
        return loss;
    }

    /// <summary>By the index alone.</summary>
    [Differentiable]
    internal static double ByIndex(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var loss = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var t = -1.0 + i * 2.0 / (x.Length + 3);
            var (power, sum) = (1.0, t > 0.0 ? 1.0 : t < 0.0 ? -1.0 : 0.0);
            for (var j = 0; j < w.Length; j++)
            {
                sum -= w[j] * power;
                power *= t;
            }
            loss += sum * sum * x[i];
        }
        return loss / 2.0;
    }

    /// <summary>The nearest of the rows of w.</summary>
    [Differentiable]
    internal static double Nearest(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var cost = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var closest = double.PositiveInfinity;
            for (var c = 0; c < w.Length / 3; c++)
            {
                var distance = 0.0;
                for (var j = 0; j < 3; j++)
                {
                    var delta = x[i * 3 + j] - w[c * 3 + j];
                    distance += delta * delta;
                }
                if (distance < closest) closest = distance;
            }
            cost += closest;
        }
        return cost;
    }

    [Differentiable]
    internal static double NearestByMin(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var cost = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var closest = 100.0;
            for (var c = 0; c < w.Length / 3; c++)
            {
                var distance = 0.0;
                for (var j = 0; j < 3; j++) distance += Math.Abs(x[i * 3 + j] - w[c * 3 + j]);
                closest = Math.Min(closest, distance);
            }
            cost += closest;
        }
        return cost;
    }

    /// <summary>A network that is run from number to number.</summary>
    [Differentiable]
    internal static double Recurrence(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var h = 0.1;
            for (var j = 0; j < 3; j++) h = Math.Tanh(w[0] * h + w[1] * x[3 * i + j] + w[2]);
            s += h * h - w[3] * h;
        }
        return s;
    }

    /// <summary>A triangle below the diagonal, packed.</summary>
    [Differentiable]
    internal static double Triangle(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var sum = 0.0;
            for (var p = 0; p < 3; p++)
                for (var q = p + 1; q < 3; q++) sum += w[p + q] * x[3 * i + p] * x[3 * i + q];
            s += Math.Atan(sum);
        }
        return s;
    }

    [Differentiable]
    internal static double TriangleWithPosition(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var (at, sum) = (0, 1.0);
            for (var p = 0; p < 3; p++)
                for (var q = p; q < 3; q++)
                {
                    sum += w[at] * x[3 * i + p] * x[3 * i + q];
                    at++;
                }
            s += Math.Sqrt(sum * sum + 1.0);
        }
        return s;
    }

    /// <summary>A temporary of the sample, filled, added to, and summed up.</summary>
    [Differentiable]
    internal static double Temporary(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var y = new double[w.Length];
            for (var j = 0; j < w.Length; j++) y[j] = w[j] * x[3 * i];
            for (var j = 1; j < w.Length; j++) y[j] += y[j - 1] * x[3 * i + 1];
            var sum = x[3 * i + 2];
            for (var j = 0; j < w.Length; j++) sum += y[j] * y[j];
            s += Math.Log(1.0 + sum * sum);
        }
        return s;
    }

    [Differentiable]
    internal static double TemporaryOutside(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        var centred = new double[3];
        var terms = new double[w.Length];
        for (var i = 0; i < x.Length / 3; i++)
        {
            for (var c = 0; c < w.Length; c++)
            {
                for (var j = 0; j < 3; j++) centred[j] = x[3 * i + j] - w[c];
                var sum = 0.0;
                for (var j = 0; j < 3; j++) sum += centred[j] * centred[j];
                terms[c] = -0.5 * sum;
            }
            var largest = terms[0];
            for (var c = 1; c < w.Length; c++)
                if (terms[c] > largest) largest = terms[c];
            var total = 0.0;
            for (var c = 0; c < w.Length; c++) total += Math.Exp(terms[c] - largest);
            s += largest + Math.Log(total);
        }
        return s;
    }

    /// <summary>A choice that each sample makes for itself, with a loop on one side.</summary>
    [Differentiable]
    internal static double Choice(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var (a, b) = (x[3 * i], x[3 * i + 1]);
            var y = 0.0;
            if (a > b)
                for (var j = 0; j < w.Length; j++) y += w[j] * Math.Exp(a * 0.1);
            else y = b * b;
            s += y * x[3 * i + 2];
        }
        return s;
    }

    /// <summary>The same choice for all samples.</summary>
    [Differentiable]
    internal static double CommonChoice(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var y = 1.0;
            for (var j = 0; j < w.Length; j++)
            {
                if (j % 2 == 0) y += w[j] * x[3 * i];
                else y *= x[3 * i + 1];
                if (w[j] > 0.0) y -= w[j];
            }
            s += y * y;
        }
        return s;
    }

    /// <summary>Several sums, one of them of some samples only.</summary>
    [Differentiable]
    internal static double SeveralSums(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        double a = 0.0, b = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var y = 0.0;
            for (var j = 0; j < 3; j++) y += w[j] * Math.Cos(x[3 * i + j]);
            a += y;
            if (y > 0.2) b += y * y;
        }
        return a + b;
    }

    /// <summary>A window of each sample's own, passed to a method.</summary>
    [Differentiable]
    internal static double Windows(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++) s += Math.Atan(Weighted(x.Slice(3 * i, 3), w));
        return s;
    }

    private static double Weighted(ReadOnlySpan<double> row, ReadOnlySpan<double> w)
    {
        var (y, factor) = (0.0, 1.0);
        for (var j = 0; j < row.Length; j++)
        {
            y += row[j] * w[j] * factor;
            factor *= row[j];
        }
        return y;
    }

    /// <summary>Neighbours that only some samples have.</summary>
    [Differentiable]
    internal static double Descending(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = x.Length / 3 - 1; i >= 0; i--)
        {
            var (y, f) = (0.0, 1.0);
            for (var j = 0; j < w.Length; j++)
            {
                f *= x[3 * i + 2];
                y += f * w[w.Length - 1 - j];
            }
            s += y / (1.0 + y * y);
        }
        return s;
    }

    /// <summary>A fixed number of steps of Newton's method.</summary>
    [Differentiable]
    internal static double Newton(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var a = 1.0 + x[3 * i] * x[3 * i] + w[0] * w[0];
            var root = a;
            for (var k = 0; k < 4; k++) root = 0.5 * (root + a / root);
            s += root * w[1];
        }
        return s;
    }

    /// <summary>Softmax over three numbers, and the logarithm of one of them.</summary>
    [Differentiable]
    internal static double Softmax(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length / 3; i++)
        {
            var z = new double[3];
            for (var j = 0; j < 3; j++) z[j] = w[j] * x[3 * i + j] + w[j + 3];
            var largest = z[0];
            for (var j = 1; j < 3; j++) largest = Math.Max(largest, z[j]);
            var sum = 0.0;
            for (var j = 0; j < 3; j++) sum += Math.Exp(z[j] - largest);
            s += largest + Math.Log(sum) - z[1];
        }
        return s;
    }
}
