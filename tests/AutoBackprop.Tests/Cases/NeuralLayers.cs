using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Networks from layers: dense ones in a row, attention, batch norm, convolution, embeddings, an equation that a network obeys.</summary>
public static partial class NeuralLayers
{
    public static partial class Gru
    {
        public interface ILayer { double[] Forward(double[] input); }
        public sealed class Dense : ILayer
        {
            readonly double[,] _w; readonly double[] _b; readonly Func<double, double> _act;
            public Dense(double[] flat, int inputs, int outputs, Func<double, double>? activation = null)
            {
                _w = new double[outputs, inputs]; _b = new double[outputs]; _act = activation ?? (v => v);
                for (var o = 0; o < outputs; o++) { for (var i = 0; i < inputs; i++) _w[o, i] = flat[o * (inputs + 1) + i]; _b[o] = flat[o * (inputs + 1) + inputs]; }
            }
            public static int Size(int inputs, int outputs) => outputs * (inputs + 1);
            public double[] Forward(double[] input)
            {
                var y = new double[_b.Length];
                for (var o = 0; o < y.Length; o++)
                {
                    var sum = _b[o];
                    for (var i = 0; i < input.Length; i++) sum += _w[o, i] * input[i];
                    y[o] = _act(sum);
                }
                return y;
            }
        }
        public sealed class Sequential(params ILayer[] layers) : ILayer
        {
            public double[] Forward(double[] input) => layers.Aggregate(input, (h, layer) => layer.Forward(h));
        }

        static readonly (double[] X, double Y)[] data = [([0.1, 0.9], 1), ([0.8, 0.2], 0), ([0.4, 0.4], 1)];
        static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        [Differentiable, Case("\"r:17:0.5\"")]
        public static double Loss(double[] w)
        {
            const int hidden = 3;
            var split = Dense.Size(2, hidden);
            var net = new Sequential(new Dense(w[..split], 2, hidden, Math.Tanh), new Dense(w[split..^4], hidden, 1, Sigmoid));
            var loss = 0.0;
            foreach (var (x, y) in data)
            {
                var p = net.Forward(x)[0];
                loss -= y * Math.Log(p) + (1 - y) * Math.Log(1 - p);
            }
            return loss / data.Length + 0.01 * w.Sum(v => v * v);
        }
    }

    public static partial class Attention
    {
        public sealed record Head(double[][] Q, double[][] K, double[][] V);
        [Differentiable, Case("[[[0.1,0.2],[0.3,-0.4]],[[0.5,0.1],[-0.2,0.4]],[[1,0.2],[0.3,0.7]]], [[0.1,0.2],[0.5,-0.3],[0.9,0.4]]")]
        public static double Loss(Head head, double[][] tokens)
        {
            var (q, k, v) = (tokens.Dot(head.Q), tokens.Dot(head.K), tokens.Dot(head.V));
            var scores = q.Dot(k.Transpose()).Map(row => row.Select(s => s / Math.Sqrt(head.Q[0].Length)).ToArray().Softmax());
            var y = scores.Dot(v);
            return y.Select((row, i) => row.Select((o, j) => (o - tokens[i][j]) * (o - tokens[i][j])).Sum()).Average();
        }
    }

    public static partial class BatchNormClass
    {
        public sealed class BatchNorm(double[] gamma, double[] beta, double eps = 1e-5)
        {
            public double[][] Forward(IReadOnlyList<double[]> batch)
            {
                var n = batch.Count;
                var d = gamma.Length;
                var result = Enumerable.Range(0, n).Select(_ => new double[d]).ToArray();
                for (var j = 0; j < d; j++)
                {
                    var column = batch.Select(r => r[j]).ToArray();
                    var mean = column.Average();
                    var variance = column.Select(v => (v - mean) * (v - mean)).Average();
                    for (var i = 0; i < n; i++) result[i][j] = gamma[j] * (column[i] - mean) / Math.Sqrt(variance + eps) + beta[j];
                }
                return result;
            }
        }

        [Differentiable, Case("[[0.1,0.2],[0.5,-0.3],[0.9,0.4]], [1.1,0.9], [0.1,0.2]")]
        public static double Loss(double[][] x, double[] gamma, double[] beta)
        {
            var layer = new BatchNorm(gamma, beta);
            var y = layer.Forward(x);
            return y.SelectMany(r => r).Select((v, i) => v * v * (i + 1)).Sum();
        }
    }

    public static partial class Convolution
    {
        public sealed record Tensor3(int Channels, int Height, int Width, double[] Data)
        {
            public Tensor3(int c, int h, int w) : this(c, h, w, new double[c * h * w]) { }
            public ref double this[int c, int y, int x] => ref Data[(c * Height + y) * Width + x];
        }

