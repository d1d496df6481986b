namespace AutoBackprop.Core;

/// <summary>What is to be known of the slope of an operation beside its formula.</summary>
public sealed record Derivative
{
    /// <summary>Constant zero derivative almost everywhere: Floor, Sign, ...</summary>
    public bool IsStep { get; init; }

    /// <summary>The convention at a kink; null where there is none.</summary>
    public Kink? Kink { get; init; }

    /// <summary>Where the value or the slope is not finite. A power depends on its exponent.</summary>
    public Singularity[] Singularities { get; init; } = [];

    /// <summary>Elsewhere, too, the slope may be infinite at arguments that are finite.</summary>
    public bool IsSteep { get; init; }

    /// <summary>The slope by an argument is another argument, or the result by it.</summary>
    public bool IsProduct { get; init; }

    /// <summary>What the second of two operands is handed, by what the first is and by the result; null where that is no shorter.</summary>
    public Func<Expr, Expr, Expr>? OfSecond { get; init; }

    /// <summary>Never 0 but where it is too small for its type; the slope is proportional to it there.</summary>
    public bool VanishesFarOut { get; init; }

    /// <summary>The argument beyond which a double overflows; a float does at an eighth of it.</summary>
    public double? OverflowsBeyond { get; init; }
}
