using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Adjoints in memory that need not be set to zero again. That the gradients stay right, the zoos show.</summary>
public class DeadResetsTests
{
    private const string Rows = "for (var i = 0; i < x.Length; i++) { for (var j = 0; j < n; j++) t[j] = x[i] * j; for (var j = 0; j < n; j++) sum += t[j] * Math.Sin(t[j]); }";

    [Fact]
    public void A_temporary_that_every_iteration_overwrites_is_not_reset() => Assert.Equal(0, Resets(Rows));

    [Theory]
    [InlineData("for (var i = 0; i < x.Length; i++) { for (var j = 1; j < n; j++) t[j] = x[i] * j; for (var j = 0; j < n; j++) sum += t[j] * Math.Sin(t[j]); }")]
    [InlineData("for (var i = 0; i < x.Length; i++) { for (var j = 0; j < n; j++) t[j] = x[i] * j; for (var j = 1; j < n; j++) sum += t[j] * Math.Sin(t[j]); }")]
    [InlineData(Rows + " for (var j = 0; j < n; j++) sum += t[j];")]
    public void What_may_be_read_again_is_reset(string loops) => Assert.True(Resets(loops) > 0);

    private static int Resets(string loops)
    {
        var source = $"using System; using AutoBackprop; public static partial class C {{ [Differentiable] public static double F(ReadOnlySpan<double> x, int n) {{ Span<double> t = new double[n]; var sum = 0.0; {loops} return sum; }} }}";
        return Pipeline.Gradient(Compiled.From([source]).Methods.Single().Lowered.Model!.Body!, seeded: false).Body.AllSteps()
            .Count(s => s is Store { Array: Var { Name: "grad_t" }, Value: Const { Value: 0 } });
    }
}
