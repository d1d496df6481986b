namespace AutoBackprop.Core;

/// <summary>What can be said about the results of an operation, and of its role in a network.</summary>
public sealed record Analytic
{
    /// <summary>Where results lie, when that says something.</summary>
    public Interval? Range { get; init; }

    /// <summary>Where results lie for arguments in these intervals, when that is more than <see cref="Range"/> and <see cref="Increasing"/>
    /// say.</summary>
    public Func<Interval[], Interval>? Bounds { get; init; }

    /// <summary>The function itself, where it never decreases.</summary>
    public Func<double, double>? Increasing { get; init; }

    /// <summary>The largest |slope| of an activation.</summary>
    public double? LargestSlope { get; init; }

    /// <summary>The slope vanishes at both ends (sigmoid, tanh).</summary>
    public bool Saturates { get; init; }

    /// <summary>A neuron's last step: a nonlinearity that a layer applies to its sums.</summary>
    public bool IsActivation { get; init; }

    /// <summary>Results lie between 0 and 1 and are read as probabilities.</summary>
    public bool IsProbability => IsActivation && Range is { Low: 0, High: 1 };

    /// <summary>What a loss compares; null for what is no loss.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>A logarithm of its argument, to whatever base.</summary>
    public bool IsLogarithm { get; init; }

    /// <summary>Exponential or logarithm to the base e.</summary>
    public bool IsNatural { get; init; }

    /// <summary>On a sum of exponentials, the operation of the same value that takes the largest off first.</summary>
    public string? Shifted { get; init; }

    /// <summary>No argument, or no element of it, exceeds the result: taking it off leaves nothing above 0.</summary>
    public bool IsUpperBound { get; init; }

    /// <summary>Each result depends on all elements of an array.</summary>
    public bool IsOverArray { get; init; }

    /// <summary>One result of all elements.</summary>
    public bool IsReduction { get; init; }

    /// <summary>A root of its argument: of a loss it is one, too, in other units.</summary>
    public bool IsRoot { get; init; }

    /// <summary>The first argument, raised to the second.</summary>
    public bool IsPower { get; init; }
}

/// <summary>What the first argument of a loss is: a value to hit, a probability, the logit of one, or a score with a margin.</summary>
public enum LossKind { Value, Probability, Logit, Margin }
