using System.Globalization;

namespace AutoBackprop.Core;

/// <summary>Where an operation has a kink, and the slope that is used there.</summary>
public sealed record Kink(KinkPlace Place, string Convention)
{
    public static readonly Kink Tie = new(KinkPlace.Tie, "the gradient goes to y");
    public static readonly Kink TieOfMagnitudes = new(KinkPlace.TieOfMagnitudes, "the gradient goes to y");
    public static readonly Kink Origin = new(KinkPlace.Origin, "slope 0") { Points = [0] };

    /// <summary>Of the first argument; none where the kink lies elsewhere, as in a tie.</summary>
    public double[] Points { get; private init; } = [];

    public static Kink At(string convention, params double[] points) => new(KinkPlace.Points, convention) { Points = points };

    /// <summary>"x = 0".</summary>
    public string Where => Place switch
    {
        KinkPlace.Points when Points is [var low, var high] && low == -high => $"x = ±{Text(high)}",
        KinkPlace.Points => string.Join(", ", Points.Select(p => $"x = {Text(p)}")),
        KinkPlace.Base => "x = 0",
        KinkPlace.Origin => "x = y = 0",
        KinkPlace.Tie => "x = y",
        KinkPlace.TieOfMagnitudes => "|x| = |y|",
        KinkPlace.Bounds => "x = min, x = max",
        KinkPlace.Signs => "x = 0, y = 0",
        KinkPlace.Margin => "z * y = 1",
        KinkPlace.WholeQuotient => "x / y whole",
        _ => "x / y halfway",
    };

    private static string Text(double point) => point.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>At points of the first argument, or where its arguments meet in some way.</summary>
public enum KinkPlace
{
    Points,

    /// <summary>The base of a power, whose exponent decides.</summary>
    Base,

    /// <summary>Both arguments are 0.</summary>
    Origin,
    Tie,
    TieOfMagnitudes,
    Bounds,
    Signs,
    Margin,
    WholeQuotient,
    HalfwayQuotient,
}
