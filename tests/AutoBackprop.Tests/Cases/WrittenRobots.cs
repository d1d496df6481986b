using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305, AB0403

// Robots and vehicles as they are written today: an arm among obstacles, a cart with a pole, a quadrotor, a snake of links.

public static partial class Manipulator
{
    public enum JointKind { Revolute, Prismatic }
    public readonly record struct Pose(Vector3 Position, Quaternion Rotation)
    {
        public static Pose Identity => new(Vector3.Zero, Quaternion.Identity);
        public static Pose operator *(Pose a, Pose b) => new(a.Position + Vector3.Transform(b.Position, a.Rotation), a.Rotation * b.Rotation);
    }
    public sealed record Joint(JointKind Kind, Vector3 Axis, Vector3 Offset, float Min, float Max)
    {
        public Pose At(float q) => Kind switch
        {
            JointKind.Revolute => new(Offset, Quaternion.CreateFromAxisAngle(Axis, q)),
            JointKind.Prismatic => new(Offset + q * Axis, Quaternion.Identity),
            _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, $"unknown joint {Kind}"),
        };
    }
    public sealed class Robot(IReadOnlyList<Joint> joints, Vector3 tool)
    {
        public int Count => joints.Count;
        public Pose Forward(ReadOnlySpan<float> q)
        {
            if (q.Length != joints.Count) throw new ArgumentException($"expected {joints.Count} angles, got {q.Length}", nameof(q));
            var pose = Pose.Identity;
            for (var i = 0; i < joints.Count; i++) pose *= joints[i].At(q[i]);
            return pose * new Pose(tool, Quaternion.Identity);
        }
        public IEnumerable<Vector3> Elbows(float[] q)
        {
            var pose = Pose.Identity;
            foreach (var (joint, angle) in joints.Zip(q))
            {
                pose *= joint.At(angle);
                yield return pose.Position;
            }
        }
        public float LimitCost(float[] q) => joints.Select((j, i) => Math.Max(0, q[i] - j.Max) + Math.Max(0, j.Min - q[i])).Sum(v => v * v);
    }
    private static readonly Robot Arm = new(
    [
        new(JointKind.Revolute, Vector3.UnitZ, new(0, 0, 0.3f), -3, 3),
        new(JointKind.Revolute, Vector3.UnitY, new(0, 0, 0.2f), Min: -0.1f, Max: 0.2f),
        new(JointKind.Prismatic, Vector3.UnitX, new(0.1f, 0, 0), -3, 3),
        new(JointKind.Revolute, Vector3.UnitY, new(0.25f, 0, 0), -3, 3),
    ], new(0.1f, 0, 0.05f));
    private static readonly (Vector3 Centre, float Radius)[] Obstacles = [(new(0.2f, 0.1f, 0.6f), 0.3f), (new(-0.3f, 0, 0.2f), 0.25f)];

    [Differentiable, Case("[0.3, 0.6, 0.2, -0.4], [0.4, 0.1, 0.5]")]
    public static float Reach(float[] q, Vector3 target)
    {
        var pose = Arm.Forward(q);
        var error = pose.Position - target;
        var cost = error.LengthSquared() + 0.1f * Arm.LimitCost(q);
        foreach (var p in Arm.Elbows(q))
        {
            foreach (var (centre, radius) in Obstacles)
            {
                var depth = radius - Vector3.Distance(p, centre);
                if (depth <= 0) continue;
                cost += 10 * depth * depth;
            }
        }
        var up = Vector3.Transform(Vector3.UnitZ, pose.Rotation);
        return cost + 0.5f * (1 - Vector3.Dot(up, Vector3.UnitZ));
    }
}

