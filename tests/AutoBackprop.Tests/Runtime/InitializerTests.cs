namespace AutoBackprop.Tests;

/// <summary>First values of weights: their distribution, and that a seed fixes them.</summary>
public class InitializerTests
{
    private const int Count = 100_000;

    [Fact]
    public void He_is_normal_with_variance_two_over_fan_in()
    {
        var w = new double[Count];
        Initializers.He(w, fanIn: 50, seed: 1);
        Assert.Equal(0, w.Average(), 2e-3);
        Assert.Equal(2.0 / 50, w.Average(x => x * x), 1e-3);
        Assert.Equal(3, w.Average(x => Math.Pow(x, 4)) / Math.Pow(w.Average(x => x * x), 2), 0.1);
    }

    [Fact]
    public void Xavier_is_uniform_with_variance_two_over_both_fans()
    {
        var w = new double[Count];
        Initializers.Xavier(w, fanIn: 30, fanOut: 70, seed: 1);
        Assert.Equal(0, w.Average(), 2e-3);
        Assert.Equal(2.0 / 100, w.Average(x => x * x), 1e-3);
        Assert.All(w, x => Assert.True(Math.Abs(x) <= Math.Sqrt(6.0 / 100)));
    }

    [Fact]
    public void Uniform_fills_its_interval()
    {
        var w = new double[Count];
        Initializers.Uniform(w, -1, 3, seed: 1);
        Assert.InRange(w.Min(), -1, -0.99);
        Assert.InRange(w.Max(), 2.99, 3);
        Assert.Equal(1, w.Average(), 0.02);
    }

    [Fact]
    public void A_seed_fixes_the_values_in_both_precisions()
    {
        double[] first = new double[9], second = new double[9], other = new double[9];
        var single = new float[9];
        Initializers.He(first, 4, seed: 7);
        Initializers.He(second, 4, new Random(7));
        Initializers.He(other, 4, seed: 8);
        Initializers.He(single, 4, seed: 7);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(first.Select(x => (float)x), single);
    }

    [Fact]
    public void Impossible_arguments_are_named()
    {
        var w = new double[1];
        Assert.Equal("fanIn", Assert.Throws<ArgumentOutOfRangeException>(() => Initializers.He(w, 0, 1)).ParamName);
        Assert.Equal("fanOut", Assert.Throws<ArgumentOutOfRangeException>(() => Initializers.Xavier(w, 1, -1, 1)).ParamName);
        Assert.Equal("high", Assert.Throws<ArgumentException>(() => Initializers.Uniform(w, 1, 0, 1)).ParamName);
        Assert.Equal("random", Assert.Throws<ArgumentNullException>(() => Initializers.He(w, 1, null!)).ParamName);
    }
}
