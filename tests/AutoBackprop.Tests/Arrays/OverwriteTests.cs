namespace AutoBackprop.Tests;

/// <summary>Gradients that are set at once, and not set to zero and then added to. That they are right is what the zoo says.</summary>
public class OverwriteTests
{
    private static string Generated(string method, string rule = "bool overwriteX = false")
    {
        var generated = Compile.Generate($$"""
            using System; using AutoBackprop;
            static partial class A
            {
                static void Squares(ReadOnlySpan<double> x, [Overwritten] Span<double> y) { for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i]; }

                [DerivativeOf(typeof(A), nameof(Squares))]
                static void SquaresBackward(ReadOnlySpan<double> x, [Overwritten] Span<double> y, Span<double> gradX, Span<double> gradY, {{rule}}) { }

                {{method}}
            }
            """);
        Assert.Empty(generated.Errors);
        return string.Concat(generated.Texts.Values);
    }

    private const string Once = "[Differentiable] static double F(ReadOnlySpan<double> x) { var y = new double[x.Length]; Squares(x, y); return Linear.Sum(y); }";

    [Fact]
    public void A_rule_sets_what_would_be_zero()
    {
        var text = Generated(Once);
        Assert.Contains("overwriteX: true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gradX.Clear()", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_in_a_branch_leaves_the_other_to_set_zero()
    {
        var text = Generated("[Differentiable] static double F(ReadOnlySpan<double> x, int k) { var y = new double[x.Length]; if (k > 0) Squares(x, y); return Linear.Sum(y); }");
        Assert.Contains("overwriteX: true", text, StringComparison.Ordinal);
        Assert.Contains("gradX.Clear()", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("gradX.Clear()", StringComparison.Ordinal) > text.IndexOf("// forward", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) { var y = new double[x.Length]; for (var k = 0; k < 3; k++) { Squares(x, y); y[0] *= k; } return Linear.Sum(y); }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) { var y = new double[x.Length - 1]; Squares(x[1..], y); return Linear.Sum(y); }")]
    [InlineData("[Differentiable(Derivatives.Backward)] static double F(ReadOnlySpan<double> x) { var y = new double[x.Length]; Squares(x, y); return Linear.Sum(y); }")]
    public void A_rule_adds_to_what_may_be_there(string method) => Assert.DoesNotContain("overwriteX: true", Generated(method), StringComparison.Ordinal);
}
