namespace AutoBackprop.Tests;

/// <summary>The check of a gradient against finite differences: it must find what is wrong and nothing else.</summary>
public class GradientsTests
{
    private static double Rosenbrock(double[] x) => 100 * Square(x[1] - x[0] * x[0]) + Square(1 - x[0]);

    private static double[] RosenbrockGradient(double[] x) =>
        [-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])];

    private static double Square(double x) => x * x;

    [Fact]
    public void Stop_is_the_identity() => Assert.Equal((1.5, -2.5f), (Gradients.Stop(1.5), Gradients.Stop(-2.5f)));

    [Fact]
    public void A_right_gradient_passes()
    {
        double[] x = [-1.2, 1];
        var check = Gradients.Check(Rosenbrock, x, RosenbrockGradient(x), 1e-9);
        check.ThrowIfFailed();
        Assert.True(check.Passed);
        Assert.Equal(2, check.Components.Count);
    }

    [Theory]
    [InlineData(0, 1e-4)]
    [InlineData(1, -1e-4)]
    [InlineData(1, double.NaN)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_wrong_component_is_named(int index, double error)
    {
        double[] x = [-1.2, 1];
        var gradient = RosenbrockGradient(x);
        gradient[index] *= 1 + error;

        var check = Gradients.Check(Rosenbrock, x, gradient);
        Assert.False(check.Passed);
        Assert.Equal(index, check.Worst!.Index);
        Assert.Equal(gradient[index], check.Worst.Analytic);

        var message = Assert.Throws<InvalidOperationException>(check.ThrowIfFailed).Message;
        Assert.StartsWith("Gradient failed: 1 of 2 components off by more than 1e-06.", message);
        Assert.Equal(2 + check.Components.Count, message.Split('\n').Length);
    }

    [Fact]
    public void A_gradient_of_the_wrong_scale_fails_however_small_it_is()
    {
        var check = Gradients.Check(x => 1e-9 * Square(x[0]), [1], [1e-9]);
        Assert.Equal(0.5, check.Worst!.RelativeError, 1e-9);
    }

    [Fact]
    public void The_rounding_of_a_large_value_does_not_fail_a_small_component() =>
        Gradients.Check(x => 1e9 + x[0], [0.5], [1]).ThrowIfFailed();

    [Fact]
    public void A_zero_gradient_passes_only_for_a_constant()
    {
        Assert.True(Gradients.Check(_ => 3.0, [1, 2], [0, 0]).Passed);
        Assert.False(Gradients.Check(x => x[1], [1, 2], [0, 0]).Passed);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.7)]
    [InlineData(1e6)]
    public void Steps_out_of_the_domain_do_not_count(double x) =>
        Gradients.Check(Math.Log, t => (Math.Log(t), 1 / t), x, 1e-8).ThrowIfFailed();

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(-0.01, 0)]
    public void A_kink_nearby_does_no_harm(double x, double slope) =>
        Gradients.Check(Activations.Relu, t => (Activations.Relu(t), slope), x).ThrowIfFailed();

    [Fact]
    public void Arguments_are_told_apart()
    {
        static double Two(double a, double b) => a * a * b;
        static double Three(double a, double b, double c) => a * b * b * c;

        Assert.True(Gradients.Check(Two, (a, b) => (0, 2 * a * b, a * a), 3, 4).Passed);
        Assert.False(Gradients.Check(Two, (a, b) => (0, a * a, 2 * a * b), 3, 4).Passed);
        Assert.True(Gradients.Check(Three, (a, b, c) => (0, b * b * c, 2 * a * b * c, a * b * b), 2, 3, 4).Passed);
        Assert.False(Gradients.Check(Three, (a, b, c) => (0, b * b * c, a * b * c, a * b * b), 2, 3, 4).Passed);
    }

    [Fact]
    public void A_single_precision_gradient_is_checked_too()
    {
        float[] x = [0.5f, -1, 2];
        static float F(float[] x) => MathF.Exp(x[0]) * x[1] + x[2] * x[2];

        Gradients.Check(F, x, [-MathF.Exp(0.5f), MathF.Exp(0.5f), 4]).ThrowIfFailed();
        Assert.Equal(2, Gradients.Check(F, x, [-MathF.Exp(0.5f), MathF.Exp(0.5f), 4.02f]).Worst!.Index);
    }

    [Fact]
    public void A_function_may_overwrite_its_argument()
    {
        double[] x = [2, 3];
        Gradients.Check(
            y =>
            {
                y[0] *= y[1];
                return y[0];
            },
            x, [3, 2]).ThrowIfFailed();
        Assert.Equal([2, 3], x);
    }

    [Fact]
    public void Lengths_must_agree()
    {
        var exception = Assert.Throws<ArgumentException>(() => Gradients.Check(x => x[0], new double[2], new double[1]));
        Assert.Equal("gradient", exception.ParamName);
    }
}
