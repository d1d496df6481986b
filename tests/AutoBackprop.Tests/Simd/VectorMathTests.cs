using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests.Simd;

/// <summary>Every function of one argument against its exact value, and against <see cref="Math"/> where nothing is rounded.</summary>
public class VectorMathTests
{
    public static TheoryData<string> Functions => [.. VectorFunction.All.Keys];

    [Theory, MemberData(nameof(Functions))]
    public void A_double_is_within_its_bound(string name)
    {
        var function = VectorFunction.All[name];
        var worst = Worst.Of(function, function.Arguments(20_000));
        Assert.True(worst.Ulps <= function.Bounds.Double, $"{name}({worst.At:R}) is {worst.Ulps:g3} ulp off");
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_float_is_within_its_bound(string name)
    {
        var function = VectorFunction.All[name];
        var worst = Worst.Of(function, function.SingleArguments(step: 10_007));
        Assert.True(worst.Ulps <= function.Bounds.Single, $"{name}({worst.At:R}) is {worst.Ulps:g3} ulp off");
    }

    [Theory, MemberData(nameof(Functions))]
    public void Special_arguments_give_what_Math_gives(string name)
    {
        var function = VectorFunction.All[name];
        foreach (var x in Specials.Doubles)
        {
            AssertSame(function.Reference(x), function.Double(Vector512.Create(x))[0], $"{name}({x:R})");
            var single = (float)x;
            AssertSame((float)function.Reference(single), function.Single(Vector512.Create(single))[0], $"{name}({single:R}f)");
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_lane_does_not_see_its_neighbours(string name)
    {
        var function = VectorFunction.All[name];
        var alone = function.Double(Vector512.Create(0.7))[0];
        var singleAlone = function.Single(Vector512.Create(0.7f))[0];
        foreach (var x in Specials.Doubles)
        {
            var lanes = function.Double(Vector512.Create(x).WithElement(3, 0.7));
            Assert.True(new DoubleDouble(alone).UlpsTo(lanes[3]) <= 1, $"{name} beside {x:R}");
            var singles = function.Single(Vector512.Create((float)x).WithElement(11, 0.7f));
            Assert.Equal(singleAlone, singles[11], 1e-7f * Math.Abs(singleAlone));
        }
    }

    [Fact]
    public void What_does_not_round_is_what_Math_gives()
    {
        foreach (var x in Specials.Doubles.Concat([0.5, 1.5, -2.5, 3.7, -3.7, 4503599627370495.5]))
        {
            Same(VectorMath.Abs, VectorMath.Abs, Math.Abs, MathF.Abs);
            Same(VectorMath.Floor, VectorMath.Floor, Math.Floor, MathF.Floor);
            Same(VectorMath.Ceiling, VectorMath.Ceiling, Math.Ceiling, MathF.Ceiling);
            Same(VectorMath.Round, VectorMath.Round, Math.Round, MathF.Round);
            Same(VectorMath.Truncate, VectorMath.Truncate, Math.Truncate, MathF.Truncate);
            Same(VectorMath.Sqrt, VectorMath.Sqrt, Math.Sqrt, MathF.Sqrt);
            Same(VectorMath.Relu, VectorMath.Relu, Activations.Relu, Activations.Relu);

            void Same(
                Func<Vector512<double>, Vector512<double>> vector, Func<Vector512<float>, Vector512<float>> single,
                Func<double, double> scalar, Func<float, float> scalarSingle)
            {
                Assert.Equal(scalar(x), vector(Vector512.Create(x))[5]);
                Assert.Equal(scalarSingle((float)x), single(Vector512.Create((float)x))[5]);
            }
        }
    }

    [Fact]
    public void SinCos_is_Sin_and_Cos()
    {
        foreach (var x in Specials.Doubles)
        {
            var (lanes, singles) = (Vector512.Create(x, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((float)x));
            Assert.Equal((VectorMath.Sin(lanes), VectorMath.Cos(lanes)), VectorMath.SinCos(lanes));
            Assert.Equal((VectorMath.Sin(singles), VectorMath.Cos(singles)), VectorMath.SinCos(singles));
        }
    }

    [Fact]
    public void Max_and_Min_treat_NaN_and_the_two_zeros_as_Math_does()
    {
        foreach (var x in Specials.Doubles)
        {
            foreach (var y in Specials.Doubles)
            {
                Assert.Equal(Math.Max(x, y), VectorMath.Max(Vector512.Create(x), Vector512.Create(y))[2]);
                Assert.Equal(Math.Min(x, y), VectorMath.Min(Vector512.Create(x), Vector512.Create(y))[2]);
                var (a, b) = (Vector512.Create((float)x), Vector512.Create((float)y));
                Assert.Equal(MathF.Max((float)x, (float)y), VectorMath.Max(a, b)[2]);
                Assert.Equal(MathF.Min((float)x, (float)y), VectorMath.Min(a, b)[2]);
            }
        }
    }

    /// <summary>Equal where the expected value is a limit, zero with its sign or NaN; close otherwise.</summary>
    internal static void AssertSame(double expected, double actual, string call)
    {
        var same = double.IsFinite(expected) && expected != 0
            ? new DoubleDouble(expected).UlpsTo(actual) <= 4
            : expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual));
        Assert.True(same, $"{call} = {actual:R}, not {expected:R}");
    }

    internal static void AssertSame(float expected, float actual, string call)
    {
        var same = float.IsFinite(expected) && expected != 0
            ? Math.Abs((double)expected - actual) <= 4 * ((double)MathF.BitIncrement(MathF.Abs(expected)) - MathF.Abs(expected))
            : expected.Equals(actual) && (float.IsNaN(expected) || float.IsNegative(expected) == float.IsNegative(actual));
        Assert.True(same, $"{call} = {actual:R}, not {expected:R}");
    }
}
