namespace AutoBackprop.Benchmarks.Arrays;

/// <summary>The gradients as one writes them by hand, one element at a time.</summary>
public static class ByHand
{
    public static double Sigmoid(ReadOnlySpan<double> w, ReadOnlySpan<double> y, Span<double> gradW)
    {
        var loss = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            var p = Activations.Sigmoid(w[i]);
            var e = p - y[i];
            loss += e * e;
            gradW[i] = 2 * e * (1 - p) * p;
        }
        return loss;
    }

    public static float Sigmoid(ReadOnlySpan<float> w, ReadOnlySpan<float> y, Span<float> gradW)
    {
        var loss = 0f;
        for (var i = 0; i < w.Length; i++)
        {
            var p = Activations.Sigmoid(w[i]);
            var e = p - y[i];
            loss += e * e;
            gradW[i] = 2 * e * (1 - p) * p;
        }
        return loss;
    }

    public static float Dense(ReadOnlySpan<float> W, ReadOnlySpan<float> b, ReadOnlySpan<float> x, ReadOnlySpan<float> t, Span<float> gradW, Span<float> gradB, Span<float> gradX)
    {
        gradX.Clear();
        var loss = 0f;
        for (var i = 0; i < b.Length; i++)
        {
            var z = b[i];
            for (var j = 0; j < x.Length; j++) z += W[i * x.Length + j] * x[j];
            var e = Activations.Relu(z) - t[i];
            loss += 0.5f * e * e;
            var g = z > 0 ? e : 0;
            gradB[i] = g;
            for (var j = 0; j < x.Length; j++)
            {
                gradW[i * x.Length + j] = g * x[j];
                gradX[j] += g * W[i * x.Length + j];
            }
        }
        return loss;
    }
}
