using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0301.</summary>
public sealed class LogOfSoftmaxTests
{
    private static Task Verify(string members) => Compile.Analyze<LogOfSoftmax>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    private const string Shifted = "var m = x[0]; foreach (var e in x) m = Math.Max(m, e); var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); ";

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x, int k) { " + Shifted + "return -{|AB0301:Math.Log(Math.Exp(x[k] - m) / s)|}; }")]
    [InlineData("[Differentiable] static double F(double[] x, int k) { " + Shifted + "var p = Math.Exp(x[k] - m) / s; var q = p; var l = {|AB0301:Math.Log(q)|}; return -l; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] p, double[] y) { " + Shifted + "for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m) / s; var loss = 0.0; for (int i = 0; i < x.Length; i++) loss -= y[i] * {|AB0301:Math.Log(p[i])|}; return loss; }")]
    [InlineData("[Differentiable] static double F(double[] x, int k) => -{|AB0301:Math.Log(P(x, k))|}; static double P(double[] x, int k) { " + Shifted + "return Math.Exp(x[k] - m) / s; }")]
    [InlineData("[Differentiable] static double F(double[] x, int k, double y) { " + Shifted + "return {|AB0301:Losses.CrossEntropy(Math.Exp(x[k] - m) / s, y)|}; }")]
    [InlineData("[Differentiable] static float F(float[] x, int k) { var s = 0f; for (var i = 0; i < x.Length; i++) s += MathF.Exp(x[i]); return {|AB0301:MathF.Log(MathF.Exp(x[k]) / s)|}; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Softmax(z, y); return -{|AB0301:Math.Log(y[k])|}; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.Softmax(z, z); return {|AB0301:Losses.CrossEntropy(z, t)|}; }")]
    public Task The_logarithm_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x, int k) { " + Shifted + "return x[k] - m - Math.Log(s); }")]
    [InlineData("[Differentiable] static double F(double[] x, int k) { " + Shifted + "return Math.Exp(x[k] - m) / s; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] y, int k) { " + Shifted + "return Math.Log(Math.Exp(y[k]) / s); }")]
    [InlineData("[Differentiable] static double F(double[] x, int k) { var s = 0.0; foreach (var e in x) s += e; return Math.Log(x[k] / s); }")]
    [InlineData("[Differentiable] static double F(double[] x, [NoGradient] double[] z, int k) { var s = 0.0; foreach (var e in z) s += Math.Exp(e); return x[0] + Math.Log(Math.Exp(z[k]) / s); }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); Activations.LogSoftmax(z, y); return -y[k]; }")]
    [InlineData("[Differentiable] static double F(double[] w, double[] b, double[] v, double[] x, double[] t, int k) { Span<double> z = stackalloc double[8], h = stackalloc double[8], y = stackalloc double[8]; Linear.MatVec(w, x, z); return Losses.SoftmaxCrossEntropy(z, k); }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
