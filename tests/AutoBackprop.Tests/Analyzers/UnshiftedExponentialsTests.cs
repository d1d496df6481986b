using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0303.</summary>
public sealed class UnshiftedExponentialsTests
{
    private static Task Verify(string members) => Compile.Analyze<UnshiftedExponentials>($"using System; using System.Numerics.Tensors; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return {|AB0303:Math.Log(s)|}; }")]
    [InlineData("[Differentiable] static double F(double a, double b) => {|AB0303:Math.Log(Math.Exp(a) + Math.Exp(b))|};")]
    [InlineData("[Differentiable] static double F(double z) { var e = Math.Exp(z); var s = 1 + e; return {|AB0303:Math.Log(s)|}; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] p, int k) { var s = 0.0; for (var i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } for (var i = 0; i < x.Length; i++) p[i] = {|AB0303:p[i] / s|}; return p[k]; }")]
    [InlineData("[Differentiable] static double F(double[] x, int k) => {|AB0303:E(x, k) / S(x)|}; static double E(double[] x, int k) => Math.Exp(x[k]); static double S(double[] x) { var s = 0.0; foreach (var e in x) s += Math.Exp(e); return s; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] w) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += w[i] * Math.Exp(2 * x[i]); return {|AB0303:Math.Log(s)|}; }")]
    [InlineData("[Differentiable] static double F(double z) => {|AB0303:Math.Exp(z) / (1 + Math.Exp(z))|};")]
    [InlineData("[Differentiable] static float F(float[] x) { var s = 0f; foreach (var e in x) s += MathF.Exp(e); return {|AB0303:MathF.Log(s)|}; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) { Span<double> e = stackalloc double[x.Length]; for (var i = 0; i < x.Length; i++) e[i] = Math.Exp(x[i]); return {|AB0303:Math.Log(Linear.Sum(e))|}; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, int k) { Span<double> e = stackalloc double[x.Length]; for (var i = 0; i < x.Length; i++) e[i] = Math.Exp(x[i]); return {|AB0303:e[k] / Linear.Sum(e)|}; }")]
    [InlineData("[Differentiable] static double F(double a, double b) => {|AB0303:Math.Exp(a) / (Math.Exp(a) + Math.Exp(b))|};")]
    [InlineData("[Differentiable] static double F(double w, double z) { var e = Math.Exp(z); return w * ({|AB0303:e / (e + 2)|}); }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> p, int k) { {|AB0303:TensorPrimitives.SoftMax(x, p)|}; return p[k]; }")]
    [InlineData("[Differentiable] static float F(ReadOnlySpan<float> x, Span<float> p) { var y = p[1..]; {|AB0303:TensorPrimitives.SoftMax<float>(x, y)|}; return y[0]; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> p) { for (int i = 0; i < p.Length; i++) p[i] = 3 * x[i]; {|AB0303:TensorPrimitives.SoftMax<double>(p, p)|}; return p[0]; }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] v) { var (s, t) = (0.0, 0.0); for (var i = 0; i < x.Length; i++) { var e = Math.Exp(x[i]); s += e * v[i]; t += e; } return {|AB0303:s / t|}; }")]
    [InlineData("[Differentiable] static double F(double a, double b, double c) => {|AB0303:Math.Exp(b) / (Math.Exp(a) + Math.Exp(b) + Math.Exp(c))|};")]
    public Task What_overflows_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x) { var m = x[0]; foreach (var e in x) m = Math.Max(m, e); var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); return m + Math.Log(s); }")]
    [InlineData("[Differentiable] static double F(double[] x, int k) { var m = x[0]; foreach (var e in x) if (e > m) m = e; var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); return Math.Exp(x[k] - m) / s; }")]
    [InlineData("[Differentiable] static double F(double a, double b) { var m = Math.Max(a, b); return m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m)); }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] w) { var s = 0.0; for (var i = 0; i < x.Length; i++) s += w[i] * Math.Exp(-x[i] * x[i]); return Math.Log(s); }")]
    [InlineData("[Differentiable] static double F(double z) => Math.Log(1 + Math.Exp(-Math.Abs(z))) + Math.Max(z, 0);")]
    [InlineData("[Differentiable] static double F(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));")]
    [InlineData("[Differentiable] static double F(double z) => 1 / (1 + Math.Exp(-z));")]
    [InlineData("[Differentiable] static double F(double[] x) { var m = double.NegativeInfinity; foreach (var e in x) m = Math.Max(m, e); m = Gradients.Stop(m); var s = 0.0; foreach (var e in x) s += Math.Exp(e - m); return m + Math.Log(s); }")]
    [InlineData("[Differentiable] static double F(double[] x, double[] t, int n) { var m = double.NegativeInfinity; foreach (var e in x) m = Math.Max(m, e); for (var i = 0; i < n; i++) t[2 * i] = x[i] - m; for (var i = 0; i < t.Length; i++) t[i] = Math.Exp(t[i]); var s = 0.0; foreach (var e in t) s += e; return m + Math.Log(s); }")]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(Math.Exp(x));")]
    [InlineData("[Differentiable] static double F(double s, double t) => Math.Log(s / Math.Exp(t));")]
    [InlineData("[Differentiable] static double F(double x, double y) => Math.Exp(x) / (1 + y * y);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) => Linear.LogSumExp(x);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, int k) { Span<double> p = stackalloc double[x.Length]; Activations.Softmax(x, p); return p[k]; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) { Span<double> e = stackalloc double[x.Length]; for (var i = 0; i < x.Length; i++) e[i] = Math.Exp(-x[i] * x[i]); return Math.Log(Linear.Sum(e)); }")]
    [InlineData("[Differentiable] static double F(double spot, double strike, double r, double t, double d, double e) => spot / (1 + Math.Exp(-1.7 * d)) - strike * Math.Exp(-r * t) / (1 + Math.Exp(-1.7 * e));")]
    [InlineData("[Differentiable] static double F(double strike, double r, double t, double e) => strike * Math.Exp(-r * t) / (1 + Math.Exp(-1.7 * e));")]
    [InlineData("[Differentiable] static double F(double r, double t, double e) { var discount = Math.Exp(-r * t); var odds = Math.Exp(e); return discount / (1 + odds); }")]
    [InlineData("[Differentiable] static double F(double a, double b) => (1 / (1 + Math.Exp(-a))) / (1 + Math.Exp(-b));")]
    [InlineData("[Differentiable] static float F(float r, float d) => MathF.Exp(-r) * r / (1 + MathF.Exp(d));")]
    [InlineData("[Differentiable] static double F(double[] x, double r) { var s = 0.0; foreach (var e in x) s += Math.Exp(r) / (1 + Math.Exp(e)); return s; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> p, Span<double> q) { for (int i = 0; i < p.Length; i++) p[i] = Math.Min(x[i], 50); TensorPrimitives.SoftMax<double>(p, q); return q[0]; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> p) { var m = double.NegativeInfinity; foreach (var e in x) m = Math.Max(m, e); for (int i = 0; i < p.Length; i++) p[i] = x[i] - m; TensorPrimitives.SoftMax<double>(p, p); return p[0]; }")]
    [InlineData("[Differentiable] static double F(double x, [NoGradient] ReadOnlySpan<double> t, Span<double> p) { Span<double> q = stackalloc double[8]; TensorPrimitives.SoftMax(t, q); return q[0] * x; }")]
    [InlineData("[Differentiable] static double F(double[] q) { var (nu, alpha) = (Math.Exp(q[0]), Math.Exp(q[1])); return nu / alpha; }")]
    [InlineData("[Differentiable] static double F(double[] q) { var alpha = Math.Exp(q[0]); var s = 0.0; for (var i = 1; i < q.Length; i++) s += Math.Exp(q[i]) / alpha; return s; }")]
    [InlineData("[Differentiable] static double F(double[] q, int n) { var mean = Math.Exp(q[0]); var shape = Math.Exp(q[1]); return n / (shape + 2 * mean * mean); }")]
    [InlineData("[Differentiable] static double F(double r) { var x = r; for (var i = 0; i < 20; i++) { var y = Math.Exp(x) - x - 2; var slope = (Math.Exp(x + 1e-6) - (x + 1e-6) - 2 - y) / 1e-6; x -= y / slope; } return x; }")]
    [InlineData("[Differentiable] static double F(double r) { var x = r; for (var i = 0; i < 20; i++) { var e = Math.Exp(x); x -= (e - r) / e; } return x; }")]
    [InlineData("[Differentiable] static double F(double r) { var x = r; for (var i = 0; i < 20; i++) { var e = Math.Exp(x); x -= (x * e - r) / (e + x * e); } return x; }")]
    [InlineData("[Differentiable] static double F(double[] q) { var tau = Math.Exp(q[1]); return q[1] - Math.Log(1 + tau * tau / 25); }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
