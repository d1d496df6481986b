using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0103.</summary>
public sealed class EqualityOfRealsTests
{
    private static Task Verify(string members) => Compile.Analyze<EqualityOfReals>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => {|AB0103:x == y|} ? x * x : y;")]
    [InlineData("[Differentiable] static double F(double x) { var a = x * x; var r = 1.0; if ({|AB0103:a != 1|}) r = a * 2; return r; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var s = 0.0; foreach (var e in x) if ({|AB0103:e == 0.5|}) s += 2 * e; else s += e; return s; }")]
    [InlineData("[Differentiable] static double F(double x, double y) => G(x, 2 * y); static double G(double p, double t) => {|AB0103:t == 1|} ? -Math.Log(p) : -Math.Log(2 - p);")]
    [InlineData("[Differentiable] static double F(double x, double y) { while (x < 5 && {|AB0103:x != y|}) x *= 2; return x; }")]
    [InlineData("[Differentiable] static double F(double x) => x is {|AB0103:0|} ? 2 * x : x;")]
    [InlineData("[Differentiable] static double F(double x, double y) { var same = {|AB0103:x == y|}; return same ? x : 2 * y; }")]
    [InlineData("[Differentiable] static double F(double x, double y) => {|AB0103:x == y|} ? Math.Pow(x, y) : y; [Differentiable] static double G(double x, double y) => FGradient(x, y).GradX;")]
    [InlineData("[Differentiable] static double F(double x, double n) => Math.Pow(x, n); [Differentiable] static double G(double x, double n) { var slope = FGradient(x, n).GradX; return {|AB0103:slope == 1|} ? x : slope; }")]
    [InlineData("[Differentiable] static double F(double x, double y) => !({|AB0103:x == y|}) ? x * x : y;")]
    [InlineData("[Differentiable] static double F(double x) { switch (x) { case {|AB0103:1|}: return 2 * x; default: return x; } }")]
    [InlineData("[Differentiable] static double F(double x) => x switch { {|AB0103:1|} => 2 * x, _ => x };")]
    public Task An_equality_that_decides_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x, double y) => x != 0 ? y / x : 0;")]
    [InlineData("[Differentiable] static double F(double x) => x == 0 ? 1 : Math.Sin(x) / x;")]
    [InlineData("[Differentiable] static double F(double x, double y) { var r2 = x * x + y * y; return r2 == 0 ? 0 : Math.Sqrt(r2); }")]
    [InlineData("[Differentiable] static double F(double p, double q) { var s = 0.0; if (p != 0) s = p * Math.Log(p / q); return s; }")]
    [InlineData("[Differentiable] static double F(double x) { if (x == 0) throw new ArgumentException(); return 1 + x; }")]
    [InlineData("[Differentiable] static double F(double x, int n) => n == 0 ? x : 2 * x;")]
    [InlineData("[Differentiable] static double F(double p, [NoGradient] double t) => t == 1 ? -Math.Log(p) : -Math.Log(1 - p);")]
    [InlineData("[Differentiable] static double F(double x, double y) => Math.Abs(x - y) < 1e-9 ? x * x : y;")]
    [InlineData("[Differentiable] static double F(double x, double y) { var same = x == y; return x + y; }")]
    [InlineData("[Differentiable] static double F(double x) => Gradients.Stop(x) == 0 ? 2 * x : x;")]
    // What the derivative of an operation asks is not asked by its user.
    [InlineData("[Differentiable] static double F(double x, double n) => Math.Pow(x, n); [Differentiable] static double G(double x, double n) => FGradient(x, n).GradX;")]
    [InlineData("[Differentiable] static double F(double x, double n) => Math.Pow(x, n - 1); [Differentiable] static double G(double x, double n) { var (value, byX, byN) = FGradient(x, n); return value * byX + byN; }")]
    [InlineData("[Differentiable] static double F(double x, double y) => double.Hypot(x, y) + Math.Atan2(y, x); [Differentiable] static double G(double x, double y) { var g = FGradient(x, y); return g.GradX * g.GradX + g.GradY; }")]
    [InlineData("[Differentiable] static double F(double p, double t) => Losses.BinaryCrossEntropy(p, t) + Losses.CrossEntropy(p, t); [Differentiable] static double G(double p, double t) => FGradient(p, t).GradP;")]
    [InlineData("[Differentiable] static double F(double x, double y) => Math.CopySign(x, y) + Math.Pow(x, 3) + Math.Abs(y); [Differentiable] static double G(double x, double y) => FGradient(x, y).GradX;")]
    [InlineData("[Differentiable] static float F(float x, float n) => MathF.Pow(x, n); [Differentiable] static float G(float x, float n) => FGradient(x, n).GradX;")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> x, double n) { var s = 0.0; foreach (var e in x) s += Math.Pow(e, n); return s; } [Differentiable] static double G(ReadOnlySpan<double> x, double n) { Span<double> g = stackalloc double[64]; var byN = FGradient(x, n, g).GradN; return g[0] * byN; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
