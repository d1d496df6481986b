using static AutoBackprop.Core.MatrixRows;
using static AutoBackprop.Core.Ops;
using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Matrix4x4 from translations, scales, rotations, cameras and projections.</summary>
internal static class ProjectionRows
{
    private const string M = "Matrix4x4.Create";

    public static IEnumerable<VectorRow> All => [.. Simple, .. Rotations, .. Cameras, .. Projections];

    private static IEnumerable<VectorRow> Simple =>
    [
        .. Steps((s, a) => Vec.Join(UnitX, UnitY, UnitZ, Vec.Join(a), 1), $"{M}Translation(Vector3)", $"{M}Translation(float,float,float)"),
        .. Row(a => Scale(Thrice(a), Origin), $"{M}Scale(float)", $"{M}Scale(Vector3)"),
        .. Row((x, y, z) => Scale(Vec.Join(x, y, z), Origin), $"{M}Scale(float,float,float)"),
        .. Row((a, centre) => Scale(Thrice(a), centre * (1 - a)), $"{M}Scale(float,Vector3)", $"{M}Scale(Vector3,Vector3)"),
        .. Steps((s, a) => Scale(Vec.Join(a[0], a[1], a[2]), a[3] * (1 - Vec.Join(a[0], a[1], a[2]))),
            $"{M}Scale(float,float,float,Vector3)"),
        .. Steps((s, a) => Reflection(s, s.Name(PlaneRows.Normal(s, a[0]))), $"{M}Reflection(Plane)"),
        .. Steps((s, a) => Shadow(s, a[0], s.Name(PlaneRows.Normal(s, a[1]))), $"{M}Shadow(Vector3,Plane)"),
    ];

    private static readonly Vec Origin = new(0, 0, 0);

    private static Vec Thrice(Vec a) => a.Numbers.Count == 1 ? Vec.Join(a, a, a) : a;

    private static Vec Scale(Vec by, Vec at) => Vec.Join(by.X, 0, 0, 0, 0, by.Y, 0, 0, 0, 0, by.Z, 0, at, 1);

    private static Vec Reflection(StructuredBody s, Vec plane)
    {
        var twice = s.Name(Vec.Join(plane.Part(0, 3) * -2, 0));
        return Vec.Join(Fused(plane.X, twice, UnitX), Fused(plane.Y, twice, UnitY), Fused(plane.Z, twice, UnitZ),
            Fused(plane.W, twice, UnitW));
    }

    private static Vec Shadow(StructuredBody s, Vec light, Vec plane)
    {
        var direction = Vec.Join(light, 0);
        var along = s.Name(Dot(plane.Part(0, 3), light));
        Vec Line(int i) => Fused(direction, -plane[i], new Vec(0, 0, 0, 0).With(i, along));
        return Vec.Join(Line(0), Line(1), Line(2), Line(3));
    }

    // ── rotations ────────────────────────────────────────────────────────────────────────────────────────────

    private static IEnumerable<VectorRow> Rotations =>
    [
        .. Steps((s, a) => AboutX(s, a, (c, n) => Origin), $"{M}RotationX(float)"),
        .. Steps((s, a) => AboutX(s, a, (c, n) => Vec.Join(0, Fused(a[1].Y, 1 - c, a[1].Z * n), Fused(a[1].Z, 1 - c, -a[1].Y * n))),
            $"{M}RotationX(float,Vector3)"),
        .. Steps((s, a) => AboutY(s, a, (c, n) => Origin), $"{M}RotationY(float)"),
        .. Steps((s, a) => AboutY(s, a, (c, n) => Vec.Join(Fused(a[1].X, 1 - c, -a[1].Z * n), 0, Fused(a[1].Z, 1 - c, a[1].X * n))),
            $"{M}RotationY(float,Vector3)"),
        .. Steps((s, a) => AboutZ(s, a, (c, n) => Origin), $"{M}RotationZ(float)"),
        .. Steps((s, a) => AboutZ(s, a, (c, n) => Vec.Join(Fused(a[1].X, 1 - c, a[1].Y * n), Fused(a[1].Y, 1 - c, -a[1].X * n), 0)),
            $"{M}RotationZ(float,Vector3)"),
        .. Steps((s, a) => Turn(s, a[0]), $"{M}FromQuaternion(Quaternion)"),
        .. Steps((s, a) => Turn(s, s.Name(QuaternionRows.FromAxisAngle(s, a[0], a[1].Number))), $"{M}FromAxisAngle(Vector3,float)"),
        .. Steps((s, a) => Turn(s, s.Name(QuaternionRows.FromYawPitchRoll(s, a))), $"{M}FromYawPitchRoll(float,float,float)"),
    ];

