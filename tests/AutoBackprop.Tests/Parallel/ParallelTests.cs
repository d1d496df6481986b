namespace AutoBackprop.Tests.ManyCores;

/// <summary>Members that run on several cores: the same to the last bit on however many, and what the others say but for the order of
/// sums.</summary>
public sealed class ParallelTests
{
    private static readonly int[] Degrees = [1, 2, 3, 7];

    private static double[] Numbers(int n, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(_ => 2 * random.NextDouble() - 1)];
    }

    private static ParallelOptions Cores(int most) => new() { MaxDegreeOfParallelism = most };

    /// <param name="parallel">What comes out on these cores.</param>
    private static void Agree(double[] sequential, Func<ParallelOptions?, double[]> parallel, double tolerance = 1e-12)
    {
        var first = parallel(null);
        var scale = sequential.Max(Math.Abs);
        Assert.All(first.Zip(sequential), p => Assert.True(Math.Abs(p.First - p.Second) <= tolerance * scale, $"{p.First} for {p.Second}"));
        foreach (var most in Degrees)
            Assert.Equal(first.Select(BitConverter.DoubleToInt64Bits), parallel(Cores(most)).Select(BitConverter.DoubleToInt64Bits));
    }

    /// <summary>Large enough for chunks, and small with chunks all the same.</summary>
    [Theory, InlineData(200_000, false), InlineData(1000, true), InlineData(3, true), InlineData(0, true)]
    public void Elements_of_their_own(int n, bool isEager) => Eagerly(isEager, () =>
    {
        var (w, y, along) = (Numbers(n), Numbers(n, 2), Numbers(n, 3));
        var (grad, second) = (new double[n], new double[n]);
        Agree([ParallelZoo.ElementsGradient(w, y, grad), .. grad], o => [ParallelZoo.ElementsGradientParallel(w, y, grad, o), .. grad]);
        double[] Added(Func<Span<double>, double> run)
        {
            var added = Numbers(n, 4);
            return [run(added), .. added];
        }
        Agree(Added(g => ParallelZoo.ElementsBackward(w, y, 2, g)), o => Added(g => ParallelZoo.ElementsBackwardParallel(w, y, 2, g, o)));
        Agree([ParallelZoo.ElementsValue(w, y)], o => [ParallelZoo.ElementsValueParallel(w, y, o)]);
        Agree(Both(ParallelZoo.ElementsTangent(w, along, y)), o => Both(ParallelZoo.ElementsTangentParallel(w, along, y, o)), 1e-11);
        Agree([ParallelZoo.ElementsHessianVector(w, y, along, grad, second), .. grad, .. second],
            o => [ParallelZoo.ElementsHessianVectorParallel(w, y, along, grad, second, o), .. grad, .. second]);
    });

    private static double[] Both((double Value, double Tangent) both) => [both.Value, both.Tangent];

    [Theory, InlineData(20_000, false), InlineData(100, true), InlineData(2, true)]
    public void Sums_of_all(int n, bool isEager) => Eagerly(isEager, () =>
    {
        const int Inputs = 12;
        var (w, x, t, along) = (Numbers(Inputs), Numbers(n * Inputs, 2), Numbers(n, 3).Select(v => v > 0 ? 1.0 : 0).ToArray(), Numbers(Inputs, 4));
        var (grad, second) = (new double[Inputs], new double[Inputs]);
        double[] All((double Value, double GradBias) result) => [result.Value, result.GradBias, .. grad];
        Agree(All(ParallelZoo.LineGradient(w, 0.3, x, t, grad)), o => All(ParallelZoo.LineGradientParallel(w, 0.3, x, t, grad, o)));
        double[] Added(ParallelOptions? o, bool isParallel)
        {
            var (added, bias) = (Numbers(Inputs, 5), 1.5);
            var value = isParallel ? ParallelZoo.LineBackwardParallel(w, 0.3, x, t, 2, added, ref bias, o) : ParallelZoo.LineBackward(w, 0.3, x, t, 2, added, ref bias);
            return [value, bias, .. added];
        }
        Agree(Added(null, false), o => Added(o, true));
        Agree(Both(ParallelZoo.LineTangent(w, along, 0.3, 0.5, x, t)), o => Both(ParallelZoo.LineTangentParallel(w, along, 0.3, 0.5, x, t, o)));
        double[] Twice((double Value, double GradBias, double HessianBias) r) => [r.Value, r.GradBias, r.HessianBias, .. grad, .. second];
        Agree(Twice(ParallelZoo.LineHessianVector(w, 0.3, x, t, along, 0.5, grad, second)),
            o => Twice(ParallelZoo.LineHessianVectorParallel(w, 0.3, x, t, along, 0.5, grad, second, o)));
    });

    [Theory, InlineData(4000, false), InlineData(50, true)]
    public void Temporaries_and_single_precision(int n, bool isEager) => Eagerly(isEager, () =>
    {
        var (w, x, grad) = (Array.ConvertAll(Numbers(5 * 30), v => (float)v), Array.ConvertAll(Numbers(n * 30, 2), v => (float)v), new float[5 * 30]);
        int[] labels = [.. Enumerable.Range(0, n).Select(i => i * 7 % 5)];
        Agree([ParallelZoo.SoftmaxGradient(w, 5, x, labels, grad), .. grad], o => [ParallelZoo.SoftmaxGradientParallel(w, 5, x, labels, grad, o), .. grad], 1e-5);
    });

    [Theory, InlineData(20_000, false), InlineData(9, true)]
    public void Rows_that_are_written(int n, bool isEager) => Eagerly(isEager, () =>
    {
        var (x, y, tangentY, along) = (Numbers(n * 8), new double[n * 8], new double[n * 8], Numbers(n * 8, 2));
        double[] Back(ParallelOptions? o, bool isParallel)
        {
            var (gradX, gradY, gradScale) = (Numbers(n * 8, 3), Numbers(n * 8, 4), 0.5);
            if (isParallel) ParallelZoo.RowsBackwardParallel(x, 1.5, 8, y, gradX, ref gradScale, gradY, o);
            else ParallelZoo.RowsBackward(x, 1.5, 8, y, gradX, ref gradScale, gradY);
            return [gradScale, .. gradX, .. gradY, .. y];
        }
        Agree(Back(null, false), o => Back(o, true));
        double[] Values(Action run)
        {
            Array.Clear(y);
            run();
            return [.. y, .. tangentY];
        }
        Agree(Values(() => ParallelZoo.RowsValue(x, 1.5, 8, y)), o => Values(() => ParallelZoo.RowsValueParallel(x, 1.5, 8, y, o)));
        Agree(Values(() => ParallelZoo.RowsTangent(x, along, 1.5, 2, 8, y, tangentY)), o => Values(() => ParallelZoo.RowsTangentParallel(x, along, 1.5, 2, 8, y, tangentY, o)));
    });

    [Theory, InlineData(20_000, false), InlineData(70, true)]
    public void Winners_structs_and_objects(int n, bool isEager) => Eagerly(isEager, () =>
    {
        var (x, w, grad) = (Numbers(n), Numbers(9, 2), new double[9]);
        Agree([ParallelZoo.NearestGradient(x, w, grad), .. grad], o => [ParallelZoo.NearestGradientParallel(x, w, grad, o), .. grad]);

        var (p, g) = (new ParallelZoo.Parameters { Weights = w, Bias = 0.4 }, new ParallelZoo.Parameters { Weights = grad });
        Agree([ParallelZoo.StructuredGradient(p, x, ref g), g.Bias, .. grad], o => [ParallelZoo.StructuredGradientParallel(p, x, ref g, o), g.Bias, .. grad]);

        var model = new ParallelModel(x, 0.1);
        Agree([model.LossGradient(w, grad), .. grad], o => [model.LossGradientParallel(w, grad, o), .. grad]);

        Agree([ParallelZoo.NamedGradient(x, x, 2, n, new double[n], new double[n]).Value],
            o => [ParallelZoo.NamedGradientParallel(x, x, 2, n, new double[n], new double[n], o).Value]);
    });

    [Fact]
    public void What_runs_on_one_core_is_there_all_the_same() => Eagerly(true, () =>
    {
        var (a, b) = (new double[2, 3], new[] { Numbers(3), Numbers(3, 2) });
        for (var i = 0; i < 6; i++) a[i / 3, i % 3] = i;
        var (gradA, gradB) = (new double[2, 3], new[] { new double[3], new double[3] });
        double[] Tables(double value) => [value, .. gradA.Cast<double>(), .. gradB.SelectMany(r => r)];
        Agree(Tables(ParallelZoo.TablesGradient(a, b, gradA, gradB)), o => Tables(ParallelZoo.TablesGradientParallel(a, b, gradA, gradB, o)));
        var (x, grad) = (Numbers(20), new double[20]);
        Agree([ParallelZoo.ChainGradient(x, grad), .. grad], o => [ParallelZoo.ChainGradientParallel(x, grad, o), .. grad]);
        Array.Clear(grad);
        Agree([ParallelZoo.ChainBackward(x, 1, grad), .. grad], o =>
        {
            Array.Clear(grad);
            return [ParallelZoo.ChainBackwardParallel(x, 1, grad, o), .. grad];
        });
    });

    [Fact]
    public void Large_products_of_matrices()
    {
        const int N = 200;
        var (a, b, gradA, gradB) = (Numbers(N * N), Numbers(N * N, 2), new double[N * N], new double[N * N]);
        double[] All(double value) => [value, .. gradA, .. gradB];
        Agree(All(ParallelZoo.ProductGradient(a, b, N, gradA, gradB)), o => All(ParallelZoo.ProductGradientParallel(a, b, N, gradA, gradB, o)));
    }

    // ── calls that do not end ────────────────────────────────────────────────────────────────────────────────

    /// <summary>The exception of the first iteration that throws, as on one core; nothing has been written.</summary>
    [Theory, InlineData(30_000, false), InlineData(40, true)]
    public void An_iteration_throws(int n, bool isEager) => Eagerly(isEager, () =>
    {
        var (w, x) = (Numbers(40), Numbers(n, 2).Select(Math.Abs).ToArray());
        foreach (var at in new[] { n - 1, n / 2, n / 2 + 1, 3 }) x[at] = -1;
        foreach (var most in Degrees)
        {
            var (gradW, gradX) = (Numbers(40, 3), Numbers(n, 4));
            var thrown = Assert.Throws<ArgumentException>(() => ParallelZoo.GuardedGradientParallel(w, x, gradW, gradX, Cores(most)));
            Assert.Equal("negative at 3", thrown.Message);
            Assert.Throws<ArgumentException>(() => ParallelZoo.GuardedBackwardParallel(w, x, 1, gradW, gradX, Cores(most)));
            Assert.Equal(Numbers(40, 3), gradW);
            Assert.Equal(Numbers(n, 4), gradX);
        }
        var short_ = Numbers(n - 1);
        var grad = Numbers(n, 5);
        Assert.Throws<IndexOutOfRangeException>(() => ParallelZoo.ElementsGradientParallel(Numbers(n), short_, grad));
        Assert.Equal(Numbers(n, 5), grad);
    });

    [Fact]
    public void A_call_is_cancelled()
    {
        var (w, x) = (Numbers(400), Numbers(30_000, 2).Select(Math.Abs).ToArray());
        var (gradW, gradX) = (Numbers(400, 3), Numbers(x.Length, 4));
        foreach (var delay in new[] { 0, 1, 5 })
        {
            using var source = new CancellationTokenSource();
            var options = new ParallelOptions { CancellationToken = source.Token };
            if (delay == 0) source.Cancel();
            else source.CancelAfter(delay);
            // It may have ended before.
            if (Record.Exception(() => ParallelZoo.GuardedGradientParallel(w, x, gradW, gradX, options)) is not { } thrown) return;
            Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(thrown).CancellationToken);
            Assert.Equal(Numbers(400, 3), gradW);
            Assert.Equal(Numbers(x.Length, 4), gradX);
        }
    }

    [Fact]
    public void Several_threads_call_at_once()
    {
        var (w, x) = (Numbers(30), Numbers(20_000, 2).Select(Math.Abs).ToArray());
        double[] Once()
        {
            var (gradW, gradX) = (new double[30], new double[x.Length]);
            return [ParallelZoo.GuardedGradientParallel(w, x, gradW, gradX), .. gradW, .. gradX];
        }
        var expected = Once();
        var threads = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => Enumerable.Range(0, 3).All(_ => Once().AsSpan().SequenceEqual(expected)), TaskCreationOptions.LongRunning)).ToArray();
        Assert.All(threads, t => Assert.True(t.Result));
    }

    private static void Eagerly(bool isEager, Action test)
    {
        Chunks.IsEager = isEager;
        try
        {
            test();
        }
        finally
        {
            Chunks.IsEager = false;
        }
    }
}
