using AutoBackprop;

namespace Quickstart;

/// <summary>Gradient descent on the thirteen weights of the network, until it has learned XOR.</summary>
public sealed class Training
{
    public static readonly (int X, int Y)[] Questions = [(0, 0), (0, 1), (1, 0), (1, 1)];

    private readonly double[] _weights = new double[13];
    private readonly Optimizers.Sgd _optimizer = new(learningRate: 0.5, momentum: 0.5);

    public Training(int seed) => Initializers.Xavier(_weights, fanIn: 2, fanOut: 3, seed);

    /// <summary>How many of the four answers are right.</summary>
    public int Right => Questions.Count(q => IsRight(q.X, q.Y));

    /// <summary>One step against the gradient. Returns the loss before it.</summary>
    public double Step()
    {
        var (h0, h1, h2, o) = Weights;
        var (loss, gradH0, gradH1, gradH2, gradO) = Model.LossGradient(h0, h1, h2, o);
        _optimizer.Step(_weights,
        [
            gradH0.WeightX, gradH0.WeightY, gradH0.Bias,
            gradH1.WeightX, gradH1.WeightY, gradH1.Bias,
            gradH2.WeightX, gradH2.WeightY, gradH2.Bias,
            gradO.Weight0, gradO.Weight1, gradO.Weight2, gradO.Bias,
        ]);
        return loss;
    }

    /// <summary>The probability that the network gives to 1.</summary>
    public double Answer(int x, int y)
    {
        var (h0, h1, h2, o) = Weights;
        return Activations.Sigmoid(Model.Logit(h0, h1, h2, o, x, y));
    }

    /// <summary>Right is: at least nine to one for the truth.</summary>
    public bool IsRight(int x, int y) => Math.Abs(Answer(x, y) - (x ^ y)) <= 0.1;

    private (Unit H0, Unit H1, Unit H2, Output O) Weights
    {
        get
        {
            var w = _weights;
            return ((w[0], w[1], w[2]), (w[3], w[4], w[5]), (w[6], w[7], w[8]), (w[9], w[10], w[11], w[12]));
        }
    }
}
