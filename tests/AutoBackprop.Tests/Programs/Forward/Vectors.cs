using System;

namespace AutoBackprop.Tests.Programs.Forward;

// The vectors of System.Numerics on dual numbers, from their definitions.

public struct Vector2OfDual(DualF x, DualF y)
{
    public DualF X = x, Y = y;

    public Vector2OfDual(DualF all) : this(all, all) { }
    public Vector2OfDual(ReadOnlySpan<DualF> x) : this(x[0], x[1]) { }

    public static Vector2OfDual Zero => default;
    public static Vector2OfDual One => new(1);
    public static Vector2OfDual UnitX => new(1, 0);
    public static Vector2OfDual UnitY => new(0, 1);

    public DualF this[int i]
    {
        readonly get => i switch { 0 => X, 1 => Y, _ => throw new ArgumentOutOfRangeException(nameof(i)) };
        set { if (i == 0) X = value; else if (i == 1) Y = value; else throw new ArgumentOutOfRangeException(nameof(i)); }
    }

    public readonly Vector2OfDual Map(Func<DualF, DualF> f) => new(f(X), f(Y));
    public static Vector2OfDual Zip(Vector2OfDual a, Vector2OfDual b, Func<DualF, DualF, DualF> f) => new(f(a.X, b.X), f(a.Y, b.Y));
    public static Vector2OfDual operator +(Vector2OfDual a, Vector2OfDual b) => Zip(a, b, (x, y) => x + y);
    public static Vector2OfDual operator -(Vector2OfDual a, Vector2OfDual b) => Zip(a, b, (x, y) => x - y);
    public static Vector2OfDual operator *(Vector2OfDual a, Vector2OfDual b) => Zip(a, b, (x, y) => x * y);
    public static Vector2OfDual operator /(Vector2OfDual a, Vector2OfDual b) => Zip(a, b, (x, y) => x / y);
    public static Vector2OfDual operator *(Vector2OfDual a, DualF k) => a.Map(x => x * k);
    public static Vector2OfDual operator *(DualF k, Vector2OfDual a) => a * k;
    public static Vector2OfDual operator /(Vector2OfDual a, DualF k) => a.Map(x => x / k);
    public static Vector2OfDual operator -(Vector2OfDual a) => a.Map(x => -x);
    public static Vector2OfDual operator +(Vector2OfDual a) => a;
    public static bool operator ==(Vector2OfDual a, Vector2OfDual b) => a.Equals(b);
    public static bool operator !=(Vector2OfDual a, Vector2OfDual b) => !a.Equals(b);
    public readonly bool Equals(Vector2OfDual o) => X == o.X && Y == o.Y;
    public readonly override bool Equals(object? o) => o is Vector2OfDual v && Equals(v);
    public readonly override int GetHashCode() => 0;

    public static DualF Sum(Vector2OfDual a) => a.X + a.Y;
    public static DualF Dot(Vector2OfDual a, Vector2OfDual b) => Sum(a * b);
    public readonly DualF LengthSquared() => Dot(this, this);
    public readonly DualF Length() => Rotations.Root(LengthSquared());
    public static DualF Distance(Vector2OfDual a, Vector2OfDual b) => (a - b).Length();
    public static DualF DistanceSquared(Vector2OfDual a, Vector2OfDual b) => (a - b).LengthSquared();
    public static Vector2OfDual Normalize(Vector2OfDual a) => a / a.Length();
    public static Vector2OfDual Lerp(Vector2OfDual a, Vector2OfDual b, DualF t) => a * (1 - t) + b * t;
    public static Vector2OfDual Abs(Vector2OfDual a) => a.Map(DualF.Abs);
    public static Vector2OfDual SquareRoot(Vector2OfDual a) => a.Map(DualF.Sqrt);
    public static Vector2OfDual Max(Vector2OfDual a, Vector2OfDual b) => Zip(a, b, DualF.Max);
    public static Vector2OfDual Min(Vector2OfDual a, Vector2OfDual b) => Zip(a, b, DualF.Min);
    public static Vector2OfDual Clamp(Vector2OfDual a, Vector2OfDual least, Vector2OfDual most) => Min(Max(a, least), most);
    public static Vector2OfDual Reflect(Vector2OfDual a, Vector2OfDual normal) => a - 2 * Dot(a, normal) * normal;
    public static Vector2OfDual Add(Vector2OfDual a, Vector2OfDual b) => a + b;
    public static Vector2OfDual Subtract(Vector2OfDual a, Vector2OfDual b) => a - b;
    public static Vector2OfDual Multiply(Vector2OfDual a, Vector2OfDual b) => a * b;
    public static Vector2OfDual Multiply(Vector2OfDual a, DualF k) => a * k;
    public static Vector2OfDual Divide(Vector2OfDual a, DualF k) => a / k;
    public static Vector2OfDual Negate(Vector2OfDual a) => -a;

