namespace AutoBackprop.Core;

/// <summary>All methods that are generated for one [Differentiable] method: they only have to be printed.</summary>
public sealed record Program(Model Model, EquatableArray<CompiledMember> Members, EquatableArray<CompiledCallee> Callees);

/// <param name="Whole">Null where the method was refused.</param>
/// <param name="Outlined">The same with its large loops as <see cref="Part"/>s.</param>
public sealed record CompiledMember(Derivatives Kind, Method? Whole, Method? Outlined)
{
    /// <summary>The form that runs on several cores, where loops let it.</summary>
    public bool IsParallel { get; init; }
}

/// <summary>A method that is called, not inlined: its value, or one of its two sweeps.</summary>
public sealed record CompiledCallee(string Name, Sweep Sweep, Method Method);
