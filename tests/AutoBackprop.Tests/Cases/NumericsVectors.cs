using System;
using System.Numerics;
using AutoBackprop;

namespace Cases;

/// <summary>Vectors, quaternions, planes and matrices of System.Numerics, as robotics and graphics use them.</summary>
public static partial class NumericsVectors
{
    public record struct Body(Vector3 Position, Vector3 Velocity, float Mass);

    public struct Pose
    {
        public Quaternion Rotation;
        public Vector3 Translation;
        [NoGradient] public Vector3 Pivot;
    }

    public sealed class Joint
    {
        public Vector3 Axis;
        public float Length;
    }

    // ── parameters and locals ────────────────────────────────────────────────────────────────────────────────

    [Case("[0.3, -0.5, 0.7], [1.1, 0.2, -0.4]")]
    [Differentiable]
    public static float Angle(Vector3 a, Vector3 b) => MathF.Acos(Vector3.Dot(a, b) / (a.Length() * b.Length()));

    [Case("[0.3, -0.5], 0.4")]
    [Differentiable]
    public static float Members(Vector2 v, float s)
    {
        var w = v;
        w.X *= s;
        w.Y = w.X * v.Y;
        var u = new Vector2 { X = w.Y, Y = 2 };
        return u.X * u.Y + w.X;
    }

    [Case("[0.3, -0.5, 0.7, 0.2]")]
    [Differentiable]
    public static float Indexers(Vector4 v)
    {
        var w = Vector4.Zero;
        for (var i = 0; i < 4; i++) w[i] = v[3 - i] * v[i] * (i + 1);
        w[2] += w[0] * v[1];
        return Vector4.Dot(w, v) + w[0];
    }

    [Case("[0.3, -0.5, 0.7], [0.2, 0.9]")]
    [Differentiable]
    public static float Constructors(Vector3 v, Vector2 u)
    {
        var a = new Vector4(v, u.X);
        var b = new Vector4(u, 1, v.Z);
        var c = new Vector3(u, a.X) + new Vector3(b.W);
        return Vector4.Dot(a, b) * c.Length() + Vector3.Dot(c, v);
    }

    [Case("[0.3, -0.5, 0.7], [1.1, 0.2, -0.4], 0.3")]
    [Differentiable]
    public static float Functions(Vector3 a, Vector3 b, float t)
    {
        var c = Vector3.Lerp(a, b, t);
        c += Vector3.Max(a, b) - Vector3.Min(a * 2, b) * Vector3.Abs(c);
        c -= Vector3.SquareRoot(Vector3.Abs(b));
        c = Vector3.Clamp(c, new Vector3(-1.5f), Vector3.One);
        return Vector3.DistanceSquared(c, a) + Vector3.Distance(c, b) + Vector3.Sum(c);
    }

    [Case("[0.3, -0.5, 0.7]")]
    [Differentiable]
    public static float Compound(Vector3 v)
    {
        var w = v;
        w *= 2;
        w += v;
        w /= 1.5f;
        w -= Vector3.UnitY;
        w *= v;
        return (-w).LengthSquared() + (+w).X + (2 * w / v).Z;
    }

    [Case("[0.3, -0.5, 0.7]")]
    [Case("[0, 0, 0]", Grad = "0,0,0", ZeroIsRight = true, NoDifferences = true)]
    [Differentiable]
    public static float LengthAtZero(Vector3 v) => v.Length() + Vector3.Distance(v, Vector3.Zero);

    [Case("[0.3, -0.5, 0.7]")]
    [Case("[1, 0, 0]", Grad = "3,0,0", NoDifferences = true)]
    [Differentiable]
    public static float Equal(Vector3 v)
    {
        var isUnit = v == Vector3.UnitX;
        return isUnit || v.Equals(Vector3.UnitZ) ? v.X * 3 : v.Y * v.Z;
    }

    [Case("[0.3, -0.5, 0.7], [1.1, 0.2, -0.4]", Check = Check.Backward)]
    [Differentiable]
    public static Vector3 Result(Vector3 a, Vector3 b) => Vector3.Cross(a, Vector3.Normalize(b)) * a.Z;

    [Case("[0.3, -0.5, 0.7], 0.4", Check = Check.Backward)]
    [Differentiable]
    public static (Vector3 Point, float Distance) Results(Vector3 a, float t) => (a * t, a.Length() * t);

    [Case("[0.3, -0.5, 0.7], 2", Check = Check.Backward)]
    [Differentiable]
    public static void ByReference(ref Vector3 v, float s, out Vector2 plane)
    {
        v.X = v.Y * s;
        v += Vector3.One * s;
        plane = new Vector2(v.X, v.Z) * v.Y;
    }

