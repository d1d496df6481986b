using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0403.</summary>
public sealed class ManagedAllocationTests
{
    private static Task Verify(string members) => Compile.Analyze<ManagedAllocation>($"using System; using System.Collections.Generic; using System.Linq; using AutoBackprop;\nstatic partial class Model {{ {members} }}");

    [Theory]
    [InlineData("[Differentiable] static double F(double x, string s) { var parts = {|AB0403:new[] { s, \"b\" }|}; return x * parts[0].Length; }")]
    [InlineData("[Differentiable] static double F(double x, int n) { var kept = {|AB0403:new int?[n]|}; kept[0] = 1; return x * (kept[0].HasValue ? 2 : 3); }")]
    [InlineData("[Differentiable] static double F(double x, int n) { var all = {|AB0403:new List<int>()|}; for (var i = 0; i < n; i++) all.Add(i); var s = 0.0; foreach (var i in all) s += x * i; return s; }")]
    [InlineData("[Differentiable] static double F(double x, int n) { var even = {|AB0403:Enumerable.Range(0, n).Where(i => i % 2 == 0).ToArray()|}; var s = 0.0; foreach (var i in even) s += x * i; return s; }")]
    [InlineData("[Differentiable] static double F(double x) => x * G(x); static double G(double z) { var h = {|AB0403:new Random(3)|}; return z * h.NextDouble(); }")]
    [InlineData("[Differentiable] static double F(double x, string s) { var a = {|AB0403:new[] { s }|}; var b = new[] { s, s }; return x * a.Length * b.Length; }")]
    public Task What_no_pool_holds_is_marked_once(string members) => Verify(members);

    [Theory]
    [InlineData("[Differentiable] static double F(double[] x) { var h = new double[x.Length]; for (var i = 0; i < x.Length; i++) h[i] = 2 * x[i]; return h[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { double[] h = { x, 2 * x }; var k = new[] { x, 2 * x }; return h[0] * h[1] * k[0]; }")]
    [InlineData("[Differentiable] static double F(double[] x) { var t = x[1..]; return t[0] * x[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { var h = new double[2, 2]; var ids = new int[3]; ids[1] = 1; h[0, 1] = x; return h[0, ids[1]]; }")]
    [InlineData("[Differentiable] static double F(double x, DateTime t) { var days = new[] { t, t.AddDays(1) }; return x * (days[1] - days[0]).TotalDays; }")]
    [InlineData("[Differentiable] static double F(double[] x) => x.Select(v => v * v).ToArray().Sum();")]
    [InlineData("[Differentiable] static double F(double x) { Span<double> h = stackalloc double[2]; h[0] = x; return h[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { ReadOnlySpan<double> h = [x, 2 * x]; return h[0] * h[1]; }")]
    [InlineData("[Differentiable] static double F(Span<double> x) { var t = x[1..]; return t[0] * x[0]; }")]
    [InlineData("[Differentiable] static double F(double x, Span<double> h) { h[0] = x; return h[0]; }")]
    [InlineData("[Differentiable] static double F(double x) { if (x < 0) throw new ArgumentException(); return x; }")]
    public Task Its_twin_is_left_alone(string members) => Verify(members);
}
