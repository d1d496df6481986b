using static AutoBackprop.Core.Ops;
using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Matrix3x2.</summary>
internal static class PlaneMatrixRows
{
    private const string M = "Matrix3x2";

    public static IEnumerable<VectorRow> All =>
    [
        .. Value(new Vec(1, 0, 0, 1, 0, 0), "Matrix3x2.Identity"),
        .. Joined("new Matrix3x2(float,float,float,float,float,float)", "Matrix3x2.Create(float,float,float,float,float,float)",
            "Matrix3x2.Create(Vector2,Vector2,Vector2)"),
        .. Row(a => Vec.Same(a.Number, 6), "Matrix3x2.Create(float)"),
        .. Row(a => Vec.Join(a, a, a), "Matrix3x2.Create(Vector2)"),
        .. VectorRules.Matrix(M, 3, 2),

        .. Row(Product, $"{M} * {M}", "Matrix3x2.Multiply(Matrix3x2,Matrix3x2)"),
        .. Row(a => Determinant(a), "Matrix3x2.GetDeterminant()"),
        .. Steps((s, a) => Inverse(s, a[0]), "Matrix3x2.Invert(Matrix3x2,out Matrix3x2)"),

        .. Row(a => Vec.Join(1, 0, 0, 1, a), "Matrix3x2.CreateTranslation(Vector2)"),
        .. Row((x, y) => Vec.Join(1, 0, 0, 1, x, y), "Matrix3x2.CreateTranslation(float,float)"),
        .. Row(a => Scale(Twice(a), Zero), "Matrix3x2.CreateScale(float)", "Matrix3x2.CreateScale(Vector2)"),
        .. Row((x, y) => Scale(Vec.Join(x, y), Zero), "Matrix3x2.CreateScale(float,float)"),
        .. Row((a, centre) => Scale(Twice(a), centre * (1 - a)), "Matrix3x2.CreateScale(float,Vector2)",
            "Matrix3x2.CreateScale(Vector2,Vector2)"),
        .. Row((x, y, centre) => Scale(Vec.Join(x, y), centre * (1 - Vec.Join(x, y))), "Matrix3x2.CreateScale(float,float,Vector2)"),
        .. Steps((s, a) => Rotation(s, a[0].Number, null), "Matrix3x2.CreateRotation(float)"),
        .. Steps((s, a) => Rotation(s, a[0].Number, a[1]), "Matrix3x2.CreateRotation(float,Vector2)"),
        .. Row((x, y) => Vec.Join(1, Of(Op.Tan, y), Of(Op.Tan, x), 1, 0, 0), "Matrix3x2.CreateSkew(float,float)"),
        .. Steps((s, a) => Skew(s.Name(Of(Op.Tan, a[0])), s.Name(Of(Op.Tan, a[1])), a[2]), "Matrix3x2.CreateSkew(float,float,Vector2)"),
    ];

    private static readonly Vec Zero = new(0, 0);

    private static Vec Twice(Vec a) => a.Numbers.Count == 1 ? Vec.Join(a, a) : a;

    private static Vec Scale(Vec by, Vec at) => Vec.Join(by.X, 0, 0, by.Y, at);

    private static Vec Skew(Expr x, Expr y, Vec centre) => Vec.Join(1, y, x, 1, -centre.Y * x, -centre.X * y);

    private static Vec Product(Vec a, Vec b)
    {
        Vec Row(int row) => (Vec)a[row * 2] * b.Row(0, 2) + (Vec)a[row * 2 + 1] * b.Row(1, 2);
        return Vec.Join(Row(0), Row(1), Row(2) + b.Row(2, 2));
    }

    private static Expr Determinant(Vec a) => a[0] * a[3] - a[2] * a[1];

    private static Vec Inverse(StructuredBody s, Vec a)
    {
        var determinant = s.Name(Determinant(a));
        var isRegular = s.Name(Not(MatrixRows.IsSingular(determinant)));
        return Vec.Join(isRegular, s.Choose(isRegular, () =>
        {
            var by = s.Name(1 / determinant);
            return new Vec(a[3], -a[1], -a[2], a[0], a[2] * a[5] - a[4] * a[3], a[4] * a[1] - a[0] * a[5]) * by;
        }, () => Vec.Same(double.NaN, 6)));
    }

    // Near a quarter turn it is one; its slope is that of any other.
    private static Vec Rotation(StructuredBody s, Expr radians, Vec? centre)
    {
        var turn = s.Name(Call(Op.Remainder, radians, new Const((float)Math.PI * 2, radians.Type)));
        var (sine, cosine) = (s.Name(Call(Op.Sin, turn)), s.Name(Call(Op.Cos, turn)));
        var isStraight = s.Name(And(turn > -1.7453294E-05f, turn < 1.7453294E-05f));
        var isLeft = s.Name(And(turn > 1.570779f, turn < 1.5708138f));
        var isBack = s.Name(Or(turn < -3.1415753f, turn > 3.1415753f));
        var isRight = s.Name(And(turn > -1.5708138f, turn < -1.570779f));
        var c = s.Name(cosine + Stop(Snap(cosine, (isStraight, 1), (isLeft, 0), (isBack, -1), (isRight, 0))));
        var n = s.Name(sine + Stop(Snap(sine, (isStraight, 0), (isLeft, 1), (isBack, 0), (isRight, -1))));
        return Vec.Join(c, n, -n, c, centre is null ? Zero : new Vec(centre.X * (1 - c) + centre.Y * n, centre.Y * (1 - c) - centre.X * n));
    }

    private static Expr Snap(Expr value, params (Expr If, double To)[] places) =>
        places.Reverse().Aggregate((Expr)new Const(0, value.Type), (other, p) => Select(p.If, p.To - value, other));
}
