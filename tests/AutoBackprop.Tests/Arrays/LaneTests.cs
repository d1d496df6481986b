using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Many samples at once, in lanes, against one sample at a time, which is plain scalar code, and against differences.</summary>
public class LaneTests
{
    private delegate double Value(ReadOnlySpan<double> x, ReadOnlySpan<double> w);

    private delegate double Gradient(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> gradX, Span<double> gradW);

    private delegate float FloatGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> gradX, Span<float> gradW);

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const int Width = 3, Weights = 6;

    private static readonly double[] Odd =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 0.5, -0.5, 1e-310, 1e160, -1e160, 800, -800, double.MaxValue];

    private static readonly int[] Sizes = [0, 1, 7, 8, 9, 15, 16, 17, 24, 33];

    private static readonly string Source = "using System;\nusing AutoBackprop;\n" +
        File.ReadAllText(Repository.PathTo("tests", "AutoBackprop.Tests", "Arrays", "LaneZoo.cs"));

    private static readonly Lazy<Generated> Singles = new(() => Compile.Generate(ArrayFloatTests.Float(Source)));

    public static TheoryData<string> Functions => [.. typeof(LaneZoo).GetMethods(Static).Where(m => m.IsDefined(typeof(DifferentiableAttribute))).Select(m => m.Name)];

    private static T Of<T>(string name) where T : Delegate => typeof(LaneZoo).GetMethod(name, Static)!.CreateDelegate<T>();

    // ByIndex knows how many samples there are, so one of them alone is another function.
    private static bool IsSumOfSamples(string name) => name != nameof(LaneZoo.ByIndex);

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_differences(string name)
    {
        var (f, gradient) = (Of<Value>(name), Of<Gradient>(name + "Gradient"));
        foreach (var samples in Enumerable.Range(0, 28).Append(100).Append(333))
        {
            var length = samples * Width;
            var all = ArrayCheck.Data(length + Weights, samples + 1);
            var g = new double[all.Length];
            Array.Fill(g, 7);
            var value = gradient(all.AsSpan(0, length), all.AsSpan(length), g.AsSpan(0, length), g.AsSpan(length));
            var wrong = ArrayCheck.Differs(v => f(v.AsSpan(0, length), v.AsSpan(length)), all, value, g, 24);
            Assert.True(wrong is null, $"{name}, {samples} samples: {wrong}");
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Lanes_agree_with_one_sample_at_a_time(string name)
    {
        if (!IsSumOfSamples(name)) return;
        var gradient = Of<Gradient>(name + "Gradient");
        foreach (var samples in Sizes)
            for (var at = -1; at < samples * Width + Weights; at += 1 + at / 7)
                foreach (var odd in at < 0 ? [0] : Odd)
                {
                    var (x, w) = (ArrayCheck.Data(samples * Width, samples), ArrayCheck.Data(Weights, samples + 50));
                    if (at >= x.Length) w[at - x.Length] = odd;
                    else if (at >= 0) x[at] = odd;
                    Compare(gradient, x, w, $"{name}, {samples} samples, {odd:R} at {at}");
                }
    }

    private static void Compare(Gradient gradient, double[] x, double[] w, string what)
    {
        var (gradX, gradW) = (new double[x.Length], new double[w.Length]);
        var value = gradient(x, w, gradX, gradW);
        var (sum, sumX, sumW, size) = (0.0, new double[x.Length], new double[w.Length], 0.0);
        for (var i = 0; i < x.Length; i += Width)
        {
            var one = new double[w.Length];
            var term = gradient(x.AsSpan(i, Width), w, sumX.AsSpan(i, Width), one);
            sum += term;
            size += Math.Abs(term);
            for (var j = 0; j < w.Length; j++) sumW[j] += one[j];
        }
        Assert.True(Same(value, sum, size), $"{what}: value {value:R}, one by one {sum:R}");
        var large = sumX.Concat(sumW).Where(double.IsFinite).Append(1).Max(Math.Abs);
        for (var i = 0; i < x.Length; i++) Assert.True(Same(gradX[i], sumX[i], 0), $"{what}: gradX[{i}] {gradX[i]:R}, one by one {sumX[i]:R}");
        for (var j = 0; j < w.Length; j++) Assert.True(Same(gradW[j], sumW[j], large), $"{what}: gradW[{j}] {gradW[j]:R}, one by one {sumW[j]:R}");
    }

    private static bool Same(double a, double b, double size) => a.Equals(b) || Math.Abs(a - b) <= 1e-11 * Math.Max(Math.Max(Math.Abs(b), 1e-3), size);

    [Theory, MemberData(nameof(Functions))]
    public void Warm_calls_allocate_nothing(string name)
    {
        var gradient = Of<Gradient>(name + "Gradient");
        var (x, w) = (ArrayCheck.Data(60, 1), ArrayCheck.Data(Weights, 2));
        var (gradX, gradW) = (new double[60], new double[Weights]);
        Assert.Equal(0, Allocated.By(() => gradient(x, w, gradX, gradW)));
    }

    [Theory, MemberData(nameof(Functions))]
    public void Floats_agree_with_doubles(string name)
    {
        Assert.Empty(Singles.Value.Errors);
        var single = Singles.Value.Load().GetType("AutoBackprop.Tests.LaneZoo")!.GetMethod(name + "Gradient", Static)!.CreateDelegate<FloatGradient>();
        var gradient = Of<Gradient>(name + "Gradient");
        foreach (var samples in (int[])[0, 1, 15, 16, 17, 31, 32, 50])
        {
            float[] x = [.. ArrayCheck.Data(samples * Width, samples).Select(v => (float)v)], w = [.. ArrayCheck.Data(Weights, 9).Select(v => (float)v)];
            var (gx, gw, ex, ew) = (new float[x.Length], new float[Weights], new double[x.Length], new double[Weights]);
            var value = single(x, w, gx, gw);
            var expected = gradient([.. x.Select(v => (double)v)], [.. w.Select(v => (double)v)], ex, ew);
            var size = ex.Concat(ew).Append(expected).Append(1).Max(Math.Abs);
            Assert.True(Math.Abs(value - expected) <= 2e-5 * size, $"{name}, {samples}: {value:R}, of doubles {expected:R}");
            for (var i = 0; i < x.Length; i++) Assert.True(Math.Abs(gx[i] - ex[i]) <= 2e-5 * size, $"{name}, {samples}: gradX[{i}] {gx[i]:R}, of doubles {ex[i]:R}");
            for (var j = 0; j < Weights; j++) Assert.True(Math.Abs(gw[j] - ew[j]) <= 2e-5 * size, $"{name}, {samples}: gradW[{j}] {gw[j]:R}, of doubles {ew[j]:R}");
        }
    }

    // Else the tests above compare scalar code with itself.
    [Theory, MemberData(nameof(Functions))]
    public void Samples_run_in_lanes(string name)
    {
        var text = Compile.Generate(Source).Texts.Single(t => t.Key.EndsWith($".{name}.g.cs", StringComparison.Ordinal)).Value;
        Assert.Contains("one per lane", text, StringComparison.Ordinal);
    }
}
