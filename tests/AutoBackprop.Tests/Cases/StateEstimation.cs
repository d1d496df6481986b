using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Filters: landmarks seen by a robot, sigma points, hidden states, a volatility that its own model yields.</summary>
public static partial class StateEstimation
{
    public static partial class Localisation
    {
        public readonly record struct Pose(double X, double Y, double Theta);
        public sealed record Landmark(int Id, double X, double Y);
        public sealed record Measurement(int LandmarkId, double Range, double Bearing);
        public sealed class Map(IEnumerable<Landmark> landmarks)
        {
            readonly Dictionary<int, Landmark> _byId = landmarks.ToDictionary(l => l.Id);
            public Landmark this[int id] => _byId.TryGetValue(id, out var l) ? l : throw new KeyNotFoundException($"no landmark {id}");
            public int Count => _byId.Count;
        }
        public sealed class Ekf
        {
            Pose _pose;
            readonly double[,] _p = new double[3, 3];
            public double LogLikelihood { get; private set; }
            public Pose Pose => _pose;
            public Ekf(Pose start, double sigma) { _pose = start; for (var i = 0; i < 3; i++) _p[i, i] = sigma * sigma; }

            public void Predict(double v, double w, double dt, double q)
            {
                var (x, y, t) = _pose;
                _pose = new Pose(x + v * dt * Math.Cos(t), y + v * dt * Math.Sin(t), Wrap(t + w * dt));
                double[,] f = { { 1, 0, -v * dt * Math.Sin(t) }, { 0, 1, v * dt * Math.Cos(t) }, { 0, 0, 1 } };
                var next = Multiply(Multiply(f, _p), Transpose(f));
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 3; j++)
                        _p[i, j] = next[i, j] + (i == j ? q * dt : 0);
            }

