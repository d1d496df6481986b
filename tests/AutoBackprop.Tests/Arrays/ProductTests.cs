using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Products of matrices written as loops: against differences, in single precision, and where they do not fit.</summary>
public class ProductTests
{
    private delegate double Value(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n);

    private delegate double Gradient(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n, Span<double> gradA, Span<double> gradB);

    private delegate float FloatGradient(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> gradA, Span<float> gradB);

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly (int M, int K, int N)[] Sizes =
    [
        (0, 0, 0), (0, 3, 2), (3, 0, 2), (3, 2, 0), (1, 1, 1), (1, 2, 3), (2, 1, 3), (3, 4, 1), (2, 3, 4), (4, 4, 4), (5, 3, 9),
        (8, 8, 8), (7, 17, 5), (3, 20, 33), (17, 5, 16), (9, 33, 20), (20, 1, 20), (1, 40, 40), (40, 40, 1), (12, 330, 3),
    ];

    public static TheoryData<string> Products => [.. typeof(ArrayZoo).GetMethods(Static)
        .Where(m => m.IsDefined(typeof(DifferentiableAttribute)) && m.GetParameters() is { Length: 5 } p && p[4].ParameterType == typeof(int) && p[1].ParameterType == typeof(ReadOnlySpan<double>))
        .Select(m => m.Name)];

    [Theory, MemberData(nameof(Products))]
    public void Gradient_agrees_with_differences_and_in_single_precision(string name)
    {
        var f = typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<Value>();
        var gradient = typeof(ArrayZoo).GetMethod(name + "Gradient", Static)!.CreateDelegate<Gradient>();
        var single = ArrayFloatTests.Generated<FloatGradient>(name + "Gradient");
        foreach (var (m, k, n) in Sizes)
        {
            var (sizeA, sizeB) = (Math.Max(m * k, m + k), Math.Max(k * n, n + k));
            var all = ArrayCheck.Data(sizeA + sizeB, 10_000 * m + 100 * k + n);
            for (var i = 0; i < all.Length; i++) all[i] = (float)all[i];
            var (ga, gb) = (Sevens(sizeA, 7.0), Sevens(sizeB, 7.0));
            var value = gradient(all[..sizeA], all[sizeA..], m, k, n, ga, gb);
            double[] g = [.. ga, .. gb];
            var wrong = ArrayCheck.Differs(v => f(v[..sizeA], v[sizeA..], m, k, n), all, value, g, 16);
            Assert.True(wrong is null, $"{name}, {m} × {k} × {n}: {wrong}");

            var (ha, hb) = (Sevens(sizeA, 7f), Sevens(sizeB, 7f));
            float[] singles = [.. all.Select(v => (float)v)];
            var narrow = single(singles.AsSpan(0, sizeA), singles.AsSpan(sizeA), m, k, n, ha, hb);
            var size = g.Select(Math.Abs).Append(Math.Abs(value)).Max() + 1;
            Assert.True(Math.Abs(narrow - value) <= 2e-5 * size, $"{name}, {m} × {k} × {n}: value {narrow:R}, of doubles {value:R}");
            foreach (var (h, d) in ha.Concat(hb).Zip(g))
                Assert.True(Math.Abs(h - d) <= 2e-5 * size, $"{name}, {m} × {k} × {n}: gradient {h:R}, of doubles {d:R}");
        }
    }

    [Theory, MemberData(nameof(Products))]
    public void What_lies_outside_throws_as_in_the_loops(string name)
    {
        var f = typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<Value>();
        var gradient = typeof(ArrayZoo).GetMethod(name + "Gradient", Static)!.CreateDelegate<Gradient>();
        foreach (var (sizeA, sizeB) in new[] { (19, 30), (20, 29), (0, 30), (20, 0), (20, 30), (0, 0) })
        {
            var (a, b) = (ArrayCheck.Data(sizeA, 1), ArrayCheck.Data(sizeB, 2));
            var expected = Record.Exception(() => f(a, b, 4, 5, 6));
            var thrown = Record.Exception(() => gradient(a, b, 4, 5, 6, new double[sizeA], new double[sizeB]));
            Assert.Equal(expected?.GetType(), thrown?.GetType());
        }
    }

    [Theory, MemberData(nameof(Products))]
    public void Odd_numbers_appear_where_they_do_in_the_loops(string name)
    {
        var f = typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<Value>();
        var gradient = typeof(ArrayZoo).GetMethod(name + "Gradient", Static)!.CreateDelegate<Gradient>();
        foreach (var odd in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            for (var at = 0; at < 20 + 30; at += 3)
            {
                var all = ArrayCheck.Data(50, at);
                all[at] = odd;
                var (value, expected) = (gradient(all[..20], all[20..], 4, 5, 6, new double[20], new double[30]), f(all[..20], all[20..], 4, 5, 6));
                Assert.True(value.Equals(expected) || Math.Abs(value - expected) <= 1e-12 * Math.Max(1, Math.Abs(expected)), $"{name}, {odd} at {at}: {value:R}, of the method {expected:R}");
            }
    }

    // Else the tests above compare loops with loops.
    [Fact]
    public void Loops_become_products()
    {
        var source = File.ReadAllText(Repository.PathTo("tests", "AutoBackprop.Tests", "Arrays", "ArrayZoo.Products.cs"));
        var generated = Compile.Generate("using System;\nusing AutoBackprop;\n" + source);
        var loops = generated.Texts.Where(t => !t.Value.Contains("MatrixProduct.", StringComparison.Ordinal)).Select(t => t.Key.Split('.')[^3]);
        Assert.Equal(["AddedToItsFactor", "OverwrittenFactor"], loops.Order());
    }

    private static T[] Sevens<T>(int length, T seven)
    {
        var array = new T[length];
        Array.Fill(array, seven);
        return array;
    }
}
