using System.Globalization;
using System.Runtime.Intrinsics;

namespace AutoBackprop.Tests;

/// <summary>The functions of statistics against tables of many digits: all of their domains, and what surrounds the places where the method
/// changes.</summary>
public class SpecialReferenceTests
{
    /// <param name="Ulps">The largest error allowed.</param>
    /// <param name="Terms">Where the function has zeros that cannot keep their digits: the size of what cancels there; 1e-15 of it is allowed.
    /// </param>
    private sealed record Function(Func<double[], double> Value, Func<double[], double> Ulps, Func<double[], double> Terms);

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["LogGamma"] = new(x => Special.LogGamma(x[0]), _ => 4, x => x[0] < -2 ? 2 + Math.Abs(Special.LogGamma(-x[0])) : 0),
        ["Digamma"] = new(x => Special.Digamma(x[0]), _ => 4, x => x[0] < 0 ? 2 + 2 * Math.Abs(Special.Digamma(1 - x[0])) : 0),
        ["Trigamma"] = new(x => Special.Trigamma(x[0]), _ => 5, _ => 0),
        ["LogBeta"] = new(x => Special.LogBeta(x[0], x[1]), _ => 5, _ => 1),
        ["ErfInverse"] = new(x => Special.ErfInverse(x[0]), _ => 4, _ => 0),
        ["NormalQuantile"] = new(x => Special.NormalQuantile(x[0]), _ => 5, _ => 0),
        ["BesselI0"] = new(x => Special.BesselI0(x[0]), _ => 4, _ => 0),
        ["BesselI1"] = new(x => Special.BesselI1(x[0]), _ => 4, _ => 0),
        ["BesselI"] = new(x => Special.BesselI((int)x[0], x[1]), x => 6 + 0.4 * Math.Abs(x[0]), _ => 0),
        ["Polygamma"] = new(x => Special.Polygamma((int)x[0], x[1]), x => 5 + x[0], _ => 0),
        ["PolygammaDifference"] = new(x => Special.PolygammaDifference((int)x[0], x[1], x[2]), _ => 6, _ => 0),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    private static readonly Dictionary<string, (Func<Vector512<double>, Vector512<double>> Double, Func<Vector512<float>, Vector512<float>> Single)> Vectors = new()
    {
        ["LogGamma"] = (VectorMath.LogGamma, VectorMath.LogGamma),
        ["Digamma"] = (VectorMath.Digamma, VectorMath.Digamma),
        ["Trigamma"] = (VectorMath.Trigamma, VectorMath.Trigamma),
        ["ErfInverse"] = (VectorMath.ErfInverse, VectorMath.ErfInverse),
        ["NormalQuantile"] = (VectorMath.NormalQuantile, VectorMath.NormalQuantile),
        ["BesselI0"] = (VectorMath.BesselI0, VectorMath.BesselI0),
        ["BesselI1"] = (VectorMath.BesselI1, VectorMath.BesselI1),
    };

    public static TheoryData<string> VectorNames => [.. Vectors.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_function_is_as_near_to_many_digits_as_it_says(string name) => Compare(name, Functions[name].Value);

    [Theory, MemberData(nameof(VectorNames))]
    public void So_is_its_form_on_vectors(string name) => Compare(name, x => Vectors[name].Double(Vector512.Create(1.25).WithElement(3, x[0]))[3]);

    [Theory, MemberData(nameof(VectorNames))]
    public void On_vectors_odd_numbers_give_what_they_give_alone(string name)
    {
        foreach (var x in Simd.Specials.Doubles.Concat([0, -0.0, 1, -1, 2, 0.5, -3, 714, -714, 1.5]))
        {
            var (alone, lane) = (Functions[name].Value([x]), Vectors[name].Double(Vector512.Create(x))[0]);
            Assert.True(alone.Equals(lane) || Math.Abs(alone - lane) <= 1e-14 * Math.Abs(alone), $"{name}({x:R}): {lane:R}, alone {alone:R}");
            var (single, among) = ((float)Functions[name].Value([(float)x]), Vectors[name].Single(Vector512.Create((float)x))[0]);
            Assert.True(single.Equals(among) || Math.Abs(single - among) <= 2e-7f * Math.Abs(single), $"{name}({x:R}f): {among:R}, alone {single:R}");
        }
    }

    private static void Compare(string name, Func<double[], double> value)
    {
        var function = Functions[name];
        var path = Repository.PathTo("tests", "AutoBackprop.Tests", "Runtime", "References", name + ".txt");
        var rows = File.ReadLines(path).Where(l => l[0] != '#')
            .Select(l => l.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.True(rows.Count >= 200);
        Assert.All(rows, row =>
        {
            var (x, expected) = (row[..^1], row[^1]);
            var actual = value(x);
            var allowed = function.Ulps(x) * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)) + 1e-15 * function.Terms(x);
            Assert.True(Math.Abs(actual - expected) <= allowed, $"{name}({string.Join(", ", x)}) = {actual:R}, should be {expected:R}");
        });
    }

