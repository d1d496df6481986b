namespace AutoBackprop.Benchmarks.Neuron;

/// <summary>How far the generated gradient is from one written by hand, and from operator overloading.</summary>
public static class NeuronRatios
{
    private const int Rounds = 1000;

    public static void Print()
    {
        var batch = new Batch();
        var expected = batch.ByHand();
        (string Name, Func<double> Run, string Target)[] variants =
        [
            ("generated", batch.Generated, "at most 1.05 x by hand"),
            ("by hand", batch.ByHand, ""),
            ("graph of objects (operator overloading)", batch.OnGraph, "at least 20 x generated"),
            ("reused tape (operator overloading)", batch.OnTape, ""),
        ];

        foreach (var (name, run, _) in variants)
            if (Math.Abs(run() - expected) > 1e-9) throw new InvalidOperationException($"'{name}' computes something else.");

        var samples = Interleaved.Measure(Rounds, [.. variants.Select(v => (Action)(() => v.Run()))]);
        var (generated, byHand) = (samples[0], samples[1]);

        var table = new Table($"Value and gradient of the neuron, {Rounds} interleaved rounds of {Batch.Size} calls",
            "gradient", "ns, min", "ns, median", "/ by hand, min", "median", "/ generated, min", "median", "target");
        foreach (var (variant, time) in variants.Zip(samples))
            table.Add(variant.Name, Nanoseconds(time.Minimum), Nanoseconds(time.Median),
                $"{time.Minimum / byHand.Minimum:f2}", $"{time.Median / byHand.Median:f2}",
                $"{time.Minimum / generated.Minimum:f2}", $"{time.Median / generated.Median:f2}", variant.Target);
        table.Print();
    }

    private static string Nanoseconds(double seconds) => $"{seconds / Batch.Size * 1e9:f1}";
}