    public readonly void CopyTo(Span<DualF> to) => (to[0], to[1]) = (X, Y);

    public static Vector2OfDual Transform(Vector2OfDual v, Matrix3x2OfDual m) => TransformNormal(v, m) + new Vector2OfDual(m.M31, m.M32);
    public static Vector2OfDual TransformNormal(Vector2OfDual v, Matrix3x2OfDual m) => new(v.X * m.M11 + v.Y * m.M21, v.X * m.M12 + v.Y * m.M22);
}

public struct Vector3OfDual(DualF x, DualF y, DualF z)
{
    public DualF X = x, Y = y, Z = z;

    public Vector3OfDual(DualF all) : this(all, all, all) { }
    public Vector3OfDual(ReadOnlySpan<DualF> x) : this(x[0], x[1], x[2]) { }
    public Vector3OfDual(Vector2OfDual v, DualF z) : this(v.X, v.Y, z) { }

    public static Vector3OfDual Zero => default;
    public static Vector3OfDual One => new(1);
    public static Vector3OfDual UnitX => new(1, 0, 0);
    public static Vector3OfDual UnitY => new(0, 1, 0);
    public static Vector3OfDual UnitZ => new(0, 0, 1);

    public DualF this[int i]
    {
        readonly get => i switch { 0 => X, 1 => Y, 2 => Z, _ => throw new ArgumentOutOfRangeException(nameof(i)) };
        set { if (i == 0) X = value; else if (i == 1) Y = value; else if (i == 2) Z = value; else throw new ArgumentOutOfRangeException(nameof(i)); }
    }

    public readonly Vector3OfDual Map(Func<DualF, DualF> f) => new(f(X), f(Y), f(Z));
    public static Vector3OfDual Zip(Vector3OfDual a, Vector3OfDual b, Func<DualF, DualF, DualF> f) => new(f(a.X, b.X), f(a.Y, b.Y), f(a.Z, b.Z));
    public static Vector3OfDual operator +(Vector3OfDual a, Vector3OfDual b) => Zip(a, b, (x, y) => x + y);
    public static Vector3OfDual operator -(Vector3OfDual a, Vector3OfDual b) => Zip(a, b, (x, y) => x - y);
    public static Vector3OfDual operator *(Vector3OfDual a, Vector3OfDual b) => Zip(a, b, (x, y) => x * y);
    public static Vector3OfDual operator /(Vector3OfDual a, Vector3OfDual b) => Zip(a, b, (x, y) => x / y);
    public static Vector3OfDual operator *(Vector3OfDual a, DualF k) => a.Map(x => x * k);
    public static Vector3OfDual operator *(DualF k, Vector3OfDual a) => a * k;
    public static Vector3OfDual operator /(Vector3OfDual a, DualF k) => a.Map(x => x / k);
    public static Vector3OfDual operator -(Vector3OfDual a) => a.Map(x => -x);
    public static Vector3OfDual operator +(Vector3OfDual a) => a;
    public static bool operator ==(Vector3OfDual a, Vector3OfDual b) => a.Equals(b);
    public static bool operator !=(Vector3OfDual a, Vector3OfDual b) => !a.Equals(b);
    public readonly bool Equals(Vector3OfDual o) => X == o.X && Y == o.Y && Z == o.Z;
    public readonly override bool Equals(object? o) => o is Vector3OfDual v && Equals(v);
    public readonly override int GetHashCode() => 0;

