using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>An activation that may stand where another one hinders learning. Its values are other ones.</summary>
/// <param name="Row">Of the rule table; null: none at all, the sum as it is.</param>
/// <param name="Virtue">What it has that the other lacks.</param>
public sealed record Substitute(UnitPlace Place, Rule? Row, string Virtue);

/// <summary>Where an activation stands, by what may stand there.</summary>
public enum UnitPlace
{
    /// <summary>Between two linear steps.</summary>
    Hidden,

    /// <summary>Read as a probability.</summary>
    Probability,

    /// <summary>Read as a number above 0.</summary>
    Positive,

    /// <summary>Compared with a value.</summary>
    Value,
}
