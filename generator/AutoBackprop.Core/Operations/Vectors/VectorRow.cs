namespace AutoBackprop.Core;

/// <summary>What a member of a type of System.Numerics computes, number by number: its derivatives are those of the rows of
/// <see cref="Rules"/> that the formula is made of.</summary>
/// <param name="Member">"Vector3.Dot(Vector3,Vector3)", "Vector3 + Vector3", "-Vector3", "(Complex)double", "Vector3.UnitX",
/// "Vector3[int]", "new Vector3(float)"; what a property or an indexer is set to follows it: "Vector3[int] = float".</param>
/// <param name="Formula">The result, or what is set with its new value, then what is left in <c>out</c> parameters; from what
/// the member is called on, if that is a value, and the arguments. Every number that it is given has a name.</param>
public sealed record VectorRow(string Member, Func<StructuredBody, Vec[], Vec> Formula)
{
    public static IEnumerable<VectorRow> Steps(Func<StructuredBody, Vec[], Vec> formula, params string[] members) =>
        members.Select(m => new VectorRow(m, formula));

    public static IEnumerable<VectorRow> Value(Vec value, params string[] members) => Steps((_, _) => value, members);
    public static IEnumerable<VectorRow> Row(Func<Vec, Vec> formula, params string[] members) => Steps((_, a) => formula(a[0]), members);
    public static IEnumerable<VectorRow> Row(Func<Vec, Vec, Vec> formula, params string[] members) =>
        Steps((_, a) => formula(a[0], a[1]), members);
    public static IEnumerable<VectorRow> Row(Func<Vec, Vec, Vec, Vec> formula, params string[] members) =>
        Steps((_, a) => formula(a[0], a[1], a[2]), members);

    /// <summary>The arguments are the numbers.</summary>
    public static IEnumerable<VectorRow> Joined(params string[] members) => Steps((_, a) => Vec.Join(a), members);
}
