namespace AutoBackprop.Tests;

/// <summary>What a call gave.</summary>
/// <param name="Value">What is differentiated.</param>
/// <param name="Gradient">Empty where the method itself was called.</param>
/// <param name="Left">All numbers that came back, and that the arguments held in the end.</param>
/// <param name="Thrown">The exception instead of all that.</param>
internal sealed record Outcome(double Value, double[] Gradient, double[] Left, Type? Thrown = null)
{
    /// <summary>A destination that is longer than its parameter kept its tail.</summary>
    public bool HasKeptTails { get; init; } = true;

    public double[] All => [Value, .. Gradient, .. Left];

    public static Outcome Of(Func<Outcome> call)
    {
        try { return call(); }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException or NullReferenceException) { return new(double.NaN, [], [], e.GetType()); }
    }
}
