using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>AB04xx: what the compiler made of a loop, and what the method costs.</summary>
public static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ManagedAllocation = Warning("AB0403", "Managed allocation", "'{0}' allocates on the managed heap in every call of '{1}'; stackalloc, or a span that the caller owns, costs nothing");
}
