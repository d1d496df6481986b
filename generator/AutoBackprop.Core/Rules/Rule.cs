namespace AutoBackprop.Core;

/// <summary>Adjoints of the arguments, from the arguments, the result and the adjoint of the result.</summary>
public delegate Expr[] Pullback(Expr[] args, Expr y, Expr g);

/// <summary>One scalar operation: how C# spells it, how it is differentiated, where it may be tested. The formula uses the
/// result where it can, so nothing is computed twice.</summary>
/// <param name="Spelling">An operator ("{0} + {1}") or a method ("Math.Sin", "double.Hypot", "Activations.Sigmoid").</param>
/// <param name="Pullback">Null for an operation without a derivative on reals (comparison, logic, predicate).</param>
/// <param name="Domains">Per argument, the interval in which tests draw numbers.</param>
public sealed record Rule(string Name, string Spelling, Pullback? Pullback, Interval[] Domains)
{
    private bool? _isActivation;

    public int Arity => Domains.Length;
    public bool IsOperator { get; } = Spelling.Contains('{');

    /// <summary>How tightly an operator binds; the C# grammar, greater is tighter.</summary>
    public int Precedence { get; init; }

    /// <summary>Positions of the arguments that are whole numbers or enums: no derivative by them.</summary>
    public int[] Integers { get; init; } = [];

    /// <summary>Further methods that mean the same operation.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>The method of VectorMath that does it for a vector; null where there is none.</summary>
    public string? Vector { get; init; }

    /// <summary>For a row without such a method: the same by operations that have one. Null, or giving null for these arguments,
    /// where there is nothing of the kind; then a loop with it stays scalar.</summary>
    public Func<Expr[], Expr?>? Meaning { get; init; }

    public bool HasVectorForm(Expr[] args) => Vector is not null || Meaning?.Invoke(args) is not null;

    /// <summary>1: the larger argument, -1: the smaller one; NaN wins over both, and -0 is smaller than 0. Else 0.</summary>
    public int Extreme { get; init; }

    /// <summary>Made by passes; no C# of a user means it.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Constant zero derivative almost everywhere: Floor, Sign, ...</summary>
    public bool IsStep { get; init; }

    /// <summary>The convention at a kink, e.g. "x = 0: slope 0"; null where there is none.</summary>
    public string? Kink { get; init; }

    /// <summary>The slope vanishes at both ends (sigmoid, tanh).</summary>
    public bool Saturates { get; init; }

    /// <summary>The largest |slope| of an activation.</summary>
    public double? LargestSlope { get; init; }

    /// <summary>Where results lie, when that says something.</summary>
    public Interval? Range { get; init; }

    /// <summary>A neuron's last step: a nonlinearity that a layer applies to its sums.</summary>
    public bool IsActivation
    {
        get => _isActivation ??= Methods.Any(m => m.StartsWith("AutoBackprop.Activations.", StringComparison.Ordinal));
        init => _isActivation = value;
    }

    /// <summary>What a loss compares; null for what is no loss.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>The function itself, where it never decreases.</summary>
    public Func<double, double>? Increasing { get; init; }

    /// <summary>Where results lie for arguments in these intervals, when that is more than <see cref="Range"/> and <see cref="Increasing"/> say.</summary>
    public Func<Interval[], Interval>? Bounds { get; init; }

    /// <summary>Where the value or the slope is not finite. A power depends on its exponent.</summary>
    public Singularity[] Singularities { get; init; } = [];

    /// <summary>Elsewhere, too, the slope may be infinite at arguments that are finite.</summary>
    public bool IsSteep { get; init; }

    /// <summary>The slope by an argument is another argument, or the result by it.</summary>
    public bool IsProduct { get; init; }

    /// <summary>Never 0 but where it is too small for its type; the slope is proportional to it there.</summary>
    public bool VanishesFarOut { get; init; }

    /// <summary>A logarithm of its argument, to whatever base.</summary>
    public bool IsLogarithm { get; init; }

    /// <summary>On a sum of exponentials, the operation of the same value that takes the largest off first.</summary>
    public string? Shifted { get; init; }

    /// <summary>Exponential or logarithm to the base e.</summary>
    public bool IsNatural { get; init; }

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

    /// <summary>The argument beyond which a double overflows; a float does at an eighth of it.</summary>
    public double? OverflowsBeyond { get; init; }

    /// <summary>Points of the first argument with a kink; none where it lies elsewhere, as in a tie.</summary>
    public double[] KinkAt { get; init; } = [];

    /// <summary>The kink is where both arguments are there.</summary>
    public bool HasJointKink { get; init; }

    /// <summary>Results lie between 0 and 1 and are read as probabilities.</summary>
    public bool IsProbability => IsActivation && Range is { Low: 0, High: 1 };

    /// <summary>Worth keeping or sharing rather than computing again.</summary>
    public bool IsCostly => !IsOperator || Name is "Div" or "Rem";

    /// <summary>The fully qualified methods that lower to this row: "System.Math.Sin", "System.MathF.Sin", "double.Sin", ...</summary>
    public IEnumerable<string> Methods => IsOperator ? Also : Spellings(Spelling).Concat(Also.SelectMany(Spellings)).Distinct();

    private static IEnumerable<string> Spellings(string spelling)
    {
        var dot = spelling.LastIndexOf('.');
        var name = spelling.Substring(dot);
        return spelling.Substring(0, dot) switch
        {
            "Math" or "MathF" => ["System.Math" + name, "System.MathF" + name, "double" + name, "float" + name],
            "double" => ["double" + name, "float" + name],
            var type => ["AutoBackprop." + type + name],
        };
    }
}

/// <summary>What the first argument of a loss is: a value to hit, a probability, the logit of one, or a score with a margin.</summary>
public enum LossKind { Value, Probability, Logit, Margin }
