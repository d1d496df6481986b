using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0105.</summary>
public sealed class MaskByProductTests
{
    private static Task Verify(string members) => Compile.Analyze<MaskByProduct>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => {|AB0105:(x > 0 ? 1 : 0) * Math.Log(x)|};")]
    [InlineData("[Differentiable] static double F(double x) { var m = x > 0 ? 1.0 : 0.0; var r = Math.Sqrt(x); var y = r; return {|AB0105:y * m|}; }")]
    [InlineData("[Differentiable] static double F(double x, double y) => {|AB0105:(x == 0 ? 0 : 1) * (y / x)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) { double m; if (e > 0) m = 1; else m = 0; s += {|AB0105:m * Math.Pow(e, 1.5)|}; } return s; }")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0105:M(x) * Math.Exp(x)|}; static double M(double z) => z < 10 ? 1 : 0;")]
    [InlineData("[Differentiable] static double F(double x, int n) => {|AB0105:(n > 0 ? 1 : 0) * (1 + Math.Log(x))|};")]
    public Task A_mask_over_a_pole_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x > 0 ? Math.Log(x) : 0;")]
    [InlineData("[Differentiable] static double F(double x) => (x > 0 ? 1 : 0) * x;")]
    [InlineData("[Differentiable] static double F(double x) => (x > 0 ? 1 : 0) * Math.Log(1 + x * x);")]
    [InlineData("[Differentiable] static double F(double x) => (x > 0 ? 1 : 0) * Math.Exp(-x * x);")]
    [InlineData("[Differentiable] static double F(double x) => (x > 0 ? 1 : 2) * Math.Log(x);")]
    [InlineData("[Differentiable] static double F(double x, double y) => (x > 0 ? 1 : 0) * (y / (1 + Math.Exp(-x * x)));")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
