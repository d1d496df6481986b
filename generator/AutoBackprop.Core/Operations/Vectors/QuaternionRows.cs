using static AutoBackprop.Core.Ops;
using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Quaternion.</summary>
internal static class QuaternionRows
{
    private const string Q = "Quaternion";

    public static IEnumerable<VectorRow> All =>
    [
        .. Value(new Vec(0, 0, 0, 0), "Quaternion.Zero"),
        .. Value(new Vec(0, 0, 0, 1), "Quaternion.Identity"),
        .. Joined("new Quaternion(float,float,float,float)", "Quaternion.Create(float,float,float,float)",
            "new Quaternion(Vector3,float)", "Quaternion.Create(Vector3,float)"),
        .. Steps((s, a) => Pick(s, Singly(a[0]), a[1].Number), "Quaternion[int]"),
        .. Steps((s, a) => Put(s, Singly(a[0]), a[1].Number, a[2]), "Quaternion[int] = float"),
        .. VectorRules.Equality(Q),
        .. Row(a => VectorWords.All(Op.Eq, a, new Vec(0, 0, 0, 1)), "Quaternion.IsIdentity"),

        .. Row((a, b) => a + b, $"{Q} + {Q}", "Quaternion.Add(Quaternion,Quaternion)"),
        .. Row((a, b) => a - b, $"{Q} - {Q}", "Quaternion.Subtract(Quaternion,Quaternion)"),
        .. Row(Product, $"{Q} * {Q}", "Quaternion.Multiply(Quaternion,Quaternion)"),
        .. Row((a, b) => Product(b, a), "Quaternion.Concatenate(Quaternion,Quaternion)"),
        .. Row((a, b) => a * b, $"{Q} * float", "Quaternion.Multiply(Quaternion,float)"),
        .. Steps((s, a) => Product(a[0], s.Name(Inverse(s, a[1]))), $"{Q} / {Q}", "Quaternion.Divide(Quaternion,Quaternion)"),
        .. Row(a => -a, $"-{Q}", "Quaternion.Negate(Quaternion)"),

        .. Row(Conjugate, "Quaternion.Conjugate(Quaternion)"),
        .. Steps((s, a) => Inverse(s, a[0]), "Quaternion.Inverse(Quaternion)"),
        .. Row((a, b) => Dot(a, b), "Quaternion.Dot(Quaternion,Quaternion)"),
        .. Row(a => Dot(a, a), "Quaternion.LengthSquared()"),
        .. Row(a => Length(a), "Quaternion.Length()"),
        .. Steps((s, a) => Normalize(s, a[0]), "Quaternion.Normalize(Quaternion)"),
        .. Steps((s, a) => Between(s, a[0], a[1], a[2].Number), "Quaternion.Lerp(Quaternion,Quaternion,float)"),
        .. Steps((s, a) => Slerp(s, a[0], a[1], a[2].Number), "Quaternion.Slerp(Quaternion,Quaternion,float)"),

        .. Steps((s, a) => FromAxisAngle(s, a[0], a[1].Number), "Quaternion.CreateFromAxisAngle(Vector3,float)"),
        .. Steps((s, a) => FromYawPitchRoll(s, a), "Quaternion.CreateFromYawPitchRoll(float,float,float)"),
        .. Steps((s, a) => FromRotation(s, a[0]), "Quaternion.CreateFromRotationMatrix(Matrix4x4)"),
    ];

    /// <summary>The Hamilton product, summed by the parts of the first.</summary>
    public static Vec Product(Vec a, Vec b)
    {
        var sum = b * a.W;
        sum = Signed(sum, b.At(3, 2, 1, 0) * a.X, 1, -1, 1, -1);
        sum = Signed(sum, b.At(2, 3, 0, 1) * a.Y, 1, 1, -1, -1);
        return Signed(sum, b.At(1, 0, 3, 2) * a.Z, -1, 1, 1, -1);
    }

    private static Vec Signed(Vec sum, Vec term, params int[] signs) => new([.. signs.Select((sign, i) =>
        sign > 0 ? Vec.Plus(sum[i], term[i]) : Vec.Minus(sum[i], term[i]))]);

    public static Vec Conjugate(Vec a) => Vec.Join(-a.Part(0, 3), a.W);

