using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Methods that write a span, through their Backward: the gradient of the final content goes in, that of the initial content comes out.</summary>
public class ArrayWrittenTests
{
    private delegate void Map(ReadOnlySpan<double> x, Span<double> y);

    private delegate void Backward(ReadOnlySpan<double> x, Span<double> y, Span<double> gradX, Span<double> gradY);

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string> Maps => [.. typeof(ArrayZoo).GetMethods(Static)
        .Where(m => m.IsDefined(typeof(DifferentiableAttribute)) && m.ReturnType == typeof(void))
        .Select(m => m.Name)];

    private static (Map Map, Backward Backward) Of(string name) =>
        (typeof(ArrayZoo).GetMethod(name, Static)!.CreateDelegate<Map>(), typeof(ArrayZoo).GetMethod(name + "Backward", Static)!.CreateDelegate<Backward>());

    [Theory, MemberData(nameof(Maps))]
    public void Gradient_agrees_with_differences(string name)
    {
        var (map, backward) = Of(name);
        foreach (var n in Enumerable.Range(1, 80).Append(1000))
        {
            var (both, weights) = (ArrayCheck.Data(2 * n, 7 * n + name.Length), ArrayCheck.Data(n, 13 * n));
            double[] Final(double[] v)
            {
                var y = v[n..];
                map(v.AsSpan(0, n), y);
                return y;
            }
            double Weighted(double[] v) => Final(v).Zip(weights, (a, b) => a * b).Sum();

            var before = ArrayCheck.Data(n, 3); // Backward adds
            var (y, gradX, gradY) = (both[n..], (double[])before.Clone(), (double[])weights.Clone());
            backward(both.AsSpan(0, n), y, gradX, gradY);
            double[] gradient = [.. gradX.Zip(before, (a, b) => a - b), .. gradY];
            var wrong = ArrayCheck.Differs(Weighted, both, Weighted(both), gradient, n > 80 ? 8 : 24);
            Assert.True(wrong is null, $"{name}, x and y of {n}: {wrong}");
            Assert.All(y.Zip(Final(both)), p => Assert.True(ArrayCheck.Near(p.First, p.Second, 1e-12, Math.Abs(p.Second)), $"{name} {n}: y {p.First:R}, of the method {p.Second:R}"));
        }
    }

    [Theory, MemberData(nameof(Maps))]
    public void Warm_calls_allocate_nothing(string name)
    {
        var (_, backward) = Of(name);
        foreach (var n in (int[])[9, 64, 200])
        {
            var (x, y, gradX, gradY) = (ArrayCheck.Data(n, 1), ArrayCheck.Data(n, 2), new double[n], new double[n]);
            Assert.Equal(0, Allocated.By(() => backward(x, y, gradX, gradY)));
        }
    }

    [Theory, MemberData(nameof(Maps))]
    public void Destinations_are_checked_before_anything_is_written(string name)
    {
        var (_, backward) = Of(name);
        var (x, y, longer, shorter) = (ArrayCheck.Data(10, 1), ArrayCheck.Data(10, 2), ArrayCheck.Data(10, 3), ArrayCheck.Data(9, 4));
        double[][] all = [x, y, longer, shorter];
        double[][] kept = [.. all.Select(a => (double[])a.Clone())];

        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => backward(x, y, shorter, longer)).ParamName);
        Assert.Equal("gradY", Assert.Throws<ArgumentException>(() => backward(x, y, longer, shorter)).ParamName);
        Assert.Throws<ArgumentException>(() => backward(x, y, x, longer));
        Assert.Throws<ArgumentException>(() => backward(x, y, y, longer));
        Assert.Throws<ArgumentException>(() => backward(x, y, longer, x));
        Assert.Throws<ArgumentException>(() => backward(x, y, longer, y));
        Assert.Throws<ArgumentException>(() => backward(x, y, longer, longer));
        Assert.Equal(kept, all);
    }

    [Theory, MemberData(nameof(Maps))]
    public void Longer_destinations_keep_their_tails(string name)
    {
        var (_, backward) = Of(name);
        foreach (var n in (int[])[1, 7, 8, 21])
        {
            var (gradX, gradY) = (new double[n + 9], new double[n + 9]);
            Array.Fill(gradX, 7);
            Array.Fill(gradY, 7);
            backward(ArrayCheck.Data(n, 1), ArrayCheck.Data(n, 2), gradX, gradY);
            Assert.All(gradX[n..].Concat(gradY[n..]), g => Assert.Equal(7, g));
        }
    }
}
