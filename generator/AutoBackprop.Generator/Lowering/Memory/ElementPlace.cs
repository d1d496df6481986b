using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>An element of an array or span, or a member of one.</summary>
/// <param name="Path">".Position.X", or nothing.</param>
/// <param name="IsAssignable">C# can assign it; else only the whole element.</param>
/// <param name="IsVariable">C# can assign a member of it.</param>
/// <param name="IsConstant">Marked [NoGradient].</param>
internal sealed record ElementPlace(Expr Array, EquatableArray<Expr> Indices, string Path = "", bool IsAssignable = true,
    bool IsVariable = true, bool IsConstant = false)
{
    public EquatableArray<Expr> At => Path.Length == 0 ? Indices : Indices.Append(AsField).ToArray();

    private Field AsField => new(Path, IsAssignable) { Make = Make, Around = Around };

    /// <summary>See <see cref="Field.Make"/>.</summary>
    public string Make { get; init; } = "";

    public Field? Around { get; init; }

    /// <summary>A tuple that may go by other names where it was made.</summary>
    public bool IsRenamed { get; init; }

    /// <param name="name">How it is called there.</param>
    public ElementPlace Member(Member member, string name) => this with
    {
        Path = Path.Length == 0 ? name : $"{Path}.{name}",
        IsAssignable = IsVariable && member.Access == Access.Set,
        Make = member.Make,
        Around = member.Make.Length > 0 && Path.Length > 0 ? AsField : null,
        IsVariable = IsVariable && member.Access == Access.Set && member.IsField,
        IsConstant = IsConstant || member.IsConstant,
    };

    /// <summary>Its indices computed now.</summary>
    public ElementPlace Settled(Func<Value, Value> hold) => this with { Indices = Indices.Map(i => hold(i).Scalar!) };
}
