namespace AutoBackprop.Tests.Package;

/// <summary>A library with types of its own, and an application that differentiates through them.</summary>
internal static class ShippedTypes
{
    public const string Ok = "ok";

    public const string Library = """
        using System;
        using AutoBackprop;

        namespace Geometry;

        public readonly partial record struct Vec3(double X, double Y, double Z)
        {
            [Differentiable] public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
            [Differentiable] public static Vec3 operator -(Vec3 a) => new(-a.X, -a.Y, -a.Z);
            [Differentiable] public static Vec3 operator *(double k, Vec3 a) => new(k * a.X, k * a.Y, k * a.Z);
            [Differentiable] public double Dot(Vec3 other) => X * other.X + Y * other.Y + Z * other.Z;
            [Differentiable] public Vec3 Cross(Vec3 b) => new(Y * b.Z - Z * b.Y, Z * b.X - X * b.Z, X * b.Y - Y * b.X);
            [Differentiable] public double Length => Math.Sqrt(Dot(this) + 1e-12);
        }

        public readonly partial record struct Rotation(double W, Vec3 V)
        {
            [Differentiable] public static Rotation About(Vec3 axis, double angle) => new(Math.Cos(angle / 2), Math.Sin(angle / 2) * axis);
            [Differentiable] public static Rotation operator *(Rotation a, Rotation b) => new(a.W * b.W - a.V.Dot(b.V), a.W * b.V + b.W * a.V + a.V.Cross(b.V));
            [Differentiable] public Vec3 Apply(Vec3 p) => p + 2 * V.Cross(V.Cross(p) + W * p);
        }

        public readonly partial record struct Number(double Re, double Im)
        {
            [Differentiable] public static Number operator *(Number a, Number b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);
            [Differentiable] public static Number operator +(Number a, Number b) => new(a.Re + b.Re, a.Im + b.Im);
            [Differentiable] public static implicit operator Number(double re) => new(re, 0);
            [Differentiable] public double SquaredMagnitude => Re * Re + Im * Im;
        }

        public sealed partial class Spring(double stiffness, double rest)
        {
            [Differentiable] public double Energy(double length) => stiffness * (length - rest) * (length - rest) / 2;
        }
        """;

    public const string Application = """
        using System;
        using AutoBackprop;
        using Geometry;

        namespace Application;

        public static partial class Program
        {
            [Differentiable]
            public static double Projected(Vec3 a, Vec3 b, double k) => (a + -(k * b)).Dot(a);

            [Differentiable]
            public static double Reach(double turn, double bend, [NoGradient] Vec3 target)
            {
                var rotation = Rotation.About(new Vec3(0, 0, 1), turn) * Rotation.About(new Vec3(0, 1, 0), bend);
                return (rotation.Apply(new Vec3(1, 0, 0)) + -target).Length;
            }

            [Differentiable]
            public static double Escape(double x, Number c)
            {
                Number z = x;
                for (var i = 0; i < 4; i++) z = z * z + c;
                return z.SquaredMagnitude;
            }

            [Differentiable]
            public static double Stored([NoGradient] Spring[] springs, double x)
            {
                var sum = 0.0;
                foreach (var spring in springs) sum += spring.Energy(x * x);
                return sum;
            }

            public static string Run()
            {
                var (a, b, c) = (new Vec3(1, 2, 3), new Vec3(-1, 0.5, 2), new Number(0.1, 0.2));
                Spring[] springs = [new(3, 1), new(2, 0.5)];
                var (projected, reach) = (ProjectedGradient(a, b, 0.7), ReachGradient(0.3, -0.4, b));
                var (escape, stored) = (EscapeGradient(0.3, c), StoredGradient(springs, 0.8));
                return Difference(projected.Value, projected.GradK, k => Projected(a, b, k), 0.7)
                    ?? Difference(projected.Value, projected.GradA.Y, y => Projected(a with { Y = y }, b, 0.7), 2)
                    ?? Difference(reach.Value, reach.GradTurn, t => Reach(t, -0.4, b), 0.3)
                    ?? Difference(reach.Value, reach.GradBend, t => Reach(0.3, t, b), -0.4)
                    ?? Difference(escape.Value, escape.GradX, x => Escape(x, c), 0.3)
                    ?? Difference(escape.Value, escape.GradC.Im, im => Escape(0.3, c with { Im = im }), 0.2)
                    ?? Difference(stored.Value, stored.GradX, x => Stored(springs, x), 0.8) ?? "ok";
            }

            private static string? Difference(double value, double slope, Func<double, double> f, double x)
            {
                var expected = (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
                return value == f(x) && Math.Abs(slope - expected) < 1e-7 ? null : FormattableString.Invariant($"{value} instead of {f(x)}, slope {slope} instead of {expected}");
            }

            public static void Main() => Console.WriteLine(Run());
        }
        """;
}
