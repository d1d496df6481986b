namespace AutoBackprop.Core;

/// <summary>The table of System.Numerics: which types are numbers side by side, and what their members compute. A formula follows
/// that of .NET step by step, so that the value is the same to the last bit, where that does not say otherwise.</summary>
public static class VectorRules
{
    public const string Namespace = "System.Numerics";

    private static readonly Dictionary<string, string[]> Types = new()
    {
        ["Vector2"] = ["X", "Y"],
        ["Vector3"] = ["X", "Y", "Z"],
        ["Vector4"] = ["X", "Y", "Z", "W"],
        ["Quaternion"] = ["X", "Y", "Z", "W"],
        ["Plane"] = ["Normal", "D"],
        ["Matrix3x2"] = Cells(3, 2),
        ["Matrix4x4"] = Cells(4, 4),
        ["Complex"] = ["Real", "Imaginary"],
    };

    public static readonly VectorRow[] All =
    [
        .. VectorRows.All, .. TransformRows.All, .. QuaternionRows.All, .. PlaneRows.All, .. PlaneMatrixRows.All, .. MatrixRows.All,
        .. ProjectionRows.All, .. ComplexRows.All,
    ];

    private static readonly Dictionary<string, VectorRow> ByMember = All.ToDictionary(r => r.Member);

    /// <summary>The members that hold the numbers, in the order in which its constructor takes them; null for a type that is no
    /// such.</summary>
    public static IReadOnlyList<string>? MembersOf(string type) => Types.TryGetValue(type, out var members) ? members : null;

    public static VectorRow? Find(string member) => ByMember.TryGetValue(member, out var row) ? row : null;

    internal static IEnumerable<VectorRow> Equality(string type) =>
    [
        .. VectorRow.Row((a, b) => VectorWords.All(Op.Eq, a, b), $"{type} == {type}"),
        .. VectorRow.Row((a, b) => Ops.Not(VectorWords.All(Op.Eq, a, b)), $"{type} != {type}"),
    ];

    /// <summary>What matrices of all sizes have.</summary>
    internal static IEnumerable<VectorRow> Matrix(string m, int rows, int columns)
    {
        var row = $"Vector{columns}";
        Vec identity = new([.. Enumerable.Range(0, rows * columns).Select(i => (Expr)(i % (columns + 1) == 0 ? 1 : 0))]);
        return
        [
            .. Equality(m),
            .. VectorRow.Row(a => VectorWords.All(Op.Eq, a, identity), $"{m}.IsIdentity"),
            .. VectorRow.Steps((s, a) => VectorWords.Pick(s, VectorWords.Rows(a[0], columns), a[1].Number), $"{m}[int]",
                $"{m}.GetRow(int)"),
            .. VectorRow.Steps((s, a) => VectorWords.Put(s, VectorWords.Rows(a[0], columns), a[1].Number, a[2]), $"{m}[int] = {row}",
                $"{m}.WithRow(int,{row})"),
            .. VectorRow.Steps((s, a) => Cell(s, a), $"{m}[int,int]", $"{m}.GetElement(int,int)"),
            .. VectorRow.Steps((s, a) => WithCell(s, a), $"{m}[int,int] = float", $"{m}.WithElement(int,int,float)"),
            .. Enumerable.Range(0, rows).SelectMany(i => VectorRow.Row(a => a.Row(i, columns), $"{m}.{"XYZW"[i]}")),
            .. Enumerable.Range(0, rows).SelectMany(i => VectorRow.Row((a, v) => a.With(i * columns, v), $"{m}.{"XYZW"[i]} = {row}")),
            .. VectorRow.Row(a => a.Part((rows - 1) * columns, rows - 1), $"{m}.Translation"),
            .. VectorRow.Row((a, v) => a.With((rows - 1) * columns, v), $"{m}.Translation = Vector{rows - 1}"),
            .. VectorRow.Row((a, b) => a + b, $"{m} + {m}", $"{m}.Add({m},{m})"),
            .. VectorRow.Row((a, b) => a - b, $"{m} - {m}", $"{m}.Subtract({m},{m})"),
            .. VectorRow.Row((a, b) => a * b, $"{m} * float", $"{m}.Multiply({m},float)"),
            .. VectorRow.Row(a => -a, $"-{m}", $"{m}.Negate({m})"),
            .. VectorRow.Row(VectorWords.Lerp, $"{m}.Lerp({m},{m},float)"),
        ];

        Vec Cell(StructuredBody s, Vec[] a) => VectorWords.Pick(s, VectorWords.Singly(VectorWords.Pick(s, VectorWords.Rows(a[0],
            columns), a[1].Number)), a[2].Number);

        Vec WithCell(StructuredBody s, Vec[] a)
        {
            var old = s.Name(VectorWords.Pick(s, VectorWords.Rows(a[0], columns), a[1].Number));
            return VectorWords.Put(s, VectorWords.Rows(a[0], columns), a[1].Number, s.Name(VectorWords.Put(s, VectorWords.Singly(old),
                a[2].Number, a[3])));
        }
    }

    private static string[] Cells(int rows, int columns) =>
        [.. Enumerable.Range(1, rows).SelectMany(i => Enumerable.Range(1, columns).Select(j => $"M{i}{j}"))];
}
