using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305, AB0403

// Learning as it is written today: layers, attention, a hidden Markov model, a Gaussian process.

public static partial class SmallNet
{
    public interface ILayer { double[] Forward(double[] x); }
    public sealed class Dense : ILayer
    {
        private readonly double[,] weights;
        private readonly double[] bias;
        private readonly Func<double, double>? activation;
        public Dense(double[,] weights, double[] bias, Func<double, double>? activation = null)
        {
            this.weights = weights ?? throw new ArgumentNullException(nameof(weights));
            this.bias = bias;
            this.activation = activation;
        }
        public double[] Forward(double[] x)
        {
            var y = new double[bias.Length];
            for (int i = 0; i < y.Length; i++)
            {
                double z = bias[i];
                for (int j = 0; j < x.Length; j++) z += weights[i, j] * x[j];
                y[i] = activation is not null ? activation(z) : z;
            }
            return y;
        }
    }
    public sealed class Residual(ILayer inner, double scale = 0.5) : ILayer
    {
        public double[] Forward(double[] x)
        {
            var y = inner.Forward(x);
            return x.Zip(y, (a, b) => a + scale * b).ToArray();
        }
    }
    public sealed class Sequential : ILayer
    {
        private readonly List<ILayer> layers = new();
        public Sequential Add(ILayer layer) { layers.Add(layer); return this; }
        public double[] Forward(double[] x)
        {
            foreach (var layer in layers) x = layer.Forward(x);
            return x;
        }
    }
    static double[,] Reshape(double[] v, int rows, int columns)
    {
        if (v.Length != rows * columns) throw new ArgumentException($"expected {rows}x{columns} elements but got {v.Length}");
        var m = new double[rows, columns];
        for (int i = 0, k = 0; i < rows; i++)
            for (int j = 0; j < columns; j++, k++)
                m[i, j] = v[k];
        return m;
    }
    static double CrossEntropy(double[] logits, int label)
    {
        var max = logits.Max();
        var sum = logits.Sum(l => Math.Exp(l - max));
        return Math.Log(sum) + max - logits[label];
    }
    [Differentiable, Case("[0.1,0.2,0.3,-0.4], [0.1,-0.2], [0.5,0.1,-0.2,0.7,0.3,0.3], [0.05,0.1,-0.3], [[0.4,-0.5],[0.2,0.9],[-1.0,0.3]], [0,2,1]")]
    public static double Loss(double[] w1, double[] b1, double[] w2, double[] b2, [NoGradient] double[][] inputs, int[] labels)
    {
        var net = new Sequential()
            .Add(new Dense(Reshape(w1, 2, 2), b1, Math.Tanh))
            .Add(new Residual(new Dense(Reshape(w1, 2, 2), b1, v => v > 0 ? v : 0.01 * v)))
            .Add(new Dense(Reshape(w2, 3, 2), b2));
        double total = 0;
        for (int n = 0; n < inputs.Length; n++)
        {
            var logits = net.Forward(inputs[n]);
            total += CrossEntropy(logits, labels[n]);
        }
        return total / inputs.Length;
    }
}

