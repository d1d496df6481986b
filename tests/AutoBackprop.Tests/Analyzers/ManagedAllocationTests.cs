using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0403.</summary>
public sealed class ManagedAllocationTests
{
    private static Task Verify(string members) => Compile.Analyze<ManagedAllocation>($"using System; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x) { var h = {|AB0403:new double[x.Length]|}; for (var i = 0; i < x.Length; i++) h[i] = 2 * x[i]; return h[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { double[] h = {|AB0403:{ x, 2 * x }|}; return h[0] * h[1]; }")]
    [InlineData("[Differentiable] static double F(double x) { var h = {|AB0403:new[] { x, 2 * x }|}; return h[0] * h[1]; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var t = {|AB0403:x[1..]|}; return t[0] * x[0]; }")]
    [InlineData("[Differentiable] static double F(double x) => x * G(x); static double G(double z) { var h = {|AB0403:new double[2]|}; h[0] = z; return h[0]; }")]
    public Task An_array_on_the_heap_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double x) { Span<double> h = stackalloc double[2]; h[0] = x; return h[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { ReadOnlySpan<double> h = [x, 2 * x]; return h[0] * h[1]; }")]
    [InlineData("[Differentiable] static double F(Span<double> x) { var t = x[1..]; return t[0] * x[0]; }")]
    [InlineData("[Differentiable] static double F(double x, Span<double> h) { h[0] = x; return h[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { if (x < 0) throw new ArgumentException(); return x; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
