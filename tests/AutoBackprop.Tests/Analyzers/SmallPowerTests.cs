using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0306.</summary>
public sealed class SmallPowerTests
{
    private static Task Verify(string members) => Compile.Analyze<SmallPower>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => {|AB0306:Math.Pow(x, 2)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += {|AB0306:Math.Pow(e - 1, 3.0)|}; return s; }")]
    [InlineData("[Differentiable] static double F(double x) => x + G(x); static double G(double z) { const int N = 4; return {|AB0306:double.Pow(z, N)|}; }")]
    [InlineData("[Differentiable] static float F(float x) => {|AB0306:MathF.Pow(x, 2)|};")]
    public Task A_small_power_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x * x;")]
    [InlineData("[Differentiable] static double F(double x) => Math.Pow(x, 2.5) + Math.Pow(x, 17) + Math.Pow(2, x);")]
    [InlineData("[Differentiable] static double F(double x, double n) => Math.Pow(x, n);")]
    [InlineData("static double F(double x) => Math.Pow(x, 2);")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
