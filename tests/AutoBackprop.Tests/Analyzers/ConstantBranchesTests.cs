using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0104.</summary>
public sealed class ConstantBranchesTests
{
    private static Task Verify(string members) => Compile.Analyze<ConstantBranches>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => y + ({|AB0104:x > 0 ? 1 : -1|});")]
    [InlineData("[Differentiable] static double F(double x) { var hit = {|AB0104:x > 0.5 ? 1.0 : 0.0|}; var a = hit; return x + a; }")]
    [InlineData("[Differentiable] static double F(double x) { double s; if ({|AB0104:x * x > 2|}) s = 1; else s = 2; return x * 3 + s; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var right = 0.0; foreach (var e in x) right += {|AB0104:e > 0.5 ? 1 : 0|}; return right + x[0]; }")]
    [InlineData("[Differentiable] static double F(double x) => x + G(2 * x); static double G(double z) => {|AB0104:z > 1 ? 3.0 : 4.0|};")]
    [InlineData("[Differentiable] static double F(double x, double y) => y * y + {|AB0104:x switch { > 1 => 2.0, _ => 3.0 }|};")]
    [InlineData("[Differentiable] static double F(double x) { if ({|AB0104:x > 0|}) return 1; return -1; }")]
    public Task Two_constants_are_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => y + (x > 0 ? x : -1);")]
    [InlineData("[Differentiable] static double F(double x, int n) => x * (n > 0 ? 1 : -1);")]
    [InlineData("[Differentiable] static double F(double x) { var unused = x > 0 ? 1.0 : 0.0; return x; }")]
    [InlineData("[Differentiable] static double F(double x) => (x > 0 ? 1 : 0) * x;")]
    [InlineData("[Differentiable] static double F(double x) => (x > 0 ? 1 : 0) * Math.Log(x);")]
    [InlineData("[Differentiable] static double F(double x) { while (x < 9) { if (x > 5) return 1; x *= 2; } return x; }")]
    [InlineData("[Differentiable] static double F(double x) { if (x > 1) return 0; if (x < -1) return 1; return x * x; }")]
    [InlineData("[Differentiable] static double F(double x) { if (x > 1) throw new ArgumentException(); return x; }")]
    [InlineData("[Differentiable] static double F(double x) => x + (Gradients.Stop(x) > 0 ? 1 : -1);")]
    [InlineData("[Differentiable] static double F(double x, double y) => y + Activations.Sigmoid(x);")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
