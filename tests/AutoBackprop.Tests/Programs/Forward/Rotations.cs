using System;

namespace AutoBackprop.Tests.Programs.Forward;

/// <summary>What the rotations of System.Numerics share.</summary>
internal static class Rotations
{
    /// <summary>Of a length at zero no slope is to be compared.</summary>
    public static DualF Root(DualF square)
    {
        Dual.Smooth(0, square.Value != 0);
        return DualF.Sqrt(square);
    }
}

public struct QuaternionOfDual(DualF x, DualF y, DualF z, DualF w)
{
    public DualF X = x, Y = y, Z = z, W = w;

    public QuaternionOfDual(Vector3OfDual v, DualF w) : this(v.X, v.Y, v.Z, w) { }

    public static QuaternionOfDual Identity => new(0, 0, 0, 1);

    private readonly Vector3OfDual V => new(X, Y, Z);

    public static QuaternionOfDual operator +(QuaternionOfDual a, QuaternionOfDual b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);
    public static QuaternionOfDual operator -(QuaternionOfDual a, QuaternionOfDual b) => a + -b;
    public static QuaternionOfDual operator -(QuaternionOfDual a) => a * -1;
    public static QuaternionOfDual operator *(QuaternionOfDual a, DualF k) => new(a.X * k, a.Y * k, a.Z * k, a.W * k);
    public static QuaternionOfDual operator *(QuaternionOfDual a, QuaternionOfDual b) =>
        new(a.W * b.V + b.W * a.V + Vector3OfDual.Cross(a.V, b.V), a.W * b.W - Vector3OfDual.Dot(a.V, b.V));
    public static QuaternionOfDual operator /(QuaternionOfDual a, QuaternionOfDual b) => a * Inverse(b);

    public static DualF Dot(QuaternionOfDual a, QuaternionOfDual b) => Vector3OfDual.Dot(a.V, b.V) + a.W * b.W;
    public readonly DualF LengthSquared() => Dot(this, this);
    public readonly DualF Length() => Rotations.Root(LengthSquared());
    public static QuaternionOfDual Normalize(QuaternionOfDual a) => a * (1 / a.Length());
    public static QuaternionOfDual Conjugate(QuaternionOfDual a) => new(-a.V, a.W);
    public static QuaternionOfDual Inverse(QuaternionOfDual a) => Conjugate(a) * (1 / a.LengthSquared());
    public static QuaternionOfDual Concatenate(QuaternionOfDual a, QuaternionOfDual b) => b * a;
    public static QuaternionOfDual CreateFromAxisAngle(Vector3OfDual axis, DualF angle) => new(axis * DualF.Sin(angle / 2), DualF.Cos(angle / 2));

    public static QuaternionOfDual CreateFromYawPitchRoll(DualF yaw, DualF pitch, DualF roll) => CreateFromAxisAngle(Vector3OfDual.UnitY, yaw)
        * CreateFromAxisAngle(Vector3OfDual.UnitX, pitch) * CreateFromAxisAngle(Vector3OfDual.UnitZ, roll);

    public static QuaternionOfDual Lerp(QuaternionOfDual a, QuaternionOfDual b, DualF t) =>
        Normalize(a * (1 - t) + (Dot(a, b) >= 0 ? b : -b) * t);

    public static QuaternionOfDual Slerp(QuaternionOfDual a, QuaternionOfDual b, DualF t)
    {
        var near = Dot(a, b) >= 0 ? b : -b;
        // By the arc between them; where there is none, what stands in for it is a convention.
        Dual.Smooth(0, Dot(a, near).Value < 0.9999f);
        var arc = DualF.Acos(Dot(a, near));
        return (a * DualF.Sin((1 - t) * arc) + near * DualF.Sin(t * arc)) * (1 / DualF.Sin(arc));
    }

    public static QuaternionOfDual CreateFromRotationMatrix(Matrix4x4OfDual m)
    {
        if (m.M11.Value + m.M22.Value + m.M33.Value <= 0) throw new NotSupportedException("left out: a rotation by more than a third of a turn");
        var s = DualF.Sqrt(m.M11 + m.M22 + m.M33 + 1);
        return new QuaternionOfDual((m.M23 - m.M32) / (2 * s), (m.M31 - m.M13) / (2 * s), (m.M12 - m.M21) / (2 * s), s / 2);
    }
}

public struct PlaneOfDual(Vector3OfDual normal, DualF d)
{
    public Vector3OfDual Normal = normal;
    public DualF D = d;

    public PlaneOfDual(DualF x, DualF y, DualF z, DualF d) : this(new(x, y, z), d) { }

    public static PlaneOfDual Normalize(PlaneOfDual p) => new(p.Normal / p.Normal.Length(), p.D / p.Normal.Length());
    public static PlaneOfDual Transform(PlaneOfDual p, QuaternionOfDual q) => new(Vector3OfDual.Transform(p.Normal, q), p.D);
    public static DualF Dot(PlaneOfDual p, Vector4OfDual v) => DotNormal(p, new(v.X, v.Y, v.Z)) + p.D * v.W;
    public static DualF DotCoordinate(PlaneOfDual p, Vector3OfDual v) => DotNormal(p, v) + p.D;
    public static DualF DotNormal(PlaneOfDual p, Vector3OfDual v) => Vector3OfDual.Dot(p.Normal, v);
}
