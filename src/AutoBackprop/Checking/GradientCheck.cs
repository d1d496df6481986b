using System.Globalization;
using System.Text;

namespace AutoBackprop;

/// <summary>What <see cref="O:AutoBackprop.Gradients.Check"/> found.</summary>
/// <param name="Components">One row per component of the gradient, in order.</param>
/// <param name="Tolerance">The largest relative error that passes.</param>
public sealed record GradientCheck(IReadOnlyList<GradientComponent> Components, double Tolerance)
{
    private const int RowsShown = 10;

    /// <summary>The component with the largest relative error; null if there are none.</summary>
    public GradientComponent? Worst => Components.MaxBy(c => c.RelativeError);

    /// <summary>Whether every component is within the tolerance.</summary>
    public bool Passed => Worst is not { } worst || worst.RelativeError <= Tolerance;

    /// <summary>Throws, with the table of the worst components, unless the check passed.</summary>
    /// <exception cref="InvalidOperationException">The check failed.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed) throw new InvalidOperationException(ToString());
    }

    /// <summary>The verdict, and a table of the worst components.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Gradient {(Passed ? "passed" : "failed")}: ");
        text.Append(CultureInfo.InvariantCulture, $"{Components.Count(c => c.RelativeError > Tolerance)} of ");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Components.Count} components off by more than {Tolerance:g3}.");
        text.Append($"{"index",7}{"analytic",24}{"numeric",24}{"relative error",16}");

        foreach (var (index, analytic, numeric, error) in Components.OrderByDescending(c => c.RelativeError).Take(RowsShown))
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{index,7}{analytic,24:g15}{numeric,24:g12}{error,16:g3}");

        return text.ToString();
    }
}
