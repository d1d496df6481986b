using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What lowering could not read, and where. Never part of the cached model.</summary>
public sealed record Rejection(DiagnosticDescriptor Descriptor, Location Location, params string[] Arguments)
{
    /// <summary>The place in a called method that is the reason.</summary>
    public Location? Cause { get; init; }

    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, Cause is null ? null : [Cause], Arguments);
}