public static partial class CartPole
{
    public record struct State(double X, double V, double Theta, double Omega)
    {
        public static State operator +(State a, State b) => new(a.X + b.X, a.V + b.V, a.Theta + b.Theta, a.Omega + b.Omega);
        public static State operator *(double s, State a) => new(s * a.X, s * a.V, s * a.Theta, s * a.Omega);
        public readonly double[] ToArray() => [X, V, Theta, Omega];
    }
    public class Plant
    {
        public double MassCart { get; init; } = 1;
        public double MassPole { get; init; } = 0.1;
        public double Length { get; init; } = 0.5;
        private const double G = 9.81;
        public State Derivative(State s, double force)
        {
            var (sin, cos) = Math.SinCos(s.Theta);
            var total = MassCart + MassPole;
            var temp = (force + MassPole * Length * s.Omega * s.Omega * sin) / total;
            var alpha = (G * sin - cos * temp) / (Length * (4.0 / 3 - MassPole * cos * cos / total));
            var a = temp - MassPole * Length * alpha * cos / total;
            return new State(s.V, a, s.Omega, alpha);
        }
        public State Step(State s, double force, double dt) => Integrate(x => Derivative(x, force), s, dt);
        private static State Integrate(Func<State, State> f, State s, double dt)
        {
            var k1 = f(s);
            var k2 = f(s + dt / 2 * k1);
            var k3 = f(s + dt / 2 * k2);
            var k4 = f(s + dt * k3);
            return s + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
    }
    public interface IController { double Act(in State s); }
    public sealed class LinearFeedback(double[] gains) : IController
    {
        public double Act(in State s) => -gains.Zip(s.ToArray()).Sum(p => p.First * p.Second);
    }
    public sealed class Saturated(IController inner, double limit) : IController
    {
        public double Act(in State s) => limit * Math.Tanh(inner.Act(s) / limit);
    }
    private static double Rollout(Plant plant, IController controller, State start, int steps, double dt = 0.05, Action<int, State>? observer = null)
    {
        var cost = 0.0;
        var s = start;
        for (int i = 0; i < steps; i++)
        {
            var u = controller.Act(in s);
            s = plant.Step(s, u, dt);
            observer?.Invoke(i, s);
            cost += s.Theta * s.Theta + 0.1 * s.X * s.X + 0.01 * u * u;
            if (Math.Abs(s.Theta) > 1.2) { cost += 100; break; }
        }
        return cost / steps;
    }
    [Differentiable, Case("[-1.2, -1.5, -18, -3], [0.1, 0, 0.15, 0], 0.2")]
    public static double Cost(double[] gains, State start, double massPole)
    {
        var plant = new Plant { MassPole = massPole, Length = 0.6 };
        IController controller = new Saturated(new LinearFeedback(gains), limit: 10);
        var peak = 0.0;
        var cost = Rollout(plant, controller, start, 12, observer: (i, s) => peak = Math.Max(peak, Math.Abs(s.X)));
        return cost + 0.1 * peak;
    }
}

public static partial class Quadrotor
{
    public readonly struct Wrench(Vector3 force, Vector3 torque)
    {
        public Vector3 Force { get; } = force;
        public Vector3 Torque { get; } = torque;
        public static Wrench operator +(Wrench a, Wrench b) => new(a.Force + b.Force, a.Torque + b.Torque);
        public static readonly Wrench Zero = new(Vector3.Zero, Vector3.Zero);
    }
    public sealed class Rotor
    {
        public Vector3 Arm { get; }
        public bool Clockwise { get; }
        public Rotor(float angle, float length, bool clockwise)
        {
            Arm = length * new Vector3(MathF.Cos(angle), MathF.Sin(angle), 0);
            Clockwise = clockwise;
        }
        public Wrench WrenchOf(float thrust, float drag = 0.02f)
        {
            var force = thrust * Vector3.UnitZ;
            return new(force, Vector3.Cross(Arm, force) + (Clockwise ? -1 : 1) * drag * thrust * Vector3.UnitZ);
        }
    }
    public struct Body
    {
        public Vector3 Position, Velocity, Rates;
        public Quaternion Attitude;
    }
    private static readonly Rotor[] Rotors = Enumerable.Range(0, 4).Select(i => new Rotor(MathF.PI / 4 + i * MathF.PI / 2, 0.2f, i % 2 == 0)).ToArray();
    private static readonly Vector3 Inertia = new(0.01f, 0.012f, 0.02f);

