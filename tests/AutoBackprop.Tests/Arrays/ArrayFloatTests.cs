using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoBackprop.Tests;

/// <summary>The array zoo with <c>float</c> for <c>double</c>: its gradients against those of the zoo.</summary>
public partial class ArrayFloatTests
{
    private delegate float Function(ReadOnlySpan<float> x, Span<float> gradX);

    private delegate void Map(ReadOnlySpan<double> x, Span<double> y, Span<double> gradX, Span<double> gradY);

    private delegate void FloatMap(ReadOnlySpan<float> x, Span<float> y, Span<float> gradX, Span<float> gradY);

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Lazy<Generated> Zoo = new(() => Compile.Generate(
        [.. ArrayBuild.Sources.Select(source => "using System;\nusing AutoBackprop;\n" + Float(source))]));

    public static TheoryData<string> Functions => ArrayZooTests.Functions;

    public static TheoryData<string> Maps => ArrayWrittenTests.Maps;

    public static string Float(string source) =>
        MathName().Replace(Literal().Replace(DoubleName().Replace(source, "float"), "$0f"), "MathF.");

    [GeneratedRegex(@"\bdouble\b")]
    private static partial Regex DoubleName();

    [GeneratedRegex(@"\b\d+(\.\d+|e-?\d+)\b")]
    private static partial Regex Literal();

    // What also exists for int stays as it is.
    [GeneratedRegex(@"\bMath\.(?!Max|Min|Abs|Clamp)")]
    private static partial Regex MathName();

    internal static T Generated<T>(string name) where T : Delegate => Method(name).CreateDelegate<T>();

    internal static MethodInfo Method(string name) => Type(typeof(ArrayZoo)).GetMethod(name, Static)!;

    /// <summary>The zoo with floats.</summary>
    internal static Type Type(Type zoo) => Zoo.Value.Load().GetType(zoo.FullName!)!;

    [Fact]
    public void Zoo_compiles() => Assert.Empty(Zoo.Value.Errors);

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_of_floats_agrees_with_that_of_doubles(string name)
    {
        var single = Generated<Function>(name + "Gradient");
        var gradient = typeof(ArrayZoo).GetMethod(name + "Gradient", Static)!.CreateDelegate<ArrayCheck.Gradient>();
        foreach (var n in Enumerable.Range(0, 81).Append(300))
        {
            var (x, gradX) = (Singles(n, n), new float[n]);
            var (wide, expected) = (Wide(x), new double[n]);
            var (value, exact) = (single(x, gradX), gradient(wide, expected));
            Assert.True(Math.Abs(value - exact) <= 1e-5 * Size(expected, exact), $"{name}, {n}: value {value:R}, of doubles {exact:R}");
            Compare($"{name}, {n}", gradX, expected, exact);
        }
    }

    [Theory, MemberData(nameof(Maps))]
    public void Backward_of_floats_agrees_with_that_of_doubles(string name)
    {
        var single = Generated<FloatMap>(name + "Backward");
        var backward = typeof(ArrayZoo).GetMethod(name + "Backward", Static)!.CreateDelegate<Map>();
        foreach (var n in Enumerable.Range(1, 80).Append(300))
        {
            float[] x = Singles(n, n), y = Singles(n, n + 1), gradX = Singles(n, n + 2), gradY = Singles(n, n + 3);
            double[] wideX = Wide(x), wideY = Wide(y), wideGradX = Wide(gradX), wideGradY = Wide(gradY);
            single(x, y, gradX, gradY);
            backward(wideX, wideY, wideGradX, wideGradY);
            Compare($"{name}, y of {n}", y, wideY, 0);
            Compare($"{name}, gradX of {n}", gradX, wideGradX, 0);
            Compare($"{name}, gradY of {n}", gradY, wideGradY, 0);
        }
    }

    private static float[] Singles(int length, int seed) => [.. ArrayCheck.Data(length, seed).Select(v => (float)v)];

    private static double[] Wide(float[] values) => [.. values.Select(v => (double)v)];

    private static double Size(double[] values, double value) => values.Append(value).Append(1).Max(Math.Abs);

    private static void Compare(string what, float[] actual, double[] expected, double value)
    {
        var size = Size(expected, value);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 2e-5 * size, $"{what} [{i}]: {actual[i]:R}, of doubles {expected[i]:R}");
    }
}
