using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>Arrays and spans, until the language has them.</summary>
public sealed class ArrayRejectionTests
{
    [Theory]
    [InlineData("static double F(double[] {|AB0005:a|}, double x) => x;")]
    [InlineData("static double F(Span<double> {|AB0005:a|}, double x) => x;")]
    [InlineData("static double F(ReadOnlySpan<float> {|AB0005:a|}, double x) => x;")]
    [InlineData("static double F(double[,] {|AB0005:a|}, double x) => x;")]
    [InlineData("static double F(double[][] {|AB0005:a|}, double x) => x;")]
    [InlineData("static {|AB0005:double[]|} F(double x) => [x];")]
    [InlineData("static double F(S {|AB0005:s|}, double x) => x;")]
    [InlineData("static double F(double x) { Span<double> s = {|AB0002:stackalloc double[2]|}; return x; }")]
    [InlineData("static double F(double x) { var a = {|AB0002:new double[] { x }|}; return x; }")]
    [InlineData("static double F(double x) { double[] a = {|AB0002:[x, x]|}; return x; }")]
    [InlineData("static double F(int[] n, double x) => x * {|AB0002:n[0]|};")]
    public Task An_array_is_refused(string member) => Compile.Analyze<LoweringAnalyzer>(
        $"using System; using AutoBackprop; struct S {{ public double X; }}\nstatic partial class Model {{ [Differentiable] {member} }}");

    [Theory]
    [InlineData("static double F(int[] n, double x) => x * n.Length;")]
    [InlineData("static double F([NoGradient] double[] a, double x) => x * a.Length;")]
    public Task One_that_holds_nothing_active_is_left_alone(string member) => Compile.Analyze<LoweringAnalyzer>(
        $"using System; using AutoBackprop;\nstatic partial class Model {{ [Differentiable] {member} }}");
}
