namespace AutoBackprop.Benchmarks.GradBench;

/// <summary>An objective, its gradient, and how far both are from what GradBench expects.</summary>
/// <param name="Target">Time of the gradient, at most, as a multiple of the time of the primal.</param>
/// <param name="Deviation">Of value and gradient from the expected ones, relative; null where none are known.</param>
public sealed record Workload(string Name, double Target, Func<double> Primal, Func<double> Gradient, Func<double>? Deviation = null)
{
    /// <summary>The other modes; null where they are not measured.</summary>
    public Modes? Modes { get; init; }
}

/// <summary>An objective on vectors, with a tangent, and its gradient with a Hessian-vector product.</summary>
/// <param name="Target">Time of the tangent, at most, as a multiple of that of the value.</param>
public sealed record Modes(Func<double> Value, Func<double> Tangent, Func<double> HessianVector, double Target);
