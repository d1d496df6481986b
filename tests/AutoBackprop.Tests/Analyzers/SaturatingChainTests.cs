using AutoBackprop.Analyzers;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>AB0202.</summary>
public sealed class SaturatingChainTests
{
    private static Task Verify(string members, string? depth = null) => Compile.Analyze([new SaturatingChain()],
        depth is null ? null : new Dictionary<string, string> { ["autobackprop.saturation_depth"] = depth }, Source(members));

    private static string Source(string members) => $"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}";

    private const string Three = "var a = {|AB0202:Activations.Sigmoid(w[0] * x + w[1])|}; var b = Activations.Sigmoid(w[2] * a + w[3]); var c = Activations.Sigmoid(w[4] * b + w[5]); return w[6] * c + w[7];";

    [Theory]
    [InlineData("[Differentiable] static double F(double[] w, double x) { " + Three + " }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = {|AB0202:Math.Tanh(w[0] * x)|}; var b = Math.Tanh(w[1] * a); var c = Math.Tanh(w[2] * b); return w[3] * c; }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = {|AB0202:Math.Tanh(w[0] * x)|}; var b = Activations.Relu(w[1] * a); var c = Activations.Sigmoid(w[2] * b); var d = Activations.Softsign(w[3] * c); return w[4] * d; }")]
    [InlineData("[Differentiable] static double F(double[] w, double x, double t) { var a = {|AB0202:Activations.Sigmoid(w[0] * x)|}; var b = Activations.Sigmoid(w[1] * a); var p = Activations.Sigmoid(w[2] * b); return Losses.SquaredError(p, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = {|AB0202:Unit(w[0], x)|}; var b = Unit(w[1], a); var c = Unit(w[2], b); return w[3] * c; } static double Unit(double w, double x) => 1 / (1 + Math.Exp(-w * x));")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, h); {|AB0202:Activations.Sigmoid(h, h)|}; Linear.MatVec(w, h, z); Activations.Sigmoid(z, z); Linear.MatVec(w, z, y); Activations.Sigmoid(y, y); return Linear.Dot(v, y); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); {|AB0202:Activations.Tanh(z, h)|}; Linear.MatVec(w, h, z); Activations.Tanh(z, y); Linear.MatVec(w, y, z); Activations.Tanh(z, h); return Linear.Dot(v, h); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Dense(w, x, h); {|AB0202:Unit(h)|}; Dense(w, h, z); Unit(z); Dense(w, z, y); Unit(y); return Linear.Dot(v, y); } static void Dense(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) { var s = 0.0; for (int j = 0; j < x.Length; j++) s += w[i * x.Length + j] * x[j]; y[i] = s; } } static void Unit(Span<double> x) { for (int i = 0; i < x.Length; i++) x[i] = 1 / (1 + Math.Exp(-x[i])); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = {|AB0202:Activations.Sigmoid(w[0] * x)|}; var b = Activations.Sigmoid(w[1] * a); return Activations.Sigmoid(w[2] * b); }")]
    [InlineData("[Differentiable] static double F(double x) => Activations.Sigmoid(Activations.Sigmoid({|AB0202:Activations.Sigmoid(x)|}));")]
    [InlineData("[Differentiable] static float F(float x, float u, float v, float w) { var a = {|AB0202:Activations.Sigmoid(u * x)|}; var b = Activations.Sigmoid(v * a); var c = Activations.Sigmoid(w * b); return c; }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = {|AB0202:Math.Tanh(w[0] * x)|}; var b = Math.Tanh(w[1] * a); var p = 1 / (1 + Math.Exp(-(w[2] * b))); return p; }")]
    [InlineData("[Differentiable] static (double P, double Q) F(double[] w, double x) { var a = {|AB0202:Activations.Sigmoid(w[0] * x)|}; var b = Activations.Sigmoid(w[1] * a); return (Activations.Sigmoid(w[2] * b), Activations.Sigmoid(w[3] * b)); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) => Unit(w[2], Unit(w[1], {|AB0202:Unit(w[0], x)|})); static double Unit(double w, double x) => Activations.Sigmoid(w * x);")]
    [InlineData("[Differentiable] static void F(double[] w, double[] x, Span<double> y) { Span<double> h = stackalloc double[8], z = stackalloc double[8], a = stackalloc double[8]; Linear.MatVec(w, x, h); {|AB0202:Activations.Sigmoid(h, h)|}; Linear.MatVec(w, h, z); Activations.Sigmoid(z, z); Linear.MatVec(w, z, a); Activations.Sigmoid(a, y); }")]
    public Task A_chain_is_marked_where_it_begins(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = Activations.Sigmoid(w[0] * x); var b = Activations.Sigmoid(w[1] * a); return w[2] * b; }")]
    [InlineData("[Differentiable] static double F(double[] w, double x, double t) { var a = Math.Tanh(w[0] * x); var b = Math.Tanh(w[1] * a); return Losses.BinaryCrossEntropy(Activations.Sigmoid(w[2] * b), t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = Activations.Relu(w[0] * x); var b = Activations.Relu(w[1] * a); var c = Activations.Relu(w[2] * b); return w[3] * c; }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = Activations.Sigmoid(w[0] * x); return Activations.Sigmoid(w[1] * a); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = Activations.Relu(w[0] * x); var b = Activations.Sigmoid(w[1] * a); return Activations.Sigmoid(w[2] * b); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x, double t) { var a = Activations.Sigmoid(w[0] * x); var b = Activations.Sigmoid(w[1] * a); return Losses.BinaryCrossEntropyWithLogits(w[2] * b, t); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x, double t) { var a = Activations.Sigmoid(w[0] * x); var b = Activations.Sigmoid(w[1] * a); var p = Activations.Sigmoid(w[2] * b); return -(t * Math.Log(p) + (1 - t) * Math.Log(1 - p)); }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = Activations.Sigmoid(w[0] * x); var b = Activations.Sigmoid(w[1] * a); return Activations.Sigmoid(w[2] * b + w[3] * a + w[4] * x); }")]
    // A residual sum, and a gate, keep a way around.
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = x + Math.Tanh(w[0] * x); var b = a + Math.Tanh(w[1] * a); var c = b + Math.Tanh(w[2] * b); return w[3] * c; }")]
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = w[5] * x; var b = a * Activations.Sigmoid(w[0] * a); var c = b * Activations.Sigmoid(w[1] * b); var d = c * Activations.Sigmoid(w[2] * c); return w[3] * d; }")]
    // Side by side, not one after the other.
    [InlineData("[Differentiable] static double F(double[] w, double x) { var a = Math.Tanh(w[0] * x); var b = Math.Tanh(w[1] * x); var c = Math.Tanh(w[2] * x); return w[3] * a + w[4] * b + w[5] * c; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, h); Activations.Sigmoid(h, h); Linear.MatVec(w, h, z); Activations.Sigmoid(z, z); Linear.MatVec(w, z, y); Activations.Gelu(y, y); return Linear.Dot(v, y); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, h); Activations.Tanh(h, h); Linear.MatVec(w, h, z); Activations.Tanh(z, z); for (int i = 0; i < 8; i++) z[i] += h[i]; Linear.MatVec(w, z, y); Activations.Tanh(y, y); return Linear.Dot(v, y) + Linear.Dot(v, z); }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);

    [Fact]
    public async Task The_depth_is_an_option()
    {
        await Verify("[Differentiable] static double F(double[] w, double x) { var a = {|AB0202:Activations.Sigmoid(w[0] * x)|}; var b = Activations.Sigmoid(w[1] * a); return w[2] * b; }", "2");
        await Verify("[Differentiable] static double F(double[] w, double x) { " + Markup.Parse(Three).Code + " }", "4");
        await Verify("[Differentiable] static double F(double[] w, double x) { " + Three + " }", "many");
    }

    [Theory]
    [InlineData(DiagnosticSeverity.Warning, "Activations.Sigmoid", "3 saturating activations in a row: the gradient that arrives here has shrunk at least 64 times")]
    [InlineData(DiagnosticSeverity.Info, "Math.Tanh", "3 saturating activations in a row: the gradient that arrives here has shrunk in each one that is away from 0")]
    public async Task What_surely_shrinks_is_graver(DiagnosticSeverity severity, string activation, string message)
    {
        var generated = Compile.Generate(Source("[Differentiable] static double F(double[] w, double x) { " + Markup.Parse(Three).Code.Replace("Activations.Sigmoid", activation, StringComparison.Ordinal) + " }"));
        var found = Assert.Single(await Compile.Diagnostics(generated.Compilation, new SaturatingChain()));
        Assert.Equal(severity, found.Severity);
        Assert.StartsWith(message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(2, found.AdditionalLocations.Count);
    }
}
