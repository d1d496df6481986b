using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Loops in loops, at numbers of rows and columns around those that run at once: against differences, and in single precision.</summary>
public class NestTests
{
    private delegate double Value(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x);

    private delegate double Gradient(ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<double> x, Span<double> gradW, Span<double> gradB, Span<double> gradX);

    private delegate float FloatGradient(ReadOnlySpan<float> w, ReadOnlySpan<float> b, ReadOnlySpan<float> x, Span<float> gradW, Span<float> gradB, Span<float> gradX);

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly int[] Rows = [0, 1, 2, 3, 4, 5, 7, 8, 9, 14];
    private static readonly int[] Columns = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100];

    public static TheoryData<string> Nests => [.. typeof(ArrayZoo).GetMethods(Static)
        .Where(m => m.IsDefined(typeof(DifferentiableAttribute)) && m.GetParameters() is { Length: 3 } p && p.All(q => q.ParameterType == typeof(ReadOnlySpan<double>)))
        .Select(m => m.Name)];

    [Theory, MemberData(nameof(Nests))]
    public void Gradient_agrees_with_differences_and_in_single_precision(string name)
    {
        var f = typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<Value>();
        var gradient = typeof(ArrayZoo).GetMethod(name + "Gradient", Static)!.CreateDelegate<Gradient>();
        var single = ArrayFloatTests.Generated<FloatGradient>(name + "Gradient");
        foreach (var rows in Rows)
            foreach (var columns in Columns)
            {
                var (m, b) = (Math.Max(rows * columns, rows + columns), rows);
                var all = ArrayCheck.Data(m + b + columns, 100 * rows + columns);
                for (var i = 0; i < all.Length; i++) all[i] = (float)all[i];
                var (gw, gb, gx) = (Sevens<double>(m, 7), Sevens<double>(b, 7), Sevens<double>(columns, 7));
                var value = gradient(all[..m], all[m..(m + b)], all[(m + b)..], gw, gb, gx);
                double[] g = [.. gw[..m], .. gb[..b], .. gx[..columns]];
                var wrong = ArrayCheck.Differs(v => f(v[..m], v[m..(m + b)], v[(m + b)..]), all, value, g, 25);
                Assert.True(wrong is null, $"{name}, {rows} × {columns}: {wrong}");
                Assert.All(gw[m..].Concat(gb[b..]).Concat(gx[columns..]), behind => Assert.Equal(7, behind));

                float[] singles = [.. all.Select(v => (float)v)];
                var (hw, hb, hx) = (Sevens<float>(m, 7), Sevens<float>(b, 7), Sevens<float>(columns, 7));
                var narrow = single(singles.AsSpan(0, m), singles.AsSpan(m, b), singles.AsSpan(m + b), hw, hb, hx);
                var size = g.Select(Math.Abs).Append(Math.Abs(value)).Max() + 1;
                Assert.True(Math.Abs(narrow - value) <= 1e-5 * size, $"{name}, {rows} × {columns}: value {narrow:R}, of doubles {value:R}");
                foreach (var (h, d) in hw[..m].Concat(hb[..b]).Concat(hx[..columns]).Zip(g))
                    Assert.True(Math.Abs(h - d) <= 1e-5 * size, $"{name}, {rows} × {columns}: gradient {h:R}, of doubles {d:R}");
            }
    }

    [Theory, MemberData(nameof(Nests))]
    public void What_is_not_finite_appears_where_it_does_in_scalar_code(string name)
    {
        var gradient = typeof(ArrayZoo).GetMethod(name + "Gradient", Static)!.CreateDelegate<Gradient>();
        var f = typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<Value>();
        foreach (var odd in (double[])[double.NaN, double.PositiveInfinity])
            for (var at = 0; at < 5 * 17 + 5 + 17; at += 7)
            {
                var all = ArrayCheck.Data(5 * 17 + 5 + 17, at);
                all[at] = odd;
                var value = gradient(all[..85], all[85..90], all[90..], new double[85], new double[5], new double[17]);
                var expected = f(all[..85], all[85..90], all[90..]);
                Assert.True(value.Equals(expected) || Math.Abs(value - expected) <= 1e-12 * Math.Max(1, Math.Abs(expected)), $"{name}, {odd} at {at}: {value:R}, of the method {expected:R}");
            }
    }

    private static T[] Sevens<T>(int length, T seven)
    {
        var array = new T[length + 3];
        Array.Fill(array, seven);
        return array;
    }
}
