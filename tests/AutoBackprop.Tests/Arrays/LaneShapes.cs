#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

/// <summary>What runs in lanes on arrays of several shapes, with labels, and behind guards.</summary>
internal static partial class LaneShapes
{
    /// <summary>Points as rows of an array of arrays.</summary>
    [Differentiable]
    internal static double Rows(double[][] points, double[][] centres)
    {
        var cost = 0.0;
        foreach (var point in points)
        {
            var near = 0.0;
            foreach (var centre in centres)
            {
                var distance = 0.5;
                for (var j = 0; j < point.Length; j++)
                {
                    var delta = point[j] - centre[j];
                    distance += delta * delta;
                }
                near += 1.0 / distance;
            }
            cost += Math.Log(near + 1.0);
        }
        return cost;
    }

    /// <summary>The nearest row; its index differs from point to point.</summary>
    [Differentiable]
    internal static double NearestRow(double[][] points, double[][] centres)
    {
        var cost = 0.0;
        foreach (var point in points)
        {
            var nearest = double.PositiveInfinity;
            foreach (var centre in centres)
            {
                var distance = 0.0;
                for (var j = 0; j < point.Length; j++) distance += (point[j] - centre[j]) * (point[j] - centre[j]);
                nearest = Math.Min(nearest, distance);
            }
            cost += nearest;
        }
        return cost;
    }

    /// <summary>Two dimensions.</summary>
    [Differentiable]
    internal static double Matrix(double[,] x, double[,] w)
    {
        var loss = 0.0;
        for (var i = 0; i < x.GetLength(0); i++)
        {
            var h = 0.3;
            for (var r = 0; r < w.GetLength(0); r++)
            {
                var z = 0.0;
                for (var j = 0; j < w.GetLength(1); j++) z += w[r, j] * x[i, j];
                h = Math.Tanh(z + h);
            }
            loss += h * h;
        }
        return loss;
    }

    /// <summary>A class for each sample.</summary>
    [Differentiable]
    internal static double Classes(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int[] labels, int classes, int d)
    {
        var loss = 0.0;
        var z = new double[classes];
        for (var i = 0; i < labels.Length; i++)
        {
            for (var c = 0; c < classes; c++)
            {
                var sum = 0.0;
                for (var j = 0; j < d; j++) sum += w[c * d + j] * x[i * d + j];
                z[c] = sum;
            }
            var largest = z[0];
            for (var c = 1; c < classes; c++) largest = Math.Max(largest, z[c]);
            var total = 0.0;
            for (var c = 0; c < classes; c++) total += Math.Exp(z[c] - largest);
            loss += largest + Math.Log(total) - z[labels[i]];
        }
        return loss;
    }

    /// <summary>A label that is compared.</summary>
    [Differentiable]
    internal static double OneOfEach(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int[] labels)
    {
        var loss = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var y = x[i];
            for (var c = 0; c < w.Length; c++)
            {
                var t = labels[i] == c ? 1.0 : 0.0;
                y = 0.5 * y + (w[c] - t) * (w[c] - t);
            }
            loss += y * y;
        }
        return loss;
    }

    /// <summary>Each sample writes a number of its own, which is read again behind the loop.</summary>
    [Differentiable]
    internal static double Written(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var p = 1.0;
            for (var j = 0; j < w.Length; j++) p = p * x[i] + w[j];
            y[i] = p;
        }
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += y[i] * y[i] * 0.1;
        return s;
    }

    /// <summary>Behind a return.</summary>
    [Differentiable]
    internal static double Guarded(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        if (w.Length == 0) return 1.0;
        if (x.Length % 2 != 0) throw new ArgumentException("odd", nameof(x));
        var s = 0.0;
        for (var i = 0; i < x.Length / 2; i++)
        {
            var p = w[0];
            for (var j = 0; j < w.Length; j++) p = p * x[2 * i] + w[j] * x[2 * i + 1];
            s += Math.Sin(p);
        }
        return s;
    }

    /// <summary>Samples of two sets, over epochs.</summary>
    [Differentiable]
    internal static double Epochs(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.0;
        for (var e = 0; e < 3; e++)
            for (var i = 0; i < x.Length; i++)
            {
                var p = 1.0;
                for (var j = 0; j < w.Length; j++) p = p * 0.5 * x[i] + w[j] * (e + 1);
                s += p * p;
            }
        return s;
    }

    /// <summary>Which of its numbers was the smallest is kept for each sample: a loop that may end early stands before the way back.</summary>
    [Differentiable]
    internal static double KeptWinners(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        var s = 0.1;
        for (var i = 0; i < x.Length; i++)
        {
            var least = double.PositiveInfinity;
            for (var j = 0; j < w.Length; j++) least = Math.Min(least, w[j] > 0.3 ? x[i] + w[j] : w[j] * x[i]);
            s += Math.Sin(least);
        }
        for (var j = 0; j < w.Length; j++)
        {
            if (s > 3.0) break;
            s = s * 0.9 - w[j];
        }
        return s;
    }

    /// <summary>An array of its own for each sample, of a length that may be wrong.</summary>
    [Differentiable]
    internal static double OfLength(ReadOnlySpan<double> x, int k)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var t = new double[k];
            for (var j = 0; j < k; j++) t[j] = x[i] * j;
            var p = 1.0;
            for (var j = 0; j < k; j++) p = p * t[j] + x[i];
            s += p;
        }
        return s;
    }
}
