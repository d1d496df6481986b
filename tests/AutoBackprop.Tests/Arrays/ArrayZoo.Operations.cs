#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0201, AB0202, AB0203, AB0204, AB0205, AB0206, AB0207, AB0301, AB0302, AB0401, AB0402, AB0403
namespace AutoBackprop.Tests;

// Every operation on spans, on memory of its own, with every element of the result in the loss.
internal static partial class ArrayZoo
{
    // Hardly two outputs count the same.
    private static double Weighted(ReadOnlySpan<double> y)
    {
        var s = 0.0;
        for (var i = 0; i < y.Length; i++) s += y[i] * Math.Cos(0.7 * (i % 17) + 0.3);
        return s;
    }

    [Differentiable]
    internal static double SigmoidOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Sigmoid(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double TanhOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Tanh(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double ReluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Relu(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double SeluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Selu(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double GeluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Gelu(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double GeluTanhOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.GeluTanh(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double SoftplusOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Softplus(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double SoftsignOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Softsign(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double ArcTanOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.ArcTan(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double SiluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Silu(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double MishOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Mish(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double HardSigmoidOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.HardSigmoid(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double HardTanhOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.HardTanh(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double BinaryStepOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.BinaryStep(x, y);
        return Weighted(y) + (x.Length > 0 ? x[0] : 0);
    }

    [Differentiable]
    internal static double SoftmaxOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.Softmax(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double LogSoftmaxOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        Activations.LogSoftmax(x, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double LeakyReluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var a = x.Length > 2 ? x[2] * x[2] + 0.3 : 0.4;
        Activations.LeakyRelu(x, y, 0.3 * a);
        return Weighted(y);
    }

    [Differentiable]
    internal static double EluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var a = x.Length > 2 ? x[2] * x[2] + 0.3 : 0.4;
        Activations.Elu(x, y, a);
        return Weighted(y);
    }

    [Differentiable]
    internal static double PReluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var a = x.Length > 2 ? x[2] * x[2] + 0.3 : 0.4;
        Activations.PRelu(x, a, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double RReluOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var a = x.Length > 2 ? x[2] * x[2] + 0.3 : 0.4;
        Activations.RRelu(x, a, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double SwishOfSpans(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        var a = x.Length > 2 ? x[2] * x[2] + 0.3 : 0.4;
        Activations.Swish(x, a, y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double MaxoutOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        var y = new double[half];
        Activations.Maxout(x[..half], x.Slice(x.Length - half, half), y);
        return Weighted(y) + (x.Length > 0 ? Activations.Maxout(x) : 0);
    }

    [Differentiable]
    internal static double SquaredErrorOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        return half == 0 ? 0 : Losses.SquaredError(x[..half], x.Slice(half, half));
    }

    [Differentiable]
    internal static double MeanSquaredErrorOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        return half == 0 ? 0 : Losses.MeanSquaredError(x[..half], x.Slice(half, half));
    }

    [Differentiable]
    internal static double BinaryCrossEntropyWithLogitsOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        return half == 0 ? 0 : Losses.BinaryCrossEntropyWithLogits(x[..half], x.Slice(half, half));
    }

    [Differentiable]
    internal static double HingeOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        return half == 0 ? 0 : Losses.Hinge(x[..half], x.Slice(half, half));
    }

    [Differentiable]
    internal static double HuberOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        return Losses.Huber(x[..half], x.Slice(half, half), 0.4) + Losses.Huber(x[..half], x.Slice(half, half));
    }

    [Differentiable]
    internal static double BinaryCrossEntropyOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        var p = new double[half];
        Activations.Sigmoid(x[..half], p);
        return Losses.BinaryCrossEntropy(p, x.Slice(half, half));
    }

    [Differentiable]
    internal static double CrossEntropyOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        var p = new double[half];
        Activations.Sigmoid(x[..half], p);
        return Losses.CrossEntropy(p, x.Slice(half, half));
    }

    [Differentiable]
    internal static double SoftmaxCrossEntropyOfSpans(ReadOnlySpan<double> x)
    {
        var half = x.Length / 2;
        return half == 0 ? 0 : Losses.SoftmaxCrossEntropy(x[..half], x.Slice(half, half)) * Losses.SoftmaxCrossEntropy(x, half);
    }

    [Differentiable]
    internal static double MulticlassHingeOfSpans(ReadOnlySpan<double> x)
    {
        return x.Length == 0 ? 0 : Losses.MulticlassHinge(x, x.Length / 3);
    }

    [Differentiable]
    internal static double PenaltiesOfSpans(ReadOnlySpan<double> x)
    {
        return Losses.L1Penalty(x) * Losses.L2Penalty(x);
    }

    [Differentiable]
    internal static double ReductionsOfSpans(ReadOnlySpan<double> x)
    {
        return x.Length == 0 ? 0 : Linear.Sum(x) * Linear.Mean(x) + Linear.Norm(x) + Linear.LogSumExp(x) * Linear.Dot(x, x);
    }

    [Differentiable]
    internal static double ScaleAndAxpyOfSpans(ReadOnlySpan<double> x)
    {
        var (y, z) = (new double[x.Length], new double[x.Length]);
        Linear.Scale(x.Length > 0 ? x[^1] : 2, x, y);
        for (var i = 0; i < z.Length; i++) z[i] = x[i] * x[i];
        Linear.Axpy(x.Length > 0 ? x[0] : 2, y, z);
        return Weighted(z);
    }

    [Differentiable]
    internal static double OuterOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 2);
        var (a, n) = (new double[m * (m + 1)], m + 1);
        if (x.Length < 2 * m + 1) return 0;
        Linear.Outer(x[..m], x.Slice(m, n), a);
        return Weighted(a);
    }

    [Differentiable]
    internal static double MatVecOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 2);
        var y = new double[m];
        if (x.Length < m * (m + 1) + m + 1) return 0;
        Linear.MatVec(x[..(m * (m + 1))], x.Slice(m * (m + 1), m + 1), y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double MatMulOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 4);
        var (k, n) = (m + 1, m + 2);
        if (x.Length < m * k + k * n) return 0;
        var c = new double[m * n];
        Linear.MatMul(x[..(m * k)], x.Slice(m * k, k * n), c, m, k, n);
        return Weighted(c);
    }

    [Differentiable]
    internal static double MatMulTransposeAOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 4);
        var (k, n) = (m + 1, m + 2);
        if (x.Length < m * k + k * n) return 0;
        var c = new double[m * n];
        Linear.MatMulTransposeA(x[..(m * k)], x.Slice(m * k, k * n), c, m, k, n);
        return Weighted(c);
    }

    [Differentiable]
    internal static double MatMulTransposeBOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 4);
        var (k, n) = (m + 1, m + 2);
        if (x.Length < m * k + k * n) return 0;
        var c = new double[m * n];
        Linear.MatMulTransposeB(x[..(m * k)], x.Slice(m * k, k * n), c, m, k, n);
        return Weighted(c);
    }

    [Differentiable]
    internal static double AddBiasOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 2);
        var y = new double[m * m];
        Linear.AddBias(x[..(m * m)], x.Slice(m * m, m), y);
        return Weighted(y);
    }

    [Differentiable]
    internal static double BatchNormOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 4);
        var y = new double[m * m];
        Linear.BatchNorm(x[..(m * m)], x.Slice(m * m, m), x.Slice(m * m + m, m), y, 0.1);
        return Weighted(y);
    }

    [Differentiable]
    internal static double LayerNormOfSpans(ReadOnlySpan<double> x)
    {
        var m = Side(x.Length / 4);
        var y = new double[m * m];
        Linear.LayerNorm(x[..(m * m)], x.Slice(m * m, m), x.Slice(m * m + m, m), y, 0.1);
        return Weighted(y);
    }

}
