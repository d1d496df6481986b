namespace AutoBackprop.Core;

/// <summary>How a loop on vectors does an operation.</summary>
public sealed record Expansion
{
    /// <summary>The method of VectorMath that does it for a vector; null where there is none.</summary>
    public string? Vector { get; init; }

    /// <summary>Without such a method: the same through operations that have one, where there is a scalar method by its own formula; in a
    /// vector both sides of a choice are computed. Null, or giving null for these arguments, where there is nothing of the kind; then a
    /// loop with it stays scalar.</summary>
    public Func<Expr[], Expr?>? Meaning { get; init; }

    /// <summary>1: the larger argument, -1: the smaller one; NaN wins over both, and -0 is smaller than 0. Else 0.</summary>
    public int Extreme { get; init; }

    public bool Takes(Expr[] args) => Vector is not null || Meaning?.Invoke(args) is not null;
}
