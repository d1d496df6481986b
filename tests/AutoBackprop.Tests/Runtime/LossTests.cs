namespace AutoBackprop.Tests;

/// <summary>The losses of one output: closed forms, limits, and what they do at the edge of their domain.</summary>
public class LossTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(3, 1, 2, 4)]
    [InlineData(-1, 2, 4.5, 9)]
    [InlineData(1000, -1000, 2e6, 4e6)]
    public void Squares(double y, double t, double half, double whole)
    {
        Assert.Equal((half, whole), (Losses.SquaredError(y, t), Losses.MeanSquaredError(y, t)));
        Assert.Equal(((float)half, (float)whole), (Losses.SquaredError((float)y, (float)t), Losses.MeanSquaredError((float)y, (float)t)));
    }

    [Theory]
    [InlineData(0.5, 1, 0.69314718055994531)]
    [InlineData(0.25, 0, 0.28768207245178093)]
    [InlineData(0.25, 0.5, 0.83698821678583579)]
    [InlineData(1e-20, 0, 1e-20)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 1, Infinity)]
    [InlineData(1, 0, Infinity)]
    public void BinaryCrossEntropy_of_a_probability(double p, double y, double expected)
    {
        Assert.Equal(expected, Losses.BinaryCrossEntropy(p, y), 1e-15);
        Assert.Equal((float)expected, Losses.BinaryCrossEntropy((float)p, (float)y), 1e-7f);
    }

    [Theory]
    [InlineData(0, 1, 0.69314718055994531)]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 0, 1000)]
    [InlineData(-1000, 1, 1000)]
    [InlineData(-1000, 0, 0)]
    [InlineData(1000, 0.5, 500)]
    [InlineData(-40, 0, 4.2483542552915890e-18)]
    [InlineData(40, 1, 4.2483542552915890e-18)]
    [InlineData(Infinity, 1, 0)]
    [InlineData(-Infinity, 0, 0)]
    [InlineData(Infinity, 0, Infinity)]
    public void BinaryCrossEntropy_of_a_logit(double z, double y, double expected)
    {
        AssertClose(expected, Losses.BinaryCrossEntropyWithLogits(z, y), 1e-14);
        AssertClose(expected, Losses.BinaryCrossEntropyWithLogits((float)z, (float)y), 1e-6);
    }

    [Fact]
    public void Both_binary_cross_entropies_agree() => Assert.All([-5.0, -1, 0.3, 4], z => Assert.All([0, 0.2, 1], y =>
        Assert.Equal(
            Losses.BinaryCrossEntropy(Activations.Sigmoid(z), y), Losses.BinaryCrossEntropyWithLogits(z, y), 1e-14)));

    [Theory]
    [InlineData(0.25, 1, 1.3862943611198906)]
    [InlineData(0.25, 0.5, 0.69314718055994531)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, Infinity)]
    public void CrossEntropy_of_one_class(double p, double y, double expected)
    {
        Assert.Equal(expected, Losses.CrossEntropy(p, y), 1e-15);
        Assert.Equal((float)expected, Losses.CrossEntropy((float)p, (float)y), 1e-6f);
    }

    [Theory]
    [InlineData(0.5, 1, 0.5)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(2, -1, 3)]
    [InlineData(-1000, 1, 1001)]
    public void Hinge(double z, double y, double expected)
    {
        Assert.Equal(expected, Losses.Hinge(z, y));
        Assert.Equal((float)expected, Losses.Hinge((float)z, (float)y));
    }

    [Theory]
    [InlineData(1, 0.5, 1, 0.125)]
    [InlineData(0, 1, 1, 0.5)]
    [InlineData(3, 0, 1, 2.5)]
    [InlineData(-3, 0, 2, 4)]
    [InlineData(1000, 0, 1, 999.5)]
    public void Huber(double y, double t, double delta, double expected)
    {
        Assert.Equal(expected, Losses.Huber(y, t, delta));
        Assert.Equal((float)expected, Losses.Huber((float)y, (float)t, (float)delta));
    }

    [Fact]
    public void Penalties()
    {
        Assert.Equal((3, 9), (Losses.L1Penalty(-3.0), Losses.L2Penalty(-3.0)));
        Assert.Equal((3f, 9f), (Losses.L1Penalty(-3f), Losses.L2Penalty(-3f)));
    }

    // Relative, because the point of the stable forms is the digits of tiny losses.
    private static void AssertClose(double expected, double actual, double relative)
    {
        if (expected == actual) return;
        Assert.Equal(expected, actual, relative * Math.Abs(expected));
    }
}
