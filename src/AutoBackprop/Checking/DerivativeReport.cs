using System.Globalization;
using System.Text;

namespace AutoBackprop;

/// <summary>What <see cref="Gradients.CheckAll(Type, int, int, double)"/> found.</summary>
/// <param name="Methods">One row per differentiable method, in order of their declaration.</param>
public sealed record DerivativeReport(IReadOnlyList<MethodCheck> Methods)
{
    /// <summary>Whether every method was compared and nothing is wrong.</summary>
    public bool Passed => Methods.All(m => m.Passed);

    /// <summary>Throws, with what is wrong and what could not be compared, unless the check passed.</summary>
    /// <exception cref="InvalidOperationException">The check failed.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed) throw new InvalidOperationException(ToString());
    }

    /// <summary>The verdict, then a line for each number that is wrong and each method that was not compared.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Derivatives {(Passed ? "passed" : "failed")}: {Methods.Count} methods, ");
        text.Append(CultureInfo.InvariantCulture, $"{Methods.Sum(m => m.Compared)} numbers compared, {Methods.Sum(m => m.AtKinks)} at kinks, ");
        text.Append(CultureInfo.InvariantCulture, $"{Methods.Count(m => m.Mismatches.Count > 0)} methods wrong, ");
        text.Append(CultureInfo.InvariantCulture, $"{Methods.Count(m => m.NotChecked is not null)} not compared.");
        foreach (var method in Methods)
        {
            foreach (var wrong in method.Mismatches) text.AppendLine().Append($"  {method.Method}: {wrong}");
            if (method.NotChecked is { } why) text.AppendLine().Append($"  {method.Method}: not compared, {why}");
        }
        return text.ToString();
    }
}
