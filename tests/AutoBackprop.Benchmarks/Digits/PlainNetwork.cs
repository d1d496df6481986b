using Digits;

namespace AutoBackprop.Benchmarks.Digits;

/// <summary>A step of the network of the Digits sample as one writes it by hand, a number at a time: forward, backward, update.
/// </summary>
public sealed class PlainNetwork(Mlp net, Mlp gradient, int batch)
{
    private readonly float[][] _outputs = [.. net.Layers.Skip(1).Select(units => new float[batch * units])];
    private readonly float[][] _slopes = [.. net.Layers.Skip(1).Select(units => new float[batch * units])];
    private readonly float[][] _weights = [net.W1, net.W2, net.W3], _biases = [net.B1, net.B2, net.B3];
    private readonly float[][] _gradW = [gradient.W1, gradient.W2, gradient.W3], _gradB = [gradient.B1, gradient.B2, gradient.B3];

    public float Step(float[] inputs, int[] labels, float rate)
    {
        for (var l = 0; l < 3; l++)
            Forward(_weights[l], _biases[l], l == 0 ? inputs : _outputs[l - 1], _outputs[l], isHidden: l < 2);
        var loss = Loss(_outputs[2], _slopes[2], labels);
        for (var l = 2; l >= 0; l--)
            Backward(_weights[l], l == 0 ? inputs : _outputs[l - 1], l == 0 ? null : _slopes[l - 1], _slopes[l], _gradW[l], _gradB[l]);
        for (var block = 0; block < net.Blocks.Length; block++)
            for (var i = 0; i < net.Blocks[block].Length; i++) net.Blocks[block][i] -= rate * gradient.Blocks[block][i];
        return loss;
    }

    private static void Forward(float[] W, float[] b, float[] x, float[] y, bool isHidden)
    {
        var inputs = W.Length / b.Length;
        for (var e = 0; e < y.Length / b.Length; e++)
        {
            for (var i = 0; i < b.Length; i++)
            {
                var z = b[i];
                for (var j = 0; j < inputs; j++) z += W[i * inputs + j] * x[e * inputs + j];
                y[e * b.Length + i] = isHidden ? Math.Max(0, z) : z;
            }
        }
    }

    private static float Loss(float[] logits, float[] slopes, int[] labels)
    {
        var classes = logits.Length / labels.Length;
        var loss = 0f;
        for (var e = 0; e < labels.Length; e++)
        {
            var max = float.NegativeInfinity;
            for (var k = 0; k < classes; k++) max = Math.Max(max, logits[e * classes + k]);
            var sum = 0f;
            for (var k = 0; k < classes; k++) sum += slopes[e * classes + k] = MathF.Exp(logits[e * classes + k] - max);
            for (var k = 0; k < classes; k++) slopes[e * classes + k] = (slopes[e * classes + k] / sum - (k == labels[e] ? 1 : 0)) / labels.Length;
            loss += MathF.Log(sum) + max - logits[e * classes + labels[e]];
        }
        return loss / labels.Length;
    }

    private static void Backward(float[] W, float[] x, float[]? slopeX, float[] slopeY, float[] gradW, float[] gradB)
    {
        var (units, inputs) = (gradB.Length, gradW.Length / gradB.Length);
        Array.Clear(gradW);
        Array.Clear(gradB);
        if (slopeX is not null) Array.Clear(slopeX);
        for (var e = 0; e < slopeY.Length / units; e++)
        {
            for (var i = 0; i < units; i++)
            {
                var g = slopeY[e * units + i];
                gradB[i] += g;
                for (var j = 0; j < inputs; j++) gradW[i * inputs + j] += g * x[e * inputs + j];
                if (slopeX is null) continue;
                for (var j = 0; j < inputs; j++) slopeX[e * inputs + j] += g * W[i * inputs + j];
            }
            if (slopeX is null) continue;
            for (var j = 0; j < inputs; j++)
                if (!(x[e * inputs + j] > 0)) slopeX[e * inputs + j] = 0;
        }
    }
}
