using AutoBackprop;

namespace GradBench.Objectives;

/// <summary>A language model of LSTM layers with diagonal weights (GradBench: lstm).</summary>
public static partial class Recurrent
{
    /// <summary>Mean negative log-likelihood of each next character. weights: per layer 4 × b weights, then 4 × b biases; extra: 3 × b
    /// (input weights, output weights, output biases); state: per layer b hidden, then b cell values; sequence: length × b.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector)]
    internal static double Loss(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> extra, [NoGradient] ReadOnlySpan<double> state,
        [NoGradient] ReadOnlySpan<double> sequence, int b)
    {
        var layers = state.Length / (2 * b);
        var length = sequence.Length / b;
        Span<double> now = new double[state.Length];
        state.CopyTo(now);
        Span<double> x = new double[b];

        var total = 0.0;
        for (var t = 0; t < length - 1; t++)
        {
            for (var j = 0; j < b; j++) x[j] = sequence[t * b + j] * extra[j];
            for (var layer = 0; layer < layers; layer++)
            {
                var hidden = now.Slice(2 * layer * b, b);
                var (w, bias) = (8 * layer * b, (8 * layer + 4) * b);
                Cell(weights.Slice(w, 4 * b), weights.Slice(bias, 4 * b), hidden, now.Slice((2 * layer + 1) * b, b), x, b);
                hidden.CopyTo(x);
            }

            var sum = 2.0;
            for (var j = 0; j < b; j++)
            {
                x[j] = x[j] * extra[b + j] + extra[2 * b + j];
                sum += Math.Exp(x[j]);
            }

#pragma warning disable AB0303 // GradBench defines it so, with a 2 in the sum.
            var normaliser = Math.Log(sum);
#pragma warning restore AB0303
            for (var j = 0; j < b; j++) total += sequence[(t + 1) * b + j] * (x[j] - normaliser);
        }

        return -total / (b * (length - 1));
    }

    private static void Cell(
        ReadOnlySpan<double> w, ReadOnlySpan<double> bias, Span<double> hidden, Span<double> cell, ReadOnlySpan<double> input, int b)
    {
        for (var j = 0; j < b; j++)
        {
            var forget = Activations.Sigmoid(input[j] * w[j] + bias[j]);
            var enter = Activations.Sigmoid(hidden[j] * w[b + j] + bias[b + j]);
            var output = Activations.Sigmoid(input[j] * w[2 * b + j] + bias[2 * b + j]);
            var change = Math.Tanh(hidden[j] * w[3 * b + j] + bias[3 * b + j]);
            cell[j] = cell[j] * forget + enter * change;
            hidden[j] = output * Math.Tanh(cell[j]);
        }
    }
}
