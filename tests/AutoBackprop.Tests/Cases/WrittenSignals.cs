using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305, AB0403

// Signals, flocks, maps and splines as they are written today.

public static partial class AudioChain
{
    public abstract class Effect
    {
        public abstract string Name { get; }
        public abstract double Process(double sample);
        public virtual void Reset() { }
    }
    public sealed class Biquad : Effect
    {
        private double z1, z2;
        public required double B0 { get; init; }
        public double B1 { get; init; }
        public double B2 { get; init; }
        public double A1 { get; init; }
        public double A2 { get; init; }
        public override string Name => nameof(Biquad);
        public static Biquad LowPass(double frequency, double q, double sampleRate = 48000)
        {
            var w = 2 * Math.PI * frequency / sampleRate;
            var (sin, cos) = Math.SinCos(w);
            var alpha = sin / (2 * q);
            var a0 = 1 + alpha;
            return new() { B0 = (1 - cos) / 2 / a0, B1 = (1 - cos) / a0, B2 = (1 - cos) / 2 / a0, A1 = -2 * cos / a0, A2 = (1 - alpha) / a0 };
        }
        public override double Process(double x)
        {
            var y = B0 * x + z1;
            z1 = B1 * x - A1 * y + z2;
            z2 = B2 * x - A2 * y;
            return y;
        }
        public override void Reset() => z1 = z2 = 0;
    }
    public sealed class Compressor(double threshold, double ratio) : Effect
    {
        private double envelope;
        public override string Name => "Compressor";
        public override double Process(double x)
        {
            var level = Math.Abs(x);
            envelope += (level > envelope ? 0.3 : 0.05) * (level - envelope);
            if (envelope < threshold) return x;
            var gain = threshold + (envelope - threshold) / ratio;
            return x * gain / envelope;
        }
        public override void Reset() => envelope = 0;
    }
    public sealed class Delay(int length, double feedback, double mix) : Effect
    {
        private readonly double[] buffer = new double[length];
        private int position;
        public override string Name => "Delay";
        public override double Process(double x)
        {
            var delayed = buffer[position];
            buffer[position] = x + feedback * delayed;
            position = (position + 1) % buffer.Length;
            return x * (1 - mix) + delayed * mix;
        }
    }
    [Differentiable, Case("4000, 0.8, 0.3, 2.5, 0.4, 0.35, [0.1,0.9,-0.7,0.4,0.8,-0.9,0.3,0.2,0.6,-0.2], [0,0.1,0.2,0.3,0.1,-0.1,0,0.1,0.2,0.1]")]
    public static double Match(double cutoff, double q, double threshold, double ratio, double feedback, double mix, [NoGradient] double[] input, [NoGradient] double[] wanted)
    {
        List<Effect> chain = [Biquad.LowPass(cutoff, q), new Compressor(threshold, ratio), new Delay(3, feedback, mix)];
        var error = 0.0;
        for (var i = 0; i < input.Length; i++)
        {
            var y = input[i];
            foreach (var effect in chain) y = effect.Process(y);
            error += Math.Pow(y - wanted[i], 2);
        }
        return Math.Sqrt(error / input.Length);
    }
}

public static partial class GeoFix
{
    public readonly record struct LatLon(double Latitude, double Longitude)
    {
        public const double EarthRadius = 6371.0088;
        public double DistanceTo(LatLon other)
        {
            static double Rad(double d) => d * Math.PI / 180;
            var dLat = Rad(other.Latitude - Latitude);
            var dLon = Rad(other.Longitude - Longitude);
            var a = Sq(Math.Sin(dLat / 2)) + Math.Cos(Rad(Latitude)) * Math.Cos(Rad(other.Latitude)) * Sq(Math.Sin(dLon / 2));
            return 2 * EarthRadius * Math.Asin(Math.Sqrt(a));

            double Sq(double v) => v * v;
        }
        public void Deconstruct(out double lat, out double lon, out double cos) => (lat, lon, cos) = (Latitude, Longitude, Math.Cos(Latitude * Math.PI / 180));
    }
    public sealed record Station(string Name, LatLon Position, double Weight);
    static readonly Station[] Stations =
    [
        new("Basel", new(47.56, 7.59), 1), new("Bern", new(46.95, 7.45), Weight: 2), new("Chur", new(46.85, 9.53), 1), new("Genf", new(46.2, 6.15), 0.5),
    ];
    static double Huber(double r, double delta) => Math.Abs(r) switch
    {
        var a when a <= delta => 0.5 * r * r,
        var a => delta * (a - 0.5 * delta),
    };
    [Differentiable, Case("46.8, 8.2, 0.4, [100, 60, 102, 180]")]
    public static double Misfit(double lat, double lon, double bias, [NoGradient] double[] ranges)
    {
        var here = new LatLon(lat, lon);
        var byName = Stations.ToDictionary(s => s.Name, s => s);
        var residuals = Stations.Select((s, i) => (s.Weight, Residual: s.Position.DistanceTo(here) + bias - ranges[i])).ToArray();
        var loss = residuals.Sum(r => r.Weight * Huber(r.Residual, delta: 5));
        var (worst, _) = residuals.Select(r => (Math.Abs(r.Residual), r.Weight)).MaxBy(t => t.Item1);
        var nearest = Stations.MinBy(s => s.Position.DistanceTo(here))!;
        var (_, _, cos) = here;
        var chur = byName["Chur"].Position.DistanceTo(here);
        return loss + 0.1 * worst + 0.01 * nearest.Position.DistanceTo(here) * cos + chur * 1e-3;
    }
}

