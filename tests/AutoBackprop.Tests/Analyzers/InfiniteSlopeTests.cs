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
    [InlineData("[Differentiable] static double F(double x, double y) { var r = {|AB0304:Math.Sqrt(x * x + y * y)|}; if (r < 1e-4) return r; return x / r; }")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r = {|AB0304:Math.Sqrt(x * x + y * y)|}; if (r > 10) return x; return x + r; }")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r = {|AB0304:Math.Sqrt(x * x + y * y)|}; var s = 2 * r; if (s < 1e-4) return x; return x + s; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += e * e; var r = {|AB0304:Math.Sqrt(s)|}; for (int i = 0; i < 3; i++) if (i > 1) s += r; return s; }")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0304:Math.Pow(Math.Abs(x), 0.25)|};")]
    [InlineData("[Differentiable] static float F(float x, float y) { var r = {|AB0304:MathF.Sqrt(x * x + y * y)|}; return r > 1e-6f ? x / r : r; }")]
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
    // A guard behind the root: no gradient arrives from the path that did not run.
    [InlineData("[Differentiable] static double F(double x, double y) { var r = Math.Sqrt(x * x + y * y); if (r < 1e-4) return x; return x / r; }")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r = Math.Sqrt(x * x + y * y); return r > 0 ? x / r : 0; }")]
    [InlineData("[Differentiable] static double F(double x, double y) { var s = x * x + y * y; var r = Math.Sqrt(s); if (s == 0) return x; return x / r; }")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r = Math.Sqrt(x * x + y * y); if (r == 0) throw new ArgumentException(); return x / r; }")]
    [InlineData("[Differentiable] static float F(float x, float y) { var r = MathF.Sqrt(x * x + y * y); return r > 1e-6f ? r : x; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var t = 0.0; foreach (var e in x) { var r = Math.Sqrt(Math.Abs(e)); if (r > 0.1) t += 1 / r; } return t; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var t = 0.0; foreach (var e in x) { var r = Math.Pow(Math.Abs(e), 0.5); if (r <= 0.1) continue; t += r; } return t; }")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r = Length(x, y); return r < 1e-9 ? x : y / r; } static double Length(double a, double b) => Math.Sqrt(a * a + b * b);")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r = Math.Sqrt(x * x + y * y); var far = r > 5; return far ? 2 * x : y; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
