using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0305.</summary>
public sealed class CancellationTests
{
    private static Task Verify(string members) => Compile.Analyze<Cancellation>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double r, double n) => n * {|AB0305:Math.Log(1 + r)|};")]
    [InlineData("[Differentiable] static double F(double r) { var a = r + 1; var b = a; return {|AB0305:Math.Log(b)|}; }")]
    [InlineData("[Differentiable] static double F(double p) => -{|AB0305:Math.Log(1 - p)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += {|AB0305:Math.Exp(e) - 1|}; return s; }")]
    [InlineData("[Differentiable] static double F(double r) { var e = Math.Exp(r); return {|AB0305:e - 1|} + r; }")]
    [InlineData("[Differentiable] static double F(double z) => {|AB0305:1 - Activations.Sigmoid(z)|};")]
    [InlineData("[Differentiable] static double F(double z) { var s = S(z); return 2 / ({|AB0305:1 - s|}); } static double S(double t) => 1 / (1 + Math.Exp(-t));")]
    [InlineData("[Differentiable] static float F(float r) => {|AB0305:MathF.Log(1 + r)|};")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x) => {|AB0305:Math.Log(1 + Linear.Dot(w, x))|};")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> z) { Span<double> s = stackalloc double[z.Length]; Activations.Sigmoid(z, s); return 2 / ({|AB0305:1 - s[0]|}); }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> r) { Span<double> e = stackalloc double[r.Length]; for (var i = 0; i < r.Length; i++) e[i] = Math.Exp(r[i]); var t = 0.0; for (var i = 0; i < r.Length; i++) t += {|AB0305:e[i] - 1|}; return t; }")]
    public Task Lost_digits_are_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(1 + x * x);")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += e * e; return Math.Log(1 + s); }")]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(2 + x) + Math.Exp(x) - 2;")]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(1 + Math.Max(x, 1)) + Math.Exp(Math.Max(x, 1)) - 1;")]
    [InlineData("[Differentiable] static double F(double r) => Special.LogP1(r) + Special.ExpM1(r);")]
    [InlineData("[Differentiable] static double F(double z) => Math.Log(1 + Math.Exp(z));")]
    [InlineData("[Differentiable] static double F(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));")]
    [InlineData("[Differentiable] static double F(double u, double h, double n) { var z = Activations.Sigmoid(u); return (1 - z) * h + z * n; }")]
    [InlineData("[Differentiable] static double F(double x, [NoGradient] double r) => x * Math.Log(1 + r);")]
    [InlineData("[Differentiable] static double F(double z) => Activations.Sigmoid(-z);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) => Math.Log(1 + Linear.Dot(x, x));")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> z) { Span<double> s = stackalloc double[z.Length]; Activations.Sigmoid(z, s); return 1 - s[0] + s[1]; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
