using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0304.</summary>
public sealed class InfiniteSlopeTests
{
    private static Task Verify(string members) => Compile.Analyze<InfiniteSlope>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => {|AB0304:Math.Sqrt(x * x + y * y)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += e * e; var t = s; return {|AB0304:Math.Sqrt(t)|}; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] y) { var s = 0.0; for (var i = 0; i < x.Length; i++) { var d = x[i] - y[i]; s += d * d; } return {|AB0304:Math.Pow(s, 0.5)|}; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var m = 0.0; foreach (var e in x) m += e; m /= x.Length; var v = 0.0; foreach (var e in x) v += (e - m) * (e - m); return {|AB0304:Math.Sqrt(v / x.Length)|}; }")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0304:Math.Sqrt(Math.Abs(x))|} + {|AB0304:Math.Cbrt(Activations.Relu(x))|};")]
    [InlineData("[Differentiable] static double F(double x, double y) => N(x - y, 0); static double N(double a, double b) => {|AB0304:Math.Sqrt(a * a + b * b)|};")]
    [InlineData("[Differentiable] static double F(double c) => {|AB0304:Math.Acos(Math.Clamp(c, -1, 1))|};")]
    [InlineData("[Differentiable] static double F(double x) { if (x < 0) throw new ArgumentException(); return {|AB0304:Math.Sqrt(x)|}; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) => {|AB0304:Math.Sqrt(Linear.Dot(x, x))|};")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y) { Span<double> d = stackalloc double[x.Length]; for (var i = 0; i < x.Length; i++) d[i] = x[i] - y[i]; var s = Linear.Dot(d, d); return {|AB0304:Math.Sqrt(s)|}; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> z) { Span<double> h = stackalloc double[z.Length]; Activations.Relu(z, h); return {|AB0304:Math.Sqrt(h[0])|}; }")]
    public Task A_root_that_reaches_0_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => Math.Sqrt(1 + x * x + y * y);")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 1e-12; foreach (var e in x) s += e * e; return Math.Sqrt(s); }")]
    [InlineData("[Differentiable] static double F(double s, double t) => s * Math.Sqrt(t);")]
    [InlineData("[Differentiable] static double F(double x, double y) { var d = x * x + y * y; return d > 0 ? Math.Sqrt(d) : 0; }")]
    [InlineData("[Differentiable] static double F(double x) => Math.Pow(x, 2) + Math.Pow(Math.Abs(x), 1.5);")]
    [InlineData("[Differentiable] static double F(double x) => Math.Sqrt(Math.Exp(x)) + Math.Sqrt(Math.Max(x, 1e-9));")]
    [InlineData("[Differentiable] static double F(double x, double y) => double.Hypot(x, y);")]
    [InlineData("[Differentiable] static double F(double x, int n) => x * Math.Sqrt(n * n);")]
    [InlineData("[Differentiable] static double F(double x) { if (x <= 0) throw new ArgumentException(); return Math.Sqrt(x); }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) => Linear.Norm(x);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) => Math.Sqrt(1e-9 + Linear.Dot(x, x));")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> z) { Span<double> h = stackalloc double[z.Length]; Activations.Softplus(z, h); return Math.Sqrt(h[0]); }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
