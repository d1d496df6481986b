namespace Curves;

/// <summary>What a minimiser found.</summary>
/// <param name="Misfits">Of every evaluation, in order.</param>
public sealed record Fit(string Method, string Derivatives, double[] Parameters, double Misfit, int Iterations,
    IReadOnlyList<double> Misfits, double Seconds);
