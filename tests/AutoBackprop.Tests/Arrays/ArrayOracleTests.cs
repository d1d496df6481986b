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

    public static TheoryData<string> Functions => ArrayZooTests.Functions;

    public static TheoryData<string> Maps => ArrayWrittenTests.Maps;

    private static T Fast<T>(string name) where T : Delegate => typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<T>();

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_that_of_the_sweeps_as_they_are(string name)
    {
        var (fast, plain) = (Fast<ArrayCheck.Gradient>(name + "Gradient"), ArrayBuild.Of(single: false).Plain<ArrayCheck.Gradient>(name + "Gradient"));
        foreach (var n in Agreement.Lengths)
            foreach (var x in Agreement.Planted(n, name.Length))
            {
                double[] actual = new double[n], expected = new double[n];
                var (value, exact) = (fast(x, actual), plain(x, expected));
                Agreement.Check($"{name} of {Agreement.Text(x)}", [value, .. actual], [exact, .. expected], 1e-11);
            }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_that_whose_loops_are_methods_of_their_own(string name)
    {
        var (whole, parts) = (Fast<ArrayCheck.Gradient>(name + "Gradient"), ArrayBuild.OfParts.Plain<ArrayCheck.Gradient>(name + "Gradient"));
        foreach (var n in (int[])[0, 1, 7, 17, 40])
            foreach (var x in Agreement.Planted(n, name.Length))
            {
                double[] actual = new double[n], expected = new double[n];
                var (value, exact) = (parts(x, actual), whole(x, expected));
                Agreement.Check($"{name} of {Agreement.Text(x)}", [value, .. actual], [exact, .. expected], 1e-14);
            }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_of_floats_agrees_with_that_of_the_sweeps_as_they_are(string name)
    {
        var single = ArrayFloatTests.Generated<Single>(name + "Gradient");
        var plain = ArrayBuild.Of(single: true).Plain<Single>(name + "Gradient");
        foreach (var n in Agreement.Lengths)
            foreach (var wide in Agreement.Planted(n, name.Length))
            {
                float[] x = [.. wide.Select(v => (float)v)], actual = new float[n], expected = new float[n];
                var (value, exact) = (single(x, actual), plain(x, expected));
                Agreement.Check($"{name} of floats {Agreement.Text(wide)}", [value, .. actual.Select(v => (double)v)], [exact, .. expected.Select(v => (double)v)], 5e-4);
            }
    }

    [Theory, MemberData(nameof(Maps))]
    public void Backward_agrees_with_that_of_the_sweeps_as_they_are(string name)
    {
        var (fast, plain) = (Fast<Map>(name + "Backward"), ArrayBuild.Of(single: false).Plain<Map>(name + "Backward"));
        foreach (var n in Agreement.Lengths.Skip(1))
            foreach (var x in Agreement.Planted(n, name.Length))
            {
                double[][] Arguments() => [x, ArrayCheck.Data(n, n + 1), ArrayCheck.Data(n, n + 2), ArrayCheck.Data(n, n + 3)];
                var (a, b) = (Arguments(), Arguments());
                fast(a[0], a[1], a[2], a[3]);
                plain(b[0], b[1], b[2], b[3]);
                Agreement.Check($"{name} of {Agreement.Text(x)}", [.. a.Skip(1).SelectMany(v => v)], [.. b.Skip(1).SelectMany(v => v)], 1e-11);
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
            Agreement.Check($"{name} of {Agreement.Text(a[0])}", [.. a.Skip(1).SelectMany(v => v)], [.. b.Skip(1).SelectMany(v => v)], 1e-14);
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_forward_mode(string name)
    {
        var gradient = Fast<ArrayCheck.Gradient>(name + "Gradient");
        var build = ArrayBuild.Of(single: false);
        var body = build.Model(typeof(ArrayZoo), name).Body!;
        Agreement.CheckForward((n, seed) =>
        {
            double[] x = ArrayCheck.Data(n, seed), direction = ArrayCheck.Data(n, seed + 50), gradX = new double[n];
            var value = gradient(x, gradX);
            var window = new Window([.. x.Zip(direction, (v, d) => new Lane(v, d))], 0, n);
            var result = build.Interpreter(typeof(ArrayZoo), name).Run(body, [new Lane(window)]).Single();
            var slope = gradX.Zip(direction, (g, d) => g * d).Sum();
            var size = 1 + gradX.Zip(direction, (g, d) => Math.Abs(g * d)).Sum();
            Assert.True(Math.Abs(value - result.Real) <= 1e-11 * Math.Max(1, Math.Abs(value)), $"{name} of {n}: value {value:R}, interpreted {result.Real:R}");
            return Math.Abs(slope - result.Tangent) <= 1e-8 * size ? null : $"{name} of {n}: slope {slope:R}, forward {result.Tangent:R}";
        });
    }
}
