using System.Numerics;

namespace AutoBackprop;

/// <summary>Rules for a step against the gradient. An optimizer remembers things about the parameters it moves: make one for each
/// block of parameters, and give it that block every time.</summary>
/// <example><code>
/// var optimizer = new Optimizers.Adam(learningRate: 1e-3);
/// for (var epoch = 0; epoch &lt; 100; epoch++)
/// {
///     Model.LossGradient(w, gradW);
///     optimizer.Step(w, gradW);
/// }
/// </code></example>
public static class Optimizers
{
    /// <summary>Stochastic gradient descent: v = momentum · v + gradient; w -= learningRate · v.</summary>
    /// <remarks>Source: B. Polyak, Some methods of speeding up the convergence of iteration methods, USSR Comp. Math. and Math. Phys.
    /// 4 (1964), pp. 1-17.</remarks>
    public sealed class Sgd
    {
        private readonly double _momentum;
        private State<double>? _state;
        private State<float>? _stateOfSingle;

        /// <summary>Makes an optimizer for one block of parameters.</summary>
        /// <param name="learningRate">The length of a step per unit of gradient; positive.</param>
        /// <param name="momentum">The part of the last step that is repeated, in [0, 1).</param>
        public Sgd(double learningRate, double momentum = 0)
        {
            LearningRate = Positive(learningRate, nameof(learningRate));
            _momentum = Fraction(momentum, nameof(momentum));
        }

        /// <summary>The length of a step per unit of gradient. May change from step to step.</summary>
        public double LearningRate { get; set => field = Positive(value, nameof(value)); }

        /// <summary>Moves the parameters by one step. The first step fixes how many there are.</summary>
        public void Step(Span<double> parameters, ReadOnlySpan<double> gradient) => Step(parameters, gradient, ref _state);

        /// <inheritdoc cref="Step(Span{double}, ReadOnlySpan{double})"/>
        public void Step(Span<float> parameters, ReadOnlySpan<float> gradient) => Step(parameters, gradient, ref _stateOfSingle);

        /// <summary>Moves a block of one parameter by one step.</summary>
        public void Step(ref double parameter, double gradient) => Step(new Span<double>(ref parameter), [gradient]);

        /// <inheritdoc cref="Step(ref double, double)"/>
        public void Step(ref float parameter, float gradient) => Step(new Span<float>(ref parameter), [gradient]);

        private void Step<T>(Span<T> w, ReadOnlySpan<T> gradient, ref State<T>? state) where T : IFloatingPointIeee754<T>
        {
            var rate = T.CreateTruncating(LearningRate);
            state = State<T>.For(w, gradient, state, moments: _momentum == 0 ? 0 : 1);
            if (_momentum == 0) Steps.Plain(w, gradient, rate);
            else Steps.WithMomentum(w, gradient, state.First, rate, T.CreateTruncating(_momentum));
        }
    }

    /// <summary>Adam: steps by the mean of past gradients over the root of their mean square, so that each parameter has a step
    /// length of its own.</summary>
    /// <remarks>Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1.</remarks>
    public sealed class Adam
    {
        private readonly double _beta1, _beta2, _epsilon;
        private State<double>? _state;
        private State<float>? _stateOfSingle;

        /// <summary>Makes an optimizer for one block of parameters.</summary>
        /// <param name="learningRate">About the length of a step in each parameter; positive.</param>
        /// <param name="beta1">How much the mean of the gradients remembers, in [0, 1).</param>
        /// <param name="beta2">How much the mean of their squares remembers, in [0, 1).</param>
        /// <param name="epsilon">Keeps the division finite where the gradient has always been zero; positive.</param>
        public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        {
            LearningRate = Positive(learningRate, nameof(learningRate));
            _beta1 = Fraction(beta1, nameof(beta1));
            _beta2 = Fraction(beta2, nameof(beta2));
            _epsilon = Positive(epsilon, nameof(epsilon));
        }

        /// <summary>About the length of a step in each parameter. May change from step to step.</summary>
        public double LearningRate { get; set => field = Positive(value, nameof(value)); }

        /// <summary>Moves the parameters by one step. The first step fixes how many there are.</summary>
        public void Step(Span<double> parameters, ReadOnlySpan<double> gradient) => Step(parameters, gradient, ref _state);

        /// <inheritdoc cref="Step(Span{double}, ReadOnlySpan{double})"/>
        public void Step(Span<float> parameters, ReadOnlySpan<float> gradient) => Step(parameters, gradient, ref _stateOfSingle);

        /// <summary>Moves a block of one parameter by one step.</summary>
        public void Step(ref double parameter, double gradient) => Step(new Span<double>(ref parameter), [gradient]);

        /// <inheritdoc cref="Step(ref double, double)"/>
        public void Step(ref float parameter, float gradient) => Step(new Span<float>(ref parameter), [gradient]);

        private void Step<T>(Span<T> w, ReadOnlySpan<T> gradient, ref State<T>? state) where T : IFloatingPointIeee754<T>
        {
            state = State<T>.For(w, gradient, state, moments: 2);

            // Both means start at zero; dividing by 1 - beta^steps takes that bias out again.
            var rate = T.CreateTruncating(LearningRate / (1 - Math.Pow(_beta1, state.Steps)));
            var bias = T.CreateTruncating(1 / (1 - Math.Pow(_beta2, state.Steps)));
            Steps.Adam(w, gradient, state.First, state.Second, rate, bias, T.CreateTruncating(_beta1), T.CreateTruncating(_beta2),
                T.CreateTruncating(_epsilon));
        }
    }

    // Up to two moments of each parameter, and the number of steps so far.
    private sealed class State<T>(int count, int moments)
    {
        public T[] First { get; } = new T[moments > 0 ? count : 0];
        public T[] Second { get; } = new T[moments > 1 ? count : 0];
        public int Steps { get; private set; }

        public static State<T> For(Span<T> parameters, ReadOnlySpan<T> gradient, State<T>? state, int moments)
        {
            if (gradient.Length != parameters.Length)
                throw new ArgumentException($"{gradient.Length} components for {parameters.Length} parameters.", nameof(gradient));
            state ??= new(parameters.Length, moments);
            if (state.Count != parameters.Length)
                throw new ArgumentException(
                    $"{parameters.Length} parameters where the first step had {state.Count}. Use one optimizer for each block.",
                    nameof(parameters));

            state.Steps++;
            return state;
        }

        private int Count { get; } = count;
    }

    private static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Must be positive.");

    private static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be in [0, 1).");
}
