namespace AutoBackprop.Tests;

/// <summary>Distances between numbers, counted in representable ones.</summary>
internal static class Ulps
{
    public static void AssertWithin(double ulps, double expected, double actual)
    {
        var distance = Math.Abs(actual - expected) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
        Assert.True(distance <= ulps, $"{actual:R} is {distance:g3} ulp from {expected:R}");
    }
}
