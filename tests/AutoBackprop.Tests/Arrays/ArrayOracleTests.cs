using AutoBackprop.Core;
using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Every method of the array zoo, on vectors, against the sweeps before any optimisation, NaN and infinities planted
/// included, and against forward mode.</summary>
public class ArrayOracleTests
{
    private delegate float Single(ReadOnlySpan<float> x, Span<float> gradX);

    private delegate void Map(ReadOnlySpan<double> x, Span<double> y, Span<double> gradX, Span<double> gradY);

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly double[] Odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    public static TheoryData<string> Functions => ArrayZooTests.Functions;

    public static TheoryData<string> Maps => ArrayWrittenTests.Maps;

    private static IEnumerable<int> Lengths => Enumerable.Range(0, 81).Append(1000);

    private static T Fast<T>(string name) where T : Delegate => typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<T>();

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_that_of_the_sweeps_as_they_are(string name)
    {
        var (fast, plain) = (Fast<ArrayCheck.Gradient>(name + "Gradient"), ArrayBuild.Of(single: false).Plain<ArrayCheck.Gradient>(name + "Gradient"));
        foreach (var n in Lengths)
            foreach (var x in Planted(n, name.Length))
            {
                double[] actual = new double[n], expected = new double[n];
                var (value, exact) = (fast(x, actual), plain(x, expected));
                Compare($"{name} of {Text(x)}", [value, .. actual], [exact, .. expected], 1e-11);
            }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_that_whose_loops_are_methods_of_their_own(string name)
    {
        var (whole, parts) = (Fast<ArrayCheck.Gradient>(name + "Gradient"), ArrayBuild.OfParts.Plain<ArrayCheck.Gradient>(name + "Gradient"));
        foreach (var n in (int[])[0, 1, 7, 17, 40])
            foreach (var x in Planted(n, name.Length))
            {
                double[] actual = new double[n], expected = new double[n];
                var (value, exact) = (parts(x, actual), whole(x, expected));
                Compare($"{name} of {Text(x)}", [value, .. actual], [exact, .. expected], 1e-14);
            }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_of_floats_agrees_with_that_of_the_sweeps_as_they_are(string name)
    {
        var single = ArrayFloatTests.Generated<Single>(name + "Gradient");
        var plain = ArrayBuild.Of(single: true).Plain<Single>(name + "Gradient");
        foreach (var n in Lengths)
            foreach (var wide in Planted(n, name.Length))
            {
                float[] x = [.. wide.Select(v => (float)v)], actual = new float[n], expected = new float[n];
                var (value, exact) = (single(x, actual), plain(x, expected));
                Compare($"{name} of floats {Text(wide)}", [value, .. actual.Select(v => (double)v)], [exact, .. expected.Select(v => (double)v)], 5e-4);
            }
    }

    [Theory, MemberData(nameof(Maps))]
    public void Backward_agrees_with_that_of_the_sweeps_as_they_are(string name)
    {
        var (fast, plain) = (Fast<Map>(name + "Backward"), ArrayBuild.Of(single: false).Plain<Map>(name + "Backward"));
        foreach (var n in Lengths.Skip(1))
            foreach (var x in Planted(n, name.Length))
            {
                double[][] Arguments() => [x, ArrayCheck.Data(n, n + 1), ArrayCheck.Data(n, n + 2), ArrayCheck.Data(n, n + 3)];
                var (a, b) = (Arguments(), Arguments());
                fast(a[0], a[1], a[2], a[3]);
                plain(b[0], b[1], b[2], b[3]);
                Compare($"{name} of {Text(x)}", [.. a.Skip(1).SelectMany(v => v)], [.. b.Skip(1).SelectMany(v => v)], 1e-11);
            }
    }

    [Theory, MemberData(nameof(Maps))]
    public void Backward_agrees_with_that_whose_loops_are_methods_of_their_own(string name)
    {
        var (whole, parts) = (Fast<Map>(name + "Backward"), ArrayBuild.OfParts.Plain<Map>(name + "Backward"));
        foreach (var n in (int[])[1, 7, 17, 40])
        {
            double[][] Arguments() => [.. Enumerable.Range(0, 4).Select(k => ArrayCheck.Data(n, n + k))];
            var (a, b) = (Arguments(), Arguments());
            parts(a[0], a[1], a[2], a[3]);
            whole(b[0], b[1], b[2], b[3]);
            Compare($"{name} of {Text(a[0])}", [.. a.Skip(1).SelectMany(v => v)], [.. b.Skip(1).SelectMany(v => v)], 1e-14);
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_forward_mode(string name)
    {
        var gradient = Fast<ArrayCheck.Gradient>(name + "Gradient");
        var (body, build) = (ArrayBuild.Of(single: false).Body(name), ArrayBuild.Of(single: false));
        // What other assemblies do with memory is checked against differences alone, in ArrayZooTests.
        if (body.Body.AllSteps().OfType<Call>().Any(Evaluators.HandsMemory)) return;
        foreach (var n in (int[])[0, 1, 2, 3, 7, 8, 9, 15, 17, 25])
        {
            double[] x = ArrayCheck.Data(n, n), direction = ArrayCheck.Data(n, n + 50), gradX = new double[n];
            var value = gradient(x, gradX);
            var window = new Window([.. x.Zip(direction, (v, d) => new Lane(v, d))], 0, n);
            var result = build.Interpreter(name).Run(body, [new Lane(window)]).Single();
            var slope = gradX.Zip(direction, (g, d) => g * d).Sum();
            var size = 1 + gradX.Zip(direction, (g, d) => Math.Abs(g * d)).Sum();
            Assert.True(Math.Abs(value - result.Real) <= 1e-11 * Math.Max(1, Math.Abs(value)), $"{name} of {n}: value {value:R}, interpreted {result.Real:R}");
            Assert.True(Math.Abs(slope - result.Tangent) <= 1e-8 * size, $"{name} of {n}: slope {slope:R}, forward {result.Tangent:R}");
        }
    }

    /// <summary>Ordinary numbers, and then a few odd ones among them.</summary>
    private static IEnumerable<double[]> Planted(int n, int seed)
    {
        yield return ArrayCheck.Data(n, 7 * n + seed);
        var random = new Random(n + seed);
        for (var round = 0; round < (n == 0 ? 0 : n > 80 ? 2 : 6); round++)
        {
            var x = ArrayCheck.Data(n, 7 * n + seed);
            for (var k = random.Next(1, 3); k > 0; k--) x[random.Next(n)] = Odd[random.Next(Odd.Length)];
            yield return x;
        }
    }

    private static string Text(double[] x) => x.Length > 30 ? $"{x.Length}, {string.Join(", ", x.Select((v, i) => (v, i)).Where(p => !double.IsFinite(p.v)).Select(p => $"{p.v} at {p.i}"))}" : $"[{string.Join(", ", x)}]";

    private static void Compare(string what, double[] actual, double[] expected, double tolerance)
    {
        var size = expected.Where(double.IsFinite).Append(1).Max(Math.Abs);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(actual[i].Equals(expected[i]) || Math.Abs(actual[i] - expected[i]) <= tolerance * size, $"{what} [{i}]: {actual[i]:R}, plain {expected[i]:R}");
    }
}
