namespace AutoBackprop.Tests.Simd;

/// <summary>Arguments at which a vector function goes wrong first.</summary>
internal static class Specials
{
    public static readonly double[] Doubles =
    [
        0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        2.2250738585072014e-308, -2.2250738585072014e-308, 1e-310, float.Epsilon, 1.17549435e-38, 1e-40, 1e-20, -1e-20,
        double.MaxValue, double.MinValue, float.MaxValue, float.MinValue, 1e300, -1e300, 2, -2, 20, -20, 100, -100, 800, -800,
        1e5, 1e7, -1e7, 1e18, Math.PI, 0.9999999999999999, 1.0000000000000002, -0.9999999999999999,
    ];
}
