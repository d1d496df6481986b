using static AutoBackprop.Core.Ops;
using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Matrix4x4 as such; how it is made from other things stands in <see cref="ProjectionRows"/>.</summary>
internal static class MatrixRows
{
    private const string M = "Matrix4x4";

    public static readonly Vec UnitX = new(1, 0, 0, 0), UnitY = new(0, 1, 0, 0), UnitZ = new(0, 0, 1, 0), UnitW = new(0, 0, 0, 1);

    public static IEnumerable<VectorRow> All =>
    [
        .. Value(Vec.Join(UnitX, UnitY, UnitZ, UnitW), "Matrix4x4.Identity"),
        .. Joined($"new Matrix4x4({Floats(16)})", $"Matrix4x4.Create({Floats(16)})", "Matrix4x4.Create(Vector4,Vector4,Vector4,Vector4)"),
        .. Row(a => Vec.Same(a.Number, 16), "Matrix4x4.Create(float)"),
        .. Row(a => Vec.Join(a, a, a, a), "Matrix4x4.Create(Vector4)"),
        .. Row(a => Vec.Join(a.Row(0, 2), 0, 0, a.Row(1, 2), 0, 0, UnitZ, a.Row(2, 2), 0, 1), "new Matrix4x4(Matrix3x2)",
            "Matrix4x4.Create(Matrix3x2)"),
        .. VectorRules.Matrix(M, 4, 4),

        .. Row(Product, $"{M} * {M}", "Matrix4x4.Multiply(Matrix4x4,Matrix4x4)"),
        .. Row(Transpose, "Matrix4x4.Transpose(Matrix4x4)"),
        .. Steps((s, a) => Determinant(s, a[0]), "Matrix4x4.GetDeterminant()"),
        .. Steps((s, a) => Inverse(s, a[0]), "Matrix4x4.Invert(Matrix4x4,out Matrix4x4)"),
        .. Steps((s, a) => Turned(s, a[0], a[1]), "Matrix4x4.Transform(Matrix4x4,Quaternion)"),
    ];

    private static string Floats(int n) => string.Join(",", Enumerable.Repeat("float", n));

    private static Vec Product(Vec a, Vec b) => Vec.Join([.. Rows(a, 4).Select(row => TransformRows.By(row, b))]);

    public static Vec Transpose(Vec a) => a.At([.. Enumerable.Range(0, 16).Select(i => i % 4 * 4 + i / 4)]);

    public static Expr IsSingular(Expr determinant) => Call(Op.Abs, determinant) < float.Epsilon;

    // By the first row, and the minors of the last two.
    private static Vec Determinant(StructuredBody s, Vec m)
    {
        var (a, b, c, d) = (m.Row(0, 4), m.Row(1, 4), m.Row(2, 4), m.Row(3, 4));
        Expr Minor(int i, int j) => s.Name(c[i] * d[j] - c[j] * d[i]);
        var (zw, yw, yz, xw, xz, xy) = (Minor(2, 3), Minor(1, 3), Minor(1, 2), Minor(0, 3), Minor(0, 2), Minor(0, 1));
        return a.X * (b.Y * zw - b.Z * yw + b.W * yz) - a.Y * (b.X * zw - b.Z * xw + b.W * xz)
            + a.Z * (b.X * yw - b.Y * xw + b.W * xy) - a.W * (b.X * yz - b.Y * xz + b.Z * xy);
    }

    private static Vec Turned(StructuredBody s, Vec m, Vec q)
    {
        var twice = s.Name(q.Part(0, 3) + q.Part(0, 3));
        var (wx, wy, wz) = (s.Name(q.W * twice.X), s.Name(q.W * twice.Y), s.Name(q.W * twice.Z));
        var (xx, xy, xz) = (s.Name(q.X * twice.X), s.Name(q.X * twice.Y), s.Name(q.X * twice.Z));
        var (yy, yz, zz) = (s.Name(q.Y * twice.Y), s.Name(q.Y * twice.Z), s.Name(q.Z * twice.Z));
        Vec[] by = [s.Name(new Vec(1 - yy - zz, xy - wz, xz + wy)), s.Name(new Vec(xy + wz, 1 - xx - zz, yz - wx)),
            s.Name(new Vec(xz - wy, yz + wx, 1 - xx - yy))];
        Vec Turn(Vec row) => Vec.Join([.. by.Select(b => (Vec)(row.X * b.X + row.Y * b.Y + row.Z * b.Z)), row.W]);
        return Vec.Join([.. Rows(m, 4).Select(Turn)]);
    }

