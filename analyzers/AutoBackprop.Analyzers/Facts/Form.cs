using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>What a value is: a row of the rules, applied to an argument, whether the user called it or wrote it out.</summary>
/// <param name="Argument">Over variables of the method; an operation where the user wrote none (the z of 1 / (1 + Exp(z)) is -z).</param>
/// <param name="Others">Further arguments: of a loss the target, of a binary row the second.</param>
/// <param name="Parts">The values inside that belong to the writing out.</param>
/// <param name="IsWrittenOut">The user did not call it.</param>
public sealed record Form(Rule Row, Expr Argument, EquatableArray<Expr> Others, Var Value, IReadOnlyCollection<Var> Parts,
    bool IsWrittenOut = false)
{
    public string Name => Row.Name;

    /// <summary>The elements of an array, added up.</summary>
    public bool IsSum => Row == Composites.Sum;
}
