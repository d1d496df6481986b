using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>Derivatives of methods that call gradients over spans.</summary>
public class ArrayGradientCallTests
{
    private static readonly int[] Lengths = [1, 2, 3, 7, 8, 9, 17, 30];

    [Fact]
    public void Gradient_agrees_with_differences()
    {
        foreach (var n in Lengths)
        {
            double[] x = ArrayCheck.Data(n, n), gradient = new double[n];
            Array.Fill(gradient, 7);
            var value = GradientCalls.PenaltyGradient(x, gradient);
            Assert.Null(ArrayCheck.Differs(GradientCalls.Penalty, x, value, gradient, 30));
            value = GradientCalls.TwoDestinationsGradient(x, gradient);
            Assert.Null(ArrayCheck.Differs(GradientCalls.TwoDestinations, x, value, gradient, 30));
        }
    }

    [Fact]
    public void What_was_in_a_destination_has_no_influence_but_for_its_tail()
    {
        foreach (var n in Lengths)
        {
            double[] both = ArrayCheck.Data(2 * n + 2, n), gradient = new double[2 * n + 2];
            double F(double[] v) => GradientCalls.Handed(v[..n], v[n..]);
            var value = GradientCalls.HandedGradient(both[..n], both[n..], gradient.AsSpan(0, n), gradient.AsSpan(n));
            Assert.Null(ArrayCheck.Differs(F, both, value, gradient, 100));
            Assert.All(gradient[n..(2 * n)], g => Assert.Equal(0, g));
            Assert.All(gradient[(2 * n)..], g => Assert.NotEqual(0, g));
        }
    }

    [Fact]
    public void Destinations_are_checked_before_anything_is_written()
    {
        double[] x = [1, 2, 3], shorter = [7, 7], gradX = [5, 5, 5];
        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => GradientCalls.Handed(x, shorter)).ParamName);
        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => GradientCalls.Handed(x, x)).ParamName);
        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => GradientCalls.HandedGradient(x, shorter, gradX, new double[2])).ParamName);
        Assert.Equal("g", Assert.Throws<ArgumentException>(() => GradientCalls.HandedGradient(x, x, gradX, new double[3])).ParamName);
        Assert.Equal([7, 7], shorter);
        Assert.Equal([1, 2, 3], x);
    }

    [Theory]
    [InlineData("{|AB0002:RecursiveGradient(x, 3)|}.GradX")]
    [InlineData("{|AB0002:RecursiveTangent(x, 1, 3)|}.Tangent")]
    public async Task A_member_of_a_method_that_calls_itself_is_refused(string call) => await Compile.Analyze<LoweringAnalyzer>($$"""
        using AutoBackprop;
        static partial class Model
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Tangent)]
            static double Recursive(double x, int n) => n == 0 ? x : Recursive(x * x, n - 1);
            [Differentiable] static double F(double x) => {{call}};
        }
        """);
}
