using AutoBackprop;

namespace Cases;

/// <summary>Each iteration of a loop chooses a row of its own, and adds to the gradient of that row.</summary>
public static partial class ChosenRows
{
    /// <summary>The nearest of some rows, as k-means has it.</summary>
    [Differentiable, Case("\"r:90:1\", \"r:12:2\", 3"), Case("\"r:320:1\", \"r:144:2\", 16"), Case("\"r:21:1\", \"r:6:2\", 1"), Case("\"r:165:1\", \"r:40:2\", 5")]
    public static double Nearest([NoGradient] ReadOnlySpan<double> points, ReadOnlySpan<double> rows, int d)
    {
        var cost = 0.0;
        for (var i = 0; i < points.Length / d; i++)
        {
            var nearest = double.PositiveInfinity;
            for (var c = 0; c < rows.Length / d; c++)
            {
                var distance = 0.0;
                for (var j = 0; j < d; j++)
                {
                    var difference = points[i * d + j] - rows[c * d + j];
                    distance += difference * difference;
                }

                nearest = Math.Min(nearest, distance);
            }

            cost += nearest;
        }

        return cost;
    }

    [Differentiable, Case("\"r:54:1\", \"r:9:2\", 3"), Case("\"r:136:1\", \"r:24:2\", 8")]
    public static float NearestOfFloats([NoGradient] ReadOnlySpan<float> points, ReadOnlySpan<float> rows, int d)
    {
        var cost = 0f;
        for (var i = 0; i < points.Length / d; i++)
        {
            var nearest = float.PositiveInfinity;
            for (var c = 0; c < rows.Length / d; c++)
            {
                var distance = 0f;
                for (var j = 0; j < d; j++)
                {
                    var difference = points[i * d + j] - rows[c * d + j];
                    distance += difference * difference;
                }

                nearest = Math.Min(nearest, distance);
            }

            cost += nearest;
        }

        return cost;
    }

    /// <summary>Both sides move, a weight goes with each point, and what is chosen is the greatest.</summary>
    [Differentiable, Case("\"r:96:1\", \"r:20:2\", \"r:24:3\", 4"), Case("\"r:289:1\", \"r:68:2\", \"r:17:3\", 17")]
    public static double Best(ReadOnlySpan<double> points, ReadOnlySpan<double> rows, ReadOnlySpan<double> weights, int d)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var best = double.NegativeInfinity;
            for (var c = 0; c < rows.Length / d; c++)
            {
                var score = 0.0;
                for (var j = d - 1; j >= 0; j--) score += points[i * d + j] * rows[c * d + j];
                best = Math.Max(best, score * weights[i]);
            }

            sum += best * best * weights[i];
        }

        return sum;
    }

    /// <summary>Some points have no row.</summary>
    [Differentiable, Case("\"r:90:1\", \"r:12:2\", 3"), Case("\"r:288:1\", \"r:48:2\", 8")]
    public static double Some([NoGradient] ReadOnlySpan<double> points, ReadOnlySpan<double> rows, int d)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Length / d; i++)
        {
            var (least, which) = (0.5, -1);
            for (var c = 0; c < rows.Length / d; c++)
            {
                var distance = 0.0;
                for (var j = 0; j < d; j++) distance += Math.Abs(points[i * d + j] - rows[c * d + j]) / d;
                if (distance < least) (least, which) = (distance, c);
            }

            if (which < 0) continue;
            for (var j = 0; j < d; j++) sum += Math.Exp(rows[which * d + j] * 0.5) * points[i * d + j];
        }

        return sum;
    }

    /// <summary>A row by its label.</summary>
    [Differentiable, Case("\"r:60:1\", [2, 0, 1, 1, 2, 0, 3, 3, 0, 1, 2, 2, 1, 0, 3, 1, 2], 3")]
    public static double Labelled(ReadOnlySpan<double> rows, int[] labels, int d)
    {
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var z = 0.0;
            for (var j = 0; j < d; j++) z += rows[labels[i] * d + j] * rows[(labels[i] + 1) * d + j];
            if (z > 0)
                for (var j = 0; j < d; j++) sum += z * rows[labels[i] * d + j];
        }

        return sum;
    }
}

/// <summary>Quotients of what both moves, and products with nothing.</summary>
public static partial class QuotientsAndZeros
{
    [Differentiable, Case("1.3, 0.7, 0.4")] public static double Both(double x, double y, double z) => x / y + y / z / x + (x + y) / (x * y - z);

    [Differentiable, Case("1.3, 0.7")] public static double Itself(double x, double y) { var q = x / x; return q + x / (q * y) * (y / y); }

    [Differentiable, Case("1.3, 0.7")] public static double Again(double x, double y) { var q = x / y; var r = q / (q + y); return q * r + r / q; }

    [Differentiable, Case("\"r:41:1\", 1.5")]
    public static double Ratios(ReadOnlySpan<double> w, double scale)
    {
        double sum = 0, all = 0;
        for (var i = 0; i < w.Length; i++) sum += w[i] * w[i] / (1 + w[i] * scale * w[i]);
        for (var i = 0; i < w.Length; i++) all += w[i] / (sum + w[i] * w[i]);
        return all / sum;
    }

    [Differentiable, Case("1.5, 2")] public static double RootOfRatio(double x, double y) => x == 0 ? y : Math.Sqrt(x * x / y) + x / y;

    [Differentiable, Case("1.3, 0.7")] public static double Nothing(double x, double y) => x + 0 * x + y * (x * 0 + y) - 2 * (0 * y);

    [Differentiable, Case("1.3, 4")]
    public static double Still(double x, int n)
    {
        var (s, t) = (1.0, x);
        for (var i = 0; i < n; i++)
        {
            s = s * 0.5 + 0 * t;
            t *= x;
        }

        return s * t;
    }
}
