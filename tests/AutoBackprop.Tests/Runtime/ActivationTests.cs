using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Every activation, of one argument: its textbook formula, the range and the largest slope that its documentation
/// states, and its limits. What takes a second argument is here with that argument fixed.</summary>
public class ActivationTests
{
    private const double Infinity = double.PositiveInfinity;

    private sealed record Case(
        string Name, Func<double, double> F, Func<float, float> Single, Func<double, double> Textbook,
        double Low, double High, double LargestSlope);

    private static readonly Case[] Cases =
    [
        new("Sigmoid", Activations.Sigmoid, Activations.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 0, 1, 0.25),
        new("Tanh", Activations.Tanh, Activations.Tanh, x => 1 - 2 / (1 + Math.Exp(2 * x)), -1, 1, 1),
        new("Relu", Activations.Relu, Activations.Relu, x => Math.Max(0, x), 0, Infinity, 1),
        new("LeakyRelu", x => Activations.LeakyRelu(x), x => Activations.LeakyRelu(x), x => Math.Max(0.01 * x, x), -Infinity, Infinity, 1),
        new("PRelu", x => Activations.PRelu(x, 0.25), x => Activations.PRelu(x, 0.25f), x => Math.Max(0.25 * x, x), -Infinity, Infinity, 1),
        new("RRelu", x => Activations.RRelu(x, 0.2), x => Activations.RRelu(x, 0.2f), x => Math.Max(0.2 * x, x), -Infinity, Infinity, 1),
        new("Elu", x => Activations.Elu(x), x => Activations.Elu(x), x => x > 0 ? x : Math.Exp(x) - 1, -1, Infinity, 1),
        new("Selu", Activations.Selu, Activations.Selu, x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)), -1.7581, Infinity, 1.7581),
        new("Gelu", Activations.Gelu, Activations.Gelu, x => 0.5 * x * (1 + Special.Erf(x / Math.Sqrt(2))), -0.1700, Infinity, 1.1289),
        new("GeluTanh", Activations.GeluTanh, Activations.GeluTanh, x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), -0.1701, Infinity, 1.1290),
        new("Softplus", Activations.Softplus, Activations.Softplus, x => Math.Log(1 + Math.Exp(x)), 0, Infinity, 1),
        new("Softsign", Activations.Softsign, Activations.Softsign, x => x / (1 + Math.Abs(x)), -1, 1, 1),
        new("ArcTan", Activations.ArcTan, Activations.ArcTan, Math.Atan, -Math.PI / 2, Math.PI / 2, 1),
        new("Silu", Activations.Silu, Activations.Silu, x => x / (1 + Math.Exp(-x)), -0.2785, Infinity, 1.0998),
        new("Swish", x => Activations.Swish(x, 2), x => Activations.Swish(x, 2), x => x / (1 + Math.Exp(-2 * x)), -0.2785 / 2, Infinity, 1.0998),
        new("Mish", Activations.Mish, Activations.Mish, x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))), -0.3089, Infinity, 1.0885),
        new("HardSigmoid", Activations.HardSigmoid, Activations.HardSigmoid, x => Math.Min(Math.Max(x / 6 + 0.5, 0), 1), 0, 1, 1.0 / 6),
        new("HardTanh", Activations.HardTanh, Activations.HardTanh, x => Math.Min(Math.Max(x, -1), 1), -1, 1, 1),
        new("BinaryStep", Activations.BinaryStep, Activations.BinaryStep, x => x >= 0 ? 1 : 0, 0, 1, 0),
        new("Maxout", x => Activations.Maxout(x, 1), x => Activations.Maxout(x, 1), x => Math.Max(x, 1), 1, Infinity, 1),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    private static readonly double[] Grid = [.. Enumerable.Range(-80, 161).Select(i => i / 16.0)];

    private static Case Of(string name) => Cases.Single(c => c.Name == name);

    [Fact]
    public void No_activation_is_left_out() => Assert.Equal(
        typeof(Activations).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.ReturnType == typeof(double) && m.GetParameters().All(p => p.ParameterType == typeof(double)))
            .Select(m => m.Name).Distinct().Order(),
        Cases.Select(c => c.Name).Order());

    [Theory, MemberData(nameof(Names))]
    public void The_value_is_that_of_the_textbook(string name) => Assert.All(Grid, x =>
    {
        var expected = Of(name).Textbook(x);
        Assert.Equal(expected, Of(name).F(x), 1e-14);
        Assert.Equal(expected, Of(name).Single((float)x), 4e-7 * Math.Max(1, Math.Abs(expected)));
    });

    [Theory, MemberData(nameof(Names))]
    public void The_value_stays_in_its_range(string name) => Assert.All([.. Grid, -1000, 1000, -1e30, 1e30], x =>
    {
        Assert.InRange(Of(name).F(x), Of(name).Low, Of(name).High);
        Assert.InRange(Of(name).Single((float)x), (float)Of(name).Low, (float)Of(name).High);
    });

    [Theory, MemberData(nameof(Names))]
    public void The_slope_reaches_the_documented_one_and_no_more(string name)
    {
        // Never across 0, where a step function jumps.
        const double Step = 1e-5;
        var slopes = Enumerable.Range(-40 * 512, 80 * 512)
            .SelectMany(i => (double[])[i / 512.0 - 2 * Step, i / 512.0 + 2 * Step])
            .Select(x => Math.Abs(Of(name).F(x + Step) - Of(name).F(x - Step)) / (2 * Step));
        Assert.Equal(Of(name).LargestSlope, slopes.Max(), 1e-4);
    }

    [Theory, MemberData(nameof(Names))]
    public void Large_arguments_give_the_limit_and_no_NaN(string name)
    {
        double[] large = [-1000, 1000, -1e38, 1e38, double.MinValue, double.MaxValue, -Infinity, Infinity];
        Assert.All(large, x =>
        {
            Assert.False(double.IsNaN(Of(name).F(x)), $"{x}");
            Assert.False(float.IsNaN(Of(name).Single((float)x)), $"{x}");
        });
        Assert.All(large.Take(4), x =>
        {
            Assert.True(double.IsFinite(Of(name).F(x)), $"{x}");
            Assert.True(float.IsFinite(Of(name).Single((float)x)), $"{x}");
            Assert.Equal(Of(name).F(x), Of(name).Single((float)x), 1e-6 * Math.Max(1, Math.Abs(x)));
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_is_not_hidden(string name)
    {
        if (name == "BinaryStep") return;
        Assert.True(double.IsNaN(Of(name).F(double.NaN)));
        Assert.True(float.IsNaN(Of(name).Single(float.NaN)));
    }

    [Theory]
    [InlineData("Sigmoid", -700, 9.8596765437597708e-305)]
    [InlineData("Softplus", -40, 4.2483542552915890e-18)]
    [InlineData("Softplus", -700, 9.8596765437597708e-305)]
    [InlineData("Gelu", -20, -5.5072482372124674e-88)]
    [InlineData("GeluTanh", -10, -1.204092348209806e-37)]
    [InlineData("Silu", -100, -3.7200759760208360e-42)]
    [InlineData("Mish", -100, -3.7200759760208360e-42)]
    [InlineData("Elu", -1e-12, -9.999999999995e-13)]
    public void Small_results_keep_their_digits(string name, double x, double expected) =>
        Assert.Equal(expected, Of(name).F(x), 1e-13 * Math.Abs(expected));

    [Fact]
    public void Second_arguments_count()
    {
        Assert.Equal(-1, Activations.LeakyRelu(-2.0, 0.5));
        Assert.Equal(3 * (Math.Exp(-1) - 1), Activations.Elu(-1.0, 3), 1e-15);
        Assert.Equal(-1.5, Activations.PRelu(-3f, 0.5f));
        Assert.Equal(1, Activations.Swish(2.0, 0));
        Assert.Equal(5, Activations.Maxout(2.0, 5));
    }
}
