using System.Diagnostics;
using Digits;

namespace AutoBackprop.Benchmarks.Digits;

/// <summary>A step of gradient descent with the network of the Digits sample, and what it learns.</summary>
public static class DigitRatios
{
    private const int Rounds = 1000;

    private static readonly int[] Layers = [784, 128, 128, 10];

    /// <param name="folder">Handwritten digits, as the sample takes them; without it nothing is learned.</param>
    public static void Print(string? folder)
    {
        var table = new Table($"A step of {string.Join("-", Layers)}, float, one thread: forward, backward and update, microseconds per sample",
            "batch", "generated, min", "its median", "plain C#, min", "its median", "ratio of minima", "bytes allocated", "target");
        Add(table, batch: 1, calls: 40, plainRounds: 200, target: 25);
        Add(table, batch: 32, calls: 5, plainRounds: 60, target: 4);
        Add(table, batch: 256, calls: 1, plainRounds: 20, target: 2.8);
        table.Print();
        if (folder is not null) Learn(DataFolder.Load(folder, set: null));
    }

    private static void Add(Table table, int batch, int calls, int plainRounds, double target)
    {
        var (random, rate) = (new Random(1), 1e-6f);
        float[] inputs = [.. Enumerable.Range(0, batch * Layers[0]).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next(Layers[^1]))];

        var (net, gradient) = (Mlp.Random(seed: 1, Layers), Mlp.Zero(Layers));
        Optimizers.Sgd[] optimizers = [.. net.Blocks.Select(_ => new Optimizers.Sgd(rate))];
        var (otherNet, otherGradient) = (Mlp.Random(seed: 1, Layers), Mlp.Zero(Layers));
        var plain = new PlainNetwork(otherNet, otherGradient, batch);
        if (Math.Abs(Generated() - plain.Step(inputs, labels, rate)) > 1e-5 || gradient.Blocks.Zip(otherGradient.Blocks, Farthest).Max() > 1e-5)
            throw new InvalidOperationException("The step by hand computes something else.");

        // Each by itself: the plain step is a hundred times as long, and leaves nothing in the caches.
        var generated = Interleaved.Measure(Rounds, () => Repeat(Generated))[0];
        var byHand = Interleaved.Measure(plainRounds, () => plain.Step(inputs, labels, rate))[0];

        var (micro, perCall) = (1e6 / batch, 1e6 / batch / calls);
        table.Add($"{batch}", $"{generated.Minimum * perCall:f2}", $"{generated.Median * perCall:f2}", $"{byHand.Minimum * micro:f1}", $"{byHand.Median * micro:f1}",
            $"{generated.Minimum * perCall / byHand.Minimum / micro:f3}", $"{Allocation.Of(() => Generated())}", $"at most {target}");

        float Generated()
        {
            var loss = Network.LossGradient(net.W1, net.B1, net.W2, net.B2, net.W3, net.B3, inputs, labels,
                gradient.W1, gradient.B1, gradient.W2, gradient.B2, gradient.W3, gradient.B3);
            for (var i = 0; i < optimizers.Length; i++) optimizers[i].Step(net.Blocks[i], gradient.Blocks[i]);
            return loss;
        }

        void Repeat(Func<float> run)
        {
            for (var i = 0; i < calls; i++) run();
        }
    }

    private static float Farthest(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private static void Learn(Problem[] problems)
    {
        var table = new Table("What the sample learns with its defaults, evaluation after each epoch included", "set", "network", "seed", "seconds", "test accuracy", "target");
        foreach (var problem in problems)
        {
            for (var seed = 1; seed <= 3; seed++)
            {
                var clock = Stopwatch.StartNew();
                var defaults = problem.Defaults;
                var training = new Training(problem, new(defaults.Hidden, defaults.Epochs, defaults.Batch, "adam", defaults.Rate, defaults.Decay, defaults.Shift, Clip: 5, seed));
                foreach (var _ in training.Epochs()) { }
                var accuracy = new Evaluation(training.Net).Of(problem.Test).Accuracy;
                table.Add(problem.Name, string.Join("-", training.Net.Layers), $"{seed}", $"{clock.Elapsed.TotalSeconds:f1}", $"{100 * accuracy:f2} %",
                    problem.Name == "optdigits" ? "at least 97 %, in 20 s" : "at least 95 %");
            }
        }
        table.Print();
    }
}
