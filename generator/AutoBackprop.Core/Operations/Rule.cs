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
    public int Arity => Domains.Length;
    public bool IsOperator { get; } = Spelling.Contains('{');

    /// <summary>How tightly an operator binds; the C# grammar, greater is tighter.</summary>
    public int Precedence { get; init; }

    /// <summary>Positions of the arguments that are whole numbers or enums: no derivative by them.</summary>
    public int[] Integers { get; init; } = [];

    /// <summary>Further methods that mean the same operation.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>What other libraries call the operation. What the user wrote is what runs, so that the value is theirs to the last bit; all
    /// else is ours. Each is a row of its own, in <see cref="Rules.Foreign"/>.</summary>
    public Foreign[] Elsewhere { get; init; } = [];

    /// <summary>For some arguments there is no value, but an exception.</summary>
    public bool CanThrow { get; init; }

    /// <summary>Made by passes; no C# of a user means it.</summary>
    public bool IsOurs { get; init; }

    public Derivative Derivative { get; init; } = new();
    public Expansion Expansion { get; init; } = new();
    public Analytic Analytic { get; init; } = new();

    /// <summary>Worth keeping or sharing rather than computing again.</summary>
    public bool IsCostly => !IsOperator || Name is Op.Div or Op.Rem;

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
            var full when full.Contains('.') => [spelling],
            var type => ["AutoBackprop." + type + name],
        };
    }
}

/// <summary>A method of another library, by its full name.</summary>
public sealed record Foreign(string Name)
{
    public bool CanThrow { get; init; }
}
