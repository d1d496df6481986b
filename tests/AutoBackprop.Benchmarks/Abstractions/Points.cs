using System.Numerics;

namespace AutoBackprop.Benchmarks.Abstractions;

public readonly record struct Vec3(double X, double Y, double Z)
{
    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
    public static Vec3 operator *(Vec3 a, double k) => new(a.X * k, a.Y * k, a.Z * k);
    public double Dot(Vec3 b) => X * b.X + Y * b.Y + Z * b.Z;
    public Vec3 Cross(Vec3 b) => new(Y * b.Z - Z * b.Y, Z * b.X - X * b.Z, X * b.Y - Y * b.X);
}

/// <summary>Points in space with operators, and number by number.</summary>
public static partial class Points
{
    [Differentiable(Derivatives.Gradient)]
    public static double Own(ReadOnlySpan<Vec3> points, Vec3 axis, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            var d = points[i].Cross(axis) - points[i] * k + axis;
            sum += d.Dot(d);
        }
        return sum;
    }

    [Differentiable(Derivatives.Gradient)]
    public static double OwnFlat(ReadOnlySpan<Vec3> points, Vec3 axis, double k)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            var x = points[i].Y * axis.Z - points[i].Z * axis.Y - points[i].X * k + axis.X;
            var y = points[i].Z * axis.X - points[i].X * axis.Z - points[i].Y * k + axis.Y;
            var z = points[i].X * axis.Y - points[i].Y * axis.X - points[i].Z * k + axis.Z;
            sum += x * x + y * y + z * z;
        }
        return sum;
    }

    [Differentiable(Derivatives.Gradient)]
    public static float Numerics(ReadOnlySpan<Vector3> points, Vector3 axis, float k)
    {
        var sum = 0f;
        for (var i = 0; i < points.Length; i++)
        {
            var d = Vector3.Cross(points[i], axis) - points[i] * k + axis;
            sum += Vector3.Dot(d, d);
        }
        return sum;
    }

    [Differentiable(Derivatives.Gradient)]
    public static float NumericsFlat(ReadOnlySpan<Vector3> points, Vector3 axis, float k)
    {
        var sum = 0f;
        for (var i = 0; i < points.Length; i++)
        {
            var x = points[i].Y * axis.Z - points[i].Z * axis.Y - points[i].X * k + axis.X;
            var y = points[i].Z * axis.X - points[i].X * axis.Z - points[i].Y * k + axis.Y;
            var z = points[i].X * axis.Y - points[i].Y * axis.X - points[i].Z * k + axis.Z;
            sum += x * x + y * y + z * z;
        }
        return sum;
    }

    private static Vector3 Turned(Vector3 v, Quaternion q) => Vector3.Transform(v, q);

    /// <summary>A robot arm: each joint turns what comes after it.</summary>
    [Differentiable(Derivatives.Gradient)]
    public static float Arm(ReadOnlySpan<float> angles, Vector3 target)
    {
        var (rotation, hand) = (Quaternion.Identity, Vector3.Zero);
        for (var i = 0; i < angles.Length; i++)
        {
            rotation *= Quaternion.CreateFromAxisAngle(i % 2 == 0 ? Vector3.UnitZ : Vector3.UnitY, angles[i]);
            hand += Turned(Vector3.UnitX * 0.5f, rotation);
        }
        return Vector3.DistanceSquared(hand, target);
    }

    [Differentiable(Derivatives.Gradient)]
    public static float ArmFlat(ReadOnlySpan<float> angles, float targetX, float targetY, float targetZ)
    {
        var (x, y, z, w) = (0f, 0f, 0f, 1f);
        var (handX, handY, handZ) = (0f, 0f, 0f);
        for (var i = 0; i < angles.Length; i++)
        {
            var (axisY, axisZ) = i % 2 == 0 ? (0f, 1f) : (1f, 0f);
            var (s, c) = (MathF.Sin(angles[i] / 2), MathF.Cos(angles[i] / 2));
            var (by, bz) = (axisY * s, axisZ * s);
            (x, y, z, w) = (x * c + y * bz - z * by, y * c + w * by - x * bz, z * c + w * bz + x * by, w * c - y * by - z * bz);
            handX += 0.5f * (1 - 2 * (y * y + z * z));
            handY += x * y + w * z;
            handZ += x * z - w * y;
        }
        var (dx, dy, dz) = (handX - targetX, handY - targetY, handZ - targetZ);
        return dx * dx + dy * dy + dz * dz;
    }
}
