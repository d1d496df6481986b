using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Physics: atoms, bodies, heat on a grid, reactions, impedances.</summary>
public static partial class ParticlesAndFields
{
    public static partial class LennardJones
    {
        public sealed class Atom { public required string Element { get; init; } public Vec Position { get; set; } public double Charge { get; init; } }
        public readonly record struct Vec(double X, double Y, double Z)
        {
            public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
            public double Norm() => Math.Sqrt(X * X + Y * Y + Z * Z);
        }
        public sealed record Lj(double Epsilon, double Sigma) { public static Lj Mix(Lj a, Lj b) => new(Math.Sqrt(a.Epsilon * b.Epsilon), (a.Sigma + b.Sigma) / 2); }

        static readonly Dictionary<string, Lj> table = new() { ["Ar"] = new(0.01, 3.4), ["Ne"] = new(0.003, 2.8) };
        static readonly string[] elements = ["Ar", "Ne", "Ar"];
        [Differentiable, Case("[[0,0.1,0],[3.4,0,1],[0.3,4,0]], 0.5")]
        public static double Energy(Vec[] positions, double charge)
        {
            var atoms = positions.Select((p, i) => new Atom { Element = elements[i], Position = p, Charge = i % 2 == 0 ? charge : -charge }).ToList();
            var energy = 0.0;
            for (var i = 0; i < atoms.Count; i++)
                for (var j = i + 1; j < atoms.Count; j++)
                {
                    var (a, b) = (atoms[i], atoms[j]);
                    var r = (a.Position - b.Position).Norm();
                    var lj = Lj.Mix(table[a.Element], table[b.Element]);
                    var s6 = Math.Pow(lj.Sigma / r, 6);
                    energy += 4 * lj.Epsilon * (s6 * s6 - s6) + a.Charge * b.Charge / r;
                }
            return energy;
        }
    }

    public static partial class NBody
    {
        public sealed class Body(double mass, Vector3 position, Vector3 velocity)
        {
            public double Mass { get; } = mass;
            public Vector3 Position = position;
            public Vector3 Velocity = velocity;
            public Vector3 Force;
        }

        [Differentiable, Case("[1,0,0], [0,1,0.1], 0.8", Tolerance = 2e-3)]
        public static float Distance(Vector3 start, Vector3 velocity, float mass)
        {
            var bodies = new List<Body> { new(1, Vector3.Zero, Vector3.Zero), new(mass, start, velocity) };
            for (var step = 0; step < 5; step++)
            {
                foreach (var b in bodies) b.Force = Vector3.Zero;
                for (var i = 0; i < bodies.Count; i++)
                    for (var j = 0; j < bodies.Count; j++)
                    {
                        if (i == j) continue;
                        var d = bodies[j].Position - bodies[i].Position;
                        bodies[i].Force += d * (float)(bodies[i].Mass * bodies[j].Mass / Math.Pow(d.Length(), 3));
                    }
                foreach (var b in bodies)
                {
                    b.Velocity += b.Force / (float)b.Mass * 0.05f;
                    b.Position += b.Velocity * 0.05f;
                }
            }
            return Vector3.Distance(bodies[0].Position, bodies[1].Position);
        }
    }

    public static partial class Conduction
    {
        public sealed class Grid(int rows, int cols)
        {
            readonly double[,] _cells = new double[rows, cols];
            public int Rows => rows;
            public int Cols => cols;
            public double this[int i, int j] { get => _cells[i, j]; set => _cells[i, j] = value; }
            public Grid Step(double alpha)
            {
                var next = new Grid(rows, cols);
                for (var i = 0; i < rows; i++)
                    for (var j = 0; j < cols; j++)
                        next[i, j] = i == 0 || j == 0 || i == rows - 1 || j == cols - 1
                            ? this[i, j]
                            : this[i, j] + alpha * (this[i - 1, j] + this[i + 1, j] + this[i, j - 1] + this[i, j + 1] - 4 * this[i, j]);
                return next;
            }
            public double Total() { var s = 0.0; foreach (var c in _cells) s += c * c; return s; }
        }

        [Differentiable, Case("0.1, 2.0, [0.1,0.2,0.3,0.4,0.5]")]
        public static double Energy(double alpha, double hot, double[] boundary)
        {
            var grid = new Grid(5, 5);
            for (var j = 0; j < grid.Cols; j++) grid[0, j] = boundary[j];
            grid[2, 2] = hot;
            for (var t = 0; t < 6; t++) grid = grid.Step(alpha);
            return grid.Total() + grid[3, 3];
        }
    }

    public static partial class Kinetics
    {
        public sealed record Reaction(string Name, int[] Reactants, int[] Products, double A, double Ea);

        const double R = 8.314;
        static readonly IReadOnlyList<Reaction> mechanism = [new("r1", [0, 1], [2], 2, 3000), new("r2", [2], [0, 3], 1.2, 2000)];
        delegate double[] Rhs(double t, double[] y);
        static double[] Integrate(Rhs f, double[] y0, double t1, int n)
        {
            var h = t1 / n;
            var y = y0.ToArray();
            for (var i = 0; i < n; i++)
            {
                var t = i * h;
                var k1 = f(t, y);
                var k2 = f(t + h / 2, Axpy(y, h / 2, k1));
                y = Axpy(y, h, k2);
            }
            return y;
        }
        static double[] Axpy(double[] y, double h, double[] k) => [.. y.Select((v, i) => v + h * k[i])];
        [Differentiable, Case("350.0, [1,0.8,0.1,0], [1.1,0.9]")]
        public static double Yield(double temperature, double[] start, double[] factors)
        {
            double[] Rates(double t, double[] y)
            {
                var dy = new double[y.Length];
                for (var r = 0; r < mechanism.Count; r++)
                {
                    var (_, reactants, products, a, ea) = mechanism[r];
                    var rate = factors[r] * a * Math.Exp(-ea / (R * temperature));
                    foreach (var s in reactants) rate *= y[s];
                    foreach (var s in reactants) dy[s] -= rate;
                    foreach (var s in products) dy[s] += rate;
                }
                return dy;
            }
            var final = Integrate(Rates, start, 2, 10);
            return final[3] / final.Sum();
        }
    }

    public static partial class Circuit
    {
        public abstract class Component { public abstract Complex Impedance(double omega); public static Component operator +(Component a, Component b) => new Series(a, b); public static Component operator |(Component a, Component b) => new Parallel_(a, b); }
        public sealed class Resistor(double r) : Component { public override Complex Impedance(double omega) => r; }
        public sealed class Capacitor(double c) : Component { public override Complex Impedance(double omega) => 1 / (Complex.ImaginaryOne * omega * c); }
        public sealed class Inductor(double l) : Component { public override Complex Impedance(double omega) => new(0, omega * l); }
        public sealed class Series(Component a, Component b) : Component { public override Complex Impedance(double omega) => a.Impedance(omega) + b.Impedance(omega); }
        public sealed class Parallel_(Component a, Component b) : Component { public override Complex Impedance(double omega) { var (x, y) = (a.Impedance(omega), b.Impedance(omega)); return x * y / (x + y); } }

        [Differentiable, Case("10.0, 2.0, 0.3")]
        public static double Response(double r, double c, double l)
        {
            var circuit = new Resistor(r) + (new Capacitor(c * 1e-4) | new Inductor(l));
            double[] frequencies = [10, 50, 200];
            return frequencies.Select(f => circuit.Impedance(2 * Math.PI * f).Magnitude).Aggregate(0.0, (s, m) => s + Math.Log10(m) * 20);
        }
    }
}
