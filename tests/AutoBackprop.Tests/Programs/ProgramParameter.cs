namespace AutoBackprop.Tests.Programs;

/// <summary>How a parameter is passed.</summary>
internal enum Passing { Real, Single, In, Ref, Out, ReadOnly, Writable, Array, Pair, Struct, Int, Bool, Length, Ints }

/// <summary>A parameter of a random program, and how its numbers lie in the flat arrays that the tests work with.</summary>
internal sealed record ProgramParameter(string Name, Passing Passing)
{
    /// <summary>Without @.</summary>
    public string Plain => Name.TrimStart('@');

    public bool IsReal => Passing is not (Passing.Int or Passing.Bool or Passing.Length or Passing.Ints);
    public bool IsMemory => Passing is Passing.ReadOnly or Passing.Writable or Passing.Array;

    /// <summary>What it is when the call is over belongs to the results.</summary>
    public bool IsScalar => IsReal && !IsMemory;

    public string Type => Passing switch
    {
        Passing.Real => "double",
        Passing.Single => "float",
        Passing.In => "in double",
        Passing.Ref => "ref double",
        Passing.Out => "out double",
        Passing.ReadOnly => "ReadOnlySpan<double>",
        Passing.Writable => "Span<double>",
        Passing.Array => "double[]",
        Passing.Pair => "(double a, double c)",
        Passing.Struct => "S",
        Passing.Bool => "bool",
        Passing.Ints => "int[]",
        _ => "int",
    };

    /// <summary>So many numbers go in.</summary>
    public int Inputs(int n) => Passing switch
    {
        Passing.Real or Passing.Single or Passing.In or Passing.Ref => 1,
        Passing.Pair or Passing.Struct => 2,
        Passing.ReadOnly or Passing.Writable or Passing.Array => n,
        _ => 0,
    };

    /// <summary>So many numbers come out.</summary>
    public int Outputs(int n) => Passing == Passing.Out ? 1 : Inputs(n);
}
