namespace AutoBackprop.Tests;

/// <summary>Lanes on arrays of several shapes: gradients against differences, all arguments packed into one array.</summary>
public class LaneShapeTests
{
    private delegate (double Value, double[] Gradient) Both(double[] all, int n);

    private const int Width = 3, Others = 4;

    private static readonly Dictionary<string, (int PerSample, int Shared, Func<double[], int, double> F, Both Gradient)> Cases = new()
    {
        ["Rows"] = (Width, Others * Width, (v, n) => LaneShapes.Rows(Jagged(v, 0, n), Jagged(v, n, Others)), (v, n) =>
        {
            var (a, b) = (Empty(n), Empty(Others));
            return (LaneShapes.RowsGradient(Jagged(v, 0, n), Jagged(v, n, Others), a, b), [.. a.Concat(b).SelectMany(r => r)]);
        }),
        ["NearestRow"] = (Width, Others * Width, (v, n) => LaneShapes.NearestRow(Jagged(v, 0, n), Jagged(v, n, Others)), (v, n) =>
        {
            var (a, b) = (Empty(n), Empty(Others));
            return (LaneShapes.NearestRowGradient(Jagged(v, 0, n), Jagged(v, n, Others), a, b), [.. a.Concat(b).SelectMany(r => r)]);
        }),
        ["Matrix"] = (Width, 2 * Width, (v, n) => LaneShapes.Matrix(Matrix(v, 0, n), Matrix(v, n, 2)), (v, n) =>
        {
            var (a, b) = (new double[n, Width], new double[2, Width]);
            return (LaneShapes.MatrixGradient(Matrix(v, 0, n), Matrix(v, n, 2), a, b), [.. a.Cast<double>().Concat(b.Cast<double>())]);
        }),
        ["Classes"] = (Width, Others * Width, (v, n) => LaneShapes.Classes(v.AsSpan(n * Width), v.AsSpan(0, n * Width), Labels(n), Others, Width), (v, n) =>
        {
            var (x, w) = (new double[n * Width], new double[Others * Width]);
            return (LaneShapes.ClassesGradient(v.AsSpan(n * Width), v.AsSpan(0, n * Width), Labels(n), Others, Width, w, x), [.. x, .. w]);
        }),
        ["OneOfEach"] = (1, Others, (v, n) => LaneShapes.OneOfEach(v.AsSpan(n), v.AsSpan(0, n), Labels(n)), (v, n) =>
        {
            var (x, w) = (new double[n], new double[Others]);
            return (LaneShapes.OneOfEachGradient(v.AsSpan(n), v.AsSpan(0, n), Labels(n), w, x), [.. x, .. w]);
        }),
        ["Written"] = Spans(LaneShapes.Written, LaneShapes.WrittenGradient),
        ["Guarded"] = Spans((x, w) => LaneShapes.Guarded(x[..(x.Length & -2)], w), (x, w, gx, gw) => LaneShapes.GuardedGradient(x[..(x.Length & -2)], w, gx, gw)),
        ["Epochs"] = Spans(LaneShapes.Epochs, LaneShapes.EpochsGradient),
        ["KeptWinners"] = Spans(LaneShapes.KeptWinners, LaneShapes.KeptWinnersGradient),
    };

    private delegate double Value(ReadOnlySpan<double> x, ReadOnlySpan<double> w);

    private delegate double Gradient(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> gradX, Span<double> gradW);

    private static (int, int, Func<double[], int, double>, Both) Spans(Value f, Gradient gradient) => (1, Others, (v, n) => f(v.AsSpan(0, n), v.AsSpan(n)), (v, n) =>
    {
        var (x, w) = (new double[n], new double[Others]);
        return (gradient(v.AsSpan(0, n), v.AsSpan(n), x, w), [.. x, .. w]);
    });

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static int[] Labels(int n) => [.. Enumerable.Range(0, n).Select(i => i * 7 % Others)];

    private static double[][] Jagged(double[] values, int first, int rows) => [.. Enumerable.Range(first, rows).Select(i => values[(i * Width)..((i + 1) * Width)])];

    private static double[][] Empty(int rows) => [.. Enumerable.Range(0, rows).Select(_ => new double[Width])];

    private static double[,] Matrix(double[] values, int first, int rows)
    {
        var matrix = new double[rows, Width];
        Buffer.BlockCopy(values, 8 * first * Width, matrix, 0, 8 * rows * Width);
        return matrix;
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradient_agrees_with_differences(string name)
    {
        var (perSample, shared, f, gradient) = Cases[name];
        foreach (var n in Enumerable.Range(0, 35).Append(80).Append(300))
        {
            var all = ArrayCheck.Data(n * perSample + shared, n + 1);
            var (value, g) = gradient(all, n);
            var wrong = ArrayCheck.Differs(v => f(v, n), all, value, g, 20);
            Assert.True(wrong is null, $"{name}, n = {n}: {wrong}");
        }
    }

    [Fact]
    public void Rows_of_different_length_run_one_after_the_other()
    {
        double[][] points = [.. Enumerable.Range(0, 20).Select(i => ArrayCheck.Data(1 + i % 3, i))], centres = [ArrayCheck.Data(3, 1), ArrayCheck.Data(3, 2)];
        double[][] gradPoints = [.. points.Select(p => new double[p.Length])], gradCentres = [new double[3], new double[3]];
        var value = LaneShapes.RowsGradient(points, centres, gradPoints, gradCentres);
        Assert.Equal(LaneShapes.Rows(points, centres), value, 1e-12);
        points[5][0] += 1e-6;
        var above = LaneShapes.Rows(points, centres);
        points[5][0] -= 2e-6;
        Assert.Equal((above - LaneShapes.Rows(points, centres)) / 2e-6, gradPoints[5][0], 1e-7);
    }

    [Fact]
    public void What_the_method_throws_its_gradient_throws()
    {
        double[] w = ArrayCheck.Data(6, 1), short24 = ArrayCheck.Data(24, 2);
        var labels = new int[20];
        Assert.Throws<IndexOutOfRangeException>(() => LaneShapes.Classes(w, short24, labels, 2, 3));
        Assert.Throws<IndexOutOfRangeException>(() => LaneShapes.ClassesGradient(w, short24, labels, 2, 3, new double[6], new double[24]));
        labels = [0, 1, 0, 1, 0, 1, 0, 2];
        Assert.Throws<IndexOutOfRangeException>(() => LaneShapes.ClassesGradient(w, short24, labels, 2, 3, new double[6], new double[24]));
        Assert.Throws<ArgumentException>(() => LaneShapes.GuardedGradient(short24.AsSpan(1), w, new double[24], new double[6]));
        Assert.Equal(1.0, LaneShapes.GuardedGradient(short24, [], new double[24], []));
    }

    [Fact]
    public void An_array_of_negative_length_is_an_error_only_where_it_is_made()
    {
        foreach (var n in (int[])[1, 8, 20])
        {
            Assert.Throws<OverflowException>(() => LaneShapes.OfLength(new double[n], -1));
            Assert.Throws<OverflowException>(() => LaneShapes.OfLengthGradient(new double[n], -1, new double[n]));
        }
        Assert.Equal(0.0, LaneShapes.OfLengthGradient([], -1, []));
    }
}
