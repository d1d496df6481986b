using System.Numerics;
using AutoBackprop;

namespace Cases;

#pragma warning disable AB0008, AB0009, AB0101, AB0103, AB0303, AB0304, AB0305

/// <summary>Graphics and arms: a chain of joints, a spline, a shaded surface.</summary>
public static partial class CurvesAndShading
{
    public static partial class Ik
    {
        public enum Axis { X, Y, Z }
        public sealed record Joint(Axis Axis, Vector3 Offset, float Min, float Max);
        public sealed class Chain(params Joint[] joints)
        {
            public int Dof => joints.Length;
            static Vector3 Unit(Axis axis) => axis switch { Axis.X => Vector3.UnitX, Axis.Y => Vector3.UnitY, Axis.Z => Vector3.UnitZ, _ => throw new ArgumentException(null, nameof(axis)) };
            public Matrix4x4 Forward(ReadOnlySpan<float> q)
            {
                if (q.Length != joints.Length) throw new ArgumentException($"expected {joints.Length} angles, got {q.Length}", nameof(q));
                var m = Matrix4x4.Identity;
                for (var i = 0; i < joints.Length; i++)
                {
                    var (axis, offset, min, max) = joints[i];
                    var angle = Math.Clamp(q[i], min, max);
                    var local = Matrix4x4.CreateFromQuaternion(Quaternion.CreateFromAxisAngle(Unit(axis), angle)) * Matrix4x4.CreateTranslation(offset);
                    m = local * m;
                }
                return m;
            }
        }

        static readonly Chain arm = new(new(Axis.Z, new(0, 0, 0.3f), -3, 3), new(Axis.Y, new(0.5f, 0, 0), -2, 2), new(Axis.Y, new(0.4f, 0, 0), -2, 2));
        [Differentiable, Case("[0.3,0.5,-0.4], [0.4,0.2,0.3]", Tolerance = 2e-3)]
        public static float Error(float[] q, Vector3 target)
        {
            var pose = arm.Forward(q);
            var position = Vector3.Transform(Vector3.Zero, pose);
            var forward = Vector3.TransformNormal(Vector3.UnitX, pose);
            return Vector3.DistanceSquared(position, target) + 0.1f * (1 - Vector3.Dot(Vector3.Normalize(forward), Vector3.UnitZ)) + 0.01f * q.Sum(a => a * a);
        }
    }

    public static partial class CatmullRom
    {
        public sealed class Spline
        {
            private readonly List<Vector2> _points = [];
            public Spline Add(Vector2 p) { _points.Add(p); return this; }
            public int Segments => _points.Count - 3;
            public Vector2 Evaluate(float u)
            {
                var i = Math.Min((int)u, Segments - 1);
                var t = u - i;
                var (p0, p1, p2, p3) = (_points[i], _points[i + 1], _points[i + 2], _points[i + 3]);
                return 0.5f * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t);
            }
            public float Length(int samples)
            {
                var length = 0f;
                var last = Evaluate(0);
                for (var k = 1; k <= samples; k++)
                {
                    var next = Evaluate((float)k / samples * Segments);
                    length += Vector2.Distance(last, next);
                    last = next;
                }
                return length;
            }
        }

        [Differentiable, Case("[[0,0],[1,0.5],[2,0],[3,1],[4,0.2]], 0.1", Tolerance = 2e-3)]
        public static float Smooth(Vector2[] control, float weight)
        {
            var spline = new Spline();
            foreach (var p in control) spline.Add(p);
            return spline.Length(12) + weight * spline.Evaluate(0.7f).LengthSquared();
        }
    }

    public static partial class Pbr
    {
        public sealed record Material(Vector3 Albedo, float Roughness, float Metallic);
        public abstract record Light(Vector3 Color) { public abstract (Vector3 Direction, Vector3 Radiance) At(Vector3 p); }
        public sealed record Sun(Vector3 Dir, Vector3 Color) : Light(Color) { public override (Vector3, Vector3) At(Vector3 p) => (Vector3.Normalize(-Dir), Color); }
        public sealed record Bulb(Vector3 Position, Vector3 Color, float Radius) : Light(Color)
        {
            public override (Vector3, Vector3) At(Vector3 p) { var d = Position - p; return (Vector3.Normalize(d), Color / MathF.Max(d.LengthSquared(), Radius * Radius)); }
        }

        static readonly Light[] lights = [new Sun(new(0, -1, -0.3f), new(1, 0.9f, 0.8f)), new Bulb(new(1, 2, 1), new(4, 4, 5), 0.1f)];
        static float DistributionGgx(float nh, float a) { var a2 = a * a; var d = nh * nh * (a2 - 1) + 1; return a2 / (MathF.PI * d * d); }
        static float GeometrySmith(float nv, float nl, float rough) { var k = (rough + 1) * (rough + 1) / 8; float G(float c) => c / (c * (1 - k) + k); return G(nv) * G(nl); }
        static Vector3 Fresnel(float c, Vector3 f0) => f0 + (Vector3.One - f0) * MathF.Pow(Math.Clamp(1 - c, 0, 1), 5);
        [Differentiable, Case("[[0.5,0.4,0.3],0.4,0.2], [0.1,0.05,0.2]", Tolerance = 3e-3)]
        public static float Shade(Material m, Vector3 p)
        {
            var (n, v) = (Vector3.UnitY, Vector3.Normalize(new Vector3(0.2f, 1, 0.4f)));
            var f0 = Vector3.Lerp(new Vector3(0.04f), m.Albedo, m.Metallic);
            var color = Vector3.Zero;
            foreach (var light in lights)
            {
                var (l, radiance) = light.At(p);
                var h = Vector3.Normalize(l + v);
                var (nl, nv, nh) = (MathF.Max(Vector3.Dot(n, l), 0), MathF.Max(Vector3.Dot(n, v), 1e-4f), MathF.Max(Vector3.Dot(n, h), 0));
                if (nl <= 0) continue;
                var f = Fresnel(Vector3.Dot(h, v), f0);
                var specular = DistributionGgx(nh, m.Roughness * m.Roughness) * GeometrySmith(nv, nl, m.Roughness) * f / (4 * nv * nl);
                var kd = (Vector3.One - f) * (1 - m.Metallic);
                color += (kd * m.Albedo / MathF.PI + specular) * radiance * nl;
            }
            color /= color + Vector3.One;
            return 0.2126f * color.X + 0.7152f * color.Y + 0.0722f * color.Z;
        }
    }
}
