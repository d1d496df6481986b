namespace AutoBackprop.Tests;

/// <summary>Gradients of methods with parameters of every shape against differences. Each case packs its arguments into one array.</summary>
public class ArrayShapeTests
{
    /// <summary>The value and the gradient of all arguments, in order.</summary>
    private delegate (double Value, double[] Gradient) Both(double[] all, int n);

    private static readonly Dictionary<string, (Func<int, int> Length, Func<double[], int, double> F, Both Gradient)> Cases = new()
    {
        ["Regression"] = (n => n + 1 + 3 * n, (v, n) => ArrayZoo.Regression(v[..n], v[n], v.AsSpan(n + 1), [0.5, -1, 0.25]), (v, n) =>
        {
            var (w, x) = (Sevens(n), Sevens(3 * n));
            var (value, b) = ArrayZoo.RegressionGradient(v[..n], v[n], v.AsSpan(n + 1), [0.5, -1, 0.25], w, x);
            return (value, [.. w, b, .. x]);
        }),
        ["Scaled"] = (n => n + 2, (v, n) => ArrayZoo.Scaled(v[0], v.AsSpan(2), v[1]), (v, n) =>
        {
            var x = Sevens(n);
            var (value, a, b) = ArrayZoo.ScaledGradient(v[0], v.AsSpan(2), v[1], x);
            return (value, [a, b, .. x]);
        }),
        ["Quadratic"] = (n => n * n + n, (v, n) => ArrayZoo.Quadratic(Matrix(v, n, n), v[(n * n)..]), (v, n) =>
        {
            var (a, x) = (Matrix(Sevens(n * n), n, n), Sevens(n));
            var value = ArrayZoo.QuadraticGradient(Matrix(v, n, n), v[(n * n)..], a, x);
            return (value, [.. a.Cast<double>(), .. x]);
        }),
        ["Layered"] = (n => 3 * n + n, (v, n) => ArrayZoo.Layered(Matrix(v, 3, n), v[(3 * n)..]), (v, n) =>
        {
            var (a, x) = (Matrix(Sevens(3 * n), 3, n), Sevens(n));
            var value = ArrayZoo.LayeredGradient(Matrix(v, 3, n), v[(3 * n)..], a, x);
            return (value, [.. a.Cast<double>(), .. x]);
        }),
        ["Rows"] = (n => 3 * n + 3, (v, n) => ArrayZoo.Rows(Jagged(v, n)), (v, n) =>
        {
            var w = Jagged(Sevens(3 * n + 3), n);
            return (ArrayZoo.RowsGradient(Jagged(v, n), w), [.. w.SelectMany(r => r)]);
        }),
        ["EachRow"] = (n => 3 * n + 3, (v, n) => ArrayZoo.EachRow(Jagged(v, n)), (v, n) =>
        {
            var w = Jagged(Sevens(3 * n + 3), n);
            return (ArrayZoo.EachRowGradient(Jagged(v, n), w), [.. w.SelectMany(r => r)]);
        }),
        ["WrittenSpan"] = (n => 2 * n, (v, n) => ArrayZoo.WrittenSpan(v[..n], v[n..]), (v, n) =>
        {
            var (y, x) = (Sevens(n), Sevens(n));
            return (ArrayZoo.WrittenSpanGradient(v[..n], v[n..], y, x), [.. y, .. x]);
        }),
        ["WrittenArray"] = (n => n + 1, (v, n) => ArrayZoo.WrittenArray(v[..n], v[n]), (v, n) =>
        {
            var y = Sevens(n);
            var (value, k) = ArrayZoo.WrittenArrayGradient(v[..n], v[n], y);
            return (value, [.. y, k]);
        }),
        ["DotOfThree"] = (n => 3 * n, (v, n) => ArrayZoo.DotOfThree(v[..n], v[n..(2 * n)], v[(2 * n)..]), (v, n) =>
        {
            var (a, b, c) = (Sevens(n), Sevens(n), Sevens(n));
            return (ArrayZoo.DotOfThreeGradient(v[..n], v[n..(2 * n)], v[(2 * n)..], a, b, c), [.. a, .. b, .. c]);
        }),
        ["Picked"] = (n => 4 + n, (v, n) => ArrayZoo.Picked(v[..4], Indices(n), v[4..]), (v, n) =>
        {
            var (table, x) = (Sevens(4), Sevens(n));
            return (ArrayZoo.PickedGradient(v[..4], Indices(n), v[4..], table, x), [.. table, .. x]);
        }),
        ["Network"] = (n => 2 * n + n + n + 6, (v, n) => ArrayZoo.Network(v[..(2 * n)], v[(2 * n)..(3 * n)], v[(3 * n)..(4 * n)], v[(4 * n)..], [1, 0, -1]), (v, n) =>
        {
            var (w1, b1, w2, x) = (Sevens(2 * n), Sevens(n), Sevens(n), Sevens(6));
            var value = ArrayZoo.NetworkGradient(v[..(2 * n)], v[(2 * n)..(3 * n)], v[(3 * n)..(4 * n)], v[(4 * n)..], [1, 0, -1], w1, b1, w2, x);
            return (value, [.. w1, .. b1, .. w2, .. x]);
        }),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    // A gradient overwrites whatever is there.
    private static double[] Sevens(int length)
    {
        var array = new double[length];
        Array.Fill(array, 7);
        return array;
    }

    private static double[,] Matrix(double[] values, int rows, int columns)
    {
        var matrix = new double[rows, columns];
        Buffer.BlockCopy(values, 0, matrix, 0, 8 * rows * columns);
        return matrix;
    }

    private static double[][] Jagged(double[] values, int n) => [values[..(n + 1)], values[(n + 1)..(2 * n + 1)], values[(2 * n + 1)..]];

    private static int[] Indices(int n) => [.. Enumerable.Range(0, n).Select(i => i * 5 % 4)];

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_differences(string name)
    {
        var (length, f, gradient) = Cases[name];
        foreach (var n in Enumerable.Range(1, 80).Append(300))
        {
            var all = ArrayCheck.Data(length(n), n);
            var (value, g) = gradient(all, n);
            var wrong = ArrayCheck.Differs(v => f(v, n), all, value, g, n > 80 ? 6 : 20);
            Assert.True(wrong is null, $"{name}, n = {n}: {wrong}");
        }
    }

    [Fact]
    public void Written_parameters_are_left_as_the_method_leaves_them()
    {
        foreach (var n in Enumerable.Range(1, 40))
        {
            var (y, z, x) = (ArrayCheck.Data(n, 1), ArrayCheck.Data(n, 1), ArrayCheck.Data(n, 2));
            ArrayZoo.WrittenSpan(y, x);
            ArrayZoo.WrittenSpanGradient(z, x, new double[n], new double[n]);
            Assert.Equal(y, z);
            ArrayZoo.WrittenArray(y, 0.5);
            ArrayZoo.WrittenArrayGradient(z, 0.5, new double[n]);
            Assert.Equal(y, z);
        }
    }

    [Fact]
    public void Every_destination_is_checked_and_named()
    {
        var (a, b, c) = (ArrayCheck.Data(8, 1), ArrayCheck.Data(8, 2), ArrayCheck.Data(8, 3));
        double[][] d = [Sevens(8), Sevens(8), Sevens(8), Sevens(7)];
        string? Named(Action call) => Assert.Throws<ArgumentException>(call).ParamName;

        Assert.Equal("gradA", Named(() => ArrayZoo.DotOfThreeGradient(a, b, c, d[3], d[1], d[2])));
        Assert.Equal("gradB", Named(() => ArrayZoo.DotOfThreeGradient(a, b, c, d[0], d[3], d[2])));
        Assert.Equal("gradC", Named(() => ArrayZoo.DotOfThreeGradient(a, b, c, d[0], d[1], d[3])));
        Assert.Contains(Named(() => ArrayZoo.DotOfThreeGradient(a, b, c, d[0], d[1], d[0])), (string[])["gradA", "gradC"]);
        Assert.Equal("gradA", Named(() => ArrayZoo.DotOfThreeGradient(a, b, c, c, d[1], d[2])));
        Assert.Equal("gradB", Named(() => ArrayZoo.DotOfThreeGradient(a, b, c, d[0], a, d[2])));
        Assert.All(d.SelectMany(v => v), v => Assert.Equal(7, v));
        ArrayZoo.DotOfThreeGradient(a, a, a, d[0], d[1], d[2]); // inputs may be one array

        var (m, square) = (Matrix(Sevens(16), 4, 4), Matrix(ArrayCheck.Data(16, 1), 4, 4));
        Assert.Equal("gradA", Named(() => ArrayZoo.QuadraticGradient(square, a[..4], new double[2, 8], new double[4])));
        Assert.Equal("gradA", Named(() => ArrayZoo.QuadraticGradient(square, a[..4], new double[5, 4], new double[4])));
        Assert.Equal("gradX", Named(() => ArrayZoo.QuadraticGradient(square, a[..4], m, new double[3])));
        Assert.Equal("gradA", Named(() => ArrayZoo.QuadraticGradient(square, a[..4], square, new double[4])));
        Assert.All(m.Cast<double>(), v => Assert.Equal(7, v));

        var (rows, grads) = (Jagged(ArrayCheck.Data(15, 1), 4), Jagged(Sevens(15), 4));
        Assert.Equal("gradW", Named(() => ArrayZoo.RowsGradient(rows, [grads[0], grads[1], new double[3]])));
        Assert.Equal("gradW", Named(() => ArrayZoo.RowsGradient(rows, [grads[0], grads[1]])));
        Assert.Equal("gradW", Named(() => ArrayZoo.RowsGradient(rows, [grads[0], rows[1], grads[2]])));
        Assert.Equal("gradW", Named(() => ArrayZoo.RowsGradient(rows, rows)));
        Assert.All(grads.SelectMany(v => v), v => Assert.Equal(7, v));
    }
}
