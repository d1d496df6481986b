using AutoBackprop;

namespace Digits;

/// <summary>What a network makes of examples, in blocks.</summary>
public sealed class Evaluation
{
    private const int Block = 256;

    private readonly Mlp _net;
    private readonly float[] _hidden1, _hidden2, _logits;
    private readonly (string Name, UnitMonitor Monitor, float[] Outputs)[] _layers;

    public Evaluation(Mlp net)
    {
        _net = net;
        (_hidden1, _hidden2, _logits) = (new float[Block * net.B1.Length], new float[Block * net.LastHidden],
            new float[Block * net.Classes]);
        _layers =
        [
            (net.B2.Length == 0 ? "hidden layer" : "hidden layer 1", UnitMonitor.Relu(net.B1.Length), _hidden1),
            .. net.B2.Length == 0 ? [] : new[] { ("hidden layer 2", UnitMonitor.Relu(net.B2.Length), _hidden2) },
        ];
    }

    public Result Of(Examples examples)
    {
        var (loss, confusion) = (0.0, new int[_net.Classes, _net.Classes]);
        foreach (var (_, monitor, _) in _layers) monitor.Reset();

        for (var start = 0; start < examples.Count; start += Block)
        {
            var count = Math.Min(Block, examples.Count - start);
            var labels = examples.Labels.AsSpan(start, count);
            var logits = Logits(examples.Inputs.AsSpan(start * examples.Size, count * examples.Size), count);
            loss += count * Network.CrossEntropy(logits, labels);
            for (var i = 0; i < count; i++) confusion[labels[i], Best(logits.Slice(i * _net.Classes, _net.Classes))]++;
            foreach (var (_, monitor, outputs) in _layers) monitor.Observe(outputs.AsSpan(0, count * monitor.Units));
        }

        return new(loss / examples.Count, confusion,
            [.. _layers.Select(layer => new LayerState(layer.Name, layer.Monitor.DeadShare, layer.Monitor.SaturatedShare))]);
    }

    /// <summary>The probability of each class, for as many inputs as a block has at most.</summary>
    public ReadOnlySpan<float> Probabilities(ReadOnlySpan<float> inputs)
    {
        var count = inputs.Length / _net.Inputs;
        var logits = Logits(inputs, count);
        for (var i = 0; i < count; i++) Softmax(logits.Slice(i * _net.Classes, _net.Classes));
        return logits;
    }

    private Span<float> Logits(ReadOnlySpan<float> inputs, int count)
    {
        var logits = _logits.AsSpan(0, count * _net.Classes);
        Network.Forward(_net.W1, _net.B1, _net.W2, _net.B2, _net.W3, _net.B3, inputs,
            _hidden1.AsSpan(0, count * _net.B1.Length), _hidden2.AsSpan(0, count * _net.LastHidden), logits);
        return logits;
    }

    private static int Best(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var k = 1; k < scores.Length; k++)
            if (scores[k] > scores[best]) best = k;
        return best;
    }

    private static void Softmax(Span<float> logits)
    {
        var (max, sum) = (logits[Best(logits)], 0f);
        foreach (ref var z in logits) sum += z = MathF.Exp(z - max);
        foreach (ref var p in logits) p /= sum;
    }
}

/// <summary>Mean loss, and how often an example of a class (row) was taken for another (column).</summary>
public sealed record Result(double Loss, int[,] Confusion, LayerState[] Layers)
{
    public int Count { get; } = Confusion.Cast<int>().Sum();
    public int Right { get; } = Enumerable.Range(0, Confusion.GetLength(0)).Sum(k => Confusion[k, k]);
    public double Accuracy => (double)Right / Count;
}
