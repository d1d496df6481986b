namespace AutoBackprop.Benchmarks.Arrays;

/// <summary>How much of what one core can do the products of matrices reach.</summary>
public static class ProductRatios
{
    private const int Rounds = 200, M = 256, K = 784, N = 128;

    public static void Print()
    {
        var random = new Random(1);
        float[] Floats(int n) => [.. Enumerable.Range(0, n).Select(_ => (float)(2 * random.NextDouble() - 1))];
        var (x, w, c) = (Floats(M * K), Floats(K * N), new float[M * N]);
        var (gradX, gradW) = (new float[x.Length], new float[w.Length]);

        void Product() => MatrixProduct.Multiply(x, w, c, M, K, N);
        void Gradient() => Objectives.ProductGradient(x, w, M, K, N, gradX, gradW);
        var samples = Interleaved.Measure(Rounds, [() => MultiplyAddPeak.Run(), Product, Gradient]);
        var peak = MultiplyAddPeak.Operations / samples[0].Minimum;
        var table = new Table($"Products of matrices, {M} × {K} × {N}, float, {Rounds} interleaved rounds; peak of multiply-add on registers: {peak / 1e9:f0} GFLOP/s",
            "what", "µs, min", "GFLOP/s", "% of peak, min", "median", "target", "bytes allocated");
        Add("one product", samples[1], 1, Product);
        Add("value and gradient of a loss, written as loops: three products", samples[2], 3, Gradient);
        table.Print();

        void Add(string what, Sample sample, int products, Action run)
        {
            var work = 2.0 * products * M * K * N;
            table.Add(what, $"{sample.Minimum * 1e6:f0}", $"{work / sample.Minimum / 1e9:f0}", $"{100 * work / sample.Minimum / peak:f0}", $"{100 * work / sample.Median / (MultiplyAddPeak.Operations / samples[0].Median):f0}", "at least 80", $"{Allocation.Of(run)}");
        }
    }
}
