namespace AutoBackprop.Tests;

/// <summary>Jacobians and Hessians: against formulas, their order, what they check, and that they leave nothing behind.</summary>
public sealed class MatrixTests
{
    private static readonly double[] Times = [.. Enumerable.Range(0, 20).Select(i => i / 8.0)];

    [Fact]
    public void A_Hessian_is_symmetric_and_exact()
    {
        var hessian = new double[5];
        hessian[4] = 7;
        Assert.Equal(24.2, Matrices.HeightHessian([-1.2, 1], hessian), 12);
        Assert.Equal([1330, 480, 480, 200, 7], hessian.Select(h => Math.Round(h, 9)));
    }

    [Fact]
    public void Columns_are_parameters_and_rows_are_outputs()
    {
        double[] p = [2, 0.5, 1, 9], r = new double[20], jacobian = new double[20 * 4];
        Matrices.DecayJacobian(p, Times, r, jacobian);
        for (var i = 0; i < 20; i++)
        {
            var e = Math.Exp(-0.5 * Times[i]);
            Assert.Equal([2 * e + 1, e, -2 * Times[i] * e, 1, 0], new[] { r[i], jacobian[4 * i], jacobian[4 * i + 1], jacobian[4 * i + 2], jacobian[4 * i + 3] }, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Elements_that_are_not_there_are_missed_as_by_the_method()
    {
        Assert.Throws<IndexOutOfRangeException>(() => Matrices.DecayJacobian([2, 1], Times, new double[20], new double[40]));
        double[] jacobian = [5, 5, 5];
        Matrices.DecayJacobian([2], [], new double[3], jacobian);
        Assert.Equal([0, 0, 0], jacobian);
        Matrices.DecayJacobian([], [], new double[3], []);
    }

    [Fact]
    public void A_matrix_has_the_type_of_its_parameter()
    {
        double[] a = new double[2];
        float[] f = new float[2], v = [0.5f, -0.25f, 2, 1], byV = new float[2 * 4];
        var (sum, scaled) = Matrices.MixedJacobian(0.5, 3, v, a, f, byV);
        Assert.Equal(1.5f, scaled);
        Assert.Equal(0.5 + v.Sum(x => Math.Sin(x * 0.5)), sum, 12);
        Assert.Equal(1 + v.Sum(x => x * Math.Cos(x * 0.5)), a[0], 12);
        Assert.Equal([3, 0, 0.5f], new[] { (float)a[1], f[0], f[1] });
        Assert.Equal([.. v.Select(x => (float)(0.5 * Math.Cos(x * 0.5))), 0, 0, 0, 0], byV, (x, y) => Math.Abs(x - y) < 1e-6f);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(5), InlineData(9), InlineData(40), InlineData(80)]
    public void What_is_written_begins_as_it_was_in_every_round(int n)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))], y = [.. Enumerable.Range(0, n).Select(i => 1 + i / 7.0)], began = [.. y];
        double[] byK = new double[n + 1], byX = new double[(n + 1) * n], same = [.. y];
        var value = Matrices.Running(0.5, x, same);
        Assert.Equal(value, Matrices.RunningJacobian(0.5, x, y, byK, byX), 12);
        Assert.Equal(same, y, (a, b) => Math.Abs(a - b) < 1e-12);
        for (var j = 0; j < n; j++)
        {
            Assert.Equal(Math.Pow(0.5, n - 1 - j), byX[j], 12);
            for (var i = 0; i < n; i++) Assert.Equal(i < j ? 0 : Math.Pow(0.5, i - j) * began[i], byX[(1 + i) * n + j], 12);
        }
    }

    [Theory, InlineData(0, 3), InlineData(1, 1), InlineData(7, 20), InlineData(32, 50), InlineData(41, 5), InlineData(80, 9)]
    public void A_Hessian_of_any_size_is_that_of_the_formula(int width, int count)
    {
        var random = new Random(3);
        double[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        double[] w = Numbers(width), x = Numbers(width * count), y = Numbers(count), hessian = new double[width * width], expected = new double[width * width];
        Matrices.LogisticHessian(w, x, y, hessian);
        for (var i = 0; i < count; i++)
        {
            var row = x.AsSpan(i * width, width);
            var s = Activations.Sigmoid(Linear.Dot(w, row));
            for (var j = 0; j < width; j++)
                for (var k = 0; k < width; k++) expected[j * width + k] += s * (1 - s) * row[j] * row[k];
        }
        Assert.Equal(expected, hessian, (a, b) => Math.Abs(a - b) < 1e-12);
        Matrices.LogisticOfLogitsHessian(w, x, [.. y.Select(v => v > 0 ? 1.0 : 0)], hessian);
        Assert.Equal(expected, hessian, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(7), InlineData(16), InlineData(17), InlineData(33), InlineData(80)]
    public void A_column_is_what_its_direction_gives(int n)
    {
        var random = new Random(5);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        double[] w = Numbers(n), x = Numbers(n), hessian = new double[n * n];
        Matrices.TermsHessian(w, x, hessian);
        for (var j = 0; j < n; j++)
        {
            double[] along = new double[n], gradient = new double[n], second = new double[n];
            along[j] = 1;
            Matrices.TermsHessianVector(w, x, along, gradient, second);
            for (var i = 0; i < n; i++) Assert.Equal(second[i], hessian[i * n + j], 12);
        }

        double[] table = Numbers(9 * n), began = Numbers(9), jacobian = new double[9 * n];
        Matrices.MappedJacobian(w, table, [.. began], jacobian);
        for (var j = 0; j < n; j++)
        {
            double[] along = new double[n], left = new double[9];
            along[j] = 1;
            Matrices.MappedTangent(w, along, table, [.. began], left);
            Assert.Equal(left, Enumerable.Range(0, 9).Select(i => jacobian[i * n + j]), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void What_is_there_for_its_effect_happens_once()
    {
        Matrices.Calls = 0;
        var (jacobian, hessian) = (new double[3], new double[9]);
        Matrices.ToldJacobian([1, 2, 3], jacobian);
        Assert.Equal(1, Matrices.Calls);
        Matrices.ToldHessian([1, 2, 3], hessian);
        Assert.Equal(2, Matrices.Calls);
        Assert.Equal([3, 12, 27], jacobian);
        Assert.Equal([6, 0, 0, 0, 12, 0, 0, 0, 18], hessian);
    }

    [Fact]
    public void Wrong_memory_is_named_before_anything_is_written()
    {
        double[] p = [2, 0.5, 1], r = [.. Times], jacobian = new double[60];
        Assert.Equal("jacobianP", Assert.Throws<ArgumentException>(() => Matrices.DecayJacobian(p, Times, r, new double[59])).ParamName);
        Assert.Equal("jacobianP", Assert.Throws<ArgumentException>(() => Matrices.DecayJacobian(jacobian.AsSpan(10, 3), Times, r, jacobian)).ParamName);
        Assert.Equal("jacobianP", Assert.Throws<ArgumentException>(() => Matrices.DecayJacobian(p, Times, jacobian.AsSpan(0, 20), jacobian)).ParamName);
        Assert.Equal("r", Assert.Throws<ArgumentException>(() => Matrices.DecayJacobian(p, r, r, jacobian)).ParamName);
        Assert.Equal("hessian", Assert.Throws<ArgumentException>(() => Matrices.HeightHessian(p, new double[8])).ParamName);
        Assert.Equal(Times, r);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrices.ToldHessian([], []));
    }

    [Fact]
    public void Warm_calls_allocate_nothing()
    {
        double[] p = [2, 0.5, 1], r = new double[20], jacobian = new double[60], w = new double[32], x = new double[640], y = new double[20], hessian = new double[32 * 32];
        double[] byK = new double[21], byX = new double[21 * 20];
        Assert.Equal(0, Allocated.By(() => Matrices.DecayJacobian(p, Times, r, jacobian)));
        Assert.Equal(0, Allocated.By(() => Matrices.LogisticHessian(w, x, y, hessian)));
        Assert.Equal(0, Allocated.By(() => Matrices.RunningJacobian(0.5, Times, r, byK, byX)));
    }

    [Theory, InlineData("HeightHessian", "Height")]
    public void The_generated_text_can_be_read(string snapshot, string method) => Snapshot.Matches(snapshot,
        Compiled.From([File.ReadAllText(Repository.PathTo("tests", "AutoBackprop.Tests", "Modes", "Matrices.cs"))]).Generated.Single(g => g.Name.EndsWith($".{method}.g.cs", StringComparison.Ordinal)).Text);

    [Fact]
    public void What_an_object_holds_can_be_asked_again()
    {
        double[] x = [1, -2, 0.5], jacobian = new double[3], hessian = new double[9];
        var data = new Matrices.Weighted([2, 3], 0.25);
        Assert.Equal(Matrices.Asking(x, data), Matrices.AskingJacobian(x, data, jacobian), 12);
        Assert.Equal(x.Select(v => 15 * v * v), jacobian, (a, b) => Math.Abs(a - b) < 1e-12);
        Matrices.AskingHessian(x, data, hessian);
        for (var i = 0; i < 9; i++) Assert.Equal(i % 4 == 0 ? 30 * x[i / 3] : 0, hessian[i], 12);
    }
}
