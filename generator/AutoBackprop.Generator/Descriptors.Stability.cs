using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>AB03xx: formulas that overflow or lose their digits where another form does not.</summary>
public static partial class Descriptors
{
    public static readonly DiagnosticDescriptor LogOfSoftmax = Warning("AB0301", "Logarithm of a softmax",
        "The softmax underflows to 0 for scores {0}, where this is infinite and its gradient lost; {1} computes x - LogSumExp(x), finite for all scores");
    public static readonly DiagnosticDescriptor LogOfSigmoid = Warning("AB0302", "Logarithm of a sigmoid",
        "The sigmoid {0}, where this is infinite and its gradient lost; {1} keeps its digits for every z");
    public static readonly DiagnosticDescriptor UnshiftedExponentials = Warning("AB0303", "Unshifted exponentials",
        "Exp overflows beyond {0}, and {1} with it; {2} takes the maximum off first and has the same value");
    public static readonly DiagnosticDescriptor InfiniteSlope = Warning("AB0304", "Infinite slope",
        "The argument of {0} can be {1}, where its slope is infinite: the gradient becomes ∞ or NaN there; keep it away with an epsilon, or with a branch");
    public static readonly DiagnosticDescriptor Cancellation = Warning("AB0305", "Cancellation",
        "{0} loses its digits for {1}: {2}; {3} keeps them all");
    public static readonly DiagnosticDescriptor SmallPower = Info("AB0306", "Power with a small whole exponent",
        "A power with the exponent {0} calls a function that is made for every exponent; {1} is a product, exact up to rounding");
}
