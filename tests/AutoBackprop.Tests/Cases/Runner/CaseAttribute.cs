namespace Cases;

/// <summary>A point at which a differentiable method is tried: its value and gradient are compared with the method itself, and
/// with its differences.</summary>
/// <param name="arguments">As JSON, without the brackets around all; <c>"r:6:1"</c>: six numbers in [-1, 1].</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CaseAttribute(string arguments) : Attribute
{
    public string Arguments => arguments;

    /// <summary>What is right, where that is known.</summary>
    public double Value { get; set; } = double.NaN;

    /// <summary>Of all that is differentiated, in order.</summary>
    public string? Grad { get; set; }

    /// <summary>Differences say nothing here: a kink, a pole, numbers out of their range.</summary>
    public bool NoDifferences { get; set; }

    /// <summary>A gradient of zeros is no accident.</summary>
    public bool ZeroIsRight { get; set; }

    public Check Check { get; set; } = Check.All;

    /// <summary>Relative; by default 1e-9, 2e-4 for float.</summary>
    public double Tolerance { get; set; }
}

/// <summary>Which generated members.</summary>
[Flags]
internal enum Check { Gradient = 1, Backward = 2, All = 3 }
