using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0203, AB0303, AB0304, AB0305, AB0403

// Robots and controllers as they are written today: a PID behind an interface, twists, beacons.
// control & robotics
public interface IController { double Command(double error, double dt); void Reset(); }
public sealed class Pid(double kp, double ki, double kd, double limit = 10) : IController
{
    private double _integral, _previous;
    public double Command(double error, double dt)
    {
        _integral = Math.Clamp(_integral + error * dt, -limit, limit);
        var derivative = (error - _previous) / dt;
        _previous = error;
        return kp * error + ki * _integral + kd * derivative;
    }
    public void Reset() => (_integral, _previous) = (0, 0);
}
public sealed record Plant(double Mass, double Damping, double Stiffness)
{
    public (double X, double V) Step((double X, double V) s, double force, double dt)
    {
        var a = (force - Damping * s.V - Stiffness * s.X) / Mass;
        return (s.X + dt * s.V, s.V + dt * a);
    }
}
public static partial class ControlTuning
{
    [Differentiable, Case("2.0, 0.5, 0.1")]
    public static double Tune(double kp, double ki, double kd)
    {
        IController pid = new Pid(kp, ki, kd);
        var plant = new Plant(1, 0.4, 2);
        var state = (X: 0.0, V: 0.0);
        var cost = 0.0;
        const double dt = 0.05;
        foreach (var t in Enumerable.Range(0, 40).Select(i => i * dt))
        {
            var target = t < 1 ? 1.0 : 0.5;
            var u = pid.Command(target - state.X, dt);
            state = plant.Step(state, u, dt);
            cost += ((target - state.X) * (target - state.X) + 1e-3 * u * u) * dt;
        }
        pid.Reset();
        return cost + pid.Command(0.1, 1);
    }

    public readonly record struct Twist(Vector3 Linear, Vector3 Angular);
    public static Vector3 Integrate(ReadOnlySpan<Twist> twists, float dt)
    {
        Span<Vector3> path = stackalloc Vector3[twists.Length + 1];
        var q = Quaternion.Identity;
        for (var i = 0; i < twists.Length; i++)
        {
            path[i + 1] = path[i] + Vector3.Transform(twists[i].Linear, q) * dt;
            var angle = twists[i].Angular.Length() * dt;
            if (angle > 1e-6f) q = Quaternion.Normalize(q * Quaternion.CreateFromAxisAngle(Vector3.Normalize(twists[i].Angular), angle));
        }
        return path[^1];
    }
    [Differentiable, Case("[[[1, 0, 0], [0, 0, 1]], [[1, 0.5, 0], [0, 1, 0.3]]], [1, 1, 0]")]
    public static float Miss(Twist[] twists, Vector3 target) => (Integrate(twists, 0.5f) - target).LengthSquared();

    private static double Wrap(double a) => a - 2 * Math.PI * Math.Floor((a + Math.PI) / (2 * Math.PI));
    [Differentiable, Case("[0.5, 0.3, 3.5], [0.1, 0.2]")]
    public static double Slam(double[] pose, double[] command)
    {
        var (x, y, theta) = (pose[0], pose[1], pose[2]);
        (x, y, theta) = (x + command[0] * Math.Cos(theta), y + command[0] * Math.Sin(theta), Wrap(theta + command[1]));
        (double X, double Y, double Range)[] beacons = [(1, 2, 2.2), (-1, 0, 1.4)];
        return beacons.Sum(b => Math.Pow(double.Hypot(b.X - x, b.Y - y) - b.Range, 2)) + theta * theta;
    }
}
