using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>AB04xx: what the compiler made of a loop, and what the method costs.</summary>
public static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NotVectorised = Info("AB0401", "Loop not vectorised",
        "This {0} runs {1}: {2}");
    public static readonly DiagnosticDescriptor StoresValues = Info("AB0402", "Loop stores values",
        "This loop stores {0} per iteration for the backward sweep ({1}), since {2}");
    public static readonly DiagnosticDescriptor ManagedAllocation = Info("AB0403", "Managed allocation",
        "'{0}' allocates on the managed heap in every call of '{1}' and of its gradient; what is always the same is best made once, and handed in");
}
