using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>How a value takes part in another one.</summary>
public enum LinkKind
{
    /// <summary>It is that value: a copy, a branch, an element, what a loop hands on.</summary>
    Same,

    /// <summary>A term of a sum.</summary>
    Term,

    /// <summary>Multiplied with what has no gradient.</summary>
    Scaled,

    /// <summary>Multiplied with a parameter: a linear step.</summary>
    Weighed,

    /// <summary>Multiplied with another signal.</summary>
    Gated,

    /// <summary>Argument of an activation.</summary>
    Activated,

    /// <summary>Argument of a loss.</summary>
    Judged,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>One value takes part in another. The memory of an array is one value.</summary>
/// <param name="Form">What the second value is, if it has a form.</param>
/// <param name="Loop">The loop that hands it to the next iteration.</param>
public sealed record Link(Var From, Var To, LinkKind Kind, Form? Form = null, Stmt? Loop = null)
{
    /// <summary>The value comes through as it is, or with others in a sum.</summary>
    public bool Passes => Kind is LinkKind.Same or LinkKind.Term or LinkKind.Scaled;
}
