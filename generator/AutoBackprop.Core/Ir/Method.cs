namespace AutoBackprop.Core;

/// <summary>A method of the IR: scalars in, scalars out. What C# shape they come in is the business of <see cref="Signature"/>.</summary>
/// <param name="IsActive">Per parameter: its gradient is wanted.</param>
public sealed record Method(string Name, EquatableArray<Var> Parameters, EquatableArray<bool> IsActive, Block Body,
    EquatableArray<Expr> Results)
{
    /// <summary>A number above every id in use.</summary>
    public int NextId { get; init; }

    /// <summary>The gradients of arrays among the parameters, each beside the parameter that it belongs to.</summary>
    public EquatableArray<Destination> Destinations { get; init; }

    /// <summary>Whole numbers that overflow throw, if nothing else is said.</summary>
    public bool ChecksOverflow { get; init; }

    /// <summary>Parameters that the caller sets to zero first.</summary>
    public EquatableArray<Var> Zeroed { get; init; }

    /// <summary>Parameters of which the caller sets to zero first what the body does not store.</summary>
    public EquatableArray<Covered> Covered { get; init; }

    /// <summary>So many of the last results are not returned, but left in parameters: <c>ref</c> and <c>out</c>.</summary>
    public int Finals { get; init; }

    /// <summary>Per parameter of a callee: its backward sweep is handed it again. Empty where nothing is.</summary>
    public EquatableArray<bool> HandedOn { get; init; } = Array.Empty<bool>();
    /// <summary>Arrays and lists among the results that take an adjoint.</summary>
    public EquatableArray<Output> Outputs { get; init; }

    /// <summary>Of a gradient: loops that run all the way forward before they run back, so that their sweeps may need storage between
    /// them.</summary>
    public EquatableArray<SweepsApart> SweepsApart { get; init; }

    /// <summary>Of a member that runs on several cores.</summary>
    public Chunking? Chunking { get; init; }

    /// <summary>Per parameter: its columns in matrices of derivatives. Empty where nobody asks for any.</summary>
    public EquatableArray<MatrixColumns> Columns { get; init; }

    /// <summary>The parameter that this gradient belongs to.</summary>
    public Var? OfGradient(Var gradient) => Destinations.FirstOrDefault(d => d.Gradient.Equals(gradient))?.Of;
}

/// <summary>What is known of a member with loops in chunks before it runs, in terms of its parameters.</summary>
/// <param name="Work">About how many operations all these loops do; null where that is not known beforehand.</param>
/// <param name="Safe">Destinations, each with what must hold lest it be left half written; those that may be in any case are not
/// there.</param>
public sealed record Chunking(Expr? Work, EquatableArray<(Var Destination, Expr Condition)> Safe);

/// <summary>Two parameters: memory to which the gradient of an array is added, and the array.</summary>
public sealed record Destination(Var Gradient, Var Of);

/// <summary>A loop, by what it begins with, and why each iteration does not run backward right after it ran forward.</summary>
public sealed record SweepsApart(Var Loop, Refusal Why);

/// <summary>A result that is made of memory of the method when all is computed.</summary>
/// <param name="Value">The result, as C# has it.</param>
/// <param name="Memory">Its elements: allocated outside of all loops and branches, and nobody else's.</param>
public sealed record Output(Var Value, Var Memory);

/// <summary>The first Rows · Columns elements of an array.</summary>
public sealed record Covered(Var Array, Expr Rows, Expr Columns);

/// <summary>Whom a <see cref="Call"/> calls.</summary>
/// <param name="Name">Key among the callees of the <see cref="Model"/>, or C# name of a method that is not ours.</param>
/// <param name="Backward">C# name of a backward that stands ready; null for a callee of the model.</param>
/// <param name="IsActive">Per argument of the method: it has a gradient.</param>
public sealed record Callee(string Name, Sweep Sweep, string? Backward, EquatableArray<bool> IsActive, EquatableArray<IrType> ResultTypes)
{
    /// <summary>Its two sweeps are two methods, with a tape between them.</summary>
    public bool IsOurs => Backward is null;

    /// <summary>It is handed the tape that lies between its two sweeps.</summary>
    public bool TakesTape => IsOurs && Sweep is Sweep.Forward or Sweep.Backward;

    /// <summary>C# name of a rule for its tangents that stands ready; empty where there is none.</summary>
    public string Tangent { get; init; } = "";

    /// <summary>Its backward stands in the run-time library: it throws nothing that the method has not thrown.</summary>
    public bool IsOfLibrary { get; init; }

    /// <summary>It may get at arrays in fields by itself.</summary>
    public bool ReachesFields { get; init; }

    /// <summary>Per argument, what becomes of memory. Where nothing is said, it may be written.</summary>
    public EquatableArray<Use> Uses { get; init; }

    /// <summary>Per argument: the backward does not run the method again, but is handed what the method left there.</summary>
    public EquatableArray<bool> TakesFinal { get; init; }

    /// <summary>It is handed the method's result, too.</summary>
    public bool TakesResult { get; init; }

    /// <summary>Per argument of a callee of the model: its backward sweep is handed it again. Empty where nothing is.</summary>
    public EquatableArray<bool> HandedOn { get; init; } = Array.Empty<bool>();
    /// <summary>C# for a span of what it returns, which stands for {0}; nothing where that is an array or a number.</summary>
    public string View { get; init; } = "";

    /// <summary>Per argument: nobody need ask for its gradient.</summary>
    public EquatableArray<bool> IsOptional { get; init; }

    /// <summary>Per argument: the parameter of the rule that has it set the gradient instead of adding to it; empty where there is
    /// none.</summary>
    public EquatableArray<string> Switches { get; init; }

    /// <summary>The switches that are on.</summary>
    public EquatableArray<string> Set { get; init; }

    public Use UseOf(int argument) => argument < Uses.Count ? Uses[argument] : Use.Writes;
}

/// <summary>What a callee does with memory: it only reads it, it may do both, or it fills all of it before it reads any.</summary>
public enum Use { Reads, Writes, Overwrites }

/// <summary>What a call computes: the value; the value, keeping on a tape what the backward sweep needs; the gradient, from that tape;
/// the value with its tangent.</summary>
public enum Sweep { Value, Forward, Backward, Tangent }
