using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0207.</summary>
public sealed class DeadOutputTests
{
    private static Task Verify(string members) => Compile.Analyze<DeadOutput>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => -Math.Log({|AB0207:Activations.Relu(w * x + b)|});")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) { var p = {|AB0207:Activations.Relu(w * x + b)|}; return Losses.BinaryCrossEntropy(p, t); }")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) { var y = {|AB0207:Math.Max(0, w * x + b)|}; var z = y; return Losses.SquaredError(z, t); }")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) { var z = w * x + b; var y = {|AB0207:z > 0 ? z : 0|}; return (y - t) * (y - t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x, double t) { var h = Activations.Relu(w[0] * x + w[1]); var y = {|AB0207:Activations.Relu(w[2] * h + w[3])|}; return Losses.Huber(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] t, double w, double b) { var s = 0.0; for (int i = 0; i < x.Length; i++) s += Losses.SquaredError({|AB0207:Activations.Relu(w * x[i] + b)|}, t[i]); return s; }")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) => Losses.SquaredError({|AB0207:Unit(w, x, b)|}, t); static double Unit(double w, double x, double b) => Activations.Relu(w * x + b);")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); {|AB0207:Activations.Relu(z, y)|}; return Losses.MeanSquaredError(y, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); {|AB0207:Activations.Relu(z, z)|}; return Losses.BinaryCrossEntropy(z, t); }")]
    public Task A_dead_output_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) => Losses.SquaredError(w * x + b, t);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) => Losses.SquaredError(Activations.Softplus(w * x + b), t);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double t) => Losses.SquaredError(Activations.LeakyRelu(w * x + b, 0.01), t);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b, double v, double t) => Losses.SquaredError(v * Activations.Relu(w * x + b), t);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => Activations.Relu(w * x + b);")]
    [InlineData("[Differentiable] static double F(double w, double x, double b) => -Math.Log(1 + Activations.Relu(w * x + b));")]
    // The hinge of a margin, squared too; the payoff of an option.
    [InlineData("[Differentiable] static double F(double w, double x, double y) => Math.Max(0, 1 - y * (w * x));")]
    [InlineData("[Differentiable] static double F(double w, double x, double y) { var m = Math.Max(0, 1 - y * (w * x)); return m * m; }")]
    [InlineData("[Differentiable] static double F(double s, double k, double price) => Losses.SquaredError(Math.Max(s - k, 0), price);")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
