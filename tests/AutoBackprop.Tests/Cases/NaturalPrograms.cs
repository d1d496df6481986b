using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Small programs as they are written today: a recurrent network, a filter with its own matrices, a volatility model, bundle
/// adjustment, a controller, a decision tree, a volatility slice, springs.</summary>
public static partial class NaturalPrograms
{
    // ── learning ─────────────────────────────────────────────────────────────────────────────────────────────

    public sealed record Gate(double[] W, double[] U, double[] B)
    {
        public double[] Apply(double[] x, double[] h, Func<double, double> f)
        {
            var y = new double[B.Length];
            for (var i = 0; i < y.Length; i++)
            {
                var s = B[i];
                for (var j = 0; j < x.Length; j++) s += W[i * x.Length + j] * x[j];
                for (var j = 0; j < h.Length; j++) s += U[i * h.Length + j] * h[j];
                y[i] = f(s);
            }
            return y;
        }
    }

    public sealed record Cell(Gate Update, Gate Candidate)
    {
        static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));

        public double[] Step(double[] x, double[] h)
        {
            var z = Update.Apply(x, h, Sigmoid);
            var c = Candidate.Apply(x, [.. h.Zip(z, (a, b) => a * b)], Math.Tanh);
            return [.. h.Select((v, i) => (1 - z[i]) * v + z[i] * c[i])];
        }
    }

    [Differentiable, Case("[[[0.1,0.2],[0.3,-0.4,0.5,0.6],[0.7,-0.8]],[[0.2,-0.1],[0.4,0.3,-0.2,0.1],[0.5,0.6]]], [0.1,0.2], [[0.3],[-0.4],[0.5]]")]
    public static double[] Recurrent(Cell cell, double[] start, [NoGradient] IReadOnlyList<double[]> inputs)
    {
        var h = start;
        foreach (var x in inputs) h = cell.Step(x, h);
        return h;
    }

    public abstract record Node;
    public sealed record Leaf(int Index) : Node;
    public sealed record Split(int Feature, double Threshold, Node Left, Node Right) : Node;

    static readonly Node Root = new Split(0, 0.2, new Leaf(0), new Split(1, -0.3, new Leaf(1), new Leaf(2)));

    [Differentiable, Case("[1, 2, 3], [0.3, 0.1], 2")]
    public static double SoftTree(double[] leaves, double[] x, double sharpness)
    {
        double Visit(Node node) => node switch
        {
            Leaf l => leaves[l.Index],
            Split s => 1 / (1 + Math.Exp(-sharpness * (x[s.Feature] - s.Threshold))) is var p ? p * Visit(s.Right) + (1 - p) * Visit(s.Left) : 0,
            _ => throw new InvalidOperationException(),
        };
        return Visit(Root);
    }

    // ── statistics and finance ───────────────────────────────────────────────────────────────────────────────

    public sealed class Matrix
    {
        private readonly double[,] _v;
        public Matrix(double[,] v) => _v = v;
        public int Rows => _v.GetLength(0);
        public int Columns => _v.GetLength(1);
        public double this[int i, int j] => _v[i, j];

        public static Matrix operator *(Matrix a, Matrix b) => Map(a.Rows, b.Columns, (i, j) => Enumerable.Range(0, a.Columns).Sum(k => a[i, k] * b[k, j]));
        public static Matrix operator +(Matrix a, Matrix b) => Map(a.Rows, a.Columns, (i, j) => a[i, j] + b[i, j]);
        public static Matrix operator -(Matrix a, Matrix b) => Map(a.Rows, a.Columns, (i, j) => a[i, j] - b[i, j]);
        public Matrix Transposed() => Map(Columns, Rows, (i, j) => this[j, i]);

        public static Matrix Map(int rows, int columns, Func<int, int, double> f)
        {
            var r = new double[rows, columns];
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++) r[i, j] = f(i, j);
            return new Matrix(r);
        }
    }

    [Differentiable, Case("0.1, 0.4, [0.1, 0.3, 0.7, 0.9, 1.4]")]
    public static double Kalman(double q, double r, double[] z)
    {
        var f = new Matrix(new double[,] { { 1, 1 }, { 0, 1 } });
        var h = new Matrix(new double[,] { { 1, 0 } });
        var x = new Matrix(new double[,] { { z[0] }, { 0 } });
        var p = Matrix.Map(2, 2, (i, j) => i == j ? 1 : 0);
        var noise = Matrix.Map(2, 2, (i, j) => i == j ? q : 0);
        var total = 0.0;
        for (var k = 1; k < z.Length; k++)
        {
            x = f * x;
            p = f * p * f.Transposed() + noise;
            var y = z[k] - (h * x)[0, 0];
            var s = (h * p * h.Transposed())[0, 0] + r;
            var (before, state) = (p, x);
            var gain = Matrix.Map(2, 1, (i, _) => before[i, 0] / s);
            x = Matrix.Map(2, 1, (i, _) => state[i, 0] + gain[i, 0] * y);
            p = before - gain * h * before;
            total += 0.5 * (Math.Log(s) + y * y / s);
        }
        return total;
    }

    public readonly record struct Garch(double Omega, double Alpha, double Beta)
    {
        public double LongRun => Omega / (1 - Alpha - Beta);
        public double Next(double variance, double r) => Omega + Alpha * r * r + Beta * variance;
    }

    [Differentiable, Case("[0.02, 0.1, 0.7], 0.3, 4")]
    public static double[] Forecast(Garch model, [NoGradient] double last, int horizon)
    {
        var path = new double[horizon];
        var v = model.Next(model.LongRun, last);
        for (var i = 0; i < horizon; i++)
        {
            path[i] = Math.Sqrt(v);
            v = model.Omega + (model.Alpha + model.Beta) * v;
        }
        return path;
    }

    public readonly record struct Slice(double A, double B, double Rho, double M, double Sigma)
    {
        public double TotalVariance(double k)
        {
            var d = k - M;
            return A + B * (Rho * d + Math.Sqrt(d * d + Sigma * Sigma));
        }
    }

    public record Quote(double Strike, double Volatility, double? Weight = null);

    static readonly IReadOnlyList<Quote> Quotes = [new(0.9, 0.25), new(1, 0.2, 2), new(1.1, 0.22)];

    [Differentiable, Case("[0.02, 0.3, -0.4, 0.05, 0.1], 0.5")]
    public static double Smile(Slice slice, double t) =>
        (from q in Quotes let w = slice.TotalVariance(Math.Log(q.Strike)) where w > 0 select (q.Weight ?? 1) * Math.Pow(Math.Sqrt(w / t) - q.Volatility, 2)).Sum();

    // ── geometry and control ─────────────────────────────────────────────────────────────────────────────────

    public record Camera(double Focal, double Tx, double Ty, double Tz, double Yaw)
    {
        public (double U, double V)? Project(Point3 p)
        {
            var (c, s) = (Math.Cos(Yaw), Math.Sin(Yaw));
            var z = -s * p.X + c * p.Z + Tz;
            if (z < 0.1) return null;
            return (Focal * (c * p.X + s * p.Z + Tx) / z, Focal * (p.Y + Ty) / z);
        }
    }

    public readonly record struct Point3(double X, double Y, double Z);
    public readonly record struct Sight(int Camera, int Point, double U, double V);

    static double Huber(double r, double d = 1.5) => Math.Abs(r) <= d ? 0.5 * r * r : d * (Math.Abs(r) - 0.5 * d);

    [Differentiable, Case("[[1,0.1,0.2,5,0.1],[1.2,-0.1,0.3,4,-0.2]], [[0.5,0.6,0.7],[-0.5,0.2,-9]], [[0,0,0.2,0.1],[1,0,2.1,0.3],[0,1,0,0],[1,1,0.1,0]]")]
    public static double Bundle(Camera[] cameras, Point3[] points, [NoGradient] Sight[] seen)
    {
        var cost = 0.0;
        foreach (var o in seen)
        {
            if (cameras[o.Camera].Project(points[o.Point]) is not { } uv) continue;
            cost += Huber(uv.U - o.U) + Huber(uv.V - o.V);
        }
        return cost;
    }

    public sealed class Controller(double kp, double ki, double kd)
    {
        private double _sum, _last;

        public double Update(double error, double dt)
        {
            _sum += error * dt;
            var output = kp * error + ki * _sum + kd * (error - _last) / dt;
            _last = error;
            return output;
        }
    }

    [Differentiable, Case("2, 0.5, 0.3, 1.5, 30")]
    public static double Pid(double kp, double ki, double kd, double mass, int steps)
    {
        var c = new Controller(kp, ki, kd);
        double x = 0, v = 0, cost = 0;
        for (var i = 0; i < steps; i++)
        {
            var e = 1 - x;
            v += Math.Clamp(c.Update(e, 0.05), -20, 20) / mass * 0.05;
            x += v * 0.05;
            cost += e * e * 0.05;
        }
        return cost;
    }

    public readonly record struct Spring(int A, int B, float Rest, float Stiffness);

    static readonly Spring[] Springs = [new(0, 1, 0.8f, 3), new(1, 2, 1, 2)];

    [Differentiable, Case("[[0,0,0.1],[1,0.2,0],[0.3,1.1,0.2]], [[0,0,0],[0.1,0,0],[0,0,0.2]], 0.1")]
    public static Vector3[] Cloth(Vector3[] x, Vector3[] v, float dt)
    {
        var force = new Vector3[x.Length];
        foreach (var (a, b, rest, k) in Springs)
        {
            var d = x[b] - x[a];
            var f = k * (d.Length() - rest) * Vector3.Normalize(d);
            force[a] += f;
            force[b] -= f;
        }
        return [.. x.Select((p, i) => p + dt * (v[i] + dt * force[i]))];
    }
}
