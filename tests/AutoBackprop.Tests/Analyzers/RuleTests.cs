using AutoBackprop.Analyzers;

namespace AutoBackprop.Tests;

/// <summary>AB0006: rules that would never be used.</summary>
public sealed class RuleTests
{
    private const string Rule = "double gradResult, ref double gradX) => x;";

    [Theory]
    [InlineData("[DerivativeOf(typeof(Math), {|AB0006:\"Nothing\"|})] static double B(double x, " + Rule)]
    [InlineData("[DerivativeOf(typeof(Math), {|AB0006:nameof(Math.PI)|})] static double B(double x, " + Rule)]
    [InlineData("[DerivativeOf(typeof(Math), {|AB0006:null!|})] static double B(double x, " + Rule)]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double {|AB0006:B|}(double x) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double {|AB0006:B|}(double x, double gradResult, ref double gradX, bool overwriteX = false) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static float {|AB0006:B|}(double x, double gradResult, ref double gradX) => 1;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double {|AB0006:B|}(double x, double gradResult, double gradX) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double {|AB0006:B|}(double x, double gradResult, out double gradX) => gradX = x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double {|AB0006:B|}(double x, float gradResult, ref double gradX) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static void {|AB0006:B|}(double x, double gradResult, ref double gradX) { }")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] double {|AB0006:B|}(double x, " + Rule)]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double {|AB0006:B|}<T>(double x, " + Rule)]
    [InlineData("[DerivativeOf(typeof(Math), {|AB0006:nameof(Math.DivRem)|})] static double B(double x, " + Rule)]
    [InlineData("double Own(double x) => x; [DerivativeOf(typeof(A), {|AB0006:nameof(Own)|})] static double B(double x, " + Rule)]
    [InlineData("static void Own(double x) { } [DerivativeOf(typeof(A), {|AB0006:nameof(Own)|})] static double B(double x, " + Rule)]
    [InlineData("static double Own(ref double x) => x; [DerivativeOf(typeof(A), {|AB0006:nameof(Own)|})] static double B(double x, " + Rule)]
    [InlineData("static double Own(double x, [NoGradient] double y) => x; [DerivativeOf(typeof(A), nameof(Own))] static double {|AB0006:B|}(double x, double y, double gradResult, ref double gradX, ref double gradY) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), \"BitIncrement\")] static double {|AB0006:B|}(double x, " + Rule + " [DerivativeOf(typeof(Math), \"BitIncrement\")] static double C(double x, " + Rule)]
    [InlineData("class G<T> { [DerivativeOf(typeof(Math), \"BitIncrement\")] static double {|AB0006:B|}(double x, " + Rule + " }")]
    [InlineData("static double Own(double[] w) => 0; [DerivativeOf(typeof(A), nameof(Own))] static double {|AB0006:B|}(double[] w, double gradResult, double[] gradW) => 0;")]
    [InlineData("static double Own(ReadOnlySpan<double> w) => 0; [DerivativeOf(typeof(A), nameof(Own))] static double {|AB0006:B|}(ReadOnlySpan<double> w, double gradResult, ref Span<double> gradW) => 0;")]
    [InlineData("static double Own(ReadOnlySpan<double> w) => 0; [DerivativeOf(typeof(A), nameof(Own))] static double {|AB0006:B|}(ReadOnlySpan<double> w, double gradResult, Span<float> gradW) => 0;")]
    [InlineData("static void Own(ReadOnlySpan<double> w) { } [DerivativeOf(typeof(A), {|AB0006:nameof(Own)|})] static void B(ReadOnlySpan<double> w, Span<double> gradW) { }")]
    [InlineData("static void Own(double x, Span<double> y) { } [DerivativeOf(typeof(A), nameof(Own))] static void {|AB0006:B|}(double x, Span<double> y, Span<double> gradY, ref double gradX) { }")]
    [InlineData("static void Own(double[,] y) { } [DerivativeOf(typeof(A), nameof(Own))] static void {|AB0006:B|}(double[,] y, Span<double> gradY) { }")]
    public Task A_rule_that_does_not_fit_is_marked(string member) => Analyze(member);

    [Theory]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.BitIncrement))] static double B(double x, " + Rule)]
    [InlineData("[DerivativeOf(typeof(MathF), nameof(MathF.BitIncrement))] static float B(float a, float b, ref float c) => a;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.Max))] static double B(double x, double y, double gradResult, ref double gradX, ref double gradY) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.Max))] static float B(float x, float y, float gradResult, ref float gradX, ref float gradY) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), nameof(Math.ScaleB))] static double B(double x, int n, " + Rule)]
    [InlineData("[DerivativeOf(typeof(Math), \"BitIncrement\"), DerivativeOf(typeof(Math), \"BitDecrement\")] static double B(double x, " + Rule)]
    [InlineData("static double Own(in double x, [NoGradient] double y) => x; [DerivativeOf(typeof(A), nameof(Own))] static double B(in double x, double y, " + Rule)]
    [InlineData("static double Own(double[] w, [NoGradient] Span<float> c) => 0; [DerivativeOf(typeof(A), nameof(Own))] static double B(double[] w, Span<float> c, double gradResult, Span<double> gradW) => 0;")]
    [InlineData("static void Own(ReadOnlySpan<double> x, Span<double> y, double k) { } [DerivativeOf(typeof(A), nameof(Own))] static void B(ReadOnlySpan<double> x, Span<double> y, double k, Span<double> gradX, Span<double> gradY, ref double gradK) { }")]
    [InlineData("static void Own(ReadOnlySpan<double> x, Span<double> y) { } [DerivativeOf(typeof(A), nameof(Own))] static void B(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradX = default, Span<double> gradY = default) { }")]
    [InlineData("static void Own(double[,] y, float[][] z) { } [DerivativeOf(typeof(A), nameof(Own))] static void B(double[,] y, float[][] z, double[,] gradY, float[][] gradZ) { }")]
    [InlineData("static double B(double x) => x;")]
    [InlineData("[DerivativeOf(typeof({|CS0246:Unknown|}), \"A\")] static double B(double x) => x;")]
    [InlineData("[DerivativeOf(typeof(Math), \"BitIncrement\")] static double B({|CS0246:Unknown|} x) => 1;")]
    public Task A_rule_that_fits_is_left_alone(string member) => Analyze(member);

    private static Task Analyze(string member) => Compile.Analyze<RuleAnalyzer>($"using System; using AutoBackprop;\npartial class A {{ {member} }}");
}
