using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0204.</summary>
public sealed class ClippedOutputTests
{
    private static Task Verify(string members) => Compile.Analyze<ClippedOutput>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => {|AB0204:Math.Max(0, Math.Min(1, w * x + b))|};")]
    [InlineData("[Differentiable] static double F(double w, double x, double b) { var z = w * x + b; return {|AB0204:Math.Clamp(z, 0, 1)|}; }")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) { var p = {|AB0204:Math.Min(1, Math.Max(0, w * x))|}; return Losses.SquaredError(p, y); }")]
    [InlineData("[Differentiable] static float F(float w, float x, float y) => Losses.SquaredError({|AB0204:Clip(w * x)|}, y); static float Clip(float z) => Math.Clamp(z, 0f, 1f);")]
    [InlineData("[Differentiable] static double F(double w, double x) { var z = w * x; return {|AB0204:z > 1 ? 1 : z > 0 ? z : 0|}; }")]
    [InlineData("[Differentiable] static void F(double w, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = {|AB0204:Math.Clamp(w * x[i], 0, 1)|}; }")]
    public Task A_clipped_output_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => Activations.Sigmoid(w * x + b);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => Math.Clamp(w * x + b, -1, 1);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => Math.Max(0, w * x + b);")]
    [InlineData("[Differentiable] static double F(double w, double x) => Math.Clamp(Activations.Sigmoid(w * x), 0, 1);")]
    // A parameter of a curve, a smooth step; a guard of a logarithm.
    [InlineData("[Differentiable] static double F(double a, double b, double x) { var t = Math.Clamp((x - a) / (b - a), 0, 1); return t * t * (3 - 2 * t); }")]
    [InlineData("[Differentiable] static double F(double w, double x) => -Math.Log(Math.Clamp(Activations.Sigmoid(w * x), 1e-7, 1 - 1e-7));")]
    [InlineData("[Differentiable] static double F(double w, double x) => Math.Clamp(Gradients.Stop(w * x), 0, 1) + w;")]
    [InlineData("[Differentiable] static double F(double x) => Math.Clamp(x, 0, 1);")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
