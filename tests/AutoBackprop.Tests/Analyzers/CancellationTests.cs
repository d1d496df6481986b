using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0305.</summary>
public sealed class CancellationTests
{
    private static Task Verify(string members) => Compile.Analyze<Cancellation>($"using System; using System.Numerics.Tensors; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

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
    [InlineData("[Differentiable] static double F(double r) => {|AB0305:double.LogP1(r)|};")]
    [InlineData("[Differentiable] static double F(double r) { var rate = 0.5 * r; return {|AB0305:double.ExpM1(rate)|} / r; }")]
    [InlineData("[Differentiable] static float F(float r) => {|AB0305:float.ExpM1(r)|} + {|AB0305:float.LogP1(r)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += {|AB0305:double.Log2P1(e)|} + {|AB0305:double.Log10P1(2 * e)|}; return s; }")]
    [InlineData("[Differentiable] static double F(double x) => G(x) + {|AB0305:double.Exp2M1(x)|}; static double G(double z) => {|AB0305:double.Exp10M1(z)|};")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) { Span<double> y = stackalloc double[64]; {|AB0305:TensorPrimitives.Tanh(x, y)|}; return y[0]; }")]
    [InlineData("[Differentiable] static float F(ReadOnlySpan<float> x, Span<float> y) { {|AB0305:TensorPrimitives.Sinh(x, y)|}; return TensorPrimitives.Sum<float>(y); }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> y) { {|AB0305:TensorPrimitives.LogP1(x, y)|}; {|AB0305:TensorPrimitives.ExpM1<double>(y, y)|}; return y[0]; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> y) { Squash(x[1..], y); return y[0]; } static void Squash(ReadOnlySpan<double> x, Span<double> y) => {|AB0305:TensorPrimitives.Tanh(x, y)|};")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0305:Math.Log(1 + x * x)|};")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) s += e * e; return {|AB0305:Math.Log(1 + s)|}; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x) => {|AB0305:Math.Log(1 + Linear.Dot(x, x))|};")]
    [InlineData("[Differentiable] static double F(double r, double nu) => -(nu + 1) / 2 * {|AB0305:Math.Log(1 + r * r / nu)|};")]
    [InlineData("[Differentiable] static double F(double x) => {|AB0305:double.LogP1(x * x)|} + double.LogP1(Math.Max(x, 1));")]
    [InlineData("[Differentiable] static double F(double z) => Math.Max(z, 0) + {|AB0305:Math.Log(1 + Math.Exp(-Math.Abs(z)))|};")]
    [InlineData("[Differentiable] static double F(double z, double y) { var e = Math.Exp(-Math.Abs(z)); return Math.Max(z, 0) - z * y + {|AB0305:Math.Log(1 + e)|}; }")]
    [InlineData("[Differentiable] static double F(double q) { var tau = Math.Exp(q); return q - {|AB0305:Math.Log(1 + tau * tau / 25)|}; }")]
    public Task Lost_digits_are_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(2 + x) + Math.Exp(x) - 2;")]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(1 + Math.Max(x, 1)) + Math.Exp(Math.Max(x, 1)) - 1;")]
    [InlineData("[Differentiable] static double F(double r) => Special.LogP1(r) + Special.ExpM1(r);")]
    [InlineData("[Differentiable] static double F(double z) => Math.Log(1 + Math.Exp(z));")]
    [InlineData("[Differentiable] static double F(double a, double b) { var m = Math.Max(a, b); return m + Math.Log(1 + Math.Exp(Math.Min(a, b) - m)); }")]
    [InlineData("[Differentiable] static double F(double x) => Math.Log(4 + x * x);")]
    [InlineData("[Differentiable] static double F(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));")]
    [InlineData("[Differentiable] static double F(double u, double h, double n) { var z = Activations.Sigmoid(u); return (1 - z) * h + z * n; }")]
    [InlineData("[Differentiable] static double F(double x, [NoGradient] double r) => x * Math.Log(1 + r);")]
    [InlineData("[Differentiable] static double F(double z) => Activations.Sigmoid(-z);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> z) { Span<double> s = stackalloc double[z.Length]; Activations.Sigmoid(z, s); return 1 - s[0] + s[1]; }")]
    [InlineData("[Differentiable] static double F(double x) => Math.Tanh(x) + Math.Sinh(x) + double.Tanh(2 * x) + Math.Asinh(x) + Math.Atanh(x);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> y) { Activations.Tanh(x, y); return y[0]; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> y) { TensorPrimitives.Cosh(x, y); TensorPrimitives.Asinh<double>(y, y); TensorPrimitives.Atan<double>(y, y); return y[0]; }")]
    [InlineData("[Differentiable] static double F(double z) => double.LogP1(Math.Exp(z));")]
    [InlineData("[Differentiable] static double F(double z) => double.LogP1(-Activations.Sigmoid(z));")]
    [InlineData("[Differentiable] static double F(double x, [NoGradient] double r) => x * double.LogP1(r) * double.ExpM1(r);")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> t) { Span<double> y = stackalloc double[8]; TensorPrimitives.Tanh(t, y); return x[0] * y[0]; }")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, Span<double> y, Span<double> z) { for (int i = 0; i < y.Length; i++) y[i] = Math.Max(x[i], 1); TensorPrimitives.Tanh<double>(y, z); return z[0]; }")]
    // Of a type parameter the package has no such functions.
    [InlineData("[Differentiable] static T F<T>(T z) where T : System.Numerics.IFloatingPointIeee754<T> => T.Log(T.One + z * z) + T.LogP1(z) + T.ExpM1(z);")]
    // An element that is computed of itself stands for no formula.
    [InlineData("[Differentiable] static double F(Span<double> x, double m) { for (var i = 0; i < x.Length; i++) x[i] = (x[i] - m) * (x[i] - m); var s = 0.0; for (var i = 0; i < x.Length; i++) s += Math.Exp(x[i]); return s; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
