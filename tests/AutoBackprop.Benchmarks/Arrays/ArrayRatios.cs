namespace AutoBackprop.Benchmarks.Arrays;

/// <summary>What a gradient over arrays costs, as a multiple of the same work written plainly.</summary>
public static class ArrayRatios
{
    private const int Rounds = 200;

    public static void Print()
    {
        var random = new Random(1);
        double[] Doubles(int n) => [.. Enumerable.Range(0, n).Select(_ => 2 * random.NextDouble() - 1)];
        float[] Floats(int n) => [.. Doubles(n).Select(d => (float)d)];

        var (w, y, gw) = (Doubles(1024), Doubles(1024), new double[1024]);
        var (wf, yf, gwf) = (Floats(1024), Floats(1024), new float[1024]);
        var (W, b, x, t) = (Floats(128 * 784), Floats(128), Floats(784), Floats(128));
        var (gW, gb, gx) = (new float[W.Length], new float[b.Length], new float[x.Length]);

        var table = new Table($"Value and gradient over arrays, {Rounds} interleaved rounds, microseconds", "workload", "gradient, min", "compared with", "its min", "ratio of minima", "of medians", "target", "bytes allocated");
        Add("sigmoid loss, n = 1024, double", 50, () => Objectives.SigmoidGradient(w, y, gw), "scalar gradient by hand", () => ByHand.Sigmoid(w, y, gw), 0.20);
        Add("sigmoid loss, n = 1024, float", 50, () => Objectives.SigmoidGradient(wf, yf, gwf), "scalar gradient by hand", () => ByHand.Sigmoid(wf, yf, gwf), 0.12);
        Add("dense layer 128 × 784, float", 5, () => Objectives.DenseGradient(W, b, x, t, gW, gb, gx), "scalar gradient by hand", () => ByHand.Dense(W, b, x, t, gW, gb, gx), 0.10);
        table.Print();

        void Add(string workload, int calls, Func<double> gradient, string against, Func<double> other, double target)
        {
            if (Math.Abs(gradient() - other()) > 1e-5 * Math.Max(1, Math.Abs(other()))) throw new InvalidOperationException($"'{workload}' computes something else.");
            var samples = Interleaved.Measure(Rounds, [() => Repeat(calls, gradient), () => Repeat(calls, other)]);
            table.Add(workload, $"{samples[0].Minimum / calls * 1e6:f2}", against, $"{samples[1].Minimum / calls * 1e6:f2}",
                $"{samples[0].Minimum / samples[1].Minimum:f2}", $"{samples[0].Median / samples[1].Median:f2}", $"at most {target:f2}", $"{Allocation.Of(() => gradient())}");
        }
    }

    private static void Repeat(int calls, Func<double> run)
    {
        for (var i = 0; i < calls; i++) run();
    }
}
