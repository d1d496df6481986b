using static AutoBackprop.Core.VectorRow;
using static AutoBackprop.Core.VectorWords;

namespace AutoBackprop.Core;

/// <summary>Vector2, Vector3 and Vector4. Exp, Log, Log2, Sin and Cos are those of Math, of which .NET's for vectors differ by an ulp or
/// two.</summary>
internal static class VectorRows
{
    public static IEnumerable<VectorRow> All => [.. Alike("Vector2", 2), .. Alike("Vector3", 3), .. Alike("Vector4", 4), .. Made, .. Moved];

    private static IEnumerable<VectorRow> Alike(string v, int n) =>
    [
        .. Constants(v, n), .. Operators(v), .. Norms(v), .. ByElement(v), .. Relations(v),
        .. Steps((s, a) => Pick(s, Singly(a[0]), a[1].Number), $"{v}[int]", $"Vector.GetElement({v},int)"),
        .. Steps((s, a) => Put(s, Singly(a[0]), a[1].Number, a[2]), $"{v}[int] = float", $"Vector.WithElement({v},int,float)"),
        .. Joined($"new {v}({Numbers(n)})", $"{v}.Create({Numbers(n)})"),
        .. Row(a => Vec.Same(a.Number, n), $"new {v}(float)", $"{v}.Create(float)"),
        .. Row(a => Vec.Join(a, Vec.Same(0, n - 1)), $"{v}.CreateScalar(float)"),
        .. Steps((s, a) => Loaded(s, a[0].Number, n), $"new {v}(ReadOnlySpan<float>)", $"{v}.Create(ReadOnlySpan<float>)"),
        .. Steps((s, a) => Stored(s, a[0], a[1].Number), $"{v}.CopyTo(float[])", $"{v}.CopyTo(Span<float>)"),
    ];

    private static string Numbers(int n) => string.Join(",", Enumerable.Repeat("float", n));

    private static Vec Loaded(StructuredBody s, Expr memory, int n)
    {
        s.Refuse(Ops.Length(memory) < Const.Int(n), Library.OutOfRange("values"));
        return Vec.Join([.. Enumerable.Range(0, n).Select(i => (Vec)s.Element(memory, Const.Int(i)))]);
    }

    private static Vec Stored(StructuredBody s, Vec value, Expr memory)
    {
        s.Refuse(Ops.Length(memory) < Const.Int(value.Numbers.Count), Library.TooShort("destination"));
        for (var i = 0; i < value.Numbers.Count; i++) s.Store(memory, Const.Int(i), value[i]);
        return new();
    }

    private static IEnumerable<VectorRow> Constants(string v, int n) =>
    [
        .. Value(Vec.Same(0, n), $"{v}.Zero"),
        .. Value(Vec.Same(1, n), $"{v}.One"),
        .. Enumerable.Range(0, n).SelectMany(i => Value(Vec.Same(0, n).With(i, 1), $"{v}.Unit{"XYZW"[i]}")),
        .. Value(Vec.Same((float)Math.PI, n), $"{v}.Pi"),
        .. Value(Vec.Same((float)(2 * Math.PI), n), $"{v}.Tau"),
        .. Value(Vec.Same((float)Math.E, n), $"{v}.E"),
        .. Value(Vec.Same(double.NaN, n), $"{v}.NaN"),
        .. Value(Vec.Same(double.PositiveInfinity, n), $"{v}.PositiveInfinity"),
        .. Value(Vec.Same(double.NegativeInfinity, n), $"{v}.NegativeInfinity"),
    ];

    private static IEnumerable<VectorRow> Operators(string v) =>
    [
        .. Row((a, b) => a + b, $"{v} + {v}", $"{v}.Add({v},{v})"),
        .. Row((a, b) => a - b, $"{v} - {v}", $"{v}.Subtract({v},{v})"),
        .. Row((a, b) => a * b, $"{v} * {v}", $"{v} * float", $"float * {v}", $"{v}.Multiply({v},{v})", $"{v}.Multiply({v},float)",
            $"{v}.Multiply(float,{v})"),
        .. Row((a, b) => a / b, $"{v} / {v}", $"{v} / float", $"{v}.Divide({v},{v})", $"{v}.Divide({v},float)"),
        .. Row(a => -a, $"-{v}", $"{v}.Negate({v})"),
        .. Row(a => a, $"+{v}"),
    ];