public static partial class TinyAttention
{
    public sealed class Head
    {
        public required double[][] Query { get; init; }
        public required double[][] Key { get; init; }
        public required double[][] Value { get; init; }
        private static double[] Apply(double[][] m, double[] x) => m.Select(row => row.Zip(x, (a, b) => a * b).Sum()).ToArray();
        public double[][] Forward(double[][] tokens)
        {
            var q = tokens.Select(t => Apply(Query, t)).ToArray();
            var k = tokens.Select(t => Apply(Key, t)).ToArray();
            var v = tokens.Select(t => Apply(Value, t)).ToArray();
            var scale = 1 / Math.Sqrt(q[0].Length);
            var result = new double[tokens.Length][];
            for (var i = 0; i < tokens.Length; i++)
            {
                var scores = k.Take(i + 1).Select(kj => Dot(q[i], kj) * scale).ToArray();
                var p = Softmax(scores);
                result[i] = new double[v[0].Length];
                for (var j = 0; j <= i; j++)
                    for (var d = 0; d < result[i].Length; d++)
                        result[i][d] += p[j] * v[j][d];
            }
            return result;
        }
        static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            var s = 0.0;
            for (var i = 0; i < a.Length; i++) s += a[i] * b[i];
            return s;
        }
        static double[] Softmax(double[] z)
        {
            var max = z.Max();
            var e = Array.ConvertAll(z, x => Math.Exp(x - max));
            var sum = e.Sum();
            for (var i = 0; i < e.Length; i++) e[i] /= sum;
            return e;
        }
    }
    [Differentiable, Case("[[0.1,0.2],[0.3,-0.4]], [[0.5,-0.1],[0.2,0.7]], [[0.9,0.1],[-0.3,0.8]], [[1,0.5],[-0.4,0.2],[0.3,-0.9]], [0.5,0.1,-0.2]")]
    public static double Loss(double[][] wq, double[][] wk, double[][] wv, double[][] tokens, [NoGradient] double[] targets)
    {
        var head = new Head { Query = wq, Key = wk, Value = wv };
        var y = head.Forward(tokens);
        return y.Select((row, i) => row.Sum() - targets[i]).Select(r => r * r).Average();
    }
}

public static partial class HiddenMarkov
{
    public sealed class Hmm
    {
        public int States { get; }
        private readonly double[][] logTransition;
        private readonly double[] means;
        private readonly double[] logStart;
        public Hmm(double[][] transitionLogits, double[] startLogits, double[] means)
        {
            States = means.Length;
            logTransition = transitionLogits.Select(LogSoftmax).ToArray();
            logStart = LogSoftmax(startLogits);
            this.means = means;
        }
        private static double[] LogSoftmax(double[] x)
        {
            var m = x.Max();
            var z = m + Math.Log(x.Sum(v => Math.Exp(v - m)));
            return Array.ConvertAll(x, v => v - z);
        }
        private static double LogSumExp(IEnumerable<double> values)
        {
            var a = values as double[] ?? values.ToArray();
            var m = a.Max();
            return double.IsNegativeInfinity(m) ? m : m + Math.Log(a.Sum(v => Math.Exp(v - m)));
        }
        private double Emission(int state, double y) => -0.5 * (y - means[state]) * (y - means[state]) - 0.5 * Math.Log(2 * Math.PI);
        public double LogLikelihood(IEnumerable<double> observations)
        {
            double[]? alpha = null;
            foreach (var y in observations)
            {
                if (alpha is null)
                {
                    alpha = Enumerable.Range(0, States).Select(s => logStart[s] + Emission(s, y)).ToArray();
                    continue;
                }
                var previous = alpha;
                var next = new double[States];
                for (var s = 0; s < States; s++)
                    next[s] = Emission(s, y) + LogSumExp(Enumerable.Range(0, States).Select(r => previous[r] + logTransition[r][s]));
                alpha = next;
            }
            return LogSumExp(alpha ?? throw new ArgumentException("no observations", nameof(observations)));
        }
        public (double Score, int[] Path) Viterbi(IReadOnlyList<double> y)
        {
            var (n, t) = (States, y.Count);
            var score = new double[t, n];
            var back = new int[t, n];
            for (var s = 0; s < n; s++) score[0, s] = logStart[s] + Emission(s, y[0]);
            for (var i = 1; i < t; i++)
                for (var s = 0; s < n; s++)
                {
                    var best = Enumerable.Range(0, n).MaxBy(r => score[i - 1, r] + logTransition[r][s]);
                    back[i, s] = best;
                    score[i, s] = score[i - 1, best] + logTransition[best][s] + Emission(s, y[i]);
                }
            var last = Enumerable.Range(0, n).MaxBy(s => score[t - 1, s]);
            var path = new int[t];
            path[^1] = last;
            for (var i = t - 2; i >= 0; i--) path[i] = back[i + 1, path[i + 1]];
            return (score[t - 1, last], path);
        }
    }
    [Differentiable, Case("[[0.5,-0.2],[0.1,0.9]], [0.2,-0.1], [-1, 1.2], [-0.8, -1.1, 0.9, 1.4, -0.3]")]
    public static double LogLikelihood(double[][] transition, double[] start, double[] means, [NoGradient] double[] data)
        => new Hmm(transition, start, means).LogLikelihood(data);

