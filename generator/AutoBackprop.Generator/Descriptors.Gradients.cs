using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>AB01xx: gradients that are zero, or not what they seem.</summary>
public static partial class Descriptors
{
    public static readonly DiagnosticDescriptor StepFunction = Warning("AB0101", "Step function",
        "{0} is a step: its slope is 0 wherever it has one, so no gradient reaches {1} through it; use a smooth surrogate (Tanh, Sigmoid), or say with Gradients.Stop that none shall");
    public static readonly DiagnosticDescriptor Kink = Info("AB0102", "Kink", "{0} has a kink where {1}; the slope used there: {2}");
    public static readonly DiagnosticDescriptor EqualityOfReals = Warning("AB0103", "Equality decides the branch",
        "'{0}' on a differentiated value decides the branch: it holds at single points, so the branch that it opens is never learned; compare with a tolerance, or mark what is compared [NoGradient] or Gradients.Stop");
    public static readonly DiagnosticDescriptor ConstantBranches = Warning("AB0104", "Constant branches",
        "Both branches are constant, so the gradient with respect to {0} is 0 here: the condition carries none; blend the branches with a Sigmoid if it should");
    public static readonly DiagnosticDescriptor MaskByProduct = Warning("AB0105", "Mask by multiplication",
        "The mask multiplies {0}, which is not finite everywhere, and 0 * ∞ is NaN, in the value and in the gradient; 'condition ? value : 0' never evaluates what it does not take");
}