public static partial class Flock
{
    public struct Boid
    {
        public Vector2 Position;
        public Vector2 Velocity;
        public Boid(Vector2 position, Vector2 velocity) { Position = position; Velocity = velocity; }
        public void Integrate(Vector2 force, float dt, float maxSpeed)
        {
            Velocity += dt * force;
            var speed = Velocity.Length();
            if (speed > maxSpeed) Velocity *= maxSpeed / speed;
            Position += dt * Velocity;
        }
    }
    public sealed record Rules(float Cohesion, float Alignment, float Separation, float Radius = 1.5f, float MaxSpeed = 2);
    public sealed class World
    {
        private readonly Boid[] boids;
        private readonly Rules rules;
        public World(int count, Rules rules)
        {
            this.rules = rules;
            boids = new Boid[count];
            for (var i = 0; i < count; i++)
                boids[i] = new Boid(new Vector2(MathF.Cos(i), MathF.Sin(i * 1.3f)), new Vector2(0.1f * i, -0.2f));
        }
        public ReadOnlySpan<Boid> Boids => boids;
        public void Step(float dt)
        {
            var forces = new Vector2[boids.Length];
            for (var i = 0; i < boids.Length; i++)
            {
                Vector2 centre = default, heading = default, push = default;
                var neighbours = 0;
                for (var j = 0; j < boids.Length; j++)
                {
                    if (i == j) continue;
                    var offset = boids[j].Position - boids[i].Position;
                    var d2 = offset.LengthSquared();
                    if (d2 > rules.Radius * rules.Radius) continue;
                    neighbours++;
                    centre += boids[j].Position;
                    heading += boids[j].Velocity;
                    push -= offset / (d2 + 0.01f);
                }
                if (neighbours == 0) continue;
                forces[i] = rules.Cohesion * (centre / neighbours - boids[i].Position)
                    + rules.Alignment * (heading / neighbours - boids[i].Velocity)
                    + rules.Separation * push;
            }
            for (var i = 0; i < boids.Length; i++) boids[i].Integrate(forces[i], dt, rules.MaxSpeed);
        }
    }
    [Differentiable, Case("0.5, 0.3, 0.2")]
    public static float Spread(float cohesion, float alignment, float separation)
    {
        var world = new World(5, new Rules(cohesion, alignment, separation));
        for (var t = 0; t < 6; t++) world.Step(0.1f);
        var mean = Vector2.Zero;
        foreach (var b in world.Boids) mean += b.Position;
        mean /= world.Boids.Length;
        var spread = 0f;
        foreach (ref readonly var b in world.Boids) spread += Vector2.DistanceSquared(b.Position, mean);
        return spread;
    }
}

public static partial class SplinePath
{
    public class CubicSpline
    {
        private readonly double[] x, y, m;
        public CubicSpline(IEnumerable<(double X, double Y)> points)
        {
            var sorted = points.OrderBy(p => p.X).ToArray();
            x = sorted.Select(p => p.X).ToArray();
            y = sorted.Select(p => p.Y).ToArray();
            m = Moments(x, y);
        }
        private static double[] Moments(double[] x, double[] y)
        {
            var n = x.Length;
            var (a, b, c, d) = (new double[n], new double[n], new double[n], new double[n]);
            b[0] = b[^1] = 1;
            for (var i = 1; i < n - 1; i++)
            {
                var (h0, h1) = (x[i] - x[i - 1], x[i + 1] - x[i]);
                a[i] = h0 / 6;
                b[i] = (h0 + h1) / 3;
                c[i] = h1 / 6;
                d[i] = (y[i + 1] - y[i]) / h1 - (y[i] - y[i - 1]) / h0;
            }
            for (var i = 1; i < n; i++)
            {
                var w = a[i] / b[i - 1];
                b[i] -= w * c[i - 1];
                d[i] -= w * d[i - 1];
            }
            var m = new double[n];
            m[^1] = d[^1] / b[^1];
            for (var i = n - 2; i >= 0; i--) m[i] = (d[i] - c[i] * m[i + 1]) / b[i];
            return m;
        }
        public double this[double t]
        {
            get
            {
                var i = Math.Clamp(Array.FindIndex(x, v => v > t) - 1, 0, x.Length - 2);
                var h = x[i + 1] - x[i];
                var (u, v) = ((x[i + 1] - t) / h, (t - x[i]) / h);
                return u * y[i] + v * y[i + 1] + ((u * u * u - u) * m[i] + (v * v * v - v) * m[i + 1]) * h * h / 6;
            }
        }
    }
    public static IEnumerable<double> Linspace(double a, double b, int n) => Enumerable.Range(0, n).Select(i => a + (b - a) * i / (n - 1));

    [Differentiable, Case("[0.3, 1.2, -0.4, 0.8], [0.0, 2.0, 1.0, 3.1]")]
    public static double Bending(double[] heights, double[] places)
    {
        var spline = new CubicSpline(places.Zip(heights));
        var ts = Linspace(0.1, 2.9, 7).ToArray();
        var values = ts.Select(t => spline[t]).ToList();
        var length = values.Zip(values.Skip(1), (p, q) => Math.Sqrt((q - p) * (q - p) + 0.2)).Sum();
        return length + values.Max() - values.Min();
    }
}
