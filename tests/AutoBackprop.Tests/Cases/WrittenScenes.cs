using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0203, AB0303, AB0304, AB0305, AB0403

// Graphics and physics as they are written today: distances to a scene of parts, filters, bodies, heat.
// graphics, physics, signals
public abstract record Sdf
{
    public abstract float Distance(Vector3 p);
    public sealed record Sphere(Vector3 Centre, float Radius) : Sdf { public override float Distance(Vector3 p) => Vector3.Distance(p, Centre) - Radius; }
    public sealed record Box(Vector3 Half) : Sdf
    {
        public override float Distance(Vector3 p)
        {
            var q = Vector3.Abs(p) - Half;
            return Vector3.Max(q, Vector3.Zero).Length() + Math.Min(Math.Max(q.X, Math.Max(q.Y, q.Z)), 0);
        }
    }
    public sealed record SmoothUnion(Sdf A, Sdf B, float K) : Sdf
    {
        public override float Distance(Vector3 p)
        {
            var (a, b) = (A.Distance(p), B.Distance(p));
            var h = Math.Clamp(0.5f + 0.5f * (b - a) / K, 0, 1);
            return float.Lerp(b, a, h) - K * h * (1 - h);
        }
    }
    public sealed record Moved(Sdf Of, Vector3 By) : Sdf { public override float Distance(Vector3 p) => Of.Distance(p - By); }
    public static Sdf operator |(Sdf a, Sdf b) => new SmoothUnion(a, b, 0.3f);
}
public static partial class GraphicsPrograms
{
    private static readonly Sdf Scene = new Sdf.Sphere(new(0, 0, 3), 1) | new Sdf.Moved(new Sdf.Box(new(0.5f, 0.4f, 0.3f)), new(1, 0.2f, 2.5f)) | new Sdf.Sphere(new(-1, 0, 4), 0.5f);

    [Differentiable, Case("0.05, 0.02")]
    public static float Depth(float u, float v)
    {
        var direction = Vector3.Normalize(new Vector3(u, v, 1));
        var t = 0f;
        for (var i = 0; i < 20; i++)
        {
            var d = Scene.Distance(t * direction);
            t += d;
            if (d < 1e-4f || t > 20) break;
        }
        return t;
    }

    [Differentiable, Case("[0.9, 0.1, 2.0]")]
    public static float AtPoint(Vector3 p) => Scene.Distance(p);

    [Differentiable, Case("[1, 2, 0.5, -1]")]
    public static double ByComplex(double[] signal)
    {
        var n = signal.Length;
        var bins = Enumerable.Range(0, n).Select(k => signal.Select((v, t) => v * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * t / n)).Aggregate(Complex.Zero, (a, b) => a + b));
        return bins.Sum(b => Math.Log(1.5 + b.Magnitude));
    }

    public sealed class Body(Vector2 position, Vector2 velocity, float mass)
    {
        public Vector2 Position { get; set; } = position;
        public Vector2 Velocity { get; set; } = velocity;
        public float Mass => mass;
        public float Kinetic => 0.5f * mass * Velocity.LengthSquared();
    }
    [Differentiable, Case("[1, 0], [0, 0.8], 1.5")]
    public static float Orbit(Vector2 position, Vector2 velocity, float sun)
    {
        List<Body> bodies = [new(Vector2.Zero, Vector2.Zero, sun), new(position, velocity, 0.1f), new(-position, -velocity, 0.2f)];
        for (var step = 0; step < 5; step++)
        {
            foreach (var b in bodies)
            {
                var force = Vector2.Zero;
                foreach (var other in bodies)
                {
                    if (ReferenceEquals(b, other)) continue;
                    var d = other.Position - b.Position;
                    force += d * (other.Mass / MathF.Pow(d.LengthSquared() + 0.01f, 1.5f));
                }
                b.Velocity += 0.1f * force;
            }
            foreach (var b in bodies) b.Position += 0.1f * b.Velocity;
        }
        return bodies.Sum(b => b.Kinetic) + bodies[1].Position.X;
    }

    [Differentiable, Case("\"r:12:1\", 0.3")]
    public static double Heat(double[] initial, double k)
    {
        var u = new double[3, 4];
        for (var i = 0; i < initial.Length; i++) u[i / 4, i % 4] = initial[i];
        for (var step = 0; step < 3; step++)
        {
            var next = (double[,])u.Clone();
            for (var i = 1; i < u.GetLength(0) - 1; i++)
                for (var j = 1; j < u.GetLength(1) - 1; j++)
                    next[i, j] = u[i, j] + k * (u[i + 1, j] + u[i - 1, j] + u[i, j + 1] + u[i, j - 1] - 4 * u[i, j]);
            u = next;
        }
        return u.Cast<double>().Sum(v => v * v);
    }
}
