namespace AutoBackprop.Tests;

/// <summary>Methods with matrices of derivatives.</summary>
public static partial class Matrices
{
    /// <summary>Rosenbrock's function.</summary>
    [Differentiable(Derivatives.Hessian)]
    public static double Height(ReadOnlySpan<double> w)
    {
        var (a, b) = (1 - w[0], w[1] - w[0] * w[0]);
        return a * a + 100 * b * b;
    }

    /// <summary>Errors of a falling exponential.</summary>
    [Differentiable(Derivatives.Jacobian | Derivatives.Tangent)]
    public static void Decay(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> t, Span<double> r)
    {
        for (var i = 0; i < t.Length; i++) r[i] = p[0] * Math.Exp(-p[1] * t[i]) + p[2];
    }

    [Differentiable(Derivatives.Jacobian | Derivatives.Backward)]
    public static (double Sum, float Scaled) Mixed(double a, float f, ReadOnlySpan<float> v)
    {
        var sum = a;
        for (var i = 0; i < v.Length; i++) sum += Math.Sin(v[i] * a);
        return (sum, f * (float)a);
    }

    /// <summary>What is written begins with something.</summary>
    [Differentiable(Derivatives.Jacobian)]
    public static double Running(double k, ReadOnlySpan<double> x, Span<double> y)
    {
        var last = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            last = k * last + x[i];
            y[i] += last * y[i];
        }
        return last;
    }

    [Differentiable(Derivatives.Hessian | Derivatives.Gradient)]
    public static double Logistic(ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var z = 0.0;
            for (var j = 0; j < w.Length; j++) z += w[j] * x[i * w.Length + j];
            loss += Activations.Softplus(z) - y[i] * z;
        }
        return loss;
    }

    /// <summary>The same where y is 0 or 1.</summary>
    [Differentiable(Derivatives.Hessian)]
    public static double LogisticOfLogits(ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> y)
    {
        var loss = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var z = 0.0;
            for (var j = 0; j < w.Length; j++) z += w[j] * x[i * w.Length + j];
            loss += Losses.BinaryCrossEntropyWithLogits(z, y[i]);
        }
        return loss;
    }

    /// <summary>Sums in which each component of a direction has one term: of products, of squares, taken off, in falling order, and of some
    /// elements only.</summary>
    [Differentiable(Derivatives.Hessian | Derivatives.HessianVector)]
    public static double Terms(ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<double> x)
    {
        double z = 1, u = 0.5, squares = 0, some = 0;
        for (var j = 0; j < w.Length; j++) z += w[j] * x[j] - 0.5 * w[j];
        for (var j = w.Length - 1; j >= 0; j--) u -= x[j] * w[j] / 3;
        for (var j = 0; j < w.Length; j++) squares += x[j] * w[j] * w[j];
        for (var j = 1; j < w.Length; j++) some += w[j] * x[j - 1];
        return Math.Sin(z) * u + z * squares + some * some * u + Math.Exp(-squares);
    }

    [Differentiable(Derivatives.Jacobian | Derivatives.Tangent)]
    public static void Mapped(ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
            for (var j = 0; j < w.Length; j++) y[i] += x[i * w.Length + j] * w[j];
        for (var i = 0; i < y.Length; i++)
        {
            var z = 0.0;
            for (var j = 0; j < w.Length; j++) z -= w[j] * x[i * w.Length + j] * w[j];
            y[i] *= z;
        }
    }

    public static int Calls;

    [NoGradient]
    private static void Log(int n) => Calls += n;

    /// <summary>Tells others that it runs.</summary>
    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public static double Told(ReadOnlySpan<double> x)
    {
        Log(1);
        ArgumentOutOfRangeException.ThrowIfZero(x.Length);
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * x[i] * x[i];
        return sum;
    }

    public sealed record Weighted(double[] Weights, double Offset)
    {
        public int Count => Weights.Length;
    }

    private static int Turned(int j, int count)
    {
        var last = count - 1;
        return last - j;
    }

    /// <summary>Asks an object again in every iteration.</summary>
    [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
    public static double Asking(ReadOnlySpan<double> x, [NoGradient] Weighted data)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < data.Count; j++) sum += data.Weights[Turned(j, data.Count)] * x[i] * x[i] * x[i] + data.Offset;
        return sum;
    }
}
