namespace AutoBackprop.Tests;

/// <summary>The operations of <see cref="Linear"/> against plain loops, and what they refuse.</summary>
public class LinearTests
{
    private static float[] Single(double[] x) => Array.ConvertAll(x, v => (float)v);

    private static void Near(double[] expected, double[] actual, double tolerance = 1e-13)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}]: {actual[i]:R}, not {expected[i]:R}");
    }

    private static void Near(double[] expected, float[] actual) => Near(expected, Array.ConvertAll(actual, v => (double)v), 1e-5);

    [Fact]
    public void Reductions_are_those_of_plain_loops()
    {
        foreach (var n in Enumerable.Range(0, 41).Append(100).Append(1000))
        {
            var (x, y) = (ArrayCheck.Data(n, n), ArrayCheck.Data(n, 77 + n));
            double[] expected = [x.Zip(y, (a, b) => a * b).Sum(), x.Sum(), n == 0 ? double.NaN : x.Sum() / n, Math.Sqrt(x.Sum(v => v * v)), Math.Log(x.Sum(Math.Exp))];
            double[] actual = [Linear.Dot(x, y), Linear.Sum(x), Linear.Mean(x), Linear.Norm(x), Linear.LogSumExp(x)];
            float[] single = [Linear.Dot(Single(x), Single(y)), Linear.Sum(Single(x)), Linear.Mean(Single(x)), Linear.Norm(Single(x)), Linear.LogSumExp(Single(x))];
            for (var i = 0; i < expected.Length; i++)
            {
                if (!double.IsFinite(expected[i])) { Assert.Equal(expected[i], actual[i]); Assert.Equal((float)expected[i], single[i]); continue; }
                Near([expected[i]], [actual[i]], 1e-12);
                Near([expected[i]], [single[i]]);
            }
        }
    }

    [Theory]
    [InlineData(1e200), InlineData(1e-200), InlineData(1e-310), InlineData(1e300), InlineData(1)]
    public void A_norm_is_scaled_where_squares_would_leave_the_range(double scale)
    {
        foreach (var n in new[] { 2, 3, 8, 17, 40 })
        {
            var (x, gradient) = (new double[n], new double[n]);
            (x[0], x[n - 1]) = (3 * scale, -4 * scale);
            Near([5], [Linear.Norm(x) / scale], scale < 1e-300 ? 1e-12 : 1e-15);
            Linear.NormBackward(x, Linear.Norm(x), 2, gradient);
            Near([1.2, -1.6], [gradient[0], gradient[n - 1]], scale < 1e-300 ? 1e-12 : 1e-15);
        }
    }

    [Theory]
    [InlineData(1e25f), InlineData(1e-25f), InlineData(1e37f)]
    public void So_is_one_in_single_precision(float scale)
    {
        float[] x = [3 * scale, 0, 4 * scale], gradient = new float[3];
        Near([5], [Linear.Norm(x) / scale]);
        Linear.NormBackward(x, Linear.Norm(x), 1f, gradient);
        Near([0.6, 0, 0.8], gradient);
    }

    [Fact]
    public void A_norm_of_what_is_not_finite_is_that()
    {
        Assert.Equal(double.PositiveInfinity, Linear.Norm([1.0, double.NegativeInfinity]));
        Assert.Equal(double.NaN, Linear.Norm([1.0, double.NaN, 1e200]));
        Assert.Equal(0, Linear.Norm([0.0, -0.0]));
    }

    [Fact]
    public void Where_nothing_is_possible_there_is_no_gradient_and_what_is_certain_takes_all()
    {
        const double No = double.NegativeInfinity, Sure = double.PositiveInfinity;
        double[] gradient = [0, 0, 0];
        Linear.LogSumExpBackward([No, No, No], No, 1, gradient);
        Assert.Equal([0.0, 0, 0], gradient);
        Linear.LogSumExpBackward([1, Sure, Sure], Sure, 3, gradient);
        Assert.Equal([0, 1.5, 1.5], gradient);
        Linear.LogSumExpBackward([double.NaN, 1, 2], double.NaN, 0, gradient);   // nobody asked
        Assert.Equal([0, 1.5, 1.5], gradient);
    }

    [Fact]
    public void The_maximum_is_taken_off_before_exponentials_overflow()
    {
        Assert.Equal(1000 + Math.Log(2), Linear.LogSumExp([1000.0, 1000.0]), 1e-12);
        Assert.Equal(-1000 + Math.Log(2), Linear.LogSumExp([-1000.0, -1000.0]), 1e-12);
        Assert.Equal(double.PositiveInfinity, Linear.LogSumExp([0.0, double.PositiveInfinity]));
        Assert.Equal(double.NegativeInfinity, Linear.LogSumExp([double.NegativeInfinity]));
        Assert.Equal(double.NaN, Linear.LogSumExp([double.NaN, 1.0]));
        Assert.Equal(2000, Losses.SoftmaxCrossEntropy([1000.0, -1000.0], 1), 1e-9);
        Assert.Equal(0, Losses.SoftmaxCrossEntropy([1000.0, -1000.0], 0), 1e-9);
        Assert.Equal(2000, Losses.SoftmaxCrossEntropy([1000.0, -1000.0], [0.0, 1.0]), 1e-9);
        Assert.Equal(2000f, Losses.SoftmaxCrossEntropy([1000f, -1000f], [0f, 1f]), 1e-3f);
    }

    [Fact]
    public void Products_are_those_of_plain_loops()
    {
        foreach (var (m, k, n) in new[] { (0, 0, 0), (1, 1, 1), (2, 3, 4), (5, 0, 3), (7, 9, 8), (16, 17, 33), (1, 40, 3), (40, 1, 5), (3, 20, 1) })
        {
            var (a, b) = (ArrayCheck.Data(m * k, m + 7 * k), ArrayCheck.Data(k * n, n + 3));
            double[] at = new double[m * k], bt = new double[k * n], expected = new double[m * n];
            for (var i = 0; i < m; i++) for (var l = 0; l < k; l++) at[l * m + i] = a[i * k + l];
            for (var l = 0; l < k; l++) for (var j = 0; j < n; j++) bt[j * k + l] = b[l * n + j];
            for (var i = 0; i < m; i++) for (var j = 0; j < n; j++) for (var l = 0; l < k; l++) expected[i * n + j] += a[i * k + l] * b[l * n + j];

            double[] c = [.. Enumerable.Repeat(9.0, m * n)];
            float[] s = [.. Enumerable.Repeat(9f, m * n)];
            Linear.MatMul(a, b, c, m, k, n); Near(expected, c);
            Linear.MatMul(Single(a), Single(b), s, m, k, n); Near(expected, s);
            Linear.MatMulTransposeA(at, b, c, m, k, n); Near(expected, c);
            Linear.MatMulTransposeA(Single(at), Single(b), s, m, k, n); Near(expected, s);
            Linear.MatMulTransposeB(a, bt, c, m, k, n); Near(expected, c);
            Linear.MatMulTransposeB(Single(a), Single(bt), s, m, k, n); Near(expected, s);
            if (n == 1) { Linear.MatVec(a, b, c); Near(expected, c); Linear.MatVec(Single(a), Single(b), s); Near(expected, s); }
            if (k == 1) { Linear.Outer(a, b, c); Near(expected, c); Linear.Outer(Single(a), Single(b), s); Near(expected, s); }
        }
    }

    [Fact]
    public void Steps_by_element_are_those_of_plain_loops()
    {
        foreach (var n in Enumerable.Range(0, 41).Append(100))
        {
            var (x, y) = (ArrayCheck.Data(n, n), ArrayCheck.Data(n, n + 5));
            double[] scaled = new double[n], added = [.. y], biased = new double[3 * n], matrix = ArrayCheck.Data(3 * n, n + 9);
            Linear.Scale(0.7, x, scaled); Near([.. x.Select(v => 0.7 * v)], scaled);
            Linear.Axpy(0.7, x, added); Near([.. x.Zip(y, (a, b) => b + 0.7 * a)], added);
            Linear.AddBias(matrix, x, biased); Near([.. matrix.Select((v, i) => v + x[i % n])], biased);
            float[] one = new float[n], two = Single(y), three = new float[3 * n];
            Linear.Scale(0.7f, Single(x), one); Near(scaled, one);
            Linear.Axpy(0.7f, Single(x), two); Near(added, two);
            Linear.AddBias(Single(matrix), Single(x), three); Near(biased, three);
        }
    }

    [Fact]
    public void Normalised_columns_and_rows_have_mean_zero_and_variance_one()
    {
        foreach (var (rows, columns) in new[] { (4, 3), (9, 8), (20, 1), (3, 17) })
        {
            var (x, y, back) = (ArrayCheck.Data(rows * columns, rows), new double[rows * columns], new float[rows * columns]);
            double[] gamma = [.. Enumerable.Repeat(2.0, columns)], beta = [.. Enumerable.Repeat(0.5, columns)];
            Linear.BatchNorm(x, gamma, beta, y, 1e-300);
            for (var j = 0; j < columns; j++)
            {
                double[] column = [.. Enumerable.Range(0, rows).Select(i => (y[i * columns + j] - 0.5) / 2)];
                Assert.Equal(0, column.Average(), 1e-12);
                Assert.Equal(1, column.Average(v => v * v), 1e-12);
            }
            Linear.BatchNorm(Single(x), Single(gamma), Single(beta), back, 1e-30f);
            for (var i = 0; i < y.Length; i++) Assert.Equal(y[i], back[i], 1e-3);
            if (columns == 1) continue;
            Linear.LayerNorm(x, gamma, beta, y, 1e-300);
            for (var i = 0; i < rows; i++)
            {
                double[] row = [.. y[(i * columns)..((i + 1) * columns)].Select(v => (v - 0.5) / 2)];
                Assert.Equal(0, row.Average(), 1e-12);
                Assert.Equal(1, row.Average(v => v * v), 1e-12);
            }
        }
        var constant = new double[2];
        Linear.BatchNorm([3.0, 3.0], [1.0], [0.0], constant);
        Assert.Equal([0, 0], constant);
    }

    [Fact]
    public void What_does_not_fit_is_named_and_nothing_is_written()
    {
        double[] two = [1, 2], three = [1, 2, 3], six = [1, 2, 3, 4, 5, 6], kept = [9, 9, 9, 9, 9, 9];
        void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);
        Refused("y", () => Linear.Dot(two, three));
        Refused("y", () => Linear.Scale(1, two, kept));
        Refused("y", () => Linear.Axpy(1, six, six));
        Refused("W", () => Linear.MatVec(six, two, kept));
        Refused("y", () => Linear.MatVec(six, two, six.AsSpan(1, 3)));
        Refused("A", () => Linear.MatMul(six, six, kept, 2, 2, 3));
        Refused("B", () => Linear.MatMul(six, two, kept, 2, 3, 3));
        Refused("C", () => Linear.MatMul(six, six, kept, 2, 3, 2));
        Refused("C", () => Linear.MatMulTransposeB(two, three, two.AsSpan(0, 1), 2, 1, 3));
        Refused("A", () => Linear.MatMulTransposeA(six, six, kept, -1, -6, 1));
        Refused("A", () => Linear.Outer(two, two, kept));
        Refused("X", () => Linear.AddBias(three, two, kept));
        Refused("Y", () => Linear.AddBias(six, three, six));
        Refused("X", () => Linear.BatchNorm(three, two, two, kept));
        Refused("beta", () => Linear.BatchNorm(six, two, three, kept));
        Refused("y", () => Linear.LayerNorm(six, two, two, kept.AsSpan(1)));
        Refused("x", () => Activations.Maxout(Array.Empty<double>()));
        Refused("label", () => Losses.SoftmaxCrossEntropy(two, 2));
        Refused("label", () => Losses.MulticlassHinge(two, -1));
        Refused("z", () => Losses.SoftmaxCrossEntropy(Array.Empty<double>(), Array.Empty<double>()));
        Refused("y", () => Losses.SoftmaxCrossEntropy(two, three));
        Refused("t", () => Losses.MeanSquaredError(two, three));
        Refused("gradW", () => Linear.MatVecBackward(six, two, three, two, default, new double[3]));
        Refused("gradY", () => Linear.MatVecBackward(six, two, three, default, default, two));
        Assert.All(kept, v => Assert.Equal(9, v));
    }

    [Fact]
    public void Warm_calls_allocate_nothing()
    {
        double[] x = ArrayCheck.Data(96, 1), y = new double[96], w = ArrayCheck.Data(96 * 96, 2), gradW = new double[96 * 96], gradX = new double[96], gradY = new double[96];
        void Run()
        {
            Linear.MatVec(w, x, y);
            Linear.MatVecBackward(w, x, y, gradW, gradX, gradY);
            Activations.Softmax(x, y);
            Activations.Gelu(x, y);
            Activations.GeluBackward(x, y, gradX, gradY);
            Linear.LayerNorm(x, y, gradX, gradY);
            _ = Linear.LogSumExp(x) + Losses.SoftmaxCrossEntropy(x, y) + Losses.SoftmaxCrossEntropyGradient(x, 3, gradX);
        }
        Assert.Equal(0, Allocated.By(Run));
    }
}
