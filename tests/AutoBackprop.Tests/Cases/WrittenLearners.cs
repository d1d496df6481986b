using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0203, AB0303, AB0304, AB0305, AB0403

// Learning as it is written today: layers behind a base class, attention, an optimiser that is differentiated.
// learning
public abstract class Module { public abstract double[] Forward(double[] x); }
public sealed class LinearLayer(double[,] w, double[] b) : Module
{
    public override double[] Forward(double[] x)
    {
        var y = new double[b.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = b[i];
            for (var j = 0; j < x.Length; j++) y[i] += w[i, j] * x[j];
        }
        return y;
    }
}
public sealed class ActivationLayer(Func<double, double> f) : Module { public override double[] Forward(double[] x) => [.. x.Select(f)]; }
public sealed class Residual(Module inner) : Module { public override double[] Forward(double[] x) => [.. inner.Forward(x).Zip(x, (a, b) => a + b)]; }
public sealed class SequentialNet(params Module[] modules) : Module
{
    public override double[] Forward(double[] x) { foreach (var m in modules) x = m.Forward(x); return x; }
}
public static partial class LearningPrograms
{
    [Differentiable, Case("[0.4, -0.7, 0.2, 0.9], [0.1, 0.2], [0.5, -0.1]")]
    public static double BuiltHere(double[] weights, double[] bias, double[] x)
    {
        var w = new double[2, 2];
        for (var i = 0; i < 4; i++) w[i / 2, i % 2] = weights[i];
        Module net = new SequentialNet(new LinearLayer(w, bias), new ActivationLayer(v => Math.Tanh(v)), new LinearLayer(w, bias));
        var y = net.Forward(x);
        return y[0] * y[1];
    }

    [Differentiable, Case("[0.4, -0.7, 0.2, 0.9, 0.3, 0.1]")]
    public static double Attention(double[] q)
    {
        var keys = new[] { q[..2], q[2..4], q[4..] };
        var scores = keys.Select(k => k.Zip(keys[0], (a, b) => a * b).Sum() / Math.Sqrt(2)).ToArray();
        var max = scores.Max();
        var exps = scores.Select(s => Math.Exp(s - max)).ToArray();
        var total = exps.Sum();
        var context = new double[2];
        foreach (var (weight, value) in exps.Select(e => e / total).Zip(keys))
            for (var i = 0; i < context.Length; i++) context[i] += weight * value[i];
        return context.Sum(c => c * c);
    }

    public record struct AdamState(double M, double V, int T)
    {
        public (double Step, AdamState Next) Update(double g, double rate)
        {
            var next = new AdamState(0.9 * M + 0.1 * g, 0.999 * V + 0.001 * g * g, T + 1);
            var (m, v) = (next.M / (1 - Math.Pow(0.9, next.T)), next.V / (1 - Math.Pow(0.999, next.T)));
            return (rate * m / (Math.Sqrt(v) + 1e-8), next);
        }
    }
    [Differentiable, Case("0.1, 2.0")]
    public static double MetaLearning(double rate, double curvature)
    {
        var (x, state) = (1.0, default(AdamState));
        for (var i = 0; i < 5; i++)
        {
            var (step, next) = state.Update(curvature * x, rate);
            (x, state) = (x - step, next);
        }
        return 0.5 * curvature * x * x;
    }

    public enum Kind { Relu, Tanh, Sigmoid, Identity }
    public sealed record LayerSpec(int In, int Out, Kind Activation);
    private static readonly LayerSpec[] Specs = [new(2, 3, Kind.Tanh), new(3, 2, Kind.Sigmoid), new(2, 1, Kind.Identity)];
    private static Func<double, double> Of(Kind kind) => kind switch { Kind.Relu => Activations.Relu, Kind.Tanh => Math.Tanh, Kind.Sigmoid => Activations.Sigmoid, _ => v => v };
    [Differentiable, Case("\"r:20:1\", [0.3, -0.5], 1.0")]
    public static double FlatParameters(ReadOnlySpan<double> theta, double[] x, double y)
    {
        var h = x;
        foreach (var (n, m, kind) in Specs)
        {
            var f = Of(kind);
            var next = new double[m];
            for (var i = 0; i < m; i++)
            {
                var z = theta[n * m + i];
                for (var j = 0; j < n; j++) z += theta[i * n + j] * h[j];
                next[i] = f(z);
            }
            theta = theta[(n * m + m)..];
            h = next;
        }
        return Losses.SquaredError(h[0], y);
    }

    private static IEnumerable<(T[] X, T Y)> Batches<T>(T[][] xs, T[] ys, int size) where T : INumber<T>
    {
        for (var i = 0; i + size <= xs.Length; i += size) yield return (xs[i], ys[i]);
    }
    [Differentiable, Case("[0.3, -0.4], [[1, 2], [2, 1], [0.5, 0.7]], [1, 0, 1]")]
    public static double OverBatches(double[] w, double[][] xs, double[] ys)
    {
        var loss = 0.0;
        foreach (var (x, y) in Batches(xs, ys, 1)) loss += Losses.BinaryCrossEntropyWithLogits(Linear.Dot(w, x), y);
        return loss / ys.Length;
    }
}
