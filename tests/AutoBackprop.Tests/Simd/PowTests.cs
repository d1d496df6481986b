using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests.Simd;

/// <summary>The vector power, which has two arguments and most of the special cases.</summary>
public class PowTests
{
    [Fact]
    public void A_double_is_within_4_ulp()
    {
        var random = new Random(1);
        for (var k = 0; k < 5_000; k++)
        {
            var x = Lanes(Vector512<double>.Count, () => Base(random, 1023));
            var y = x.Select(b => Exponent(random, b, 709)).ToArray();
            var powers = VectorMath.Pow(Vector512.Create(x), Vector512.Create(y));
            for (var i = 0; i < x.Length; i++)
            {
                var ulps = Exact.Pow(x[i], y[i]).UlpsTo(powers[i]);
                Assert.True(ulps <= 4, $"Pow({x[i]:R}, {y[i]:R}) = {powers[i]:R} is {ulps:g3} ulp off");
            }
        }
    }

    [Fact]
    public void A_float_is_within_4_ulp()
    {
        var random = new Random(1);
        for (var k = 0; k < 20_000; k++)
        {
            var x = Lanes(Vector512<float>.Count, () => (float)Base(random, 127));
            var y = x.Select(b => (float)Exponent(random, b, 88)).ToArray();
            var powers = VectorMath.Pow(Vector512.Create(x), Vector512.Create(y));
            for (var i = 0; i < x.Length; i++)
                VectorMathTests.AssertSame((float)Math.Pow(x[i], y[i]), powers[i], $"Pow({x[i]:R}f, {y[i]:R}f)");
        }
    }

    [Fact]
    public void Special_arguments_give_what_Math_gives()
    {
        foreach (var x in Specials.Doubles)
        {
            foreach (var y in Specials.Doubles.Concat([0.5, -0.5, 2, -2, 3, -3, 9007199254740991, 4503599627370496.5, 1e22]))
            {
                var power = VectorMath.Pow(Vector512.Create(x), Vector512.Create(y))[7];
                VectorMathTests.AssertSame(Math.Pow(x, y), power, $"Pow({x:R}, {y:R})");
                var (a, b) = ((float)x, (float)y);
                var single = VectorMath.Pow(Vector512.Create(a), Vector512.Create(b))[15];
                VectorMathTests.AssertSame(MathF.Pow(a, b), single, $"Pow({a:R}f, {b:R}f)");
            }
        }
    }

    // Half of them near 1, where the logarithm is small and the exponent large.
    private static double Base(Random random, int exponent) => random.Next(2) == 0
        ? Math.Pow(2, (2 * random.NextDouble() - 1) * exponent)
        : 1 + (random.NextDouble() - 0.5) * Math.Pow(2, -random.Next(20));

    // Such that the power stays within e^±limit; some are small integers.
    private static double Exponent(Random random, double x, double limit)
    {
        var largest = limit / Math.Max(Math.Abs(Math.Log(x)), 1e-10);
        var y = (2 * random.NextDouble() - 1) * largest;
        return random.Next(4) == 0 && Math.Abs(y) < 20 ? Math.Truncate(y) : y;
    }

    private static T[] Lanes<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