        static Tensor3 Conv2d(Tensor3 input, double[] kernel, int outputs, int size)
        {
            var y = new Tensor3(outputs, input.Height - size + 1, input.Width - size + 1);
            for (var o = 0; o < outputs; o++)
                for (var i = 0; i < y.Height; i++)
                    for (var j = 0; j < y.Width; j++)
                        for (var c = 0; c < input.Channels; c++)
                            for (var u = 0; u < size; u++)
                                for (var v = 0; v < size; v++)
                                    y[o, i, j] += kernel[((o * input.Channels + c) * size + u) * size + v] * input[c, i + u, j + v];
            return y;
        }
        static Tensor3 MaxPool(Tensor3 t, int k)
        {
            var y = new Tensor3(t.Channels, t.Height / k, t.Width / k);
            for (var c = 0; c < t.Channels; c++)
                for (var i = 0; i < y.Height; i++)
                    for (var j = 0; j < y.Width; j++)
                    {
                        var best = double.NegativeInfinity;
                        for (var u = 0; u < k; u++) for (var v = 0; v < k; v++) best = Math.Max(best, t[c, i * k + u, j * k + v]);
                        y[c, i, j] = best;
                    }
            return y;
        }
        [Differentiable, Case("\"r:25:1\", \"r:8:1\"")]
        public static double Loss(double[] image, double[] kernel)
        {
            var x = new Tensor3(1, 5, 5, image);
            var y = MaxPool(Conv2d(x, kernel, 2, 2), 2);
            return y.Data.Sum(v => Math.Tanh(v) * v) + y[1, 0, 1];
        }
    }

    public static partial class Embedding
    {
        static readonly string[] corpus = "the cat sat on the mat the cat ran".Split(' ');
        static readonly Dictionary<string, int> vocabulary = corpus.Distinct().Select((w, i) => (w, i)).ToDictionary(t => t.w, t => t.i);
        static IEnumerable<(int Center, int Context)> Pairs(int window)
        {
            for (var i = 0; i < corpus.Length; i++)
                for (var j = Math.Max(0, i - window); j <= Math.Min(corpus.Length - 1, i + window); j++)
                    if (i != j) yield return (vocabulary[corpus[i]], vocabulary[corpus[j]]);
        }
        [Differentiable, Case("\"r:12:1\", \"r:12:1\"")]
        public static double SkipGram(double[] input, double[] output)
        {
            const int dim = 2;
            var loss = 0.0;
            var count = 0;
            foreach (var (center, context) in Pairs(2))
            {
                var h = input.AsSpan(center * dim, dim);
                Span<double> scores = new double[vocabulary.Count];
                for (var w = 0; w < scores.Length; w++)
                    for (var k = 0; k < dim; k++)
                        scores[w] += h[k] * output[w * dim + k];
                loss += Linear.LogSumExp(scores) - scores[context];
                count++;
            }
            return loss / count;
        }
    }

    public static partial class Pinn
    {
        public sealed record Net(double[] W1, double[] B1, double[] W2, double B2)
        {
            public (double U, double Du, double D2u) At(double x)
            {
                var (u, du, d2u) = (B2, 0.0, 0.0);
                foreach (var (w, b, v) in W1.Zip(B1, W2))
                {
                    var h = Math.Tanh(w * x + b);
                    var s = 1 - h * h;
                    u += v * h;
                    du += v * s * w;
                    d2u += v * -2 * h * s * w * w;
                }
                return (u, du, d2u);
            }
        }
        [Differentiable, Case("[[0.5,-0.4,1],[0.1,0.2,-0.1],[0.3,0.7,-0.5],0.1]")]
        public static double Loss(Net net)
        {
            var residual = Enumerable.Range(0, 11).Select(i => i / 10.0).Select(net.At).Select(p => p.D2u + p.U).Select(r => r * r).Average();
            var (u0, du0, _) = net.At(0);
            return residual + u0 * u0 + (du0 - 1) * (du0 - 1);
        }
    }
}

internal static class Matrices
{
    public static double[][] Dot(this double[][] a, double[][] b)
    {
        var c = new double[a.Length][];
        for (var i = 0; i < a.Length; i++)
        {
            c[i] = new double[b[0].Length];
            for (var j = 0; j < b[0].Length; j++)
                for (var k = 0; k < b.Length; k++)
                    c[i][j] += a[i][k] * b[k][j];
        }
        return c;
    }
    public static double[][] Transpose(this double[][] a) => Enumerable.Range(0, a[0].Length).Select(j => a.Select(row => row[j]).ToArray()).ToArray();
    public static double[] Softmax(this double[] z) { var max = z.Max(); var e = z.Select(v => Math.Exp(v - max)).ToArray(); var sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }
    public static double[][] Map(this double[][] a, Func<double[], double[]> f) => a.Select(f).ToArray();
}