    public static DualF Sum(Vector3OfDual a) => a.X + a.Y + a.Z;
    public static DualF Dot(Vector3OfDual a, Vector3OfDual b) => Sum(a * b);
    public readonly DualF LengthSquared() => Dot(this, this);
    public readonly DualF Length() => Rotations.Root(LengthSquared());
    public static DualF Distance(Vector3OfDual a, Vector3OfDual b) => (a - b).Length();
    public static DualF DistanceSquared(Vector3OfDual a, Vector3OfDual b) => (a - b).LengthSquared();
    public static Vector3OfDual Normalize(Vector3OfDual a) => a / a.Length();
    public static Vector3OfDual Lerp(Vector3OfDual a, Vector3OfDual b, DualF t) => a * (1 - t) + b * t;
    public static Vector3OfDual Abs(Vector3OfDual a) => a.Map(DualF.Abs);
    public static Vector3OfDual SquareRoot(Vector3OfDual a) => a.Map(DualF.Sqrt);
    public static Vector3OfDual Max(Vector3OfDual a, Vector3OfDual b) => Zip(a, b, DualF.Max);
    public static Vector3OfDual Min(Vector3OfDual a, Vector3OfDual b) => Zip(a, b, DualF.Min);
    public static Vector3OfDual Clamp(Vector3OfDual a, Vector3OfDual least, Vector3OfDual most) => Min(Max(a, least), most);
    public static Vector3OfDual Reflect(Vector3OfDual a, Vector3OfDual normal) => a - 2 * Dot(a, normal) * normal;
    public static Vector3OfDual Add(Vector3OfDual a, Vector3OfDual b) => a + b;
    public static Vector3OfDual Subtract(Vector3OfDual a, Vector3OfDual b) => a - b;
    public static Vector3OfDual Multiply(Vector3OfDual a, Vector3OfDual b) => a * b;
    public static Vector3OfDual Multiply(Vector3OfDual a, DualF k) => a * k;
    public static Vector3OfDual Divide(Vector3OfDual a, DualF k) => a / k;
    public static Vector3OfDual Negate(Vector3OfDual a) => -a;

    public readonly void CopyTo(Span<DualF> to) => (to[0], to[1], to[2]) = (X, Y, Z);

    public static Vector3OfDual Cross(Vector3OfDual a, Vector3OfDual b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    // v + 2 u × (u × v + w v)
    public static Vector3OfDual Transform(Vector3OfDual v, QuaternionOfDual q)
    {
        var u = new Vector3OfDual(q.X, q.Y, q.Z);
        return v + 2 * Cross(u, Cross(u, v) + q.W * v);
    }

    public static Vector3OfDual Transform(Vector3OfDual v, Matrix4x4OfDual m) => TransformNormal(v, m) + m.Translation;

    public static Vector3OfDual TransformNormal(Vector3OfDual v, Matrix4x4OfDual m)
    {
        var r = Vector4OfDual.Transform(new Vector4OfDual(v, 0), m);
        return new(r.X, r.Y, r.Z);
    }
}

public struct Vector4OfDual(DualF x, DualF y, DualF z, DualF w)
{
    public DualF X = x, Y = y, Z = z, W = w;

    public Vector4OfDual(DualF all) : this(all, all, all, all) { }
    public Vector4OfDual(ReadOnlySpan<DualF> x) : this(x[0], x[1], x[2], x[3]) { }
    public Vector4OfDual(Vector3OfDual v, DualF w) : this(v.X, v.Y, v.Z, w) { }
    public Vector4OfDual(Vector2OfDual v, DualF z, DualF w) : this(v.X, v.Y, z, w) { }

    public static Vector4OfDual Zero => default;
    public static Vector4OfDual One => new(1);
    public static Vector4OfDual UnitX => new(1, 0, 0, 0);
    public static Vector4OfDual UnitY => new(0, 1, 0, 0);
    public static Vector4OfDual UnitZ => new(0, 0, 1, 0);
    public static Vector4OfDual UnitW => new(0, 0, 0, 1);

    public DualF this[int i]
    {
        readonly get => i switch { 0 => X, 1 => Y, 2 => Z, 3 => W, _ => throw new ArgumentOutOfRangeException(nameof(i)) };
        set { if (i == 0) X = value; else if (i == 1) Y = value; else if (i == 2) Z = value; else if (i == 3) W = value; else throw new ArgumentOutOfRangeException(nameof(i)); }
    }

