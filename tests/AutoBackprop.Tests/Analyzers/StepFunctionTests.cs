using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0101.</summary>
public sealed class StepFunctionTests
{
    private static Task Verify(string members) => Compile.Analyze<StepFunction>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => y * {|AB0101:Math.Floor(x * y)|};")]
    [InlineData("[Differentiable] static double F(double x) { var a = x * x; var b = a; var s = {|AB0101:Math.Sign(b)|}; var t = s * x; return t; }")]
    [InlineData("[Differentiable] static double F(double x) => x * {|AB0101:Activations.BinaryStep(x)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += e * {|AB0101:Math.Round(e)|}; return s; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] h) { for (int i = 0; i < x.Length; i++) h[i] = {|AB0101:Math.Truncate(x[i])|}; return h[0] * x[0]; }")]
    [InlineData("[Differentiable] static double F(double x) => x + G(x); static double G(double z) => {|AB0101:Math.Ceiling(z)|};")]
    [InlineData("[Differentiable] static double F(double x) => x + G(x) + G(2 * x); [Differentiable] static double G(double z) => z * {|AB0101:Math.Ceiling(z)|};")]
    [InlineData("[Differentiable] static double F(double x) { var (a, b) = ({|AB0101:Math.Floor(x)|}, x); return a * b; }")]
    [InlineData("[Differentiable] static float F(float x) => x > 1 ? {|AB0101:MathF.Round(x, 2)|} * x : x;")]
    public Task A_step_on_the_way_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => y * Math.Floor(Gradients.Stop(x * y));")]
    [InlineData("[Differentiable] static double F(double x) => x - Math.Floor(x);")]
    [InlineData("[Differentiable] static double F(double x) { var z = 2 * x; var whole = Math.Floor(z); return z - whole; }")]
    [InlineData("[Differentiable] static double F(double x) => x + Gradients.Stop(Math.Round(x) - x);")]
    [InlineData("[Differentiable] static double F(double x, int n) => x * Math.Floor(n / 2.0);")]
    [InlineData("[Differentiable] static double F(double x, [NoGradient] double t) => x * Math.Floor(t);")]
    [InlineData("[Differentiable] static double F(double x) => Math.Sign(x) > 0 ? x : 2 * x;")]
    [InlineData("[Differentiable] static double F(double x) { var unused = Math.Round(x); return x; }")]
    [InlineData("static double F(double x) => Math.Floor(x);")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);

    [Fact]
    public Task A_pragma_silences_it() => Verify("""
        [Differentiable] static double F(double x)
        {
        #pragma warning disable AB0101
            return x * Math.Floor(x);
        #pragma warning restore AB0101
        }
        """);

    [Fact]
    public Task An_attribute_silences_it() => Verify("""
        [Differentiable, System.Diagnostics.CodeAnalysis.SuppressMessage("AutoBackprop", "AB0101")] static double F(double x) => x * Math.Floor(x);
        """);
}
