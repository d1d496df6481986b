using System.Globalization;

namespace AutoBackprop.Analyzers;

/// <summary>How messages write numbers.</summary>
internal static class Numbers
{
    public static string Text(double number) => number.ToString(Math.Abs(number) >= 100 ? "0" : "0.####", CultureInfo.InvariantCulture);
}