            public void Update(Measurement m, Map map, double r)
            {
                var l = map[m.LandmarkId];
                var (dx, dy) = (l.X - _pose.X, l.Y - _pose.Y);
                var d2 = dx * dx + dy * dy;
                var d = Math.Sqrt(d2);
                double[] h = [-dx / d, -dy / d, 0];
                var innovation = m.Range - d;
                Span<double> ph = stackalloc double[3];
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 3; j++)
                        ph[i] += _p[i, j] * h[j];
                var s = r * r;
                for (var i = 0; i < 3; i++) s += h[i] * ph[i];
                LogLikelihood -= 0.5 * (Math.Log(2 * Math.PI * s) + innovation * innovation / s);
                _pose = _pose with { X = _pose.X + ph[0] / s * innovation, Y = _pose.Y + ph[1] / s * innovation, Theta = Wrap(_pose.Theta + ph[2] / s * innovation) };
                var updated = new double[3, 3];
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 3; j++)
                        updated[i, j] = _p[i, j] - ph[i] * ph[j] / s;
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 3; j++)
                        _p[i, j] = updated[i, j];
            }

            static double Wrap(double a) { while (a > Math.PI) a -= 2 * Math.PI; while (a < -Math.PI) a += 2 * Math.PI; return a; }
            static double[,] Multiply(double[,] a, double[,] b)
            {
                var c = new double[a.GetLength(0), b.GetLength(1)];
                for (var i = 0; i < a.GetLength(0); i++)
                    for (var j = 0; j < b.GetLength(1); j++)
                    {
                        var sum = 0.0;
                        for (var k = 0; k < a.GetLength(1); k++) sum += a[i, k] * b[k, j];
                        c[i, j] = sum;
                    }
                return c;
            }
            static double[,] Transpose(double[,] a)
            {
                var (n, m) = (a.GetLength(0), a.GetLength(1));
                var t = new double[m, n];
                for (var i = 0; i < n; i++) for (var j = 0; j < m; j++) t[j, i] = a[i, j];
                return t;
            }
        }

        static readonly Map map = new([new(1, 2, 0), new(2, 0, 3), new(7, 4, 4)]);
        static readonly List<(double Dt, Measurement[] Seen)> log = [(0.1, [new(1, 1.9, 0)]), (0.1, []), (0.2, [new(2, 3.1, 0), new(7, 5.4, 0)])];
        [Differentiable, Case("0.5, 0.3, 0.2, 0.1")]
        public static double LogLikelihood(double v, double w, double q, double r)
        {
            var filter = new Ekf(new(0, 0, 0.1), 0.5);
            foreach (var (dt, seen) in log)
            {
                filter.Predict(v, w, dt, q);
                foreach (var m in seen) filter.Update(m, map, r);
            }
            return filter.LogLikelihood + filter.Pose.Theta;
        }
    }

    public static partial class SigmaPointsOf
    {
        static double[,] Cholesky(double[,] a)
        {
            var n = a.GetLength(0);
            var l = new double[n, n];
            for (var i = 0; i < n; i++)
                for (var j = 0; j <= i; j++)
                {
                    var sum = a[i, j];
                    for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                    l[i, j] = i == j ? sum > 0 ? Math.Sqrt(sum) : throw new ArithmeticException("not positive definite") : sum / l[j, j];
                }
            return l;
        }
        static IEnumerable<double[]> SigmaPoints(double[] mean, double[,] p, double lambda)
        {
            var n = mean.Length;
            var l = Cholesky(p);
            yield return mean;
            for (var j = 0; j < n; j++)
                foreach (var sign in new[] { 1, -1 })
                {
                    var point = new double[n];
                    for (var i = 0; i < n; i++) point[i] = mean[i] + sign * Math.Sqrt(n + lambda) * l[i, j];
                    yield return point;
                }
        }
        static double[] Move(double[] s) => [s[0] + 0.1 * s[1], s[1] - 0.1 * Math.Sin(s[0])];
        [Differentiable, Case("[0.5,0.1], 0.4, 0.3")]
        public static double Predicted(double[] mean, double variance, double correlation)
        {
            double[,] p = { { variance, correlation * variance }, { correlation * variance, variance } };
            const double lambda = 1;
            var n = mean.Length;
            var moved = SigmaPoints(mean, p, lambda).Select(Move).ToArray();
            double Weight(int i) => i == 0 ? lambda / (n + lambda) : 0.5 / (n + lambda);
            var m = new double[n];
            for (var i = 0; i < moved.Length; i++) for (var d = 0; d < n; d++) m[d] += Weight(i) * moved[i][d];
            return moved.Select((x, i) => Weight(i) * (x[0] - m[0]) * (x[1] - m[1])).Sum() + m[0];
        }
    }

    public static partial class HiddenStates
    {
        public sealed record Hmm(double[] Initial, double[][] Transition, double[][] Emission)
        {
            public int States => Initial.Length;
            public double LogLikelihood(IReadOnlyList<int> symbols)
            {
                var alpha = new double[States];
                for (var s = 0; s < States; s++) alpha[s] = Initial[s] * Emission[s][symbols[0]];
                var log = 0.0;
                foreach (var symbol in symbols.Skip(1))
                {
                    var scale = alpha.Sum();
                    log += Math.Log(scale);
                    var previous = alpha.Select(a => a / scale).ToArray();
                    alpha = Enumerable.Range(0, States).Select(s => Enumerable.Range(0, States).Sum(p => previous[p] * Transition[p][s]) * Emission[s][symbol]).ToArray();
                }
                return log + Math.Log(alpha.Sum());
            }
        }

        static double[] Softmax(double[] z) { var m = z.Max(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); var sum = e.Sum(); return [.. e.Select(v => v / sum)]; }
        static readonly int[] observed = [0, 1, 2, 1, 0, 0, 2];
        [Differentiable, Case("[0.1,0.2], [[0.3,-0.1],[0.2,0.5]], [[0.1,0.2,0.3],[0.5,-0.2,0.1]]")]
        public static double Fit(double[] initial, double[][] transition, double[][] emission)
        {
            var model = new Hmm(Softmax(initial), transition.Select(Softmax).ToArray(), [.. emission.Select(row => Softmax(row))]);
            return -model.LogLikelihood(observed);
        }
    }

    public static partial class Garch
    {
        public readonly record struct Params(double Mu, double Omega, double Alpha, double Beta)
        {
            public void Validate()
            {
                if (Omega <= 0) throw new ArgumentOutOfRangeException(nameof(Omega));
                if (Alpha + Beta >= 1) throw new ArgumentException($"not stationary: {Alpha + Beta:P1}");
            }
            public double LongRun => Omega / (1 - Alpha - Beta);
        }
        static IEnumerable<double> Variances(Params p, double[] returns)
        {
            var h = p.LongRun;
            foreach (var r in returns)
            {
                yield return h;
                h = p.Omega + p.Alpha * Math.Pow(r - p.Mu, 2) + p.Beta * h;
            }
        }
        [Differentiable, Case("[0.01,0.1,0.1,0.8], [0.1,-0.2,0.3,0.5,-0.7]")]
        public static double NegLogLik(Params p, [NoGradient] double[] returns)
        {
            p.Validate();
            return returns.Zip(Variances(p, returns), (r, h) => 0.5 * (Math.Log(2 * Math.PI * h) + (r - p.Mu) * (r - p.Mu) / h)).Sum();
        }
    }
}