    public readonly Vector4OfDual Map(Func<DualF, DualF> f) => new(f(X), f(Y), f(Z), f(W));
    public static Vector4OfDual Zip(Vector4OfDual a, Vector4OfDual b, Func<DualF, DualF, DualF> f) => new(f(a.X, b.X), f(a.Y, b.Y), f(a.Z, b.Z), f(a.W, b.W));
    public static Vector4OfDual operator +(Vector4OfDual a, Vector4OfDual b) => Zip(a, b, (x, y) => x + y);
    public static Vector4OfDual operator -(Vector4OfDual a, Vector4OfDual b) => Zip(a, b, (x, y) => x - y);
    public static Vector4OfDual operator *(Vector4OfDual a, Vector4OfDual b) => Zip(a, b, (x, y) => x * y);
    public static Vector4OfDual operator /(Vector4OfDual a, Vector4OfDual b) => Zip(a, b, (x, y) => x / y);
    public static Vector4OfDual operator *(Vector4OfDual a, DualF k) => a.Map(x => x * k);
    public static Vector4OfDual operator *(DualF k, Vector4OfDual a) => a * k;
    public static Vector4OfDual operator /(Vector4OfDual a, DualF k) => a.Map(x => x / k);
    public static Vector4OfDual operator -(Vector4OfDual a) => a.Map(x => -x);
    public static Vector4OfDual operator +(Vector4OfDual a) => a;
    public static bool operator ==(Vector4OfDual a, Vector4OfDual b) => a.Equals(b);
    public static bool operator !=(Vector4OfDual a, Vector4OfDual b) => !a.Equals(b);
    public readonly bool Equals(Vector4OfDual o) => X == o.X && Y == o.Y && Z == o.Z && W == o.W;
    public readonly override bool Equals(object? o) => o is Vector4OfDual v && Equals(v);
    public readonly override int GetHashCode() => 0;

    public static DualF Sum(Vector4OfDual a) => a.X + a.Y + a.Z + a.W;
    public static DualF Dot(Vector4OfDual a, Vector4OfDual b) => Sum(a * b);
    public readonly DualF LengthSquared() => Dot(this, this);
    public readonly DualF Length() => Rotations.Root(LengthSquared());
    public static DualF Distance(Vector4OfDual a, Vector4OfDual b) => (a - b).Length();
    public static DualF DistanceSquared(Vector4OfDual a, Vector4OfDual b) => (a - b).LengthSquared();
    public static Vector4OfDual Normalize(Vector4OfDual a) => a / a.Length();
    public static Vector4OfDual Lerp(Vector4OfDual a, Vector4OfDual b, DualF t) => a * (1 - t) + b * t;
    public static Vector4OfDual Abs(Vector4OfDual a) => a.Map(DualF.Abs);
    public static Vector4OfDual SquareRoot(Vector4OfDual a) => a.Map(DualF.Sqrt);
    public static Vector4OfDual Max(Vector4OfDual a, Vector4OfDual b) => Zip(a, b, DualF.Max);
    public static Vector4OfDual Min(Vector4OfDual a, Vector4OfDual b) => Zip(a, b, DualF.Min);
    public static Vector4OfDual Clamp(Vector4OfDual a, Vector4OfDual least, Vector4OfDual most) => Min(Max(a, least), most);
    public static Vector4OfDual Reflect(Vector4OfDual a, Vector4OfDual normal) => a - 2 * Dot(a, normal) * normal;
    public static Vector4OfDual Add(Vector4OfDual a, Vector4OfDual b) => a + b;
    public static Vector4OfDual Subtract(Vector4OfDual a, Vector4OfDual b) => a - b;
    public static Vector4OfDual Multiply(Vector4OfDual a, Vector4OfDual b) => a * b;
    public static Vector4OfDual Multiply(Vector4OfDual a, DualF k) => a * k;
    public static Vector4OfDual Divide(Vector4OfDual a, DualF k) => a / k;
    public static Vector4OfDual Negate(Vector4OfDual a) => -a;

    public readonly void CopyTo(Span<DualF> to) => (to[0], to[1], to[2], to[3]) = (X, Y, Z, W);

    public static Vector4OfDual Transform(Vector3OfDual v, Matrix4x4OfDual m) => Transform(new Vector4OfDual(v, 1), m);

    public static Vector4OfDual Transform(Vector4OfDual v, Matrix4x4OfDual m)
    {
        var r = Zero;
        for (var j = 0; j < 4; j++)
            for (var i = 0; i < 4; i++) r[j] += v[i] * m[i, j];
        return r;
    }
}
