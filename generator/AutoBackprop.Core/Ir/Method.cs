namespace AutoBackprop.Core;

/// <summary>A method of the IR: scalars in, scalars out. What C# shape they come in is the business of <see cref="Signature"/>.</summary>
/// <param name="IsActive">Per parameter: its gradient is wanted.</param>
public sealed record Method(string Name, EquatableArray<Var> Parameters, EquatableArray<bool> IsActive, Block Body, EquatableArray<Expr> Results)
{
    /// <summary>A number above every id in use.</summary>
    public int NextId { get; init; }

    /// <summary>Parameters that the caller sets to zero first.</summary>
    public EquatableArray<Var> Zeroed { get; init; }

    /// <summary>Parameters of which the caller sets to zero first what the body does not store.</summary>
    public EquatableArray<Covered> Covered { get; init; }

    /// <summary>So many of the last results are not returned, but left in parameters: <c>ref</c> and <c>out</c>.</summary>
    public int Finals { get; init; }
}

/// <summary>The first Rows · Columns elements of an array.</summary>
public sealed record Covered(Var Array, Expr Rows, Expr Columns);

/// <summary>Whom a <see cref="Call"/> calls.</summary>
/// <param name="Name">Key among the callees of the <see cref="Model"/>, or C# name of a method that is not ours.</param>
/// <param name="Backward">C# name of a hand-written backward; null for a callee of the model.</param>
public sealed record Callee(string Name, Sweep Sweep, string? Backward, EquatableArray<bool> IsActive, EquatableArray<IrType> ResultTypes)
{
    /// <summary>Its two sweeps are two methods, with a tape between them.</summary>
    public bool IsOurs => Backward is null;
}

/// <summary>What a call computes: the value; the value, keeping on a tape what the backward sweep needs; the gradient, from that tape.</summary>
public enum Sweep { Value, Forward, Backward }
