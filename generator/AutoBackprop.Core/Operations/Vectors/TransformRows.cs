using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Vectors moved by matrices and quaternions.</summary>
internal static class TransformRows
{
    public static IEnumerable<VectorRow> All =>
    [
        .. Row((v, m) => ByPlane(v, m) + m.Row(2, 2), "Vector2.Transform(Vector2,Matrix3x2)"),
        .. Row(ByPlane, "Vector2.TransformNormal(Vector2,Matrix3x2)"),
        .. Row((v, m) => Point(v, m).Part(0, 2), "Vector2.Transform(Vector2,Matrix4x4)"),
        .. Row((v, m) => Direction(v, m).Part(0, 2), "Vector2.TransformNormal(Vector2,Matrix4x4)"),
        .. Row((v, m) => Point(v, m).Part(0, 3), "Vector3.Transform(Vector3,Matrix4x4)"),
        .. Row((v, m) => Direction(v, m).Part(0, 3), "Vector3.TransformNormal(Vector3,Matrix4x4)"),
        .. Row(Point, "Vector4.Transform(Vector2,Matrix4x4)", "Vector4.Transform(Vector3,Matrix4x4)"),
        .. Row(By, "Vector4.Transform(Vector4,Matrix4x4)"),
        .. Steps((s, a) => By(s, Vec.Join(a[0], 0, 1), a[1]).Part(0, 2), "Vector2.Transform(Vector2,Quaternion)"),
        .. Steps((s, a) => By(s, Vec.Join(a[0], 1), a[1]).Part(0, 3), "Vector3.Transform(Vector3,Quaternion)"),
        .. Steps((s, a) => By(s, Vec.Join(a[0], 0, 1), a[1]), "Vector4.Transform(Vector2,Quaternion)"),
        .. Steps((s, a) => By(s, Vec.Join(a[0], 1), a[1]), "Vector4.Transform(Vector3,Quaternion)"),
        .. Steps((s, a) => By(s, a[0], a[1]), "Vector4.Transform(Vector4,Quaternion)"),
    ];

    private static Vec ByPlane(Vec v, Vec m) => Fused(m.Row(1, 2), v.Y, m.Row(0, 2) * v.X);

    // Row by row, as far as the vector goes.
    private static Vec Direction(Vec v, Vec m)
    {
        var sum = m.Row(0, 4) * v.X;
        for (var i = 1; i < v.Numbers.Count; i++) sum = Fused(m.Row(i, 4), v[i], sum);
        return sum;
    }

    private static Vec Point(Vec v, Vec m) => Direction(v, m) + m.Row(3, 4);

    public static Vec By(Vec v, Vec m) => Direction(v, m);

    /// <summary>The vector as a quaternion, between the rotation and its conjugate.</summary>
    public static Vec By(StructuredBody s, Vec v, Vec rotation) =>
        QuaternionRows.Product(rotation, s.Name(QuaternionRows.Product(v, QuaternionRows.Conjugate(rotation))));
}