    private static (Expr Cos, Expr Sin) Circle(StructuredBody s, Vec angle) => (s.Name(Of(Op.Cos, angle)), s.Name(Of(Op.Sin, angle)));

    private static Vec AboutX(StructuredBody s, Vec[] a, Func<Vec, Vec, Vec> at)
    {
        var (c, n) = Circle(s, a[0]);
        return Vec.Join(UnitX, 0, c, n, 0, 0, -n, c, 0, at(c, n), 1);
    }

    private static Vec AboutY(StructuredBody s, Vec[] a, Func<Vec, Vec, Vec> at)
    {
        var (c, n) = Circle(s, a[0]);
        return Vec.Join(c, 0, -n, 0, UnitY, n, 0, c, 0, at(c, n), 1);
    }

    private static Vec AboutZ(StructuredBody s, Vec[] a, Func<Vec, Vec, Vec> at)
    {
        var (c, n) = Circle(s, a[0]);
        return Vec.Join(c, n, 0, 0, -n, c, 0, 0, UnitZ, at(c, n), 1);
    }

    private static Vec Turn(StructuredBody s, Vec q)
    {
        var (xx, yy, zz) = (s.Name(q.X * q.X), s.Name(q.Y * q.Y), s.Name(q.Z * q.Z));
        var (xy, wz, xz, wy, yz, wx) = (s.Name(q.X * q.Y), s.Name(q.Z * q.W), s.Name(q.Z * q.X), s.Name(q.Y * q.W), s.Name(q.Y * q.Z),
            s.Name(q.X * q.W));
        return new Vec(
            1 - 2 * (yy + zz), 2 * (xy + wz), 2 * (xz - wy), 0,
            2 * (xy - wz), 1 - 2 * (zz + xx), 2 * (yz + wx), 0,
            2 * (xz + wy), 2 * (yz - wx), 1 - 2 * (yy + xx), 0,
            0, 0, 0, 1);
    }

    // ── cameras ──────────────────────────────────────────────────────────────────────────────────────────────

    private static IEnumerable<VectorRow> Cameras =>
    [
        .. Steps((s, a) => LookTo(s, a[0], -s.Name(a[1] - a[0]), a[2]), $"{M}LookAt(Vector3,Vector3,Vector3)"),
        .. Steps((s, a) => LookTo(s, a[0], a[1] - a[0], a[2]), $"{M}LookAtLeftHanded(Vector3,Vector3,Vector3)"),
        .. Steps((s, a) => LookTo(s, a[0], -a[1], a[2]), $"{M}LookTo(Vector3,Vector3,Vector3)"),
        .. Steps((s, a) => LookTo(s, a[0], a[1], a[2]), $"{M}LookToLeftHanded(Vector3,Vector3,Vector3)"),
        .. Steps((s, a) => World(s, a[0], a[1], a[2]), $"{M}World(Vector3,Vector3,Vector3)"),
        .. Steps((s, a) => Billboard(s, a[0], s.Name(a[0] - a[1]), a[2], -a[3]), $"{M}Billboard(Vector3,Vector3,Vector3,Vector3)"),
        .. Steps((s, a) => Billboard(s, a[0], s.Name(a[1] - a[0]), a[2], a[3]), $"{M}BillboardLeftHanded(Vector3,Vector3,Vector3,Vector3)"),
    ];

    private static Vec LookTo(StructuredBody s, Vec position, Vec direction, Vec up)
    {
        var z = s.Name(Normalize(s, s.Name(direction)));
        var x = s.Name(Normalize(s, s.Name(Cross(up, z))));
        var y = s.Name(Cross(z, x));
        var back = s.Name(-position);
        return Transpose(Vec.Join(x, Dot(x, back), y, Dot(y, back), z, Dot(z, back), UnitW));
    }

    private static Vec World(StructuredBody s, Vec position, Vec forward, Vec up)
    {
        var z = s.Name(Normalize(s, s.Name(-forward)));
        var x = s.Name(Normalize(s, s.Name(Cross(up, z))));
        return Vec.Join(x, 0, Cross(z, x), 0, z, 0, position, 1);
    }

    private static Vec Billboard(StructuredBody s, Vec position, Vec towards, Vec up, Vec otherwise)
    {
        var square = s.Name(Dot(towards, towards));
        var z = s.Choose(square < 0.0001f, () => otherwise, () => Normalize(s, towards));
        var x = s.Name(Normalize(s, s.Name(Cross(up, z))));
        return Vec.Join(x, 0, Cross(z, x), 0, z, 0, position, 1);
    }

