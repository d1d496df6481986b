using System.Collections.Immutable;
using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Arrays and lists of records, classes and structs that hold more than numbers, active through their members.</summary>
public static partial class ArraysOfObjects
{
    public record Component(double LogWeight, double Mean, double LogDeviation)
    {
        public double LogDensity(double x)
        {
            var z = (x - Mean) / Math.Exp(LogDeviation);
            return -0.5 * z * z - LogDeviation;
        }
    }

    static double LogSumExp(IEnumerable<double> values)
    {
        var list = values.ToList();
        var max = list.Max();
        return max + Math.Log(list.Sum(v => Math.Exp(v - max)));
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], [0.3, 1.1, -0.4]")]
    public static double Mixture(Component[] components, [NoGradient] double[] data)
    {
        var norm = LogSumExp(components.Select(c => c.LogWeight));
        return data.Sum(x => LogSumExp(components.Select(c => c.LogWeight - norm + c.LogDensity(x))));
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double ByNumber(Component[] components, double x)
    {
        var s = 0.0;
        for (var i = 0; i < components.Length; i++) s += components[i].Mean * components[i].LogDensity(x);
        return s * components[^1].LogWeight;
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double Each(Component[] components, double x)
    {
        var s = 0.0;
        foreach (var c in components)
        {
            if (c.LogWeight < 0) continue;
            var (w, mean, _) = c;
            s += Math.Exp(w) * (x - mean);
        }
        return s;
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]]")]
    public static double[] Means(Component[] components) => components.Select(c => c.Mean * Math.Exp(c.LogWeight)).ToArray();

    static double Total(Component[] components, double x) => components.Sum(c => c.LogDensity(x)) / components.Length;

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double HandedOn(Component[] components, double x) => Total(components, x) * Total(components, x * x);

    public sealed class Particle
    {
        public double X { get; set; }
        public double Y { get; set; }
        [NoGradient] public double Mass { get; set; }
        public string? Name { get; set; }
        public double Energy(double k) => Mass * (X * X + k * Y * Y);
    }

    [Differentiable, Case("[[0.1, -0.5, 2, null], [0.2, 2, 3, null]], 0.7")]
    public static double Energy(Particle[] particles, double k)
    {
        var e = 0.0;
        for (var i = 0; i < particles.Length; i++)
        {
            e += particles[i].Energy(k);
            for (var j = 0; j < i; j++)
            {
                var (dx, dy) = (particles[i].X - particles[j].X, particles[i].Y - particles[j].Y);
                e += 1 / Math.Sqrt(dx * dx + dy * dy + 0.01);
            }
        }
        return e;
    }

    public sealed record Layer(double[] W, double[] B);

    [Differentiable, Case("[[[0.1, -0.5, 0.3, 0.8], [0.1, 0.2]], [[0.2, 0.7], [0.4]]], [0.3, -0.6]")]
    public static double Network(Layer[] layers, double[] x)
    {
        var h = x;
        foreach (var layer in layers)
        {
            var next = new double[layer.B.Length];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = layer.B[i];
                for (var j = 0; j < h.Length; j++) next[i] += layer.W[i * h.Length + j] * h[j];
                next[i] = Math.Tanh(next[i]);
            }
            h = next;
        }
        return h[0];
    }

    public readonly record struct Example(double[] X, double Y, string? Label);

    [Differentiable, Case("[[[0.1, -0.5], 0.3, \"a\"], [[0.2, 0.7], -0.4, \"b\"]], [0.3, -0.6]")]
    public static double LeastSquares(Example[] examples, double[] w) =>
        examples.Where(e => e.Label != "c").Sum(e => Math.Pow(e.X.Zip(w, (x, c) => x * c).Sum() - e.Y, 2)) / examples.Length;

    public record Named(Vector3 Position, Spin Spin);

    public record struct Spin(float Rate, Vector3 Axis);

    [Differentiable, Case("[[[1, 2, 3], [0.5, [0.1, 0.2, 0.3]]], [[-1, 0, 2], [1.5, [0, 0.5, 1]]]]")]
    public static float Nested(Named[] bodies)
    {
        var s = 0f;
        foreach (var b in bodies) s += Vector3.Cross(b.Position, b.Spin.Axis).X * b.Spin.Rate;
        return s;
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double InList(List<Component> components, double x)
    {
        var s = 0.0;
        for (var i = 0; i < components.Count; i++) s += components[i].LogDensity(x) * components[0].Mean;
        return s;
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double ReadOnly(IReadOnlyList<Component> components, double x) => components.Max(c => c.LogDensity(x)) * components.Count;

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double Immutable(ImmutableArray<Component> components, double x) =>
        components.Zip(components.Skip(1), (a, b) => a.LogDensity(x) * b.Mean).Sum() + components.Length;

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0.7")]
    public static double Guarded(Component[] components, double x)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (components.Length == 0) throw new ArgumentException("none", nameof(components));
        return components.Average(c => c.LogDensity(x));
    }

    [Differentiable, Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 1"), Case("[[0.1, -0.5, 0.1], [0.2, 2, -0.1]], 0")]
    public static double Chosen(Component[] components, int k)
    {
        var c = components[k];
        var best = components.OrderBy(o => o.LogWeight * (k + 1)).First();
        return c.Mean * c.LogWeight + best.Mean;
    }
}
