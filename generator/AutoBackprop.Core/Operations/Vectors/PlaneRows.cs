using static AutoBackprop.Core.Ops;
using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Plane.</summary>
internal static class PlaneRows
{
    public static IEnumerable<VectorRow> All =>
    [
        .. Joined("new Plane(float,float,float,float)", "new Plane(Vector3,float)", "new Plane(Vector4)",
            "Plane.Create(float,float,float,float)", "Plane.Create(Vector3,float)", "Plane.Create(Vector4)"),
        .. VectorRules.Equality("Plane"),
        .. Steps((s, a) => FromVertices(s, a[0], a[1], a[2]), "Plane.CreateFromVertices(Vector3,Vector3,Vector3)"),
        .. Row((p, v) => Dot(p, v), "Plane.Dot(Plane,Vector4)"),
        .. Row((p, v) => Dot(p, Vec.Join(v, 1)), "Plane.DotCoordinate(Plane,Vector3)"),
        .. Row((p, v) => Dot(p.Part(0, 3), v), "Plane.DotNormal(Plane,Vector3)"),
        .. Steps((s, a) => Normal(s, a[0]), "Plane.Normalize(Plane)"),
        .. Steps((s, a) => TransformRows.By(a[0], MatrixRows.Transpose(s.Name(MatrixRows.Inverse(s, a[1]).Part(1, 16)))),
            "Plane.Transform(Plane,Matrix4x4)"),
        .. Steps((s, a) => TransformRows.By(s, a[0], a[1]), "Plane.Transform(Plane,Quaternion)"),
    ];

    private static Vec FromVertices(StructuredBody s, Vec a, Vec b, Vec c)
    {
        var normal = s.Name(Normalize(s, s.Name(Cross(s.Name(b - a), s.Name(c - a)))));
        return Vec.Join(normal, -Dot(normal, a));
    }

    // 0 where the length is beyond all numbers.
    public static Vec Normal(StructuredBody s, Vec plane)
    {
        var square = s.Name(Dot(plane.Part(0, 3), plane.Part(0, 3)));
        return s.Choose(Compare(Op.Eq, square, double.PositiveInfinity), () => new Vec(0, 0, 0, 0), () =>
            plane / s.Name(Call(Op.Norm, square)));
    }
}
