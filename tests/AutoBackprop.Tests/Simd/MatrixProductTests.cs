using System.Numerics;

namespace AutoBackprop.Tests.Simd;

/// <summary>The product against plain sums. Elements are small integers, so that every order of summation gives the same.</summary>
public class MatrixProductTests
{
    private static readonly int[] Sizes = [0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 33, 40];

    private delegate void Product<T>(ReadOnlySpan<T> a, int rowA, int columnA, ReadOnlySpan<T> b, int rowB, int columnB, Span<T> c, int rowC, int columnC, int m, int k, int n, bool add);

    public static TheoryData<bool, bool, bool> Forms
    {
        get
        {
            var forms = new TheoryData<bool, bool, bool>();
            for (var i = 0; i < 8; i++) forms.Add((i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
            return forms;
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Small_products_are_sums(bool transposeA, bool transposeB, bool add)
    {
        foreach (var m in Sizes)
            foreach (var k in Sizes)
                foreach (var n in Sizes) Check(m, k, n, transposeA, transposeB, add);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Large_products_are_sums(bool transposeA, bool transposeB, bool add)
    {
        foreach (var (m, k, n) in new[] { (1, 1001, 257), (1, 17, 391), (67, 641, 1), (67, 963, 71), (129, 321, 10), (35, 320, 64), (3, 5, 1025), (20, 645, 70), (32, 200, 103) })
            Check(m, k, n, transposeA, transposeB, add);
    }

    private static void Check(int m, int k, int n, bool transposeA, bool transposeB, bool add)
    {
        Check<float>(MatrixProduct.Multiply, m, k, n, transposeA ? (1, m) : (k, 1), transposeB ? (1, k) : (n, 1), (n, 1), add);
        Check<double>(MatrixProduct.Multiply, m, k, n, transposeA ? (1, m) : (k, 1), transposeB ? (1, k) : (n, 1), (n, 1), add);
    }

    [Fact]
    public void What_is_set_need_not_be_zero_before()
    {
        foreach (var (m, k, n) in new[] { (3, 4, 5), (20, 40, 30), (7, 0, 4), (7, -2, 4), (0, 5, 5), (5, 5, -1) })
            foreach (var isTurned in new[] { false, true })
            {
                var (columns, rows) = (Math.Max(n, 0), Math.Max(m, 0));
                var (a, b) = (new double[Math.Max(1, m * Math.Max(k, 0))], new double[Math.Max(1, Math.Max(k, 0) * columns)]);
                a.AsSpan().Fill(2);
                b.AsSpan().Fill(3);
                var (c, expected) = (new double[rows * columns + 2], new double[rows * columns + 2]);
                c.AsSpan().Fill(7);
                expected.AsSpan().Fill(6 * Math.Max(k, 0));
                expected.AsSpan(rows * columns).Fill(7);
                MatrixProduct.Set(a, 0, Math.Max(k, 0), 1, b, 0, columns, 1, c, 0, isTurned ? 1 : columns, isTurned ? rows : 1, m, k, n);
                Assert.Equal(expected, c);
            }
        var little = new double[3];
        Assert.Throws<IndexOutOfRangeException>(() => MatrixProduct.Set(new double[4], 0, 2, 1, new double[4], 0, 2, 1, little, 0, 2, 1, 2, 2, 2));
        Assert.Equal(new double[3], little);
    }

    [Fact]
    public void Matrices_may_lie_in_steps()
    {
        foreach (var (m, k, n) in new[] { (1, 20, 20), (20, 20, 1), (5, 6, 7), (12, 40, 35), (40, 3, 70) })
            foreach (var a in Steps(m, k))
                foreach (var b in Steps(k, n))
                    foreach (var c in Steps(m, n))
                    {
                        Check<float>(MatrixProduct.Multiply, m, k, n, a, b, c, add: true);
                        Check<double>(MatrixProduct.Multiply, m, k, n, a, b, c, add: false);
                    }
    }

    private static (int Row, int Column)[] Steps(int rows, int columns) => [(columns, 1), (columns + 3, 1), (1, rows), (1, rows + 2), (2 * columns, 2), (3, 3 * rows + 1)];

    [Fact]
    public void One_row_or_one_column_may_repeat()
    {
        Check<float>(MatrixProduct.Multiply, 20, 30, 40, (0, 1), (40, 1), (40, 1), add: false);
        Check<double>(MatrixProduct.Multiply, 20, 30, 40, (30, 1), (1, 0), (40, 1), add: true);
        Check<double>(MatrixProduct.Multiply, 20, 30, 40, (0, 0), (0, 0), (40, 1), add: true);
    }

    /// <summary>Every element is what the sums say, and nothing between or behind the elements is touched.</summary>
    private static void Check<T>(Product<T> multiply, int m, int k, int n, (int Row, int Column) stepA, (int Row, int Column) stepB, (int Row, int Column) stepC, bool add) where T : INumber<T>
    {
        var random = new Random(m + 100 * k + 10_000 * n);
        T[] Elements(int rows, int columns, (int Row, int Column) step, int more) => rows == 0 || columns == 0 ? []
            : [.. Enumerable.Range(0, (rows - 1) * step.Row + (columns - 1) * step.Column + 1 + more).Select(_ => T.CreateChecked(random.Next(-8, 9)))];

        var (a, b, c) = (Elements(m, k, stepA, 0), Elements(k, n, stepB, 0), Elements(m, n, stepC, 5));
        var expected = (T[])c.Clone();
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = add ? c[i * stepC.Row + j * stepC.Column] : T.Zero;
                for (var p = 0; p < k; p++) sum += a[i * stepA.Row + p * stepA.Column] * b[p * stepB.Row + j * stepB.Column];
                expected[i * stepC.Row + j * stepC.Column] = sum;
            }
        multiply(a, stepA.Row, stepA.Column, b, stepB.Row, stepB.Column, c, stepC.Row, stepC.Column, m, k, n, add);
        Assert.True(expected.AsSpan().SequenceEqual(c), $"{typeof(T).Name} {m} × {k} × {n}, steps {stepA} {stepB} {stepC}, add {add}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(37)]
    public void What_is_not_finite_stays_in_its_row_and_column(int m)
    {
        foreach (var n in new[] { 1, 2, 10, 19, 45 })
            foreach (var (transposeA, transposeB) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                var k = 21;
                var (a, b, c) = (new float[m * k], new float[k * n], new float[m * n]);
                a.AsSpan().Fill(1);
                b.AsSpan().Fill(1);
                var (row, column) = (m / 2, n / 2);
                a[transposeA ? (k - 1) * m + row : row * k + k - 1] = float.NaN;
                b[transposeB ? column * k : column] = float.PositiveInfinity;
                MatrixProduct.Multiply(a, b, c, m, k, n, transposeA, transposeB);
                for (var i = 0; i < m; i++)
                    for (var j = 0; j < n; j++)
                        Assert.Equal(i == row ? float.NaN : j == column ? float.PositiveInfinity : k, c[i * n + j]);
            }
    }

    [Fact]
    public void An_infinite_element_times_zero_is_not_a_number()
    {
        var c = new double[2];
        MatrixProduct.Multiply([double.PositiveInfinity, 1], [0.0, 1, 1, 1], c, 1, 2, 2);
        Assert.Equal([double.NaN, double.PositiveInfinity], c);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_written()
    {
        var c = new double[6];
        Assert.Throws<ArgumentException>("a", () => MatrixProduct.Multiply(new double[5], new double[6], c, 2, 3, 2));
        Assert.Throws<ArgumentException>("b", () => MatrixProduct.Multiply(new double[6], new double[5], c, 2, 3, 2));
        Assert.Throws<ArgumentException>("c", () => MatrixProduct.Multiply(new double[9], new double[9], c, 3, 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>("m", () => MatrixProduct.Multiply(new double[6], new double[6], c, -1, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>("a", () => MatrixProduct.Multiply(new double[6], -1, 1, new double[6], 2, 1, c, 2, 1, 2, 3, 2, false));
        Assert.Throws<ArgumentException>("a", () => MatrixProduct.Multiply(new double[6], int.MaxValue, int.MaxValue, new double[6], 2, 1, c, 2, 1, 3, 3, 2, false));
        Assert.All(c, v => Assert.Equal(0, v));
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var (a, b, c) = (new float[50 * 60], new float[60 * 70], new float[50 * 70]);
        Assert.Equal(0, Allocated.By(Multiply));

        void Multiply()
        {
            MatrixProduct.Multiply(a, b, c, 50, 60, 70);
            MatrixProduct.Multiply(a, b, c, 50, 60, 70, transposeA: true, transposeB: true, add: true);
            MatrixProduct.Multiply(a, 60, 1, b, 70, 1, c, 1, 50, 50, 60, 70, true);
            MatrixProduct.Multiply(a, 60, 1, b, 70, 1, c, 70, 2, 25, 60, 35, true);
        }
    }
}
