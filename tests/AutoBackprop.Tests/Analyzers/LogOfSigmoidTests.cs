using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0302.</summary>
public sealed class LogOfSigmoidTests
{
    private static Task Verify(string members) => Compile.Analyze<LogOfSigmoid>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x) => -{|AB0302:Math.Log(Activations.Sigmoid(w * x))|};")]
    [InlineData("[Differentiable] static double F(double w, double x) { var p = 1 / (1 + Math.Exp(-w * x)); var q = p; var l = {|AB0302:Math.Log(q)|}; return -l; }")]
    [InlineData("[Differentiable] static double F(double z, double y) { var p = Activations.Sigmoid(z); return {|AB0302:-(y * Math.Log(p) + (1 - y) * Math.Log(1 - p))|}; }")]
    [InlineData("[Differentiable] static double F(double z, double y) => {|AB0302:Losses.BinaryCrossEntropy(Activations.Sigmoid(z), y)|};")]
    [InlineData("[Differentiable] static double F(double z, double y) { var p = P(z); var l = {|AB0302:Losses.BinaryCrossEntropy(p, y)|}; return l; } static double P(double t) => Activations.Sigmoid(t);")]
    [InlineData("[Differentiable] static double F(double[] z, double[] y) { var l = 0.0; for (var i = 0; i < z.Length; i++) { var p = Activations.Sigmoid(z[i]); l -= {|AB0302:y[i] * Math.Log(p) + (1 - y[i]) * Math.Log(1 - p)|}; } return l / z.Length; }")]
    [InlineData("[Differentiable] static double F(double[] z, double[] p) { for (var i = 0; i < z.Length; i++) p[i] = Activations.Sigmoid(z[i]); var l = 0.0; for (var i = 0; i < z.Length; i++) l += {|AB0302:Math.Log(1 - p[i])|}; return -l; }")]
    [InlineData("[Differentiable] static float F(float z) => {|AB0302:MathF.Log(Activations.Sigmoid(z))|};")]
    [InlineData("[Differentiable] static double F(double z) => {|AB0302:Math.Log(Math.Exp(z) / (1 + Math.Exp(z)))|};")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Sigmoid(z, y); return {|AB0302:Losses.BinaryCrossEntropy(y, t)|}; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Sigmoid(z, z); return {|AB0302:Losses.BinaryCrossEntropy(z, t)|}; }")]
    public Task The_logarithm_or_the_loss_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x) => Activations.Softplus(-w * x);")]
    [InlineData("[Differentiable] static double F(double z, double y) => Losses.BinaryCrossEntropyWithLogits(z, y);")]
    [InlineData("[Differentiable] static double F(double p, double y) => Losses.BinaryCrossEntropy(p, y);")]
    [InlineData("[Differentiable] static double F(double z) => Math.Log(1 + Activations.Sigmoid(z));")]
    [InlineData("[Differentiable] static double F(double z, double y) => Losses.SquaredError(Activations.Sigmoid(z), y);")]
    [InlineData("[Differentiable] static double F(double x, [NoGradient] double z) => x * Math.Log(Activations.Sigmoid(z));")]
    [InlineData("[Differentiable] static double F(double z) => Math.Log(Activations.Softplus(z));")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