    // 0 where it has next to no length.
    private static Vec Inverse(StructuredBody s, Vec a)
    {
        var square = s.Name(Dot(a, a));
        return s.Choose(square <= 1.1920929E-07f, () => new Vec(0, 0, 0, 0), () => Conjugate(a) / square);
    }

    // The shorter way.
    private static Vec Between(StructuredBody s, Vec a, Vec b, Expr t)
    {
        var nearer = s.Name(Select(Dot(a, b) >= 0, new Const(1, t.Type), new Const(-1, t.Type)));
        return Normalize(s, s.Name(Fused(a, 1 - t, b * nearer * t)));
    }

    private static Vec Slerp(StructuredBody s, Vec a, Vec b, Expr t)
    {
        var cosine = s.Name(Dot(a, b));
        var sign = s.Name(Select(cosine < 0, new Const(-1, t.Type), new Const(1, t.Type)));
        cosine = s.Name(cosine * sign);
        var shares = s.Choose(cosine > 0.999999f, () => new Vec(1 - t, t * sign), () =>
        {
            var angle = s.Name(Call(Op.Acos, cosine));
            var scale = s.Name(1 / Call(Op.Sin, angle));
            return new Vec(Call(Op.Sin, (1 - t) * angle) * scale, Call(Op.Sin, t * angle) * scale * sign);
        });
        return a * shares.X + b * shares.Y;
    }

    public static Vec FromAxisAngle(StructuredBody s, Vec axis, Expr angle)
    {
        var half = s.Name(angle * 0.5);
        return Vec.Join(axis * s.Name(Call(Op.Sin, half)), Call(Op.Cos, half));
    }

    public static Vec FromYawPitchRoll(StructuredBody s, Vec[] angles)
    {
        Expr Half(string op, int i) => s.Name(Call(op, s.Name(angles[i].Number * 0.5)));
        var (sy, cy, sp, cp, sr, cr) = (Half(Op.Sin, 0), Half(Op.Cos, 0), Half(Op.Sin, 1), Half(Op.Cos, 1), Half(Op.Sin, 2),
            Half(Op.Cos, 2));
        return new Vec(cy * sp * cr + sy * cp * sr, sy * cp * cr - cy * sp * sr, cy * cp * sr - sy * sp * cr, cy * cp * cr + sy * sp * sr);
    }

    /// <summary>By the greatest of its four numbers, or nearly so.</summary>
    private static Vec FromRotation(StructuredBody s, Vec m)
    {
        Expr M(int row, int column) => m[row * 4 + column - 5];
        var trace = s.Name(M(1, 1) + M(2, 2) + M(3, 3));
        return s.Choose(trace > 0,
            () => Of(trace + 1, (root, by) => new Vec((M(2, 3) - M(3, 2)) * by, (M(3, 1) - M(1, 3)) * by, (M(1, 2) - M(2, 1)) * by,
                root * 0.5)),
            () => s.Choose(And(M(1, 1) >= M(2, 2), M(1, 1) >= M(3, 3)),
                () => Of(1 + M(1, 1) - M(2, 2) - M(3, 3), (root, by) =>
                    new Vec(0.5 * root, (M(1, 2) + M(2, 1)) * by, (M(1, 3) + M(3, 1)) * by, (M(2, 3) - M(3, 2)) * by)),
                () => s.Choose(M(2, 2) > M(3, 3),
                    () => Of(1 + M(2, 2) - M(1, 1) - M(3, 3), (root, by) =>
                        new Vec((M(2, 1) + M(1, 2)) * by, 0.5 * root, (M(3, 2) + M(2, 3)) * by, (M(3, 1) - M(1, 3)) * by)),
                    () => Of(1 + M(3, 3) - M(1, 1) - M(2, 2), (root, by) =>
                        new Vec((M(3, 1) + M(1, 3)) * by, (M(3, 2) + M(2, 3)) * by, 0.5 * root, (M(1, 2) - M(2, 1)) * by)))));

        Vec Of(Expr square, Func<Expr, Expr, Vec> parts)
        {
            var root = s.Name(Call(Op.Sqrt, square));
            return parts(root, s.Name(0.5 / root));
        }
    }
}
