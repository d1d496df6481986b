using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>The activations on spans against their scalar forms, element by element.</summary>
public class SpanActivationTests
{
    private delegate void Unary<T>(ReadOnlySpan<T> x, Span<T> y);

    private delegate void WithParameter<T>(ReadOnlySpan<T> x, T a, Span<T> y);

    private delegate void WithOption<T>(ReadOnlySpan<T> x, Span<T> y, T a);

    private static readonly double[] Odd = [0, -0.0, 1, -1, 1000, -1000, 1e300, -1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    public static TheoryData<string> Names => [.. typeof(Activations).GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(m => m.ReturnType == typeof(void) && !m.Name.EndsWith("Backward", StringComparison.Ordinal) && !m.Name.EndsWith("Tangent", StringComparison.Ordinal) && m.GetParameters()[0].ParameterType == typeof(ReadOnlySpan<double>)
            && m.Name is not ("Softmax" or "LogSoftmax" or "Maxout"))
        .Select(m => m.Name)];

    private static (Unary<T> Spans, Func<T, T> Scalar) Of<T>(string name, T parameter)
    {
        var span = typeof(Activations).GetMethods().Single(m => m.Name == name && m.ReturnType == typeof(void) && m.GetParameters()[0].ParameterType == typeof(ReadOnlySpan<T>));
        var scalar = typeof(Activations).GetMethods().Single(m => m.Name == name && m.ReturnType == typeof(T) && m.GetParameters()[0].ParameterType == typeof(T));
        if (span.GetParameters().Length == 2) return (span.CreateDelegate<Unary<T>>(), scalar.CreateDelegate<Func<T, T>>());
        var two = scalar.CreateDelegate<Func<T, T, T>>();
        if (span.GetParameters()[1].ParameterType == typeof(T))
        {
            var given = span.CreateDelegate<WithParameter<T>>();
            return ((x, y) => given(x, parameter, y), x => two(x, parameter));
        }
        var optional = span.CreateDelegate<WithOption<T>>();
        return ((x, y) => optional(x, y, parameter), x => two(x, parameter));
    }

    [Theory, MemberData(nameof(Names))]
    public void Doubles_are_those_of_the_scalar_form(string name)
    {
        var (spans, scalar) = Of(name, 0.3);
        foreach (var n in Enumerable.Range(0, 41).Append(100).Append(1001))
        {
            double[] x = [.. ArrayCheck.Data(n, n).Select((v, i) => i % 7 == 3 ? Odd[i / 7 % Odd.Length] : 6 * v)];
            var y = new double[n];
            spans(x, y);
            for (var i = 0; i < n; i++)
            {
                var expected = scalar(x[i]);
                Assert.True(y[i].Equals(expected) || Math.Abs(y[i] - expected) <= 1e-15 * Math.Abs(expected) * 8, $"{name}({x[i]:R}) of {n} is {y[i]:R}, not {expected:R}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Floats_are_those_of_the_scalar_form(string name)
    {
        var (spans, scalar) = Of(name, 0.3f);
        foreach (var n in Enumerable.Range(0, 41).Append(100).Append(1001))
        {
            float[] x = [.. ArrayCheck.Data(n, n).Select((v, i) => (float)(i % 7 == 3 ? Odd[i / 7 % Odd.Length] : 6 * v))];
            var y = new float[n];
            spans(x, y);
            for (var i = 0; i < n; i++)
            {
                var expected = scalar(x[i]);
                Assert.True(y[i].Equals(expected) || MathF.Abs(y[i] - expected) <= 1e-6f * MathF.Abs(expected), $"{name}({x[i]:R}) of {n} is {y[i]:R}, not {expected:R}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void In_place_they_give_the_same(string name)
    {
        var (spans, _) = Of(name, 0.3);
        foreach (var n in new[] { 0, 1, 7, 8, 9, 16, 17, 37, 100 })
        {
            double[] x = ArrayCheck.Data(n, n), y = new double[n];
            spans(x, y);
            spans(x, x);
            Assert.Equal(y, x);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Another_length_or_memory_that_overlaps_is_refused_and_nothing_is_written(string name)
    {
        var (spans, _) = Of(name, 0.3);
        double[] x = [1, 2, 3], y = [7, 7, 7, 7];
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => spans(x, y)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => spans(y.AsSpan(0, 2), y.AsSpan(1, 2))).ParamName);
        Assert.Equal([7, 7, 7, 7], y);
        Assert.Equal([1, 2, 3], x);
    }

    [Fact]
    public void Softmax_sums_to_one_and_stays_finite_far_out()
    {
        foreach (var n in Enumerable.Range(1, 40).Append(1000))
        {
            double[] x = [.. ArrayCheck.Data(n, n).Select((v, i) => i % 5 == 4 ? (i % 2 == 0 ? 1000 : -1000) : 5 * v)];
            var (y, logs) = (new double[n], new double[n]);
            Activations.Softmax(x, y);
            Activations.LogSoftmax(x, logs);
            var max = x.Max();
            var sum = x.Sum(v => Math.Exp(v - max));
            Assert.Equal(1, y.Sum(), 1e-13);
            for (var i = 0; i < n; i++)
            {
                Assert.Equal(Math.Exp(x[i] - max) / sum, y[i], 1e-14);
                Assert.Equal(x[i] - max - Math.Log(sum), logs[i], 1e-12 * Math.Max(1, Math.Abs(logs[i])));
            }
            var (single, singles) = (new float[n], new float[n]);
            Activations.Softmax(Array.ConvertAll(x, v => (float)v), single);
            Activations.LogSoftmax(Array.ConvertAll(x, v => (float)v), singles);
            for (var i = 0; i < n; i++)
            {
                Assert.Equal(y[i], single[i], 1e-5);
                Assert.Equal(logs[i], singles[i], 1e-5 * Math.Max(1, Math.Abs(logs[i])));
            }
        }
    }

    [Fact]
    public void Softmax_passes_NaN_on()
    {
        var y = new double[3];
        Activations.Softmax([1.0, double.NaN, 2.0], y);
        Assert.All(y, v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void Rules_set_the_gradient_of_what_was_overwritten_to_zero_and_check_before_they_write()
    {
        double[] x = [1, 2], y = new double[2], gradX = [1, 1], gradY = [2, 3], shorter = [5];
        Activations.Sigmoid(x, y);
        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => Activations.SigmoidBackward(x, y, shorter, gradY)).ParamName);
        Assert.Equal("gradY", Assert.Throws<ArgumentException>(() => Activations.SigmoidBackward(x, y, gradX, shorter)).ParamName);
        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => Activations.SigmoidBackward(x, y, x, gradY)).ParamName);
        Assert.Equal("gradY", Assert.Throws<ArgumentException>(() => Activations.SigmoidBackward(x, y, gradX, gradX)).ParamName);
        Assert.Equal([1, 1], gradX);
        Activations.SigmoidBackward(x, y, gradX, gradY);
        Assert.Equal([0, 0], gradY);
        Assert.Equal(1 + 2 * y[0] * (1 - y[0]), gradX[0], 1e-15);
    }
}