    private static void Advance(ref Body body, ReadOnlySpan<float> thrusts, float mass, float dt)
    {
        var wrench = Wrench.Zero;
        for (var i = 0; i < Rotors.Length; i++) wrench += Rotors[i].WrenchOf(thrusts[i]);
        var acceleration = Vector3.Transform(wrench.Force, body.Attitude) / mass - 9.81f * Vector3.UnitZ;
        var rates = body.Rates + dt * (wrench.Torque - Vector3.Cross(body.Rates, Inertia * body.Rates)) / Inertia;
        body = body with
        {
            Position = body.Position + dt * body.Velocity,
            Velocity = body.Velocity + dt * acceleration,
            Rates = rates,
            Attitude = Quaternion.Normalize(body.Attitude * new Quaternion(0.5f * dt * rates, 1)),
        };
    }
    [Differentiable, Case("[[1.2,1.3,1.25,1.2],[1.3,1.2,1.2,1.25],[1.2,1.2,1.3,1.3]], 0.5, [0.1,0,0.2]")]
    public static float Miss(float[][] plan, float mass, Vector3 goal)
    {
        Body body = new() { Attitude = Quaternion.Identity };
        var effort = 0f;
        foreach (var thrusts in plan)
        {
            for (var k = 0; k < 3; k++) Advance(ref body, thrusts, mass, 0.02f);
            effort += thrusts.Sum(t => t * t);
        }
        var (position, velocity) = (body.Position, body.Velocity);
        return Vector3.DistanceSquared(position, goal) + 0.1f * velocity.LengthSquared() + 0.001f * effort + body.Rates.Length();
    }
}

public static partial class Snake
{
    public readonly record struct Vec2(double X, double Y)
    {
        public static readonly Vec2 Zero = default;
        public double Length => Math.Sqrt(X * X + Y * Y);
        public double this[int i] => i switch { 0 => X, 1 => Y, _ => throw new IndexOutOfRangeException() };
        public static Vec2 Polar(double r, double angle) => new(r * Math.Cos(angle), r * Math.Sin(angle));
        public static Vec2 operator +(in Vec2 a, in Vec2 b) => new(a.X + b.X, a.Y + b.Y);
        public static Vec2 operator -(in Vec2 a, in Vec2 b) => new(a.X - b.X, a.Y - b.Y);
        public static Vec2 operator *(double s, in Vec2 v) => new(s * v.X, s * v.Y);
        public static double operator *(in Vec2 a, in Vec2 b) => a.X * b.X + a.Y * b.Y;
        public static implicit operator Vec2((double X, double Y) t) => new(t.X, t.Y);
        public override string ToString() => $"({X:f3}, {Y:f3})";
    }
    public readonly record struct Segment(Vec2 A, Vec2 B)
    {
        public (double Distance, Vec2 Closest) To(in Vec2 p)
        {
            var ab = B - A;
            var t = Math.Clamp((p - A) * ab / (ab * ab), 0, 1);
            var c = A + t * ab;
            return ((p - c).Length, c);
        }
    }
    private static List<Vec2> Joints(ReadOnlySpan<double> angles, double length)
    {
        var points = new List<Vec2>(angles.Length + 1) { Vec2.Zero };
        var (heading, p) = (0.0, Vec2.Zero);
        foreach (var a in angles)
        {
            heading += a;
            p += Vec2.Polar(length, heading);
            points.Add(p);
        }
        return points;
    }
    private static readonly Segment[] Walls = [new((0.5, 1), (2, 1.5)), new((2.5, -1), (2.5, 0.2))];

    [Differentiable, Case("[0.4, 0.2, -0.3, 0.5], 0.7, [2.2, 1.1]")]
    public static double Energy(double[] angles, double length, Vec2 target)
    {
        var points = Joints(angles, length);
        var tip = points[^1];
        var energy = (tip - target) * (tip - target);
        for (var i = 1; i < points.Count; i++)
        {
            var link = new Segment(points[i - 1], points[i]);
            foreach (var wall in Walls)
            {
                var (distance, _) = wall.To(points[i]);
                if (distance is > 0 and < 0.5) energy += Math.Pow(0.5 - distance, 2);
                (distance, var closest) = link.To(wall.A);
                if (distance < 0.5) energy += 0.5 * Math.Pow(0.5 - distance, 2) * (1 + closest[0] * closest[0]);
            }
        }
        var smooth = points.Zip(points.Skip(1), (a, b) => b - a).Select(v => v.Y * v.Y).Sum();
        if (!double.IsFinite(energy)) throw new InvalidOperationException($"energy {energy} at {tip}, {points.Count} points");
        return energy + 0.05 * smooth + 0.1 * angles[1..].Zip(angles[..^1]).Sum(t => (t.First - t.Second) * (t.First - t.Second));
    }
}