    private static IEnumerable<VectorRow> Norms(string v) =>
    [
        .. Row((a, b) => Dot(a, b), $"{v}.Dot({v},{v})"),
        .. Row(a => Sum(a), $"{v}.Sum({v})"),
        .. Row(a => Square(a), $"{v}.LengthSquared()"),
        .. Row(a => Length(a), $"{v}.Length()"),
        .. Steps((s, a) => Square(s.Name(a[0] - a[1])), $"{v}.DistanceSquared({v},{v})"),
        .. Steps((s, a) => Length(s.Name(a[0] - a[1])), $"{v}.Distance({v},{v})"),
        .. Steps((s, a) => Normalize(s, a[0]), $"{v}.Normalize({v})"),
        .. Row((a, b, t) => Lerp(a, b, t), $"{v}.Lerp({v},{v},float)", $"{v}.Lerp({v},{v},{v})"),
        .. Steps((s, a) => Reflect(a[0], a[1], s.Name(Dot(a[0], a[1]))), v == "Vector4" ? [] : [$"{v}.Reflect({v},{v})"]),
        .. Row(Clamp, $"{v}.Clamp({v},{v},{v})"),
        .. Row(Fused, $"{v}.MultiplyAddEstimate({v},{v},{v})"),
        .. Row((a, b, c) => Vec.Zip(a, b, c, (x, y, z) => Ops.Call(Op.FusedMultiplyAdd, x, y, z)), $"{v}.FusedMultiplyAdd({v},{v},{v})"),
        .. Row(a => Vec.Join(Each(Op.Sin, a), Each(Op.Cos, a)), $"{v}.SinCos({v})"),
    ];

    private static Vec Square(Vec a) => Dot(a, a);

    private static Vec Reflect(Vec a, Vec normal, Expr along) => Fused(-(along + along), normal, a);

    private static IEnumerable<VectorRow> ByElement(string v)
    {
        foreach (var (op, name) in new[]
        {
            (Op.Abs, "Abs"), (Op.Sqrt, "SquareRoot"), (Op.Exp, "Exp"), (Op.Log, "Log"), (Op.Log2, "Log2"), (Op.Sin, "Sin"), (Op.Cos, "Cos"),
            (Op.Round, "Round"), (Op.Truncate, "Truncate"), (Op.DegreesToRadians, "DegreesToRadians"),
            (Op.RadiansToDegrees, "RadiansToDegrees"),
        })
            foreach (var row in Row(a => Each(op, a), $"{v}.{name}({v})")) yield return row;
        foreach (var (op, name) in new[]
        {
            (Op.Max, "Max"), (Op.Min, "Min"), (Op.MaxNumber, "MaxNumber"), (Op.MinNumber, "MinNumber"),
            (Op.MaxMagnitude, "MaxMagnitude"), (Op.MinMagnitude, "MinMagnitude"),
            (Op.MaxMagnitudeNumber, "MaxMagnitudeNumber"), (Op.MinMagnitudeNumber, "MinMagnitudeNumber"),
            (Op.Hypot, "Hypot"), (Op.CopySign, "CopySign"),
        })
            foreach (var row in Row((a, b) => Each(op, a, b), $"{v}.{name}({v},{v})")) yield return row;
    }

    private static IEnumerable<VectorRow> Relations(string v)
    {
        foreach (var (relation, name) in new[] { (Op.Eq, "Equals"), (Op.Lt, "LessThan"), (Op.Le, "LessThanOrEqual"),
            (Op.Gt, "GreaterThan"), (Op.Ge, "GreaterThanOrEqual") })
        {
            foreach (var row in Row((a, b) => VectorWords.All(relation, a, b), $"{v}.{name}All({v},{v})")) yield return row;
            foreach (var row in Row((a, b) => Any(relation, a, b), $"{v}.{name}Any({v},{v})")) yield return row;
        }
        foreach (var row in VectorRules.Equality(v)) yield return row;
    }

    private static IEnumerable<VectorRow> Made =>
    [
        .. Joined("new Vector3(Vector2,float)", "Vector3.Create(Vector2,float)"),
        .. Joined("new Vector4(Vector2,float,float)", "Vector4.Create(Vector2,float,float)"),
        .. Joined("new Vector4(Vector3,float)", "Vector4.Create(Vector3,float)"),
        .. Row(a => Vec.Join(a, 0), "Vector.AsVector3(Vector2)", "Vector.AsVector4(Vector3)"),
        .. Row(a => Vec.Join(a, 0, 0), "Vector.AsVector4(Vector2)"),
        .. Row(a => a.Part(0, 2), "Vector.AsVector2(Vector3)", "Vector.AsVector2(Vector4)"),
        .. Row(a => a.Part(0, 3), "Vector.AsVector3(Vector4)"),
        .. Row(a => a, "Vector.AsVector4(Quaternion)", "Vector.AsVector4(Plane)", "Vector.AsQuaternion(Vector4)",
            "Vector.AsPlane(Vector4)"),
    ];

    private static IEnumerable<VectorRow> Moved =>
    [
        .. Row(Cross, "Vector3.Cross(Vector3,Vector3)"),
        .. Row((a, b) => a.X * b.Y - a.Y * b.X, "Vector2.Cross(Vector2,Vector2)"),
        .. Row((a, b) => Vec.Join(Fused(a.At(1, 2, 0), b.At(2, 0, 1), -(a.At(2, 0, 1) * b.At(1, 2, 0))), Fused(a.W, b.W, 0)),
            "Vector4.Cross(Vector4,Vector4)"),
    ];
}
