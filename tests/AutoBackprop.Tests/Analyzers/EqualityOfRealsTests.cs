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
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
