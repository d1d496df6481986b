using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>What to put in the place of an activation that hinders learning.</summary>
public static class Substitutes
{
    private const string BothSides = "with a slope on both sides";

    public static readonly Substitute[] All =
    [
        new(UnitPlace.Hidden, Rules.Of(Op.Relu), "slope 1 wherever the unit is on"),
        new(UnitPlace.Hidden, Rules.Of(Op.LeakyRelu), "slope 1 where the unit is on, 0.01 where it is off"),
        new(UnitPlace.Hidden, Rules.Of(Op.Gelu), "smooth, slope 1/2 at 0, near 1 where the unit is well on"),
        new(UnitPlace.Hidden, Rules.Of(Op.Tanh), "zero-centred, slope up to 1"),
        new(UnitPlace.Probability, Rules.Of(Op.Sigmoid), "between 0 and 1, " + BothSides),
        new(UnitPlace.Positive, Rules.Of(Op.Softplus), "positive, " + BothSides),
        new(UnitPlace.Value, Rules.Of(Op.Softplus), "positive, " + BothSides),
        new(UnitPlace.Value, null, "any number, slope 1"),
    ];

    /// <summary>In the order in which to offer them.</summary>
    /// <param name="preferred">The hidden activation that the user likes best, by its name in C#; it comes first. What is no activation is
    /// not listened to.</param>
    public static IReadOnlyList<Substitute> Of(UnitPlace place, string? preferred = null)
    {
        var offered = All.Where(s => s.Place == place).ToList();
        if (place != UnitPlace.Hidden || Liked(preferred) is not { } row) return offered;
        var first = offered.Find(s => s.Row == row)
            ?? new Substitute(place, row,
            row.Analytic.LargestSlope is { } slope
                ? $"slope up to {Math.Round(slope, 2).ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "as preferred");
        return [first, .. offered.Where(s => s.Row != row)];
    }

    /// <summary>The method of the package that applies a row: "Activations.Relu".</summary>
    public static string? MethodOf(Rule row) => row.Methods.FirstOrDefault(m => m.StartsWith(Ours, StringComparison.Ordinal));

    private const string Ours = "AutoBackprop.Activations.";

    // What has put the sigmoid into the wrong place would put it there again.
    private static Rule? Liked(string? name) => name is null ? null
        : Rules.All.FirstOrDefault(r => r is { Analytic.IsActivation: true, Analytic.IsProbability: false, Derivative.IsStep: false }
        && string.Equals(MethodOf(r)?.Substring(Ours.Length), name.Trim(), StringComparison.OrdinalIgnoreCase));
}