    // ── the inverse, with the vector instructions of x64 ─────────────────────────────────────────────────────

    /// <summary>Whether there is one, and the inverse: all cofactors by pairs of columns, as .NET computes them where it has SSE.
    /// Elsewhere it rounds in another order.</summary>
    public static Vec Inverse(StructuredBody s, Vec matrix)
    {
        var m = Transpose(matrix);
        var (c0, c1, c2, c3) = (m.Row(0, 4), m.Row(1, 4), m.Row(2, 4), m.Row(3, 4));
        Vec Minus(Vec a, Vec b, Vec from) => s.Name(Fused(-a, b, from));

        // Minors of two columns.
        var d0 = Minus(c2.At(2, 3, 2, 3), c3.At(0, 0, 1, 1), s.Name(c2.At(0, 0, 1, 1) * c3.At(2, 3, 2, 3)));
        var d1 = Minus(c0.At(2, 3, 2, 3), c1.At(0, 0, 1, 1), s.Name(c0.At(0, 0, 1, 1) * c1.At(2, 3, 2, 3)));
        var d2 = Minus(Shuffle(c2, c0, 221), Shuffle(c3, c1, 136), s.Name(Shuffle(c2, c0, 136) * Shuffle(c3, c1, 221)));

        var mixed = Shuffle(d0, d2, 93);
        var low = s.Name(c1.At(1, 2, 0, 1) * Shuffle(mixed, d0, 50));
        var low1 = s.Name(c0.At(2, 0, 1, 0) * Shuffle(mixed, d0, 153));
        mixed = Shuffle(d1, d2, 253);
        var low2 = s.Name(c3.At(1, 2, 0, 1) * Shuffle(mixed, d1, 50));
        var low3 = s.Name(c2.At(2, 0, 1, 0) * Shuffle(mixed, d1, 153));

        mixed = Shuffle(d0, d2, 4);
        low = Minus(c1.At(2, 3, 1, 2), Shuffle(d0, mixed, 147), low);
        low1 = Minus(c0.At(3, 2, 3, 1), Shuffle(d0, mixed, 38), low1);
        mixed = Shuffle(d1, d2, 164);
        low2 = Minus(c3.At(2, 3, 1, 2), Shuffle(d1, mixed, 147), low2);
        low3 = Minus(c2.At(3, 2, 3, 1), Shuffle(d1, mixed, 38), low3);

        var high = s.Name(c1.At(3, 0, 3, 0) * Shuffle(d0, d2, 74).At(0, 3, 2, 0));
        var high1 = s.Name(c0.At(1, 3, 0, 2) * Shuffle(d0, d2, 76).At(3, 0, 1, 2));
        var high2 = s.Name(c3.At(3, 0, 3, 0) * Shuffle(d1, d2, 234).At(0, 3, 2, 0));
        var high3 = s.Name(c2.At(1, 3, 0, 2) * Shuffle(d1, d2, 236).At(3, 0, 1, 2));
        Vec[] cofactors =
        [
            Alternate(low + high, low - high), Alternate(low1 - high1, low1 + high1),
            Alternate(low2 + high2, low2 - high2), Alternate(low3 - high3, low3 + high3),
        ];
        var first = s.Name(cofactors[0]);

        var determinant = s.Name(Dot(first, c0));
        var isRegular = s.Name(Not(IsSingular(determinant)));
        return Vec.Join(isRegular, s.Choose(isRegular, () =>
        {
            var by = s.Name(1 / determinant);
            return Vec.Join(first * by, cofactors[1] * by, cofactors[2] * by, cofactors[3] * by);
        }, () => Vec.Same(double.NaN, 16)));
    }

    // Two of each, by pairs of bits.
    private static Vec Shuffle(Vec a, Vec b, int bits) => new(a[bits & 3], a[bits >> 2 & 3], b[bits >> 4 & 3], b[bits >> 6 & 3]);

    private static Vec Alternate(Vec even, Vec odd) => Shuffle(even, odd, 216).At(0, 2, 1, 3);
}
