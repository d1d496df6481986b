namespace AutoBackprop.Core;

/// <summary>A point of an argument at which an operation, or its slope, is not finite.</summary>
/// <param name="HasValue">The value is finite there, only the slope is not (the root at 0).</param>
/// <param name="Domain">1: the domain is what lies above; -1: below; 0: both sides.</param>
public sealed record Singularity(int Argument, double At, bool HasValue, int Domain)
{
    /// <summary>The slope is finite there, too: only the domain ends.</summary>
    public bool HasSlope { get; init; }
}