    [Case("[0.3, -0.5, 0.7], true")]
    [Case("[0.3, -0.5, 0.7], false")]
    [Differentiable]
    public static float Branch(Vector3 v, bool isFar)
    {
        var w = isFar ? Vector3.Normalize(v) : v * 2;
        if (w.Z > 0.5f) w = -w;
        return w.X * w.Y * w.Z;
    }

    private static Vector3 Triple(Vector3 a, Vector3 b, Vector3 c) => Vector3.Cross(a, Vector3.Cross(b, c));

    [Case("[0.3, -0.5, 0.7], [1.1, 0.2, -0.4]")]
    [Differentiable]
    public static float Calls(Vector3 a, [NoGradient] Vector3 b) => Vector3.Dot(Triple(a, b, a + b), b) + b.X * a.X;

    // ── members of structs and objects, elements ─────────────────────────────────────────────────────────────

    [Case("[[0.3, -0.5, 0.7], [1.1, 0.2, -0.4], 2], 0.1, 4")]
    [Differentiable]
    public static float Fall(Body body, float drag, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var force = -Vector3.UnitZ * body.Mass - drag * body.Velocity * body.Velocity.Length();
            body.Velocity += force / body.Mass * 0.1f;
            body = body with { Position = body.Position + body.Velocity * 0.1f };
        }
        return body.Position.Length();
    }

    [Case("[[0.3, -0.5, 0.7, 0.4], [1.1, 0.2, -0.4], [0.5, 0.5, 0.5]], [0.2, 0.9, -0.3]")]
    [Differentiable]
    public static float Posed(Pose pose, Vector3 p)
    {
        var q = Quaternion.Normalize(pose.Rotation);
        var moved = Vector3.Transform(p - pose.Pivot, q) + pose.Translation + pose.Pivot;
        pose.Translation.X = moved.Y;
        return Vector3.Dot(moved, pose.Translation);
    }

    [Case("[[[0.3, -0.5, 0.7], 1.5], [[0.1, 0.8, -0.2], 0.7]]", Check = Check.Gradient, NoDifferences = true)]
    [Differentiable]
    public static float Objects([NoGradient] Joint[] joints, float scale = 2)
    {
        var sum = Vector3.Zero;
        foreach (var joint in joints) sum += joint.Axis * joint.Length * scale;
        return sum.Length();
    }

    [Case("[[0.3, -0.5, 0.7], [1.1, 0.2, -0.4], [0.6, -0.2, 0.1]]")]
    [Differentiable]
    public static float Spread(ReadOnlySpan<Vector3> points)
    {
        var mean = Vector3.Zero;
        foreach (var p in points) mean += p;
        mean /= points.Length;
        var sum = 0f;
        for (var i = 0; i < points.Length; i++) sum += Vector3.DistanceSquared(points[i], mean) * points[i].Length();
        return sum;
    }

    [Case("[[0.3, -0.5, 0.7], [1.1, 0.2, -0.4], [0.6, -0.2, 0.1]], 0.3", Check = Check.Backward)]
    [Differentiable]
    public static void Smooth(Span<Vector3> points, float t)
    {
        for (var i = 1; i < points.Length; i++)
        {
            points[i] = Vector3.Lerp(points[i], points[i - 1], t);
            points[i].X *= points[i - 1].Y;
        }
    }

    [Case("[[0.3, -0.5], [1.1, 0.2], [0.6, -0.2], [0.1, 0.9]]")]
    [Differentiable]
    public static float Area(Vector2[] corners)
    {
        var area = 0f;
        for (var i = 0; i < corners.Length; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Length]);
            area += a.X * b.Y - a.Y * b.X;
        }
        return area / 2;
    }

    [Case("[[[0.3, -0.5, 0.7], [1.1, 0.2, -0.4], 2], [[0.9, 0.1, 0.2], [0.3, -0.6, 0.5], 3]]")]
    [Differentiable]
    public static float Energy(ReadOnlySpan<Body> bodies)
    {
        var energy = 0f;
        for (var i = 0; i < bodies.Length; i++)
        {
            energy += 0.5f * bodies[i].Mass * bodies[i].Velocity.LengthSquared();
            for (var k = 0; k < i; k++) energy -= bodies[i].Mass * bodies[k].Mass / Vector3.Distance(bodies[i].Position, bodies[k].Position);
        }
        return energy;
    }

    [Case("[0.3, -0.5, 0.7], 0.2")]
    [Differentiable]
    public static float LocalArray(Vector3 v, float s)
    {
        var path = new Vector3[4];
        path[0] = v;
        for (var i = 1; i < path.Length; i++) path[i] = path[i - 1] * s + Vector3.Cross(path[i - 1], v + Vector3.UnitX);
        return path[^1].Length() + path[1].X;
    }

    [Case("[0.3, -0.5, 0.7, 0.1, 0.2, -0.6], 0.4")]
    [Case("[0.3, -0.5], 0.4")]
    [Differentiable]
    public static float FromMemory(ReadOnlySpan<float> x, float s)
    {
        var v = new Vector3(x) * s;
        Span<float> copy = stackalloc float[4];
        v.CopyTo(copy);
        return copy[0] * copy[1] + new Vector2(x[3..]).X * copy[2];
    }

    // ── rotations ────────────────────────────────────────────────────────────────────────────────────────────

    [Case("[0.3, -0.5, 0.7], 0.4, [1.1, 0.2, -0.4]")]
    [Differentiable]
    public static float Turn(Vector3 axis, float angle, Vector3 v)
    {
        var q = Quaternion.CreateFromAxisAngle(Vector3.Normalize(axis), angle);
        var back = Quaternion.Inverse(q) * Quaternion.Conjugate(q);
        return Vector3.Transform(v, q).X + Vector3.Transform(v, Quaternion.Concatenate(q, q)).Y + Quaternion.Dot(back, q);
    }

    [Case("[0.3, -0.5, 0.7, 0.4], [1.1, 0.2, -0.4, 0.3], 0.3")]
    [Case("[0.3, -0.5, 0.7, 0.4], [-1.1, -0.2, 0.4, -0.3], 0.3")]
    [Case("[0.3, -0.5, 0.7, 0.4], [0.3, -0.5, 0.7, 0.4], 0.3", NoDifferences = true)]
    [Differentiable]
    public static float Interpolated(Quaternion a, Quaternion b, float t)
    {
        var (p, q) = (Quaternion.Normalize(a), Quaternion.Normalize(b));
        var r = Quaternion.Slerp(p, q, t) + Quaternion.Lerp(p, q, t) * 0.5f;
        return r.X * r.W + r.Y - r.Z * r.Length();
    }

    [Case("0.3, 0.5, -0.4, [0.3, -0.5, 0.7]")]
    [Differentiable]
    public static float Airplane(float yaw, float pitch, float roll, Vector3 v)
    {
        var q = Quaternion.CreateFromYawPitchRoll(yaw, pitch, roll);
        var m = Matrix4x4.CreateFromQuaternion(q);
        var again = Quaternion.CreateFromRotationMatrix(m);
        return Vector3.TransformNormal(v, m).X + again.Y * again.W;
    }

    [Case("[0.3, -0.4, 0.5, 0.2], [0.4, -0.1, 0.2]", Tolerance = 5e-4)]
    [Differentiable]
    public static float RobotArm(ReadOnlySpan<float> angles, Vector3 target)
    {
        var (rotation, hand) = (Quaternion.Identity, Vector3.Zero);
        for (var i = 0; i < angles.Length; i++)
        {
            var axis = i % 2 == 0 ? Vector3.UnitZ : Vector3.UnitY;
            rotation *= Quaternion.CreateFromAxisAngle(axis, angles[i]);
            hand += Vector3.Transform(Vector3.UnitX * 0.5f, rotation);
        }
        return Vector3.DistanceSquared(hand, target);
    }

    // ── matrices ─────────────────────────────────────────────────────────────────────────────────────────────

    [Case("0.3, 0.5, [0.3, -0.5, 0.7], [1.1, 0.2, -0.4]")]
    [Differentiable]
    public static float MatrixChain(float a, float b, Vector3 offset, Vector3 p)
    {
        var m = Matrix4x4.CreateScale(1 + a) * Matrix4x4.CreateRotationX(a) * Matrix4x4.CreateTranslation(offset) * Matrix4x4.CreateRotationZ(b, offset);
        m.Translation += p;
        m.M22 *= 2;
        return Vector3.Transform(p, m).Length() + m[1, 2] + m.GetDeterminant();
    }

    [Case("r:16:1, [1.1, 0.2, -0.4]")]
    [Differentiable]
    public static float Inverted(Matrix4x4 m, Vector3 p)
    {
        if (!Matrix4x4.Invert(m + Matrix4x4.Identity * 2, out var inverse)) return 0;
        return Vector3.Transform(p, Matrix4x4.Transpose(inverse)).Length();
    }

    [Case("0.2, [0.3, -0.5, 0.7]")]
    [Differentiable]
    public static float Powers(float angle, Vector3 p)
    {
        var step = Matrix4x4.CreateRotationY(angle);
        var m = Matrix4x4.Identity;
        for (var i = 0; i < 3; i++) m = Matrix4x4.Multiply(m, step);
        return Vector3.Transform(p, m).X;
    }

    [Case("[3, 2, 4], [0.1, 0.2, 0.3], 0.9, [0.3, -0.5, 0.7]")]
    [Differentiable]
    public static float Camera(Vector3 eye, Vector3 target, float fieldOfView, Vector3 p)
    {
        var view = Matrix4x4.CreateLookAt(eye, target, Vector3.UnitY) * Matrix4x4.CreatePerspectiveFieldOfView(fieldOfView, 1.5f, 0.1f, 100);
        var clip = Vector4.Transform(p, view);
        return clip.X / clip.W + 2 * clip.Y / clip.W;
    }

    [Case("-0.1")]
    [Case("0.9")]
    [Differentiable]
    public static float Throws(float fieldOfView) => Matrix4x4.CreatePerspectiveFieldOfView(fieldOfView, 1.5f, 0.1f, 100).M11;

    [Case("[0.3, -0.5, 0.7], 1")]
    [Case("[0.3, -0.5, 0.7], 3")]
    [Differentiable]
    public static float Outside(Vector3 v, int i) => v[i] * v.X;

    [Case("0.3, [0.3, -0.5], [1.1, 0.2], [0.2, -0.7, 0.4, 1, 0.3, 0.9]")]
    [Differentiable]
    public static float Plane2(float angle, Vector2 centre, Vector2 p, Matrix3x2 m)
    {
        var n = Matrix3x2.CreateRotation(angle, centre) * m * Matrix3x2.CreateScale(2, 3);
        Matrix3x2.Invert(n, out var inverse);
        return Vector2.Transform(p, n).X + Vector2.TransformNormal(p, inverse).Y + n.GetDeterminant();
    }

    // .NET rounds a rotation near 0 to none: its slope is that of the sine.
    [Case("0, [1.1, 0.2]", Grad = "-0.2,1,0", NoDifferences = true)]
    [Differentiable]
    public static float NoTurn(float angle, Vector2 p) => Vector2.Transform(p, Matrix3x2.CreateRotation(angle)).X;

    // ── planes and rays ──────────────────────────────────────────────────────────────────────────────────────

    [Case("[[0.3, -0.5, 0.7], 0.4], [1.1, 0.2, -0.4]")]
    [Differentiable]
    public static float Planes(Plane plane, Vector3 p)
    {
        var unit = Plane.Normalize(plane);
        unit.Normal.X += 0.1f;
        var moved = Plane.Transform(unit, Quaternion.CreateFromAxisAngle(Vector3.UnitX, plane.D));
        return Plane.DotCoordinate(unit, p) * Plane.DotNormal(moved, p) + Plane.Dot(moved, new Vector4(p, plane.D));
    }

    [Case("[0, 0, -3], [0.1, 0.05, 1], [0.2, 0.1, 0.3], 1.2")]
    [Differentiable]
    public static float Reflection(Vector3 origin, Vector3 direction, Vector3 centre, float radius)
    {
        direction = Vector3.Normalize(direction);
        var toCentre = origin - centre;
        var b = Vector3.Dot(toCentre, direction);
        var root = b * b - toCentre.LengthSquared() + radius * radius;
        if (root < 0) return 0;
        var hit = origin + (-b - MathF.Sqrt(root)) * direction;
        var normal = (hit - centre) / radius;
        return Vector3.Dot(Vector3.Reflect(direction, normal), Vector3.UnitX) + hit.Z;
    }

    // ── second derivatives ───────────────────────────────────────────────────────────────────────────────────

    [Differentiable]
    public static float Potential(Vector3 p, float k) => k / p.Length() + Vector3.Dot(p, p) * p.X;

    [Case("[0.8, -0.5, 0.7], 0.9")]
    [Differentiable]
    public static float Force(Vector3 p, float k)
    {
        var (value, force, byK) = PotentialGradient(p, k);
        return force.LengthSquared() + value * byK;
    }

    // no length in the numbers of the type: all 0
    [Case("1e30, 2, 3, 4", Value = 0, Grad = "0, 0, 0, 0", NoDifferences = true, ZeroIsRight = true)]
    [Case("\"Infinity\", 2, 3, 4", Value = 0, NoDifferences = true, ZeroIsRight = true)]
    [Case("1, 2, 3, 4")]
    [Differentiable]
    public static float PlaneWithoutLength(float a, float b, float c, float d)
    {
        var p = Plane.Normalize(new Plane(a, b, c, d));
        return p.Normal.X * 2 + p.Normal.Y * p.D;
    }
}
