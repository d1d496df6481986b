using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>AB01xx: gradients that are zero, or not what they seem.</summary>
public static partial class Descriptors
{
    public static readonly DiagnosticDescriptor StepFunction = Warning("AB0101", "Step function", "{0} is a step: its slope is 0 wherever it has one, so no gradient reaches {1} through it; use a smooth surrogate (Tanh, Sigmoid), or say with Gradients.Stop that none shall");
}
