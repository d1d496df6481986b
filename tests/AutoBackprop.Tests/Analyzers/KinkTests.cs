using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0102.</summary>
public sealed class KinkTests
{
    private static Task Verify(string members) => Compile.Analyze<Kink>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => y * {|AB0102:Math.Abs(x * y)|};")]
    [InlineData("[Differentiable] static double F(double x) { var a = x * x - 1; var b = a; var r = {|AB0102:Activations.Relu(b)|}; return r + 1; }")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0102:x > 0 ? x : 0|};")]
    [InlineData("[Differentiable] static double F(double x, double y) => {|AB0102:Math.Max(x, y)|} + {|AB0102:Math.Min(x, 0)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += {|AB0102:Activations.LeakyRelu(e)|}; return s; }")]
    [InlineData("[Differentiable] static double F(double x) => 1 + G(x); static double G(double z) => {|AB0102:z < 0 ? -z : z|};")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0102:Math.Clamp(x, -1, 1)|};")]
    [InlineData("[Differentiable] static double F(double x, double n) => {|AB0102:Math.Pow(x, n)|};")]
    public Task A_kink_on_the_way_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => Math.Abs(1 + x * x);")]
    [InlineData("[Differentiable] static double F(double x) => Activations.Relu(Math.Exp(x));")]
    [InlineData("[Differentiable] static double F(double x) { if (x <= 0) throw new ArgumentException(); return Math.Abs(x); }")]
    [InlineData("[Differentiable] static double F(double x) => Activations.Gelu(x) + Activations.Softplus(x) + Math.Pow(x, 3);")]
    [InlineData("[Differentiable] static double F(double x) => Math.Max(Math.Exp(x), -1);")]
    [InlineData("[Differentiable] static double F(double x, int n) => x * Math.Max(n, 1);")]
    [InlineData("[Differentiable] static double F(double x) => double.Hypot(x, 2);")]
    [InlineData("[Differentiable] static double F(double x) => x > 0 ? Math.Abs(x) : x * x;")]
    [InlineData("[Differentiable] static double F(double x) => x * Math.Abs(Gradients.Stop(x));")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);

    [Fact]
    public async Task The_message_has_the_point_and_the_slope()
    {
        var said = await Compile.Diagnostics(Compile.Generate("using System; using AutoBackprop; static partial class Model { [Differentiable] static double F(double x) => Math.Abs(x); }").Compilation, new Kink());
        Assert.Equal("'Math.Abs' has a kink where x = 0; the slope used there: slope 0", Assert.Single(said).GetMessage());
    }
}
