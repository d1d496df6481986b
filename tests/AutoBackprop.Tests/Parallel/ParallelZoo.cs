#pragma warning disable AB0008, AB0101, AB0102, AB0103, AB0104, AB0105, AB0303, AB0304, AB0306, AB0205, AB0401, AB0402, AB0403

namespace AutoBackprop.Tests.ManyCores;

/// <summary>Loops that run on several cores, in each way in which iterations may meet, and some that do not.</summary>
public static partial class ParallelZoo
{
    /// <summary>Elements of its own, and a sum.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector | Derivatives.Parallel)]
    public static double Elements(ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            var p = Activations.Sigmoid(w[i]);
            loss += (p - y[i]) * (p - y[i]);
        }
        return loss;
    }

    /// <summary>All iterations add to one array, and to a number.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Value | Derivatives.Tangent | Derivatives.HessianVector | Derivatives.Parallel)]
    public static double Line(ReadOnlySpan<double> w, double bias, [NoGradient] ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> t)
    {
        var loss = 0.0;
        for (var i = 0; i < t.Length; i++)
        {
            var z = bias;
            for (var j = 0; j < w.Length; j++) z += w[j] * x[i * w.Length + j];
            loss += Losses.BinaryCrossEntropyWithLogits(z, t[i]);
        }
        return loss / t.Length;
    }

    /// <summary>In single precision, with a temporary of each iteration.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Parallel)]
    public static float Softmax(float[] w, int classes, [NoGradient] float[] x, int[] labels)
    {
        var (loss, inputs) = (0f, w.Length / classes);
        for (var i = 0; i < labels.Length; i++)
        {
            var z = new float[classes];
            for (var c = 0; c < classes; c++)
                for (var j = 0; j < inputs; j++) z[c] += w[c * inputs + j] * x[i * inputs + j];
            loss += Losses.SoftmaxCrossEntropy(z, labels[i]);
        }
        return loss;
    }

    /// <summary>Rows that are written, each by one iteration; nothing is returned.</summary>
    [Differentiable(Derivatives.Backward | Derivatives.Value | Derivatives.Tangent | Derivatives.Parallel)]
    public static void Rows(ReadOnlySpan<double> x, double scale, int n, Span<double> y)
    {
        for (var i = 0; i < y.Length / n; i++)
            for (var j = 0; j < n; j++) y[i * n + j] = Math.Tanh(scale * x[i * n + j]) * x[i * n + j];
    }

    /// <summary>The smallest of several, and which it is.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.HessianVector | Derivatives.Parallel)]
    public static double Nearest([NoGradient] ReadOnlySpan<double> points, ReadOnlySpan<double> centres)
    {
        var cost = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            var nearest = double.PositiveInfinity;
            for (var c = 0; c < centres.Length; c++) nearest = Math.Min(nearest, (points[i] - centres[c]) * (points[i] - centres[c]));
            cost += nearest;
        }
        return cost;
    }

    /// <summary>Throws in the middle, and names the iteration.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Backward | Derivatives.Parallel)]
    public static double Guarded(double[] w, double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] < 0) throw new ArgumentException("negative at " + i);
            for (var j = 0; j < w.Length; j++) sum += Math.Sqrt(x[i] + w[j] * w[j]);
        }
        return sum;
    }

    /// <summary>A struct of arrays and a number.</summary>
    public struct Parameters
    {
        public double[] Weights;
        public double Bias;
    }

    [Differentiable(Derivatives.Gradient | Derivatives.Parallel)]
    public static double Structured(Parameters p, [NoGradient] double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var z = p.Bias;
            for (var j = 0; j < p.Weights.Length; j++) z += p.Weights[j] * Math.Cos(j * x[i]);
            sum += z * z;
        }
        return sum;
    }

    /// <summary>Rows of arrays of two dimensions, and arrays of rows, which run on one core.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Parallel)]
    public static double Tables(double[,] a, double[][] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++) sum += Math.Sin(a[i, j]) * b[i][j];
        return sum;
    }

    /// <summary>Each iteration builds on the one before.</summary>
    [Differentiable(Derivatives.Parallel)]
    public static double Chain(double[] x)
    {
        var state = 1.0;
        for (var i = 0; i < x.Length; i++) state = Math.Tanh(state + x[i]);
        return state;
    }

    /// <summary>A large product of matrices.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Parallel)]
    public static double Product(double[] a, double[] b, int n)
    {
        var c = new double[n * n];
        Linear.MatMul(a, b, c, n, n, n);
        var sum = 0.0;
        for (var i = 0; i < c.Length; i++) sum += c[i] * c[i];
        return sum;
    }

    /// <summary>Names that the member itself would like to have.</summary>
    [Differentiable(Derivatives.Gradient | Derivatives.Parallel)]
    public static double Named(double[] options, double[] chunks, double returned, int trips)
    {
        var (sum, frame) = (0.0, 0.5);
        for (var chunk = 0; chunk < trips; chunk++) sum += options[chunk] * chunks[chunk] * returned * frame;
        return sum;
    }
}

/// <summary>A receiver with settings, and one with weights.</summary>
public sealed partial class ParallelModel(double[] data, double rate)
{
    [Differentiable(Derivatives.Gradient | Derivatives.Parallel)]
    public double Loss(double[] w)
    {
        var sum = 0.0;
        for (var i = 0; i < data.Length; i++)
            for (var j = 0; j < w.Length; j++) sum += rate * Math.Exp(-w[j] * w[j] * data[i]);
        return sum;
    }
}
