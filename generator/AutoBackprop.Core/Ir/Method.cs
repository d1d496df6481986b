namespace AutoBackprop.Core;

/// <summary>A method of the IR: scalars in, scalars out. What C# shape they come in is the business of <see cref="Signature"/>.</summary>
/// <param name="IsActive">Per parameter: its gradient is wanted.</param>
public sealed record Method(string Name, EquatableArray<Var> Parameters, EquatableArray<bool> IsActive, Block Body, EquatableArray<Expr> Results)
{
    /// <summary>A number above every id in use.</summary>
    public int NextId { get; init; }
}

/// <summary>Whom a <see cref="Call"/> calls.</summary>
/// <param name="Name">Key in the <see cref="Program"/>, or C# name of a method that is not ours.</param>
/// <param name="Order">How often the method was differentiated: 0 the method itself, 1 its backward, ...</param>
/// <param name="Backward">C# name of a hand-written backward; null for a method of the program.</param>
public sealed record Callee(string Name, int Order, string? Backward, EquatableArray<bool> IsActive, EquatableArray<IrType> ResultTypes);
