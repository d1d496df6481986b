using AutoBackprop;

namespace Quickstart;

/// <summary>Gradient descent on the weights of the network, until it has learned XOR.</summary>
public sealed class Training
{
    public static readonly (int X, int Y)[] Questions = [(0, 0), (0, 1), (1, 0), (1, 1)];

    private readonly double[] _weights = new double[Model.Weights];
    private readonly double[] _gradient = new double[Model.Weights];
    private readonly Optimizers.Sgd _optimizer = new(learningRate: 0.5, momentum: 0.5);

    public Training(int seed) => Initializers.Xavier(_weights, fanIn: 2, fanOut: 3, seed);

    /// <summary>How many of the four answers are right.</summary>
    public int Right => Questions.Count(q => IsRight(q.X, q.Y));

    /// <summary>One step against the gradient. Returns the loss before it.</summary>
    public double Step()
    {
        var loss = Model.LossGradient(_weights, _gradient);
        _optimizer.Step(_weights, _gradient);
        return loss;
    }

    /// <summary>The probability that the network gives to 1.</summary>
    public double Answer(int x, int y) => Activations.Sigmoid(Model.Logit(_weights, x, y));

    /// <summary>Right is: at least nine to one for the truth.</summary>
    public bool IsRight(int x, int y) => Math.Abs(Answer(x, y) - (x ^ y)) <= 0.1;

    /// <summary>The generated gradient against finite differences, where training starts or stands.</summary>
    public GradientCheck Check()
    {
        Model.LossGradient(_weights, _gradient);
        return Gradients.Check(w => Model.Loss(w), _weights, _gradient);
    }
}