    [Fact]
    public void Single_precision_is_double_rounded_once() => Assert.All([-2.7f, -0.3f, 1e-20f, 0.4f, 0.9f, 1.7f, 12.5f, 1e6f], x =>
    {
        Assert.Equal((float)Special.LogGamma((double)x), Special.LogGamma(x));
        Assert.Equal((float)Special.Digamma((double)x), Special.Digamma(x));
        Assert.Equal((float)Special.Trigamma((double)x), Special.Trigamma(x));
        Assert.Equal((float)Special.Polygamma(2, (double)x), Special.Polygamma(2, x));
        Assert.Equal((float)Special.PolygammaDifference(1, (double)x, 0.25), Special.PolygammaDifference(1, x, 0.25f));
        Assert.Equal((float)Special.LogBeta((double)x, 0.25), Special.LogBeta(x, 0.25f));
        Assert.Equal((float)Special.ErfInverse((double)x), Special.ErfInverse(x));
        Assert.Equal((float)Special.NormalQuantile((double)x), Special.NormalQuantile(x));
        Assert.Equal((float)Special.BesselI0((double)x), Special.BesselI0(x));
        Assert.Equal((float)Special.BesselI1((double)x), Special.BesselI1(x));
        Assert.Equal((float)Special.BesselI(3, (double)x), Special.BesselI(3, x));
    });

    [Fact]
    public void At_poles_and_edges_there_are_limits()
    {
        const double infinite = double.PositiveInfinity, none = double.NaN;
        Assert.Equal([infinite, infinite, infinite, infinite, infinite, infinite], Of(Special.LogGamma, 0, -0.0, -1, -1e300, infinite, -infinite));
        Assert.Equal([0, 0], Of(Special.LogGamma, 1, 2));
        Assert.Equal([-infinite, infinite, none, none, infinite, none], Of(Special.Digamma, 0, -0.0, -1, -1e300, infinite, -infinite));
        Assert.Equal([infinite, infinite, infinite, infinite, 0, none], Of(Special.Trigamma, 0, -0.0, -3, 1e-160, infinite, -infinite));
        Assert.Equal([-infinite, infinite, none, 0], Of(x => Special.Polygamma(2, x), 0, -0.0, -2, infinite));
        Assert.Equal([infinite, infinite, infinite, 0], Of(x => Special.Polygamma(3, x), 0, -0.0, -2, infinite));
        Assert.Equal([none, none, Special.Digamma(2.5)], [Special.Polygamma(-1, 2), Special.Polygamma(171, 2), Special.Polygamma(0, 2.5)]);
        Assert.Equal([0, infinite], Of(x => Special.PolygammaDifference(0, 3, x), 0, infinite));
        Assert.Equal([0, none], [Special.PolygammaDifference(1, infinite, 1), Special.PolygammaDifference(-1, 1, 1)]);
        Assert.Equal([infinite, -infinite, none, 0], Of(x => Special.LogBeta(x, 1), 0, infinite, -1, 1));
        Assert.Equal([infinite, none], Of(x => Special.LogBeta(x, 0), 30, infinite));
        Assert.Equal([-infinite, infinite, none, none, 0], Of(Special.ErfInverse, -1, 1, 1.0000001, -2, 0));
        Assert.Equal([-infinite, infinite, none, none, 0], Of(Special.NormalQuantile, 0, 1, 1.0000001, -1e-9, 0.5));
        Assert.Equal([1, infinite, infinite, infinite], Of(Special.BesselI0, 0, 714, infinite, -infinite));
        Assert.Equal([0, infinite, infinite, -infinite], Of(Special.BesselI1, 0, 714, infinite, -infinite));
        Assert.Equal([0, infinite, infinite], Of(x => Special.BesselI(2, x), 0, -infinite, infinite));
        Assert.Equal([-infinite, -infinite, 0], [Special.BesselI(3, -infinite), Special.BesselI(-3, -2000), Special.BesselI(int.MinValue, 3)]);
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        Func<double, double>[] functions =
        [
            Special.LogGamma, Special.Digamma, Special.Trigamma, Special.ErfInverse, Special.NormalQuantile, Special.BesselI0, Special.BesselI1,
            x => Special.BesselI(2, x), x => Special.Polygamma(2, x), x => Special.PolygammaDifference(0, x, 1),
            x => Special.PolygammaDifference(0, 1, x), x => Special.LogBeta(x, 1), x => Special.LogBeta(9, x),
        ];
        Assert.All(functions, f => Assert.True(double.IsNaN(f(double.NaN))));
    }

    [Fact]
    public void A_zero_keeps_its_sign()
    {
        Assert.True(double.IsNegative(Special.ErfInverse(-0.0)));
        Assert.True(double.IsNegative(Special.BesselI1(-0.0)));
    }

    private static double[] Of(Func<double, double> f, params double[] x) => [.. x.Select(f)];
}
