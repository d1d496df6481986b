using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What lowering could not read, and where. Never part of the cached model.</summary>
public sealed record Rejection(DiagnosticDescriptor Descriptor, Location Location, params string[] Arguments)
{
    /// <summary>The place in a called method that is the reason.</summary>
    public Location? Cause { get; init; }

    /// <summary>The variable that cannot be what it is: whatever else is wrong with it follows from that.</summary>
    public ISymbol? About { get; init; }

    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    /// <param name="what">The construct.</param>
    /// <param name="instead">What to write in its place.</param>
    public static Rejection Unsupported(Location location, string what, string instead = "") =>
        new(Descriptors.Unsupported, location, what, instead.Length == 0 ? "" : "; " + instead);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, Cause is null ? null : [Cause], Arguments);
}