    // ── projections ──────────────────────────────────────────────────────────────────────────────────────────

    private static IEnumerable<VectorRow> Projections =>
    [
        .. Handed("Orthographic", 4, (s, a, hand) => Orthographic(s.Name(1 / (hand * (a[2] - a[3]))), 2 / a[0], 2 / a[1], new(0, 0),
            hand * a[2])),
        .. Handed("OrthographicOffCenter", 6, (s, a, hand) =>
            OffCentre(s.Name(1 / (a[1] - a[0])), s.Name(1 / (a[3] - a[2])), s.Name(1 / (hand * (a[4] - a[5]))), a, hand)),
        .. Handed("Perspective", 4, (s, a, hand) =>
        {
            Planes(s, a[2], a[3]);
            var twice = s.Name(a[2] + a[2]);
            return Perspective(Depth(s, a[2], a[3], hand), twice / a[0], twice / a[1], new(0, 0), a[2], hand);
        }),
        .. Handed("PerspectiveFieldOfView", 4, (s, a, hand) =>
        {
            s.Refuse(a[0] <= 0, Library.OutOfRange("fieldOfView"));
            s.Refuse(a[0] >= (float)Math.PI, Library.OutOfRange("fieldOfView"));
            Planes(s, a[2], a[3]);
            var height = s.Name(1 / Call(Op.Tan, a[0] * 0.5));
            return Perspective(Depth(s, a[2], a[3], hand), height / a[1], height, new(0, 0), a[2], hand);
        }),
        .. Handed("PerspectiveOffCenter", 6, (s, a, hand) =>
        {
            Planes(s, a[4], a[5]);
            var (twice, width, height) = (s.Name(a[4] + a[4]), s.Name(1 / (a[1] - a[0])), s.Name(1 / (a[3] - a[2])));
            Vec shift = new((a[0] + a[1]) * width, (a[2] + a[3]) * height);
            return Perspective(Depth(s, a[4], a[5], hand), twice * width, twice * height, hand < 0 ? -shift : shift, a[4], hand);
        }),
        .. Handed("Viewport", 6, (s, a, hand) =>
        {
            var (width, height) = (s.Name(a[2] * 0.5), s.Name(a[3] * 0.5));
            return new Vec(width, 0, 0, 0, 0, -height, 0, 0, 0, 0, hand * (a[4] - a[5]), 0, width + a[0], height + a[1], a[4], 1);
        }),
    ];

    /// <param name="formula">Of the hand: 1 for the right, -1 for the left.</param>
    private static IEnumerable<VectorRow> Handed(string name, int count, Func<StructuredBody, Expr[], int, Vec> formula)
    {
        var numbers = string.Join(",", Enumerable.Repeat("float", count));
        return
        [
            .. Steps((s, a) => formula(s, [.. a.Select(n => n.Number)], 1), $"{M}{name}({numbers})"),
            .. Steps((s, a) => formula(s, [.. a.Select(n => n.Number)], -1), $"{M}{name}LeftHanded({numbers})"),
        ];
    }

    private static void Planes(StructuredBody s, Expr near, Expr far)
    {
        s.Refuse(near <= 0, Library.OutOfRange("nearPlaneDistance"));
        s.Refuse(far <= 0, Library.OutOfRange("farPlaneDistance"));
        s.Refuse(near >= far, Library.OutOfRange("nearPlaneDistance"));
    }

    private static Expr Depth(StructuredBody s, Expr near, Expr far, int hand) =>
        s.Choose(Compare(Op.Eq, far, double.PositiveInfinity), () => (Vec)(-hand), () => far / (hand > 0 ? near - far : far - near)).Number;

    private static Vec Perspective(Expr depth, Expr x, Expr y, Vec shift, Expr near, int hand) =>
        Vec.Join(x, 0, 0, 0, 0, y, 0, 0, shift, depth, -hand, 0, 0, hand > 0 ? depth * near : -depth * near, 0);

    private static Vec Orthographic(Expr depth, Expr x, Expr y, Vec shift, Expr near) =>
        Vec.Join(x, 0, 0, 0, 0, y, 0, 0, 0, 0, depth, 0, shift, depth * near, 1);

    private static Vec OffCentre(Expr width, Expr height, Expr depth, Expr[] a, int hand) =>
        Orthographic(depth, width + width, height + height, new(-(a[0] + a[1]) * width, -(a[2] + a[3]) * height), hand * a[4]);
}