    [Differentiable, Case("[[0.5,-0.2],[0.1,0.9]], [0.2,-0.1], [-1, 1.2], [-0.8, -1.1, 0.9, 1.4, -0.3]")]
    public static double BestPath(double[][] transition, double[] start, double[] means, [NoGradient] double[] data)
    {
        var (score, path) = new Hmm(transition, start, means).Viterbi(data);
        return score + 0.1 * path.Select(s => means[s]).Average();
    }
}

public static partial class GaussianProcess
{
    public interface IKernel { double this[double a, double b] { get; } }
    public sealed record SquaredExponential(double Variance, double Length) : IKernel
    {
        public double this[double a, double b] => Variance * Math.Exp(-0.5 * Math.Pow((a - b) / Length, 2));
    }
    public sealed record Periodic(double Variance, double Period) : IKernel
    {
        public double this[double a, double b] { get { var s = Math.Sin(Math.PI * (a - b) / Period); return Variance * Math.Exp(-2 * s * s); } }
    }
    public sealed record Sum(IKernel A, IKernel B) : IKernel { public double this[double a, double b] => A[a, b] + B[a, b]; }
    public sealed record White(double Variance) : IKernel { public double this[double a, double b] => a == b ? Variance : 0; }

    static double[,] Cholesky(double[,] a)
    {
        var n = a.GetLength(0);
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var s = a[i, j];
                for (var k = 0; k < j; k++) s -= l[i, k] * l[j, k];
                if (i == j)
                {
                    if (s <= 0) throw new ArithmeticException($"not positive definite at {i}: {s:g3}");
                    l[i, i] = Math.Sqrt(s);
                }
                else l[i, j] = s / l[j, j];
            }
        return l;
    }
    static double[] Solve(double[,] l, double[] b)
    {
        var n = b.Length;
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            y[i] = b[i];
            for (var k = 0; k < i; k++) y[i] -= l[i, k] * y[k];
            y[i] /= l[i, i];
        }
        var x = new double[n];
        for (var i = n - 1; i >= 0; i--)
        {
            x[i] = y[i];
            for (var k = i + 1; k < n; k++) x[i] -= l[k, i] * x[k];
            x[i] /= l[i, i];
        }
        return x;
    }
    [Differentiable, Case("[0.1, -0.3, 0.5, -2], [0, 0.4, 1.1, 1.9], [0.3, 0.7, 0.2, -0.5]")]
    public static double NegativeLogEvidence(double[] log, [NoGradient] double[] x, double[] y)
    {
        if (log is not [var v, var length, var period, var noise]) throw new ArgumentException("four parameters", nameof(log));
        IKernel kernel = new Sum(new SquaredExponential(Math.Exp(v), Math.Exp(length)), new Sum(new Periodic(0.5, Math.Exp(period)), new White(Math.Exp(noise))));
        var n = x.Length;
        var k = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                k[i, j] = kernel[x[i], x[j]];
        var l = Cholesky(k);
        var alpha = Solve(l, y);
        var fit = y.Zip(alpha).Sum(p => p.First * p.Second);
        var logDet = 2 * Enumerable.Range(0, n).Sum(i => Math.Log(l[i, i]));
        return 0.5 * (fit + logDet + n * Math.Log(2 * Math.PI));
    }
}
