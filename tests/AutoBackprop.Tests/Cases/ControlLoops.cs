using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Controllers: a linear regulator by its Riccati equation, a cart and its pole, a PID and its motor, a horizon.</summary>
public static partial class ControlLoops
{
    public static partial class Lqr
    {
        static double[,] Mul(double[,] a, double[,] b)
        {
            var (n, k, m) = (a.GetLength(0), a.GetLength(1), b.GetLength(1));
            if (b.GetLength(0) != k) throw new ArgumentException("shapes", nameof(b));
            var c = new double[n, m];
            for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) for (int l = 0; l < k; l++) c[i, j] += a[i, l] * b[l, j];
            return c;
        }
        static double[,] T_(double[,] a) { var t = new double[a.GetLength(1), a.GetLength(0)]; for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) t[j, i] = a[i, j]; return t; }
        static double[,] Zip(double[,] a, double[,] b, Func<double, double, double> f) { var c = (double[,])a.Clone(); for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) c[i, j] = f(a[i, j], b[i, j]); return c; }
        [Differentiable, Case("1.0, 0.2, 9.81, 0.1")]
        public static double Cost(double mass, double length, double gravity, double r)
        {
            const double dt = 0.05;
            double[,] a = { { 1, dt }, { gravity / length * dt, 1 } }, b = { { 0 }, { dt / (mass * length * length) } };
            double[,] q = { { 1, 0 }, { 0, 0.1 } };
            var p = q;
            for (var i = 0; i < 25; i++)
            {
                var bp = Mul(T_(b), p);
                var s = r + Mul(bp, b)[0, 0];
                var k = Mul(bp, a);
                for (var j = 0; j < 2; j++) k[0, j] /= s;
                var acl = Zip(a, Mul(b, k), (x, y) => x - y);
                p = Zip(q, Mul(Mul(T_(a), p), acl), (x, y) => x + y);
            }
            double[,] x0 = { { 0.3 }, { -0.1 } };
            return Mul(Mul(T_(x0), p), x0)[0, 0];
        }
    }

    public static partial class CartPole
    {
        public readonly record struct State(double X, double V, double Theta, double Omega)
        {
            public static State operator +(State a, State b) => new(a.X + b.X, a.V + b.V, a.Theta + b.Theta, a.Omega + b.Omega);
            public static State operator *(double k, State a) => new(k * a.X, k * a.V, k * a.Theta, k * a.Omega);
        }
        public interface IController { double Force(in State s, double t); }
        public sealed class LinearFeedback(double[] gains) : IController { public double Force(in State s, double t) => gains[0] * s.X + gains[1] * s.V + gains[2] * s.Theta + gains[3] * s.Omega; }
        public sealed class Saturated(IController inner, double limit) : IController { public double Force(in State s, double t) => Math.Clamp(inner.Force(s, t), -limit, limit); }

        static State Derivative(State s, double force)
        {
            const double g = 9.81, mc = 1, mp = 0.1, l = 0.5;
            var (sin, cos) = Math.SinCos(s.Theta);
            var temp = (force + mp * l * s.Omega * s.Omega * sin) / (mc + mp);
            var alpha = (g * sin - cos * temp) / (l * (4.0 / 3 - mp * cos * cos / (mc + mp)));
            return new(s.V, temp - mp * l * alpha * cos / (mc + mp), s.Omega, alpha);
        }
        static State Rk4(Func<State, State> f, State s, double h)
        {
            var k1 = f(s);
            var k2 = f(s + h / 2 * k1);
            var k3 = f(s + h / 2 * k2);
            var k4 = f(s + h * k3);
            return s + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        [Differentiable, Case("[1,2,30,5]")]
        public static double Cost(double[] gains)
        {
            IController controller = new Saturated(new LinearFeedback(gains), 20);
            var s = new State(0, 0, 0.2, 0);
            double cost = 0, t = 0;
            while (t < 0.5)
            {
                var force = controller.Force(s, t);
                s = Rk4(x => Derivative(x, force), s, 0.02);
                cost += s.Theta * s.Theta + 0.1 * s.X * s.X + 1e-3 * force * force;
                t += 0.02;
            }
            return cost;
        }
    }

    public static partial class Pid
    {
        public sealed class PidController(double kp, double ki, double kd)
        {
            private double _integral;
            private double? _previous;
            public double Limit { get; init; } = double.PositiveInfinity;
            public double Update(double error, double dt)
            {
                _integral = Math.Clamp(_integral + error * dt, -Limit, Limit);
                var derivative = _previous.HasValue ? (error - _previous.Value) / dt : 0;
                _previous = error;
                return kp * error + ki * _integral + kd * derivative;
            }
            public void Reset() => (_integral, _previous) = (0, null);
        }
        public sealed class Motor { public double Speed { get; private set; } public double Current { get; private set; } public void Step(double u, double dt) { Current += dt * (u - 0.5 * Current - 0.1 * Speed); Speed += dt * (2 * Current - 0.3 * Speed); } }

        static readonly (double Time, double Value)[] setpoints = [(0, 1), (0.5, 2), (1, 0.5)];
        [Differentiable, Case("2.0, 0.5, 0.1")]
        public static double Itae(double kp, double ki, double kd)
        {
            var pid = new PidController(kp, ki, kd) { Limit = 5 };
            var motor = new Motor();
            List<double> errors = new(capacity: 100);
            const double dt = 0.05;
            for (var k = 0; k < 30; k++)
            {
                var t = k * dt;
                var target = setpoints.Last(s => s.Time <= t).Value;
                var e = target - motor.Speed;
                motor.Step(pid.Update(e, dt), dt);
                errors.Add(Math.Abs(e) * t);
            }
            pid.Reset();
            return errors.Sum() * dt + pid.Update(1, 1) + errors.Skip(10).Max();
        }
    }

    public static partial class Mpc
    {
        public sealed record Settings { public int Horizon { get; init; } = 5; public double Dt { get; init; } = 0.1; public (double Min, double Max) Bounds { get; init; } = (-1, 1); public required double[] Reference { get; init; } }
        static readonly Settings settings = new() { Reference = [1, 1, 0.5, 0.5, 0] };
        static (double P, double V) Simulate((double P, double V) s, double u, double dt) => (s.P + s.V * dt, s.V + u * dt);
        [Differentiable, Case("[0.1,0.5,-0.3,1.4,0.2], 0.2, 0.1")]
        public static double Cost(ReadOnlySpan<double> controls, double p0, double v0)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(controls.Length, settings.Horizon);
            var state = (P: p0, V: v0);
            var (cost, previous) = (0.0, 0.0);
            for (var k = 0; k < settings.Horizon; k++)
            {
                var (min, max) = settings.Bounds;
                var u = controls[k];
                cost += u < min ? Square(min - u) * 10 : u > max ? Square(u - max) * 10 : 0;
                state = Simulate(state, u, settings.Dt);
                cost += Square(state.P - settings.Reference[k]) + 0.1 * Square(u - previous);
                previous = u;
            }
            return cost + state switch { { V: > 0.5 } s => s.V * s.P, (var p, _) => p * p };
            static double Square(double a) => a * a;
        }
    }
}
