using System.Diagnostics;
using AutoBackprop;

namespace Digits;

/// <summary>Minibatch by minibatch: gradient, clipping, step.</summary>
public sealed class Training
{
    private const double Momentum = 0.9, WarmUp = 0.05;

    private readonly Problem _problem;
    private readonly Settings _settings;
    private readonly Mlp _gradient;
    private readonly Action<double>[] _steps;
    private readonly Random _random;
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly int[] _labels;

    public Training(Problem problem, Settings settings)
    {
        (_problem, _settings) = (problem, settings);
        int[] layers = [problem.Training.Size, .. settings.Hidden, problem.Classes];
        (Net, _gradient) = (Mlp.Random(settings.Seed, layers), Mlp.Zero(layers));
        _steps = [.. Net.Blocks.Zip(_gradient.Blocks, Optimizer)];

        _random = new Random(settings.Seed);
        _order = [.. Enumerable.Range(0, problem.Training.Count)];
        (_inputs, _labels) = (new float[settings.Batch * problem.Training.Size], new int[settings.Batch]);
    }

    public Mlp Net { get; }

    /// <summary>Seconds spent on steps so far.</summary>
    public double Seconds { get; private set; }

    /// <summary>Trains while it is enumerated: an epoch a turn.</summary>
    public IEnumerable<Epoch> Epochs()
    {
        var evaluation = new Evaluation(Net);
        for (var epoch = 1; epoch <= _settings.Epochs; epoch++)
        {
            var start = Stopwatch.GetTimestamp();
            var loss = Pass(epoch - 1);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Seconds += seconds;

            var (training, watched) = (evaluation.Of(_problem.Training), evaluation.Of(_problem.Watched));
            yield return new(epoch, loss, watched.Loss, training.Accuracy, watched.Accuracy, _order.Length / seconds, watched.Layers);
        }
    }

    // The mean loss on the way.
    private double Pass(int epoch)
    {
        _random.Shuffle(_order);
        var (sum, size) = (0.0, _problem.Training.Size);
        for (var start = 0; start < _order.Length; start += _settings.Batch)
        {
            var count = Math.Min(_settings.Batch, _order.Length - start);
            for (var i = 0; i < count; i++)
            {
                Draw(_problem.Training.Row(_order[start + i]), _inputs.AsSpan(i * size, size));
                _labels[i] = _problem.Training.Labels[_order[start + i]];
            }

            var progress = (epoch + (start + count) / (double)_order.Length) / _settings.Epochs;
            sum += count * Step(_inputs.AsSpan(0, count * size), _labels.AsSpan(0, count), Rate(progress));
        }
        return sum / _order.Length;
    }

    // Large steps from random weights kill units, so it begins small; then half a wave of the cosine down to nothing.
    private double Rate(double progress) =>
        _settings.Rate * Math.Min(1, progress / WarmUp) * Math.Max(1e-3, (1 + Math.Cos(Math.PI * progress)) / 2);

    private void Draw(ReadOnlySpan<float> example, Span<float> to)
    {
        if (_settings.Shift > 0 && _problem.HasPictures) Shift.Randomly(example, to, _problem.Training.Width, _settings.Shift, _random);
        else example.CopyTo(to);
    }

    private float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, double rate)
    {
        var g = _gradient;
        var loss = Network.LossGradient(Net.W1, Net.B1, Net.W2, Net.B2, Net.W3, Net.B3, inputs, labels, g.W1, g.B1, g.W2, g.B2, g.W3, g.B3);
        GradientClipping.ByNorm(g.Blocks, (float)_settings.Clip);
        Decay(Net.W1, rate);
        Decay(Net.W2, rate);
        Decay(Net.W3, rate);
        foreach (var step in _steps) step(rate);
        return loss;
    }

    // Apart from the gradient, which Adam would scale (I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019).
    private void Decay(Span<float> weights, double rate)
    {
        if (_settings.Decay == 0) return;
        var kept = (float)(1 - rate * _settings.Decay);
        foreach (ref var w in weights) w *= kept;
    }

    private Action<double> Optimizer(float[] weights, float[] gradient)
    {
        if (_settings.Optimizer == "sgd")
        {
            var sgd = new Optimizers.Sgd(_settings.Rate, Momentum);
            return rate =>
            {
                sgd.LearningRate = rate;
                sgd.Step(weights, gradient);
            };
        }
        var adam = new Optimizers.Adam(_settings.Rate);
        return rate =>
        {
            adam.LearningRate = rate;
            adam.Step(weights, gradient);
        };
    }
}

/// <summary>What an epoch came to. The loss of the training is that on the way, all else is measured at its end.</summary>
public sealed record Epoch(
    int Number, double Loss, double WatchedLoss, double Accuracy, double WatchedAccuracy, double SamplesPerSecond, LayerState[] Layers);

/// <summary>Shares of the units of a layer.</summary>
public sealed record LayerState(string Name, double Dead, double Saturated);
